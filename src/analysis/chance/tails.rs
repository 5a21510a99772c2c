//! Upper tails of one count given a sum: binomial, beta-binomial, hypergeometric.

use super::ratios::upper_tail;

/// `P(X >= from)` of `tries` with the odds `odds` each, `p / (1 - p)`.
pub fn binomial(tries: u64, odds: f64, from: u64) -> f64 {
    if odds <= 0.0 {
        return if from == 0 { 1.0 } else { 0.0 };
    }
    upper_tail(0, tries, from, |k| odds * binomial_ratio(tries, k))
}

/// `P(X >= from)` where the share itself varies as a beta law of the shapes `one` and `other`.
pub fn beta_binomial(tries: u64, (one, other): (f64, f64), from: u64) -> f64 {
    if one <= 0.0 {
        return if from == 0 { 1.0 } else { 0.0 };
    }
    let shape = |k| beta_binomial_ratio(tries, (one, other), k);
    upper_tail(0, tries, from, shape)
}

/// `P(X >= from)` marked ones among `drawn` of `all`, of which `marked` are marked: of two
/// people's departures how many are one and the same.
pub fn hypergeometric(all: u64, marked: u64, drawn: u64, from: u64) -> f64 {
    let (marked, drawn) = (marked.min(all), drawn.min(all));
    let low = (marked + drawn).saturating_sub(all);
    let rest = all + low - marked - drawn;
    upper_tail(low, marked.min(drawn), from, |k| {
        let chosen = (marked - k) as f64 * (drawn - k) as f64;
        chosen / ((k + 1) as f64 * (rest + k + 1 - low) as f64)
    })
}

pub(super) fn binomial_ratio(tries: u64, k: u64) -> f64 {
    (tries - k) as f64 / (k + 1) as f64
}

pub(super) fn beta_binomial_ratio(tries: u64, (one, other): (f64, f64), k: u64) -> f64 {
    let varied = (one + k as f64) / (other + (tries - k - 1) as f64);
    binomial_ratio(tries, k) * varied
}
