//! Recall against false alerts, at every threshold.

use crate::analysis::evaluate::Outcome;
use crate::domain::points::Points;
use serde::Serialize;

/// A false-alert rate that recall is reported at.
pub struct Rate {
    pub name: &'static str,
    pub share: f64,
}

pub const RATES: [Rate; 4] = [
    Rate {
        name: "1e-2",
        share: 1e-2,
    },
    Rate {
        name: "1e-3",
        share: 1e-3,
    },
    Rate {
        name: "1e-4",
        share: 1e-4,
    },
    Rate {
        name: "1e-5",
        share: 1e-5,
    },
];

/// The last whole bit of the sweep; it starts where entries are still ranked.
const SWEEP_TO: i32 = 24;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Threshold {
    pub bits: f64,
    pub recall: f64,
    pub recall_at_1: f64,
    pub false_alert_rate: f64,
    /// At the mix of the two files, not at the base rate.
    pub precision: f64,
}

/// Totals sorted upwards, so that a threshold is one search.
pub struct Curve {
    /// Nothing below it was ranked, so nothing below it can be said.
    from: Points,
    pub pairs: usize,
    pub population: usize,
    truth: Vec<Points>,
    first: Vec<Points>,
    alerts: Vec<Points>,
}

impl Curve {
    pub fn of(pairs: &[Outcome], population: &[Outcome], from: Points) -> Curve {
        let totals = |found: &mut dyn Iterator<Item = Points>| {
            let mut totals: Vec<Points> = found.collect();
            totals.sort_unstable();
            totals
        };
        let truths = || pairs.iter().filter_map(|pair| pair.truth);
        Curve {
            from,
            pairs: pairs.len(),
            population: population.len(),
            truth: totals(&mut truths().map(|found| found.total)),
            first: totals(
                &mut truths()
                    .filter(|found| found.rank == 1)
                    .map(|found| found.total),
            ),
            alerts: totals(&mut population.iter().filter_map(|one| Some(one.wrong?.total))),
        }
    }

    /// The lowest threshold at which no larger share of the population is an alert. Ties
    /// stand together: all of them are alerts, or none.
    pub fn threshold_at(&self, share: f64) -> Points {
        let allowed = (share * self.population as f64).floor() as usize;
        match self.alerts.len().checked_sub(allowed + 1) {
            // One more than the best total that may not be an alert.
            Some(first_refused) => self.alerts[first_refused] + Points(1),
            None => self.from,
        }
    }

    /// The largest share of the population that any threshold makes an alert.
    pub fn most_alerts(&self) -> f64 {
        ratio(self.alerts.len(), self.population)
    }

    pub fn found(&self, line: Points) -> usize {
        reaching(&self.truth, line)
    }

    pub fn false_alerts(&self, line: Points) -> usize {
        reaching(&self.alerts, line)
    }

    pub fn recall(&self, line: Points) -> f64 {
        ratio(self.found(line), self.pairs)
    }

    pub fn false_alert_rate(&self, line: Points) -> f64 {
        ratio(self.false_alerts(line), self.population)
    }

    /// Every whole bit from the lowest that was ranked.
    pub fn sweep(&self) -> Vec<Threshold> {
        let first = self.from.bits().ceil() as i32;
        let bits = first..=SWEEP_TO;
        bits.map(|bits| self.threshold(Points::from_bits(f64::from(bits))))
            .collect()
    }

    pub fn threshold(&self, line: Points) -> Threshold {
        let (found, alerts) = (self.found(line), self.false_alerts(line));
        Threshold {
            bits: line.bits(),
            recall: self.recall(line),
            recall_at_1: ratio(reaching(&self.first, line), self.pairs),
            false_alert_rate: self.false_alert_rate(line),
            precision: ratio(found, found + alerts),
        }
    }
}

fn reaching(sorted: &[Points], line: Points) -> usize {
    sorted.len() - sorted.partition_point(|total| *total < line)
}

pub(super) fn ratio(count: usize, of: usize) -> f64 {
    if of == 0 {
        0.0
    } else {
        count as f64 / of as f64
    }
}
