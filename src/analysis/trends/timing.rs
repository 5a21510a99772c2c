//! How long cases wait for a decision, and whether it comes before departure.

use crate::analysis::trends::FEWEST;
use crate::analysis::trends::case::Case;
use crate::analysis::trends::fiscal::FiscalYear;
use crate::analysis::trends::slices::Dimension;
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timing {
    pub year: FiscalYear,
    /// `All` or `Group`.
    pub dimension: Dimension,
    pub value: String,
    /// Cases that were settled.
    pub settled: usize,
    pub before_departure: usize,
    /// Minutes from the earliest reviewed run that held the case to the first `concur` or
    /// `not_concur`; none below [`FEWEST`] cases.
    pub median: Option<i64>,
    pub p90: Option<i64>,
}

pub fn all(cases: &[&Case]) -> Vec<Timing> {
    let mut parts: BTreeMap<(FiscalYear, Dimension, &str), Vec<&Case>> = BTreeMap::new();
    for case in cases.iter().filter(|case| case.settled_at.is_some()) {
        let year = FiscalYear::of(case.last.departure);
        for dimension in [Dimension::All, Dimension::Group] {
            for value in dimension.values(case) {
                let part = parts.entry((year, dimension, value)).or_default();
                part.push(case);
            }
        }
    }
    let parts = parts.into_iter();
    parts
        .map(|((year, dimension, value), part)| Timing {
            year,
            dimension,
            value: value.to_owned(),
            settled: part.len(),
            before_departure: in_time(&part),
            median: quantile(&part, 0.5),
            p90: quantile(&part, 0.9),
        })
        .collect()
}

pub fn in_time(cases: &[&Case]) -> usize {
    let in_time = cases.iter().filter(|case| case.settled_before_departure());
    in_time.count()
}

/// The smallest value that at least `part` of the cases do not pass (nearest rank).
pub fn quantile(cases: &[&Case], part: f64) -> Option<i64> {
    let minutes = cases.iter().filter_map(|case| case.minutes_to_decision());
    let mut minutes: Vec<i64> = minutes.collect();
    if minutes.len() < FEWEST {
        return None;
    }
    minutes.sort_unstable();
    let rank = (part * minutes.len() as f64).ceil() as usize;
    minutes.get(rank.max(1) - 1).copied()
}
