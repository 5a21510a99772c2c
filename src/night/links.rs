//! Who travels with a case: context on it, never a case by itself.

use crate::analysis::links::{Finder, keys};
use crate::error::Result;
use crate::files::digest_of_bytes;
use crate::manifest::Manifests;
use crate::night::gathered::Gathered;
use crate::schema::rows::LinkRow;
use std::collections::BTreeMap;

/// Two readings of the link columns: what the cases hold, then who shares it.
pub fn links(manifests: &Manifests, gathered: &Gathered, files: &[String]) -> Result<Vec<LinkRow>> {
    if gathered.cases.is_empty() {
        return Ok(Vec::new());
    }
    let mut finder = Finder::default();
    for (number, case) in gathered.cases.iter().enumerate() {
        for &row in &case.passenger.rows {
            finder.case_row(row, number);
        }
    }
    manifests.for_each_link_row(|row, values| {
        if finder.case_of(row).is_some() {
            finder.remember(row, keys(&values));
        }
    })?;
    manifests.for_each_link_row(|row, values| finder.visit(row, keys(&values)))?;
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
