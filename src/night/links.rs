//! Who travels with a case: context on it, never a case by itself.
//!
//! The hashes of the survey say which rows may share a value with a case; their texts are
//! read by whoever knows their format.

use crate::analysis::links::finder::{Finder, Link};
use crate::analysis::links::hashes::KeyHashes;
use crate::analysis::links::keys::{Key, Relation};
use crate::domain::ids::RowRef;
use crate::error::Result;
use crate::night::gathered::Gathered;
use crate::schema::rows::LinkRow;
use std::collections::BTreeMap;

/// `read` gives the keys of the rows that it is asked for.
pub fn links(
    gathered: &Gathered,
    files: &[String],
    hashes: &KeyHashes,
    read: impl Fn(&[RowRef]) -> Result<Vec<(RowRef, Key)>>,
) -> Result<Vec<LinkRow>> {
    let mut finder = Finder::default();
    for (number, case) in gathered.cases.iter().enumerate() {
        for &row in &case.passenger.rows {
            finder.case_row(row, number);
        }
    }
    let of_cases = gathered.cases.iter().flat_map(|case| &case.passenger.rows);
    let held = read(&hashes.may_share(of_cases.copied()))?;
    for (row, key) in &held {
        finder.remember(*row, key);
    }
    for (row, key) in &held {
        finder.visit(*row, key);
    }
    let owner: BTreeMap<_, _> = gathered
        .cases
        .iter()
        .flat_map(|case| {
            case.passenger
                .rows
                .iter()
                .map(|row| (*row, &case.recommendation.case_id))
        })
        .collect();
    let case_id = |link: &Link| &gathered.cases[link.case].recommendation.case_id;
    let mut links = finder.finish();
    links.sort_by(|a, b| (case_id(a), a).cmp(&(case_id(b), b)));
    let mut numbers = Numbers::default();
    let rows = links.into_iter().map(|link| LinkRow {
        case_id: case_id(&link).clone(),
        // A night is of no run until it is published.
        run_id: String::new(),
        other_case_id: owner.get(&link.other).map(|id| (*id).clone()),
        other_passenger_row: format!("{}:{}", files[link.other.file as usize], link.other.row),
        relation: link.relation.as_str().to_owned(),
        value_digest: numbers.of(link.relation, link.value),
    });
    let mut rows: Vec<LinkRow> = rows.collect();
    rows.sort_by(|a, b| (&a.case_id, &a.relation).cmp(&(&b.case_id, &b.relation)));
    Ok(rows)
}

/// A value is published as its number within the night, by the first case that has it. A digest
/// of a card, a telephone or a document is found by whoever tries them all, and a salt would make
/// the same night other bytes elsewhere.
#[derive(Default)]
struct Numbers(BTreeMap<(Relation, String), usize>);

impl Numbers {
    fn of(&mut self, relation: Relation, value: String) -> String {
        let next = self.0.len() + 1;
        let number = self.0.entry((relation, value)).or_insert(next);
        format!("L{number}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_keeps_its_number_and_no_two_share_one() {
        let mut numbers = Numbers::default();
        let mut of = |relation, value: &str| numbers.of(relation, value.to_owned());
        assert_eq!(of(Relation::SameBooking, "A"), "L1");
        assert_eq!(of(Relation::SamePayment, "A"), "L2");
        assert_eq!(of(Relation::SameBooking, "B"), "L3");
        assert_eq!(of(Relation::SamePayment, "A"), "L2");
    }
}
