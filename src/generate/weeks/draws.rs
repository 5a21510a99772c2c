//! Counts by chance, with exact arithmetic alone, so that a seed gives the same on every machine.

use rand::Rng;
use rand_chacha::ChaCha8Rng;

/// Terms of a series until nothing is left.
const TERMS: i32 = 60;

/// A Poisson count of this mean.
fn poisson(rng: &mut ChaCha8Rng, mean: f64) -> u64 {
    // Parts of a small mean each, so that the first weight is not nothing.
    let parts = (mean / 8.0).ceil().max(1.0);
    let none = exp_minus(mean / parts);
    (0..parts as u64)
        .map(|_| one_part(rng, mean / parts, none))
        .sum()
}

fn one_part(rng: &mut ChaCha8Rng, mean: f64, none: f64) -> u64 {
    let mut rest = rng.random_range(0.0..1.0);
    let (mut count, mut weight) = (0_u64, none);
    while weight <= rest && count < 200 {
        rest -= weight;
        count += 1;
        weight *= mean / count as f64;
    }
    count
}

/// A negative binomial count of this mean, with `dispersion` times the mean as its variance: cases
/// come in clumps, as people travel together and errors repeat.
pub fn clumped(rng: &mut ChaCha8Rng, mean: f64, dispersion: f64) -> u64 {
    if dispersion <= 1.0 {
        return poisson(rng, mean);
    }
    let logarithm = ln(dispersion);
    let clumps = poisson(rng, mean * logarithm / (dispersion - 1.0));
    let share = 1.0 - 1.0 / dispersion;
    (0..clumps).map(|_| clump(rng, share, logarithm)).sum()
}

/// A logarithmic count, from 1.
fn clump(rng: &mut ChaCha8Rng, share: f64, logarithm: f64) -> u64 {
    let mut rest = rng.random_range(0.0..1.0);
    let (mut count, mut power) = (1_u64, share / logarithm);
    while power / count as f64 <= rest && count < 1_000 {
        rest -= power / count as f64;
        count += 1;
        power *= share;
    }
    count
}

/// `e^-x`.
fn exp_minus(x: f64) -> f64 {
    let (mut term, mut sum) = (1.0, 1.0);
    for k in 1..TERMS {
        term *= x / f64::from(k);
        sum += term;
    }
    1.0 / sum
}

/// By the series of the inverse hyperbolic tangent.
fn ln(x: f64) -> f64 {
    let y = (x - 1.0) / (x + 1.0);
    let (mut power, mut sum) = (y, 0.0);
    for k in 0..TERMS {
        sum += power / f64::from(2 * k + 1);
        power *= y * y;
    }
    2.0 * sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::rng::{Use, stream};

    #[test]
    fn counts_have_the_mean_and_the_variance_that_were_asked_for() {
        for (mean, dispersion) in [(0.3, 1.0), (0.3, 3.0), (4.0, 1.5), (40.0, 1.0), (40.0, 2.0)] {
            let mut rng = stream(7, Use::Week, 0);
            let drawn: Vec<f64> = (0..60_000)
                .map(|_| clumped(&mut rng, mean, dispersion) as f64)
                .collect();
            let found = drawn.iter().sum::<f64>() / drawn.len() as f64;
            let squares = drawn.iter().map(|count| (count - found).powi(2));
            let variance = squares.sum::<f64>() / drawn.len() as f64;
            assert!((found / mean - 1.0).abs() < 0.04, "{mean} {found}");
            let scatter = variance / found;
            assert!(
                (scatter / dispersion - 1.0).abs() < 0.06,
                "{mean} {scatter}"
            );
        }
    }

    #[test]
    fn series_are_the_functions_they_stand_for() {
        for x in [0.0, 0.5, 3.0, 8.0] {
            assert!((exp_minus(x) - (-x).exp()).abs() < 1e-14, "{x}");
        }
        for x in [1.0, 1.1, 2.0, 3.0] {
            assert!((ln(x) - x.ln()).abs() < 1e-13, "{x}");
        }
    }
}
