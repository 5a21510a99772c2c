//! What is on its way to a partner: people under ids that mean nothing outside, with the values
//! that may leave; and retractions of such.

use super::agreements::Tlp;
use super::field::Field;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What every id begins with, of whatever house: a value that comes back is told by it.
const PREFIX: &str = "preboard-";

/// Letters of a house's own part.
const HOUSE: usize = 8;

/// One person who may be told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: String,
    pub values: BTreeMap<Field, String>,
    /// The strictest of the values'.
    pub tlp: Tlp,
    /// Until when the house keeps the person.
    pub until: Option<Date>,
}

/// What one file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body<'a> {
    Shared(&'a [Person]),
    /// Ids that a partner has, and is to forget.
    Retracted(&'a [String]),
}

/// Of whom and when, for the head of a file.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// The journal's own id: random, and no secret.
    pub house: &'a str,
    pub number: u64,
    pub partner: &'a str,
    /// A day and moment, RFC 3339.
    pub made_at: &'a str,
}

/// The same person is the same id in every share: of a listed one by list and entry, so that a
/// second share replaces the first and a retraction finds both. Whoever came from another house
/// keeps the id that they came with.
pub fn id_of(house: &str, list: &str, entry_id: &str) -> String {
    if is_shared(entry_id) {
        return entry_id.to_owned();
    }
    let digest = digest(&[house, list, entry_id]);
    format!("{}{}", prefix_of(house), &digest[..20])
}

/// What the ids of this house begin with.
pub fn prefix_of(house: &str) -> String {
    let own: String = house.chars().take(HOUSE).collect();
    format!("{PREFIX}{own}-")
}

/// Whether some house gave this id.
fn is_shared(id: &str) -> bool {
    let rest = id.strip_prefix(PREFIX);
    let parts = rest.and_then(|rest| rest.split_once('-'));
    let plain = |text: &str, length: usize| {
        text.len() == length && text.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    parts.is_some_and(|(house, own)| plain(house, HOUSE) && plain(own, 20))
}

fn digest(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    let bytes: [u8; 32] = hasher.finalize().into();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A UUID of a text, the same on every machine (version 8 of RFC 9562: of one's own making).
pub(super) fn uuid(text: &str) -> String {
    let hex = digest(&[text]);
    format!(
        "{}-{}-8{}-a{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[13..16],
        &hex[17..20],
        &hex[20..32]
    )
}

impl Person {
    pub fn value(&self, field: Field) -> Option<&str> {
        self.values.get(&field).map(String::as_str)
    }

    /// `BORISLAV ZUMARINOV`; the listed name where the carrier's may not leave.
    pub fn called(&self) -> Option<String> {
        let parts = [Field::GivenNames, Field::Surname].map(|field| self.value(field));
        match parts {
            [given, Some(surname)] => {
                let parts: Vec<&str> = given.into_iter().chain([surname]).collect();
                Some(parts.join(" "))
            }
            [_, None] => self.value(Field::EntryName).map(str::to_owned),
        }
    }
}

#[cfg(test)]
pub(super) mod samples {
    use super::*;

    pub(in crate::sharing) fn person() -> Person {
        let values = [
            (Field::Surname, "ZUMARINOV"),
            (Field::GivenNames, "BORISLAV"),
            (Field::BirthDate, "1970-03-05"),
            (Field::Sex, "M"),
            (Field::Nationality, "FRA"),
            (Field::DocumentType, "P"),
            (Field::DocumentNumber, "AB123"),
            (Field::DocumentIssuer, "FRA"),
            (Field::DocumentExpiry, "2030-01-01"),
            (Field::Category, "fugitive"),
            (Field::EntryName, "ZUMARINOV, Borislav"),
        ];
        Person {
            id: id_of("0123456789abcdef", "L", "7"),
            values: values.map(|(field, text)| (field, text.to_owned())).into(),
            tlp: Tlp::AmberStrict,
            until: Some(jiff::civil::date(2027, 5, 23)),
        }
    }

    pub(in crate::sharing) fn head() -> Head<'static> {
        Head {
            house: "0123456789abcdef",
            number: 3,
            partner: "PARTNER",
            made_at: "2026-11-23T18:00:00Z",
        }
    }

    /// In every value that may leave.
    pub(in crate::sharing) fn hostile() -> Person {
        let text = "=cmd|'/C calc'!A0\n\"},{\"id\":\"x\u{202e}\u{1b}[2J<script>";
        let values = Field::ALL.iter().map(|field| (*field, text.to_owned()));
        Person {
            values: values.collect(),
            ..person()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_houses_own_and_goes_on_with_whom_it_names() {
        let (house, other) = ("0123456789abcdef", "fedcba9876543210");
        let first = id_of(house, "L", "7");
        assert!(first.starts_with(&prefix_of(house)), "{first}");
        assert_eq!(first, id_of(house, "L", "7"));
        for another in [
            id_of(other, "L", "7"),
            id_of(house, "L", "8"),
            id_of(house, "M", "7"),
            id_of(house, "L7", ""),
        ] {
            assert_ne!(first, another);
        }
        // B lists what A shared, and shares it in turn.
        assert_eq!(id_of(other, "of_A", &first), first);
        // Who only writes such a word has an id of the house all the same.
        for odd in ["preboard-x-y", "preboard-", "preboard-01234567-zz"] {
            assert!(id_of(other, "L", odd).starts_with(&prefix_of(other)));
        }
    }

    #[test]
    fn a_uuid_has_the_form_of_one() {
        let uuid = uuid("x");
        let parts: Vec<usize> = uuid.split('-').map(str::len).collect();
        assert_eq!(parts, [8, 4, 4, 4, 12]);
        assert!(uuid.as_bytes()[14] == b'8' && uuid.as_bytes()[19] == b'a');
    }
}
