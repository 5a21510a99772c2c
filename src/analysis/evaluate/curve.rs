//! Recall against false alerts, at every threshold.

use crate::analysis::evaluate::Outcome;
use crate::decide::Action;
use crate::domain::points::Points;
use serde::Serialize;
use std::collections::BTreeMap;

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

/// The sweep's steps, in bits about the point of even odds.
const SWEEP_FROM: i32 = -12;
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

/// What the policy's own bands reach.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Band {
    /// Share of the pairs whose true entry is in this band or a higher one.
    pub recall: f64,
    pub false_alert_rate: f64,
    pub false_alerts: usize,
}

/// Totals sorted upwards, so that a threshold is one search.
pub struct Curve {
    pairs: usize,
    population: usize,
    truth: Vec<Points>,
    first: Vec<Points>,
    alerts: Vec<Points>,
}

impl Curve {
    pub fn of(pairs: &[Outcome], population: &[Outcome]) -> Curve {
        let totals = |found: &mut dyn Iterator<Item = Points>| {
            let mut totals: Vec<Points> = found.collect();
            totals.sort_unstable();
            totals
        };
        let truths = || pairs.iter().filter_map(|pair| pair.truth);
        Curve {
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
            None => self.lowest(),
        }
    }

    fn lowest(&self) -> Points {
        let lowest = [&self.truth, &self.alerts].map(|totals| totals.first().copied());
        lowest.into_iter().flatten().min().unwrap_or_default()
    }

    pub fn recall(&self, line: Points) -> f64 {
        ratio(reaching(&self.truth, line), self.pairs)
    }

    pub fn false_alert_rate(&self, line: Points) -> f64 {
        ratio(reaching(&self.alerts, line), self.population)
    }

    pub fn sweep(&self) -> Vec<Threshold> {
        let bits = SWEEP_FROM..=SWEEP_TO;
        bits.map(|bits| self.threshold(Points::from_bits(f64::from(bits))))
            .collect()
    }

    fn threshold(&self, line: Points) -> Threshold {
        let (found, alerts) = (reaching(&self.truth, line), reaching(&self.alerts, line));
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

fn ratio(count: usize, of: usize) -> f64 {
    if of == 0 {
        0.0
    } else {
        count as f64 / of as f64
    }
}

/// By the policy's own judgement, caps and corroboration included. `contact_group` counts
/// every hit that is written at all.
pub fn bands(pairs: &[Outcome], population: &[Outcome]) -> BTreeMap<&'static str, Band> {
    let least = [Action::RecommendDenial, Action::ContactGroup];
    let band = |least: Action| {
        let reached = |outcomes: &[Outcome], of: fn(&Outcome) -> Option<Action>| {
            let asked = outcomes.iter().filter_map(of);
            asked.filter(|action| least <= *action).count()
        };
        let found = reached(pairs, |pair| pair.truth?.action);
        let alerts = reached(population, |one| one.wrong?.action);
        Band {
            recall: ratio(found, pairs.len()),
            false_alert_rate: ratio(alerts, population.len()),
            false_alerts: alerts,
        }
    };
    least
        .into_iter()
        .map(|action| (action.as_str(), band(action)))
        .collect()
}
