//! Whether two entries hold papers of two people.
//!
//! A person renews a passport, so other numbers alone tell little. Beside a surname that no
//! name of both sides shares they tell of a namesake by ear with the same day of birth.
//! Surnames are compared as written: two spellings of one surname beside other papers stay
//! apart, which is the side to err on.

use crate::domain::entry::{Entry, ListedName};
use crate::evidence::document::{ComparableDocument, DocumentLevel, level, of_listed};

/// InParallel hold documents of one issuer and type, none of them alike, and no surname agrees.
pub(super) fn of_two_people(one: &Entry, other: &Entry) -> bool {
    let (ones, others) = (of_listed(&one.documents), of_listed(&other.documents));
    differ(&ones, &others) && !share_surname(&one.names, &other.names)
}

fn differ(ones: &[ComparableDocument], others: &[ComparableDocument]) -> bool {
    let pairs = ones
        .iter()
        .flat_map(|one| others.iter().map(move |other| (one, other)));
    let mut differ = false;
    for (one, other) in pairs {
        match level(one, other) {
            DocumentLevel::Same
            | DocumentLevel::SameNumber
            | DocumentLevel::CheckDigitGlued
            | DocumentLevel::Confusable
            | DocumentLevel::OneEdit => return false,
            DocumentLevel::Different => differ = true,
            DocumentLevel::Missing => {}
        }
    }
    differ
}

fn share_surname(ones: &[ListedName], others: &[ListedName]) -> bool {
    ones.iter()
        .any(|one| others.iter().any(|other| surnames_agree(one, other)))
}

/// Of a name kept whole any token may be the surname; of two such the last must agree, or
/// one must hold all of the other.
fn surnames_agree(one: &ListedName, other: &ListedName) -> bool {
    let whole = |name: &ListedName| tokens(name.full.as_deref().unwrap_or_default());
    let any = |ones: &[String], others: &[String]| ones.iter().any(|one| others.contains(one));
    match (one.surname.as_deref(), other.surname.as_deref()) {
        (Some(one), Some(other)) => any(&tokens(one), &tokens(other)),
        (Some(surname), None) => any(&tokens(surname), &whole(other)),
        (None, Some(surname)) => any(&tokens(surname), &whole(one)),
        (None, None) => {
            let (one, other) = (whole(one), whole(other));
            let (short, long) = match one.len() <= other.len() {
                true => (&one, &other),
                false => (&other, &one),
            };
            !short.is_empty()
                && (short.last() == long.last() || short.iter().all(|token| long.contains(token)))
        }
    }
}

fn tokens(name: &str) -> Vec<String> {
    let parts = name.split(|letter: char| !letter.is_alphanumeric());
    let parts = parts.filter(|part| !part.is_empty());
    parts.map(str::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::NameKind;

    /// `SURNAME, Given`, or a whole name.
    fn name(text: &str) -> ListedName {
        let parts = text.split_once(", ");
        ListedName {
            kind: NameKind::Primary,
            full: Some(text.to_owned()).filter(|_| parts.is_none()),
            surname: parts.map(|(surname, _)| surname.to_owned()),
            given_names: parts.map(|(_, given)| given.to_owned()),
            script: None,
        }
    }

    #[test]
    fn a_surname_is_shared_or_not() {
        for (one, other, agree) in [
            ("PANG, Myong Il", "BANG MYONG-IL", false),
            ("PANG, Myong Il", "PANG MYONG-IL", true),
            ("PANG, Myong Il", "Pang, Myong-Chol", true),
            ("PANG, Myong Il", "BAN, Myong Il", false),
            ("MUSTER SAMPLE, Jo", "SAMPLE, Jo", true),
            ("JO MUSTER", "Jo Ann Muster", true),
            ("MUSTER JO", "JO MUSTER", true),
            ("JO MUSTER", "JO SAMPLE", false),
        ] {
            for (one, other) in [(one, other), (other, one)] {
                assert_eq!(
                    surnames_agree(&name(one), &name(other)),
                    agree,
                    "{one} | {other}"
                );
            }
        }
    }
}
