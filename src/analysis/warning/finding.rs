//! What was asked of one series in one week, and the answer.

use super::counts::{Level, Subject};
use crate::analysis::chance::interval::{Rates, Ratio};

/// With what the window was compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// Its own past and the others of its subject; a flag needs both.
    PastAndOthers,
    /// The others alone: lists or rules changed, and its past is not long enough again.
    Others,
    /// The rate of its level: it has too little past of its own.
    NewSeries,
    /// Places that share an airport with one where a signal ended.
    Displacement,
}

impl Ground {
    pub const ALL: [Ground; 4] = [
        Ground::PastAndOthers,
        Ground::Others,
        Ground::NewSeries,
        Ground::Displacement,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Ground::PastAndOthers => "past_and_others",
            Ground::Others => "others",
            Ground::NewSeries => "new_series",
            Ground::Displacement => "displacement",
        }
    }
}

/// Of the window that says most.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub level: Level,
    pub place: String,
    pub subject: Subject,
    pub ground: Ground,
    /// Weeks of the window.
    pub weeks: i32,
    pub rates: Rates,
    /// Weeks of the base with passengers.
    pub base_weeks: usize,
    /// Cases in the window that were to be expected.
    pub expected: f64,
    /// Variance for each of the mean.
    pub scatter: f64,
    /// Of so many or more in the window; of all windows together.
    pub probability: f64,
}

impl Finding {
    /// Against its own base, with its 95 % interval.
    pub fn ratio(&self) -> Option<Ratio> {
        (0.0 < self.rates.screened_in_base).then(|| self.rates.ratio(self.scatter, 0.05))
    }
}
