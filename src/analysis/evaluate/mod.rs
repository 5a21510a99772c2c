//! How well screening tells listed people from others, on people whose truth is known.
//!
//! Each query is one outcome: its true entry's hit, its best hit, or neither. Everything
//! reported is counted from outcomes; nothing here screens.

pub mod share;

pub mod curve;

pub mod bands;

pub mod calibration;

pub mod roc;

pub mod parity;

pub mod fit;

pub mod groups;

pub mod capacity;

pub mod self_screen;

use crate::decide::Action;
use crate::domain::points::Points;
use curve::Curve;
use serde::Serialize;
use std::collections::BTreeMap;

/// An entry that a query reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub total: Points,
    /// 1 for the best; ties in the order of the list.
    pub rank: u32,
    /// What the policy asks for; `None` below the review line.
    pub action: Option<Action>,
}

/// What came of one query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub group: Option<String>,
    /// The hit on the true entry.
    pub truth: Option<Found>,
    /// The best hit on any other entry: a false alert where it reaches the line.
    pub wrong: Option<Found>,
}

impl Outcome {
    pub fn best(&self) -> Option<Found> {
        let first = |found: &&Found| found.rank == 1;
        self.truth
            .filter(|found| first(&found))
            .or(self.wrong.filter(|found| first(&found)))
    }
}

/// The figures of `evaluate`, as its JSON has them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    pub pairs: usize,
    pub population: usize,
    pub thresholds: Vec<curve::Threshold>,
    pub bands: BTreeMap<&'static str, bands::Band>,
    pub recall_at_far: BTreeMap<&'static str, f64>,
    /// The threshold that each false-alert rate sets, in bits; absent where no one is
    /// known to be on no list.
    pub bits_at_far: BTreeMap<&'static str, f64>,
    pub by_group: BTreeMap<String, groups::Group>,
    pub calibration: Vec<calibration::Bin>,
    /// The share of passengers who are listed, that the bins are weighted to: the sum of the priors.
    #[serde(skip)]
    pub share_listed: f64,
    /// Mean distance of predicted from observed, over all queries, at the share of listed people
    /// that the priors sum to.
    pub calibration_error: f64,
    /// The same over those alone that reach the review line.
    pub calibration_error_reviewed: f64,
    /// Groups that are found less or disturbed more than all together.
    pub parity: BTreeMap<String, parity::Parity>,
    /// Where a fixed number of reviews ends, when one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<capacity::Capacity>,
    /// Recall at every false-alert rate, to be drawn.
    #[serde(skip)]
    pub line: Vec<roc::Step>,
    /// At the policy's own lines, review before recommend.
    #[serde(skip)]
    pub at_lines: [curve::Threshold; 2],
}

/// Lines of the policy that the bands are counted at.
#[derive(Clone, Copy, Debug)]
pub struct Lines {
    pub review: Points,
    pub recommend: Points,
    /// Nothing below it was ranked.
    pub lowest: Points,
    /// Of all passengers, by the priors.
    pub share_listed: f64,
}

/// `pairs` are on the list, `population` is not. Pairs without a true entry belong to the
/// population.
pub fn report(pairs: &[Outcome], population: &[Outcome], lines: Lines) -> Report {
    let curve = Curve::of(pairs, population, lines.lowest);
    let bins = calibration::bins(pairs, population, lines.share_listed);
    let by_group = groups::by_group(pairs, population, &curve, lines);
    Report {
        pairs: pairs.len(),
        population: population.len(),
        thresholds: curve.sweep(),
        bands: bands::bands(pairs, population),
        recall_at_far: curve::RATES
            .iter()
            .map(|rate| (rate.name, curve.recall(curve.threshold_at(rate.share))))
            .collect(),
        bits_at_far: match population {
            [] => BTreeMap::new(),
            _ => curve::RATES
                .iter()
                .map(|rate| (rate.name, curve.threshold_at(rate.share).bits()))
                .collect(),
        },
        calibration_error: calibration::error(&bins, Points(i32::MIN)),
        calibration_error_reviewed: calibration::error(&bins, lines.review),
        calibration: bins,
        share_listed: lines.share_listed,
        parity: by_group
            .iter()
            .map(|(name, group)| (name.clone(), group.parity.clone()))
            .collect(),
        by_group,
        capacity: None,
        line: roc::line(&curve, &curve),
        at_lines: [lines.review, lines.recommend].map(|line| curve.threshold(line)),
    }
}

#[cfg(test)]
mod tests;
