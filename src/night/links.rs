//! Who travels with a case: context on it, never a case by itself.
//!
//! The rows are read by whoever knows their format: what the cases' rows hold, then which
//! rows hold one of those values.

use crate::analysis::links::{Finder, Key, KeyRef};
use crate::domain::ids::RowRef;
use crate::error::Result;
use crate::files::digest_of_bytes;
use crate::night::gathered::Gathered;
use crate::schema::rows::LinkRow;
use std::collections::BTreeMap;

/// Which rows are asked for their keys, and which of their keys.
pub type Wanted<'a> = (
    &'a (dyn Fn(RowRef) -> bool + Sync),
    &'a (dyn Fn(&KeyRef) -> bool + Sync),
);

/// Keys with their hash, in the order of the rows.
pub type HeldKeys = Vec<(RowRef, u64, Key)>;

pub fn links(
    gathered: &Gathered,
    files: &[String],
    read: impl Fn(Wanted) -> Result<HeldKeys>,
) -> Result<Vec<LinkRow>> {
    if gathered.cases.is_empty() {
        return Ok(Vec::new());
    }
    let mut finder = Finder::default();
    for (number, case) in gathered.cases.iter().enumerate() {
        for &row in &case.passenger.rows {
            finder.case_row(row, number);
        }
    }
    for (row, hash, key) in read((&|row| finder.is_of_case(row), &|_| true))? {
        finder.remember(row, hash, key);
    }
    for (row, _, key) in read((&|_| true, &|key| finder.may_hold(key.hash64())))? {
        finder.visit(row, &key);
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
            other_case_id: owner.get(&link.other).map(|id| (*id).clone()),
            other_passenger_row: format!("{}:{}", files[link.other.file as usize], link.other.row),
            relation: link.relation.as_str().to_owned(),
            value_digest: digest_of_bytes(link.value.as_bytes())[..16].to_owned(),
        })
        .collect();
    rows.sort_by(|a, b| (&a.case_id, &a.relation).cmp(&(&b.case_id, &b.relation)));
    Ok(rows)
}
