//! What is to be expected of a place that has no past: the rate of the others of its level, and
//! how far places lie apart, as a gamma law.

use super::counts::{Counts, Level};
use super::weeks::Span;

/// Places without which nothing is known of how far they lie apart.
const FEWEST_PLACES: usize = 3;

/// A gamma law of rates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LevelRate {
    pub shape: f64,
    /// In passengers.
    pub rate: f64,
}

impl LevelRate {
    /// With what was counted at one place itself.
    pub fn with(self, cases: u64, screened: f64) -> LevelRate {
        LevelRate {
            shape: self.shape + cases as f64,
            rate: self.rate + screened,
        }
    }

    pub fn mean(self) -> f64 {
        self.shape / self.rate
    }
}

/// Of one subject, by the moments: the variance between places is what is left of the spread of
/// their rates when chance (`scatter`) is taken out.
pub fn level_rate(
    counts: &Counts,
    level: Level,
    subject: usize,
    span: Span,
    scatter: f64,
) -> Option<LevelRate> {
    let of_level = counts.of(level);
    let mut cases = vec![0; of_level.places.len()];
    let own = of_level.series.iter().filter(|one| one.subject == subject);
    own.for_each(|one| cases[one.place] = counts.cases(one, span));
    let screened = (0..cases.len()).map(|place| counts.screened(level, place, span));
    let places: Vec<(f64, f64)> = cases
        .iter()
        .map(|cases| *cases as f64)
        .zip(screened)
        .filter(|(_, screened)| 0.0 < *screened)
        .collect();
    let cases: f64 = places.iter().map(|(cases, _)| cases).sum();
    let screened: f64 = places.iter().map(|(_, screened)| screened).sum();
    if places.len() < FEWEST_PLACES || cases <= 0.0 {
        return None;
    }
    let mean = cases / screened;
    let spread: f64 = places
        .iter()
        .map(|(cases, screened)| screened * (cases / screened - mean).powi(2))
        .sum();
    let by_chance = scatter * mean * (places.len() - 1) as f64;
    let squares: f64 = places.iter().map(|(_, screened)| screened * screened).sum();
    let between = (spread - by_chance) / (screened - squares / screened);
    // Nobody knows places to be alike from so few: at least a tenth of the mean apart.
    let between = between.max((mean / 10.0).powi(2));
    Some(LevelRate {
        shape: mean * mean / between,
        rate: mean / between,
    })
}
