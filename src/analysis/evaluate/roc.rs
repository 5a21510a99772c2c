//! Recall as a line over the false-alert rate, close enough to be drawn.

use crate::analysis::evaluate::curve::Curve;
use crate::analysis::evaluate::share::{Share, share};

/// One place of the line.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The share of the whole population that may be an alert.
    pub rate: f64,
    pub recall: Share,
}

const DECADES: i32 = 4;
const STEPS: i32 = 20;

/// From 1 in 10 down, in even steps of the logarithm, at the thresholds that the whole
/// population sets. Rates that the data cannot show are left out: rarer than one person,
/// or more than were ranked at all.
pub fn line(whole: &Curve, own: &Curve) -> Vec<Step> {
    let rates = (STEPS..=STEPS * (1 + DECADES))
        .map(|step| 10_f64.powf(-f64::from(step) / f64::from(STEPS)));
    let one_person = 1.0 / whole.population.max(1) as f64;
    let most = whole.most_alerts();
    let shown = rates.filter(|rate| one_person <= *rate && *rate <= most && own.pairs > 0);
    shown
        .map(|rate| Step {
            rate,
            recall: share(own.found(whole.threshold_at(rate)), own.pairs),
        })
        .collect()
}
