//! By how much a rate rose, with the interval that the test itself gives: which ratios would not
//! have been refused. Without overdispersion it is that of Clopper and Pearson.

use super::tails::{beta_binomial, binomial};

/// Halvings until an interval has no more digits.
const HALVINGS: usize = 60;

/// What was counted in the window and in the base, and how many were screened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rates {
    pub window: u64,
    pub base: u64,
    pub screened_in_window: f64,
    pub screened_in_base: f64,
}

/// A ratio of two rates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// None where the base has no case: no number is a rise from nothing.
    pub value: Option<f64>,
    pub low: f64,
    /// None where there is no upper bound.
    pub high: Option<f64>,
}

impl Rates {
    /// How many are to be expected in the window for each one in the base.
    fn odds(self) -> f64 {
        self.screened_in_window / self.screened_in_base
    }

    /// `P(X >= from)` in the window if the rate there were `ratio` times that of the base, given
    /// all that was counted; `dispersion` is the variance for each of the mean.
    pub fn tail(self, dispersion: f64, ratio: f64, from: u64) -> f64 {
        let all = self.window + self.base;
        let odds = ratio * self.odds();
        if dispersion <= 1.0 {
            return binomial(all, odds, from);
        }
        let size = all as f64 / (dispersion - 1.0);
        let one = size * odds / (1.0 + odds);
        beta_binomial(all, (one, size - one), from)
    }

    /// With the bounds outside of which `outside` of the probability is, half on each side.
    pub fn ratio(self, dispersion: f64, outside: f64) -> Ratio {
        let half = outside / 2.0;
        let low = match self.window {
            0 => 0.0,
            window => solve(|ratio| self.tail(dispersion, ratio, window) < half),
        };
        let high = match self.base {
            0 => None,
            _ => Some(solve(|ratio| {
                1.0 - self.tail(dispersion, ratio, self.window + 1) > half
            })),
        };
        let value = self.window as f64 / self.base as f64 / self.odds();
        Ratio {
            value: (0 < self.base).then_some(value),
            low,
            high,
        }
    }
}

/// The ratio up to which it is so, found on a scale of logarithms.
fn solve(is_below: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (-40.0_f64, 40.0_f64);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        match is_below(middle.exp()) {
            true => low = middle,
            false => high = middle,
        }
    }
    high.exp()
}
