//! One series beside all others: four counts, of which all sums are given. Fisher's noncentral
//! hypergeometric law, and the same of counts whose variance is greater than their mean.

use super::ratios::upper_tail;
use super::tails::{beta_binomial_ratio, binomial_ratio};

/// What is given: the sums of the four counts.
#[derive(Clone, Copy, Debug)]
pub struct Sums {
    /// Of the series, window and base.
    pub own: u64,
    /// Of all others, window and base.
    pub others: u64,
    /// Of the window, the series and all others.
    pub window: u64,
}

/// The two shapes of a beta law: of the window and of the base.
pub type Shapes = (f64, f64);

impl Sums {
    fn low(self) -> u64 {
        self.window.saturating_sub(self.others)
    }

    fn high(self) -> u64 {
        self.own.min(self.window)
    }
}

/// `P(X >= from)` of the series in the window, where its odds to be there rather than in the
/// base are `odds` times those of the others.
pub fn fisher(sums: Sums, odds: f64, from: u64) -> f64 {
    upper_tail(sums.low(), sums.high(), from, |k| {
        // The others have one less in the window.
        let less = sums.window - k - 1;
        odds * binomial_ratio(sums.own, k) / binomial_ratio(sums.others, less)
    })
}

/// The same where both rows vary as beta-binomial ones of these shapes.
pub fn varied(sums: Sums, own: Shapes, others: Shapes, from: u64) -> f64 {
    upper_tail(sums.low(), sums.high(), from, |k| {
        let less = sums.window - k - 1;
        beta_binomial_ratio(sums.own, own, k) / beta_binomial_ratio(sums.others, others, less)
    })
}
