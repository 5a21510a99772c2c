//! Names as importers find them in one field.

use crate::domain::entry::{ListedName, NameKind};
use crate::names::tokens;
use crate::tables::charset::is_implausible;
use crate::watchlist::import::{ImportCode, Losses};
use unicode_script::{Script, UnicodeScript};

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
        script: script_of(text),
    }
}

/// A name in its natural order, commas and all.
pub(super) fn whole_name(kind: NameKind, text: &str) -> ListedName {
    ListedName {
        kind,
        full: Some(one_blank(text)).filter(|text| !text.is_empty()),
        surname: None,
        given_names: None,
        script: script_of(text),
    }
}

/// The ISO 15924 code of the script that most letters are in; the first on a tie.
pub(super) fn script_of(text: &str) -> Option<String> {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    for script in text.chars().map(|c| c.script()) {
        match counts.iter_mut().find(|(known, _)| *known == script) {
            _ if matches!(script, Script::Common | Script::Inherited | Script::Unknown) => {}
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    let (script, _) = counts.into_iter().rev().max_by_key(|(_, count)| *count)?;
    Some(script.short_name().to_owned())
}

/// What can be looked for, each once. A name without a letter, or of placeholders alone
/// (`FNU LNU`), would match nobody or everybody; a repeated one adds nothing, and the
/// first, which is of the stronger kind, stays.
pub(super) fn usable(
    names: impl IntoIterator<Item = ListedName>,
    row: usize,
    column: &'static str,
    lost: &mut Losses,
) -> Vec<ListedName> {
    let mut kept: Vec<ListedName> = Vec::new();
    for name in names {
        if let Err(why) = check(&name) {
            lost.value(row, column, ImportCode::NoUsableName, why);
        } else if !kept.iter().any(|before| same_name(before, &name)) {
            kept.push(name);
        }
    }
    kept
}

fn check(name: &ListedName) -> Result<(), &'static str> {
    if !has_letter(name) {
        return Err("a name without a letter");
    }
    if is_garbled(name) {
        return Err("a name of another character set: its letters are lost");
    }
    match tokens::of_listed(name).is_empty() {
        true => Err("a name that is a placeholder"),
        false => Ok(()),
    }
}

fn same_name(one: &ListedName, other: &ListedName) -> bool {
    (&one.full, &one.surname, &one.given_names) == (&other.full, &other.surname, &other.given_names)
}

pub(super) fn one_blank(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What another character set leaves when it is read as Latin-1: nobody bears such a name.
pub(super) fn is_garbled(name: &ListedName) -> bool {
    let mut parts = [&name.full, &name.surname, &name.given_names]
        .into_iter()
        .flatten();
    parts.any(|part| is_implausible(part))
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
    fn a_name_keeps_its_script() {
        for (text, expected) in [
            ("SPECIMEN, Jo", Some("Latn")),
            ("Бесчинский Пример", Some("Cyrl")),
            ("محفوظ ولد", Some("Arab")),
            ("金铁三", Some("Hani")),
            ("Jin 金铁三 金铁", Some("Hani")),
            ("4'2", None),
        ] {
            let script = whole_name(NameKind::Alias, text).script;
            assert_eq!(script.as_deref(), expected, "{text}");
        }
    }

    /// What importers refuse and what they leave to the reading of names, on the list side.
    #[test]
    fn names_as_lists_mangle_them() {
        let long = "ABDURRAHMANOV-SPECIMEN MAXIMILIAN JOHAN";
        for (text, kept) in [
            ("FNU LNU", false),
            ("XXX", false),
            ("UNKNOWN", false),
            ("-", false),
            ("12", false),
            ("Öàðãàíàåâ, Èâàí", false),
            ("M\u{dc}LLER \u{9a}", false),
            ("Müßigbrodt, Zoé", true),
            ("SPECIMEN, FNU", true),
            ("LNU, Jo", true),
            ("Dr. Jo Specimen", true),
            ("SPECIMENMR, JO", true),
            ("Le", true),
            (long, true),
            (&long[..25], true),
        ] {
            let mut lost = Losses::of(std::path::Path::new("a.csv"));
            let name = split_name(NameKind::Primary, text);
            let names = usable([name.clone(), name], 1, "name", &mut lost);
            assert_eq!(names.len(), usize::from(kept), "{text}");
            assert_eq!(lost.rejects.len(), 2 * usize::from(!kept), "{text}");
        }
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
