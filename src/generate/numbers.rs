//! No two people of one night bear one number, and nobody one that is reported lost, unless that
//! is what is planted.
//!
//! Numbers are drawn by each person's own chance, so in a million some meet, as no state's
//! do. The later row gets the next free number, and no zone, which would name the old one.

use crate::documents::lost::LostIndex;
use crate::documents::number::normalise;
use crate::domain::codes::Country;
use crate::manifest::row::ManifestRow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

#[derive(Default)]
pub(crate) struct Numbers {
    /// Digests of document and holder.
    holders: HashMap<u64, u64>,
    reported: Arc<LostIndex>,
}

impl Numbers {
    pub(crate) fn beside(reported: Arc<LostIndex>) -> Numbers {
        Numbers {
            holders: HashMap::new(),
            reported,
        }
    }

    fn is_reported(&self, row: &ManifestRow, number: &str) -> bool {
        let issuer = row.document_issuer.as_deref().and_then(Country::parse);
        issuer.is_some_and(|issuer| self.reported.find(issuer, None, number).is_some())
    }

    /// Planted rows and infants on a parent's passport keep what they have.
    pub(crate) fn settle(&mut self, row: &mut ManifestRow, may_change: bool) {
        let holder = digest(&(&row.surname, &row.given_names, &row.birth_date));
        let infant = row.person_type.as_deref() == Some("infant");
        while let Some(number) = row.document_number.as_deref().and_then(normalise) {
            let is_reported = may_change && self.is_reported(row, &number);
            let document = digest(&(&number, &row.document_issuer));
            if !is_reported {
                let first = *self.holders.entry(document).or_insert(holder);
                // The infant follows the parent's number, which counted on alike.
                if first == holder || infant || !may_change {
                    return;
                }
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
    use crate::domain::document::{LostDocument, LostStatus};

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

    #[test]
    fn who_is_clean_has_no_reported_document() {
        let report = |number: &str, last: Option<&str>| LostDocument {
            number: number.to_owned(),
            number_to: last.map(str::to_owned),
            issuer: Country::parse("FRA").unwrap(),
            kind: None,
            status: LostStatus::Stolen,
            reported_on: None,
        };
        let reported = [
            report("AB1234567", None),
            report("AB1234570", Some("AB1234580")),
        ];
        let mut numbers = Numbers::beside(Arc::new(LostIndex::build(&reported)));
        for (number, may_change, expect) in [
            ("AB1234567", true, "AB1234568"),
            ("AB1234575", true, "AB1234581"),
            ("AB1234575", false, "AB1234575"),
            ("AB1234566", true, "AB1234566"),
        ] {
            let mut row = ManifestRow {
                surname: Some(number.to_owned()),
                document_number: Some(number.to_owned()),
                document_issuer: Some("FRA".to_owned()),
                ..ManifestRow::default()
            };
            numbers.settle(&mut row, may_change);
            assert_eq!(row.document_number.as_deref(), Some(expect));
        }
    }
}
