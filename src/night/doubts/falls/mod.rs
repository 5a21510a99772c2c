//! Lists that shrank: whoever is no longer on them is no case tonight, and nobody would know.
//!
//! Compared with the last run, and with the greatest that the list was of late: a list that is
//! cut a little each night falls as far.

use super::Doubt;
use crate::schema::record::RunRecord;
use crate::schema::record::lists::{
    AcceptedListRecord, CountsByList, FallenListRecord, LOST_DOCUMENTS, ListCounts,
};
use crate::schema::record::warning::WarningCode;
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

const HINT: &str = "import the whole list again; if it is meant to be so, let it pass once: --accept-list with its name";

/// How far back its greatest is looked for.
const LATE_HOURS: i64 = 30 * 24;

/// Shares are of what was there before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FallRules {
    /// Lost against the last run: more than this share, and at least so many entries.
    pub lost_share: f64,
    pub lost_share_of: BTreeMap<String, f64>,
    pub lost_entries: u64,
    /// Left of the greatest of the last 30 days: less than this share.
    pub least_share: f64,
    pub least_share_of: BTreeMap<String, f64>,
}

/// Tonight's lists, and what they are compared with.
pub struct Compared<'a> {
    pub now: &'a CountsByList,
    /// Files that hold no entry, and so no list's name.
    pub empty: &'a [String],
    /// Runs not later than tonight, newest first.
    pub runs: &'a [&'a RunRecord],
    pub as_of: Timestamp,
    /// Names that the operator lets pass.
    pub accepted: &'a [String],
}

#[derive(Default)]
pub struct Falls {
    pub doubts: Vec<Doubt>,
    /// Withdrawals that come from these wait for an officer.
    pub fallen: Vec<FallenListRecord>,
    pub accepted: Vec<AcceptedListRecord>,
}

pub fn falls(compared: &Compared, rules: &FallRules) -> Falls {
    let mut falls = Falls::default();
    let accepted = |name: &String| compared.accepted.contains(name);
    let mut because: BTreeMap<&str, String> = BTreeMap::new();
    for file in compared.empty {
        let why = format!("list {file} is empty");
        because.insert(file, why);
    }
    for list in compared.names() {
        let now = compared.now.get(list).copied().unwrap_or_default();
        if let Some(before) = compared.last(list).filter(|before| now.fell_from(before)) {
            falls.doubts.push(fell(list, &before, &now));
            falls.fallen.push(FallenListRecord {
                list: list.clone(),
                before,
                now,
            });
        }
        if let Some(why) = compared.shrank(list, now.entries, rules) {
            because.insert(list, why);
        }
    }
    for (name, why) in &because {
        falls.doubts.push(match accepted(&(*name).to_owned()) {
            true => Doubt::warning(
                WarningCode::ListAccepted,
                format!("{why}; let pass by --accept-list"),
            ),
            false => Doubt::stopping(WarningCode::ListFell, why.clone(), HINT),
        });
    }
    let known = compared.accepted.iter().collect::<BTreeSet<_>>();
    falls.accepted = known
        .into_iter()
        .map(|name| AcceptedListRecord {
            list: name.clone(),
            because: because.get(name.as_str()).cloned(),
        })
        .collect();
    falls
}

impl Compared<'_> {
    /// Tonight's lists and those of runs that still count.
    fn names(&self) -> BTreeSet<&String> {
        let late = self.runs.iter().filter(|run| self.is_late(run));
        let last = self.last_run().into_iter();
        let before = late
            .copied()
            .chain(last)
            .flat_map(|run| run.list_counts.keys());
        self.now.keys().chain(before).collect()
    }

    /// The newest that counted its lists; earlier versions did not.
    fn last_run(&self) -> Option<&RunRecord> {
        let mut runs = self.runs.iter();
        runs.find(|run| !run.list_counts.is_empty()).copied()
    }

    fn last(&self, list: &str) -> Option<ListCounts> {
        self.last_run()?.list_counts.get(list).copied()
    }

    fn is_late(&self, run: &RunRecord) -> bool {
        let from = self.as_of - SignedDuration::from_hours(LATE_HOURS);
        run.as_of.parse::<Timestamp>().is_ok_and(|at| from <= at)
    }

    /// The greatest of late, in runs from the one on in which it was last let pass.
    fn greatest(&self, list: &str) -> u64 {
        let mut greatest = 0;
        for run in self.runs.iter().filter(|run| self.is_late(run)) {
            let counts = run.list_counts.get(list);
            greatest = greatest.max(counts.map_or(0, |counts| counts.entries));
            if run.accepted_lists.iter().any(|one| one.list == list) {
                break;
            }
        }
        greatest
    }

    /// Why the list stops the run, with both counts.
    fn shrank(&self, list: &str, now: u64, rules: &FallRules) -> Option<String> {
        let what = words(list);
        let last = self.last(list).map_or(0, |counts| counts.entries);
        let greatest = self.greatest(list);
        if !self.now.contains_key(list) {
            let before = last.max(greatest);
            return (0 < before).then(|| format!("{what} is absent: {before} before, none now"));
        }
        if now == 0 && 0 < last.max(greatest) {
            return Some(format!("{what} is empty: {} before", last.max(greatest)));
        }
        let own = |of: &BTreeMap<String, f64>, all: f64| of.get(list).copied().unwrap_or(all);
        let lost = last.saturating_sub(now);
        let most = own(&rules.lost_share_of, rules.lost_share);
        // A whole entry beyond the share; products of shares are not exact.
        if rules.lost_entries <= lost && 1e-9 < lost as f64 - most * last as f64 {
            return Some(format!(
                "{what} fell from {last} to {now} since the last run, more than {:.0} %",
                most * 100.0
            ));
        }
        let least = own(&rules.least_share_of, rules.least_share);
        (1e-9 < least * greatest as f64 - now as f64).then(|| {
            format!(
                "{what} has {now}, less than {:.0} % of the {greatest} it had in the last 30 days",
                least * 100.0
            )
        })
    }
}

fn words(list: &str) -> String {
    match list {
        LOST_DOCUMENTS => "the list lost_documents (reported documents)".to_owned(),
        list => format!("list {list}"),
    }
}

/// What of it is less, each with both counts.
fn fell(list: &str, before: &ListCounts, now: &ListCounts) -> Doubt {
    let parts = [
        ("entries", before.entries, now.entries),
        ("dated entries", before.dated_entries, now.dated_entries),
        ("documents", before.documents, now.documents),
        ("states", before.states, now.states),
    ];
    let less = parts.iter().filter(|(_, before, now)| now < before);
    let less: Vec<String> = less
        .map(|(what, before, now)| format!("{before} to {now} {what}"))
        .collect();
    let text = format!(
        "{} fell from {} since the last run: withdrawals that come from it wait for an officer's not_concur",
        words(list),
        less.join(", ")
    );
    Doubt::warning(WarningCode::ListFell, text)
}

#[cfg(test)]
mod tests;
