//! The page beside the runs: which is the newest, how old it is, which nights failed or were
//! missed, and how old the lists are. It names nobody.
//!
//! What depends on the clock of the reader is said by script alone: nothing that is printed
//! here can become false.

mod lists;

mod newest;

mod page;

mod rows;

use crate::schema::record::RunRecord;
use jiff::Timestamp;
use std::collections::BTreeMap;

pub use page::page;

/// Everything that is shown, newest first.
pub struct Contents<'a> {
    pub runs: Vec<Seen<'a>>,
    pub failed: Vec<FailedNight>,
    /// Runs that stand here and whose record cannot be read, by folder.
    pub unread: Vec<String>,
    /// Runs that are older than those shown.
    pub older: usize,
    pub groups: Vec<GroupState>,
    pub ledger: Ledger,
    /// Path of the assessment's page within the output folder; none when there is none.
    pub assessment: Option<String>,
    pub written: Timestamp,
}

/// One run with what officers made of it.
pub struct Seen<'a> {
    /// Of its folder.
    pub name: String,
    pub record: &'a RunRecord,
    /// Cases that nobody has settled; none when it cannot be told.
    pub undecided: Option<usize>,
    /// How often it was released to carriers.
    pub releases: usize,
}

pub struct FailedNight {
    pub as_of: Option<Timestamp>,
    pub code: u8,
    pub stage: String,
    pub what: String,
}

/// A liaison group in the newest run.
pub struct GroupState {
    /// The group's folder.
    pub folder: String,
    pub name: String,
    /// Path of its page within the output folder; none when it is encrypted or masked.
    pub page: Option<String>,
    pub cases: usize,
    pub undecided: Option<usize>,
    /// The next flight with an undecided case.
    pub departs: Option<Timestamp>,
}

/// What is recorded of decisions.
pub enum Ledger {
    Decisions {
        count: usize,
        last: Option<Timestamp>,
    },
    /// The message.
    Unread(String),
}

/// Minutes between two runs, as the newest run's settings say; none when they do not.
fn due_every(record: &RunRecord) -> Option<i64> {
    let minutes = &record.settings["output.run_every_minutes"]["value"];
    let minutes: i64 = minutes.as_str()?.parse().ok()?;
    (0 < minutes).then_some(minutes)
}

fn moment(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

/// `24 Nov 2026 06:00`.
fn utc(at: Timestamp) -> String {
    at.strftime("%-d %b %Y %H:%M").to_string()
}

fn grouped(count: u64) -> String {
    crate::render::drawing::view::grouped(usize::try_from(count).unwrap_or(usize::MAX))
}

/// Entries by list; of a run that did not count them so, by what its files are called.
fn entries(record: &RunRecord) -> BTreeMap<&str, u64> {
    let counts = record.list_counts.iter();
    let counted: BTreeMap<&str, u64> = counts
        .map(|(list, counts)| (list.as_str(), counts.entries))
        .collect();
    if !counted.is_empty() {
        return counted;
    }
    let mut lists = BTreeMap::new();
    for list in &record.lists {
        *lists.entry(list.list.as_str()).or_default() += list.entries;
    }
    lists
}

#[cfg(test)]
mod tests;
