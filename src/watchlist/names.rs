//! Names as importers find them in one field.

use crate::domain::entry::{ListedName, NameKind};

/// `SURNAME, Given names`; without a comma nobody says which part is which. Double blanks,
/// which sources have, would make two names of one.
pub(super) fn split_name(kind: NameKind, text: &str) -> ListedName {
    let part = |text: &str| Some(one_blank(text)).filter(|part| !part.is_empty());
    let (full, surname, given_names) = match text.split_once(',') {
        Some((surname, given)) => (None, part(surname), part(given)),
        None => (part(text), None, None),
    };
    ListedName {
        kind,
        full,
        surname,
        given_names,
        script: None,
    }
}

fn one_blank(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Ideographs are alphabetic in Unicode, so one test covers every script.
pub(super) fn has_letter(name: &ListedName) -> bool {
    [&name.full, &name.surname, &name.given_names]
        .into_iter()
        .flatten()
        .any(|part| part.chars().any(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_at_the_first_comma_only() {
        let read = |text| split_name(NameKind::Alias, text);
        let name = read("SPECIMEN DOE, Jo, Jr.");
        assert_eq!(name.surname.as_deref(), Some("SPECIMEN DOE"));
        assert_eq!(name.given_names.as_deref(), Some("Jo, Jr."));
        assert_eq!(name.full, None);
        let doubled = read("DOE,  Jo  Anna");
        assert_eq!(doubled.given_names.as_deref(), Some("Jo Anna"));
        assert_eq!(read("EL SPECIMEN").full.as_deref(), Some("EL SPECIMEN"));
    }

    #[test]
    fn any_script_has_letters_and_digits_are_none() {
        for (text, expected) in [("毛", true), ("Ж", true), ("4'2", false), ("-", false)] {
            assert_eq!(
                has_letter(&split_name(NameKind::Primary, text)),
                expected,
                "{text}"
            );
        }
    }
}
