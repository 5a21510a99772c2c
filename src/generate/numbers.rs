//! No two people of one night bear one number, unless that is what is planted.
//!
//! Numbers are drawn by each person's own chance, so in a million some meet, as no state's
//! do. The later row gets the next free number, and no zone, which would name the old one.

use crate::documents::number::normalise;
use crate::manifest::row::ManifestRow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Digests of document and holder.
#[derive(Default)]
pub(crate) struct Numbers(HashMap<u64, u64>);

impl Numbers {
    /// Planted rows and infants on a parent's passport keep what they have.
    pub(crate) fn settle(&mut self, row: &mut ManifestRow, may_change: bool) {
        let holder = digest(&(&row.surname, &row.given_names, &row.birth_date));
        let infant = row.person_type.as_deref() == Some("infant");
        while let Some(number) = row.document_number.as_deref().and_then(normalise) {
            let document = digest(&(&number, &row.document_issuer));
            let first = *self.0.entry(document).or_insert(holder);
            if first == holder || infant || !may_change {
                return;
            }
            let free = next(&number);
            if free == number {
                return;
            }
            row.document_number = Some(free);
            row.mrz = None;
        }
    }
}

/// Counts on in the digits alone; letters stay where the state puts them.
fn next(number: &str) -> String {
    let mut carry = true;
    let mut signs: Vec<char> = number.chars().rev().collect();
    for sign in signs.iter_mut().filter(|sign| sign.is_ascii_digit()) {
        if carry {
            carry = *sign == '9';
            *sign = char::from_digit((sign.to_digit(10).unwrap_or(0) + 1) % 10, 10).unwrap_or('0');
        }
    }
    signs.into_iter().rev().collect()
}

fn digest(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_holder_gets_the_next_free_number() {
        let mut numbers = Numbers::default();
        let mut settled = |surname: &str, number: &str, may_change| {
            let mut row = ManifestRow {
                surname: Some(surname.to_owned()),
                document_number: Some(number.to_owned()),
                ..ManifestRow::default()
            };
            numbers.settle(&mut row, may_change);
            row.document_number.unwrap()
        };
        for (surname, number, may_change, expect) in [
            ("A", "X199", true, "X199"),
            ("A", "x 199", true, "x 199"),
            ("B", "X199", false, "X199"),
            ("B", "X199", true, "X200"),
            ("C", "X199", true, "X201"),
        ] {
            assert_eq!(settled(surname, number, may_change), expect, "{surname}");
        }
    }
}
