//! Where the past is cut: a case before and one after are not made by the same rules or lists.

use super::counts::{Subject, Week};
use std::collections::BTreeMap;

/// Share of a category's entries that may come and go in one step.
const ENTRIES: f64 = 0.05;

/// What decided which passengers became cases, as one run says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Of weights, lines, findings and categories together; none where nobody wrote it down.
    pub rules: Option<String>,
    pub categories: BTreeMap<String, Entries>,
    /// By list, where categories were not counted apart: it concerns all of them.
    pub lists: BTreeMap<String, Entries>,
}

/// Of one category or list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entries {
    pub entries: u64,
    /// Since the run before.
    pub added: u64,
    pub withdrawn: u64,
}

impl Entries {
    /// More came or went than lists change from day to day.
    fn is_another_list(self) -> bool {
        let before = (self.entries + self.withdrawn).saturating_sub(self.added);
        let bar = ENTRIES * before.max(1) as f64;
        bar < self.added as f64 || bar < self.withdrawn as f64
    }
}

/// From this week on things are other than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    pub week: Week,
    /// None where all are concerned.
    pub category: Option<String>,
}

/// Facts of all runs in the order of their moments, with the week of each.
pub fn cuts(runs: &[(Week, Facts)]) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let mut rules: Option<&String> = None;
    for (week, facts) in runs {
        let week = *week;
        if let (Some(before), Some(now)) = (rules, &facts.rules)
            && before != now
        {
            cuts.push(Cut {
                week,
                category: None,
            });
        }
        rules = facts.rules.as_ref().or(rules);
        if facts
            .lists
            .values()
            .any(|entries| entries.is_another_list())
        {
            cuts.push(Cut {
                week,
                category: None,
            });
        }
        for (category, entries) in &facts.categories {
            if entries.is_another_list() {
                let category = Some(category.clone());
                cuts.push(Cut { week, category });
            }
        }
    }
    cuts.dedup();
    cuts
}

/// The last one up to a week that concerns a subject.
pub fn last(cuts: &[Cut], subject: &Subject, until: Week) -> Option<Week> {
    let concerns = |cut: &&Cut| cut.category.is_none() || cut.category == subject.category;
    let past = cuts.iter().filter(|cut| cut.week <= until);
    past.filter(concerns).map(|cut| cut.week).max()
}
