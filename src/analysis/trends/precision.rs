//! How often the listed person was the passenger, by list and by rule.
//!
//! Only cases whose truth an officer established can say; how many could not stands beside
//! each share. Officers look harder at strong cases, so a share may flatter: it is of the
//! established ones and not of all.

use crate::analysis::evaluate::share::{Share, share};
use crate::analysis::trends::FEWEST;
use crate::analysis::trends::case::Case;
use crate::analysis::trends::slices::Dimension;
use crate::analysis::trends::tally::Tally;
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq)]
pub struct Precision {
    /// `All`, `List`, or `Reason` for the rule.
    pub dimension: Dimension,
    pub value: String,
    pub same_person: usize,
    pub different_person: usize,
    pub unknown: usize,
    /// `same_person` of the established, with its 95 % interval; none below [`FEWEST`].
    pub share: Option<Share>,
}

/// Over all years of the span. Cases without a list are no match of a person: they are in
/// no row.
pub fn all(cases: &[&Case]) -> Vec<Precision> {
    let mut tallies: BTreeMap<(Dimension, &str), Tally> = BTreeMap::new();
    for case in cases.iter().filter(|case| case.last.list.is_some()) {
        for dimension in [Dimension::All, Dimension::List, Dimension::Reason] {
            for value in dimension.values(case) {
                tallies.entry((dimension, value)).or_default().add(case);
            }
        }
    }
    let rows = tallies.into_iter();
    rows.map(|((dimension, value), tally)| row(dimension, value, tally))
        .collect()
}

fn row(dimension: Dimension, value: &str, tally: Tally) -> Precision {
    let established = tally.same_person + tally.different_person;
    Precision {
        dimension,
        value: value.to_owned(),
        same_person: tally.same_person,
        different_person: tally.different_person,
        unknown: tally.truth_unknown,
        share: (FEWEST <= established).then(|| share(tally.same_person, established)),
    }
}
