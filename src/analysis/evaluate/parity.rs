//! Is any group found less, or disturbed more, than all together?
//!
//! The mean is that of all people measured, so large groups make most of it. A flag says
//! "explain this", not "this is wrong": labels are coarse and counts can be small.

use crate::analysis::evaluate::curve::Curve;
use crate::analysis::evaluate::share::{Share, share};
use crate::domain::points::Points;
use serde::Serialize;
use std::collections::BTreeMap;

/// Fewer people than this say too little to be compared, or to be shown by group at all.
pub const FEWEST: usize = 30;

/// Recall so far below the mean is flagged.
pub const RECALL_GAP: f64 = 0.05;

/// A false-alert rate so many times the mean is flagged.
pub const FALSE_ALERT_RATIO: f64 = 3.0;

/// One group against the mean at one threshold; `None` where a side has too few people.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Place {
    /// The mean's recall less the group's: positive is worse.
    pub recall_gap: Option<f64>,
    /// The group's false-alert rate over the mean's.
    pub false_alert_ratio: Option<f64>,
    pub recall: Option<Share>,
    pub false_alert_rate: Option<Share>,
    pub false_alerts: usize,
    #[serde(skip)]
    mean: [f64; 2],
}

/// The two figures are those at the review line, where an operator's alerts are made;
/// `at` has them at other thresholds too.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Parity {
    pub recall_gap: Option<f64>,
    pub false_alert_ratio: Option<f64>,
    pub at: BTreeMap<&'static str, Place>,
}

/// The thresholds compared, with the name each has in [`Parity::at`].
pub const PLACES: [&str; 3] = ["1e-2", "1e-3", "review"];

/// How sure a flag is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// The 95 % interval lies beyond the limit too.
    Sure,
    /// The figure is beyond the limit, its interval is not: it may be chance.
    Perhaps,
}

pub fn of(whole: &Curve, own: &Curve, review: Points) -> Parity {
    let lines = [whole.threshold_at(1e-2), whole.threshold_at(1e-3), review];
    let places = PLACES.into_iter().zip(lines);
    let at: BTreeMap<&str, Place> = places
        .map(|(name, line)| (name, place(whole, own, line)))
        .collect();
    Parity {
        recall_gap: at["review"].recall_gap,
        false_alert_ratio: at["review"].false_alert_ratio,
        at,
    }
}

fn place(whole: &Curve, own: &Curve, line: Points) -> Place {
    let mean = [whole.recall(line), whole.false_alert_rate(line)];
    let false_alerts = own.false_alerts(line);
    let recall = (FEWEST <= own.pairs).then(|| share(own.found(line), own.pairs));
    let rate = (FEWEST <= own.population).then(|| share(false_alerts, own.population));
    Place {
        recall_gap: recall.map(|own| mean[0] - own.share),
        false_alert_ratio: rate
            .filter(|_| mean[1] > 0.0)
            .map(|own| own.share / mean[1]),
        recall,
        false_alert_rate: rate,
        false_alerts,
        mean,
    }
}

impl Place {
    pub fn recall_flag(&self) -> Option<Flag> {
        let recall = self.recall?;
        let beyond = |recall: f64| self.mean[0] - recall > RECALL_GAP;
        beyond(recall.share).then(|| sure(beyond(recall.high)))
    }

    pub fn false_alert_flag(&self) -> Option<Flag> {
        let rate = self.false_alert_rate?;
        let beyond = |rate: f64| rate > FALSE_ALERT_RATIO * self.mean[1];
        (beyond(rate.share) && self.mean[1] > 0.0).then(|| sure(beyond(rate.low)))
    }
}

fn sure(yes: bool) -> Flag {
    if yes { Flag::Sure } else { Flag::Perhaps }
}
