//! Recall and false alerts by group: is the work as good for every name origin, and for
//! every kind of variation?

use crate::analysis::evaluate::curve::{Curve, RATES};
use crate::analysis::evaluate::parity::{self, Parity};
use crate::analysis::evaluate::roc::{self, Step};
use crate::analysis::evaluate::share::{Share, share};
use crate::analysis::evaluate::{Lines, Outcome};
use crate::domain::points::Points;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    pub pairs: usize,
    pub population: usize,
    /// At the review line.
    pub recall: Share,
    /// At the review line.
    pub false_alert_rate: Share,
    /// Recall at the threshold that the whole population sets, not the group's own.
    pub recall_at_far: BTreeMap<&'static str, f64>,
    /// The group's own false-alert rate at that threshold.
    pub false_alert_rate_at_far: BTreeMap<&'static str, f64>,
    /// The same at every rate, to be drawn.
    #[serde(skip)]
    pub line: Vec<Step>,
    #[serde(skip)]
    pub parity: Parity,
}

/// Outcomes without a group are in none.
pub fn by_group(
    pairs: &[Outcome],
    population: &[Outcome],
    whole: &Curve,
    lines: Lines,
) -> BTreeMap<String, Group> {
    let named = pairs.iter().chain(population);
    let names: BTreeSet<&String> = named.filter_map(|one| one.group.as_ref()).collect();
    names
        .into_iter()
        .map(|name| {
            (
                name.clone(),
                group(&of(name, pairs), &of(name, population), whole, lines),
            )
        })
        .collect()
}

fn of(name: &String, outcomes: &[Outcome]) -> Vec<Outcome> {
    let mine = outcomes
        .iter()
        .filter(|one| one.group.as_ref() == Some(name));
    mine.cloned().collect()
}

fn group(pairs: &[Outcome], population: &[Outcome], whole: &Curve, lines: Lines) -> Group {
    let own = Curve::of(pairs, population, lines.lowest);
    let at = |rate: f64| whole.threshold_at(rate);
    let rates = |of: &dyn Fn(Points) -> f64| {
        RATES
            .iter()
            .map(|rate| (rate.name, of(at(rate.share))))
            .collect()
    };
    Group {
        pairs: pairs.len(),
        population: population.len(),
        recall: share(own.found(lines.review), own.pairs),
        false_alert_rate: share(own.false_alerts(lines.review), own.population),
        recall_at_far: rates(&|line| own.recall(line)),
        false_alert_rate_at_far: rates(&|line| own.false_alert_rate(line)),
        line: roc::line(whole, &own),
        parity: parity::of(whole, &own, lines.review),
    }
}
