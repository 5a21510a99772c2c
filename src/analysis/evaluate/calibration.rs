//! Is a stated probability right? Predicted against observed, with as many listed people as the
//! priors say.
//!
//! The two files hold listed people and others in any mix; each is weighted so that the share
//! of passengers who are listed is the sum of the priors: otherwise no total could be right.

use crate::analysis::evaluate::Outcome;
use crate::domain::points::Points;
use serde::Serialize;
use std::collections::BTreeMap;

/// Queries whose best hit has about the same probability.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bin {
    /// Lower edge of the bin's totals, in bits.
    pub bits: f64,
    pub predicted: f64,
    pub observed: f64,
    pub n: usize,
    /// Share of all passengers.
    #[serde(skip)]
    weight: f64,
}

/// Two bits wide; everything below and above is one bin each.
const WIDTH: i32 = 200;
const LOWEST: i32 = -1000;
const HIGHEST: i32 = 1000;

#[derive(Default)]
struct Sums {
    weight: f64,
    predicted: f64,
    observed: f64,
    n: usize,
}

/// A query without any hit predicts nothing and is left out: it is right by saying so, or
/// a miss that recall counts.
pub fn bins(pairs: &[Outcome], population: &[Outcome], share_listed: f64) -> Vec<Bin> {
    if pairs.is_empty() || population.is_empty() {
        return Vec::new();
    }
    let of_pair = share_listed / pairs.len() as f64;
    let of_other = (1.0 - share_listed) / population.len() as f64;
    let mut sums: BTreeMap<i32, Sums> = BTreeMap::new();
    let weighted = pairs.iter().map(|one| (one, of_pair));
    for (outcome, weight) in weighted.chain(population.iter().map(|one| (one, of_other))) {
        let Some(best) = outcome.best() else { continue };
        let right = outcome.truth.is_some_and(|truth| truth.rank == 1);
        let bin = sums.entry(edge(best.total)).or_default();
        bin.weight += weight;
        bin.predicted += weight * best.total.probability();
        bin.observed += if right { weight } else { 0.0 };
        bin.n += 1;
    }
    let bin = |(edge, sums): (i32, Sums)| Bin {
        bits: Points(edge).bits(),
        predicted: sums.predicted / sums.weight,
        observed: sums.observed / sums.weight,
        n: sums.n,
        weight: sums.weight,
    };
    sums.into_iter().map(bin).collect()
}

fn edge(total: Points) -> i32 {
    total
        .0
        .div_euclid(WIDTH)
        .clamp(LOWEST / WIDTH, HIGHEST / WIDTH)
        * WIDTH
}

/// Weighted mean of |predicted - observed| over the bins at or above a line.
pub fn error(bins: &[Bin], line: Points) -> f64 {
    let counted = || {
        bins.iter()
            .filter(|bin| line <= Points::from_bits(bin.bits))
    };
    let weight: f64 = counted().map(|bin| bin.weight).sum();
    let apart: f64 = counted()
        .map(|bin| bin.weight * (bin.predicted - bin.observed).abs())
        .sum();
    if weight == 0.0 { 0.0 } else { apart / weight }
}
