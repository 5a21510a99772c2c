//! Recall and false alerts by group: is the work as good for every name origin, and for
//! every kind of variation?

use crate::analysis::evaluate::Outcome;
use crate::analysis::evaluate::curve::{Curve, RATES};
use crate::analysis::evaluate::share::{Share, share};
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
}

/// Outcomes without a group are in none.
pub fn by_group(
    pairs: &[Outcome],
    population: &[Outcome],
    whole: &Curve,
    review: Points,
) -> BTreeMap<String, Group> {
    let named = pairs.iter().chain(population);
    let names: BTreeSet<&String> = named.filter_map(|one| one.group.as_ref()).collect();
    names
        .into_iter()
        .map(|name| {
            (
                name.clone(),
                group(&of(name, pairs), &of(name, population), whole, review),
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

fn group(pairs: &[Outcome], population: &[Outcome], whole: &Curve, review: Points) -> Group {
    let own = Curve::of(pairs, population);
    let at = |rate: f64| whole.threshold_at(rate);
    let count = |share: f64, of: usize| (share * of as f64).round() as usize;
    let rates = |of: &dyn Fn(Points) -> f64| {
        RATES
            .iter()
            .map(|rate| (rate.name, of(at(rate.share))))
            .collect()
    };
    Group {
        pairs: pairs.len(),
        population: population.len(),
        recall: share(count(own.recall(review), pairs.len()), pairs.len()),
        false_alert_rate: share(
            count(own.false_alert_rate(review), population.len()),
            population.len(),
        ),
        recall_at_far: rates(&|line| own.recall(line)),
        false_alert_rate_at_far: rates(&|line| own.false_alert_rate(line)),
    }
}
