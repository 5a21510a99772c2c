//! What the policy's own lines, caps and corroboration reach.

use crate::analysis::evaluate::Outcome;
use crate::analysis::evaluate::curve::ratio;
use crate::decide::Action;
use serde::Serialize;
use std::collections::BTreeMap;

/// What the policy's own bands reach.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Band {
    /// Share of the pairs whose true entry is in this band or a higher one.
    pub recall: f64,
    pub false_alert_rate: f64,
    pub false_alerts: usize,
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
