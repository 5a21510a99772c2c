//! A list against itself: the hardest false alerts, known before any passenger is.
//!
//! Listed people resemble each other more than passengers resemble them. A person listed
//! twice is an alert here, and rightly so: the list has them under two entries.

use crate::analysis::evaluate::Outcome;
use crate::analysis::evaluate::curve::{Curve, Rate};
use crate::domain::points::Points;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Shares of self alerts that a threshold is recommended for, most lenient first.
pub const RATES: [Rate; 3] = [
    Rate {
        name: "2e-2",
        share: 2e-2,
    },
    Rate {
        name: "1e-2",
        share: 1e-2,
    },
    Rate {
        name: "1e-3",
        share: 1e-3,
    },
];

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OfList {
    pub entries: usize,
    /// The lowest half-bit threshold with at most that share of self alerts.
    pub bits_at_far: BTreeMap<&'static str, f64>,
    pub thresholds: Vec<Threshold>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Threshold {
    pub bits: f64,
    pub false_alert_rate: f64,
}

/// The group of each outcome is its list; every hit in it is wrong.
pub fn by_list(outcomes: &[Outcome], lowest: Points) -> BTreeMap<String, OfList> {
    let names: BTreeSet<&String> = outcomes
        .iter()
        .filter_map(|one| one.group.as_ref())
        .collect();
    let mine = |name: &String| -> Vec<Outcome> {
        let of = outcomes
            .iter()
            .filter(|one| one.group.as_ref() == Some(name));
        of.cloned().collect()
    };
    names
        .into_iter()
        .map(|name| (name.clone(), of_list(&mine(name), lowest)))
        .collect()
}

fn of_list(outcomes: &[Outcome], lowest: Points) -> OfList {
    let curve = Curve::of(&[], outcomes, lowest);
    let bits = |rate: &Rate| half_bit_up(curve.threshold_at(rate.share)).bits();
    OfList {
        entries: outcomes.len(),
        bits_at_far: RATES.iter().map(|rate| (rate.name, bits(rate))).collect(),
        thresholds: curve
            .sweep()
            .into_iter()
            .map(|at| Threshold {
                bits: at.bits,
                false_alert_rate: at.false_alert_rate,
            })
            .collect(),
    }
}

/// People set thresholds in half bits.
fn half_bit_up(total: Points) -> Points {
    Points(-((-total.0).div_euclid(50)) * 50)
}
