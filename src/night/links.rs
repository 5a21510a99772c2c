//! Who travels with a case: context on it, never a case by itself.
//!
//! The hashes of the survey say which rows may share a value with a case; their texts are
//! read by whoever knows their format.

use crate::analysis::links::finder::Finder;
use crate::analysis::links::hashes::KeyHashes;
use crate::analysis::links::keys::Key;
use crate::domain::ids::RowRef;
use crate::error::Result;
use crate::files::digest_of_bytes;
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
    let mut rows: Vec<LinkRow> = finder
        .finish()
        .into_iter()
        .map(|link| LinkRow {
            case_id: gathered.cases[link.case].recommendation.case_id.clone(),
            // A night is of no run until it is published.
            run_id: String::new(),
            other_case_id: owner.get(&link.other).map(|id| (*id).clone()),
            other_passenger_row: format!("{}:{}", files[link.other.file as usize], link.other.row),
            relation: link.relation.as_str().to_owned(),
            value_digest: digest_of_bytes(link.value.as_bytes())[..16].to_owned(),
        })
        .collect();
    rows.sort_by(|a, b| (&a.case_id, &a.relation).cmp(&(&b.case_id, &b.relation)));
    Ok(rows)
}
