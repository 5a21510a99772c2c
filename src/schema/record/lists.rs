//! What `run.json` says of each list, so that the next run can tell whether it shrank.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Stands among the names of lists for all reported documents together: their files are often
/// called otherwise each night.
pub const LOST_DOCUMENTS: &str = "lost_documents";

/// By the value of `list`.
pub type CountsByList = BTreeMap<String, ListCounts>;

/// How much of a list there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct ListCounts {
    pub entries: u64,
    /// Entries with a birth date.
    pub dated_entries: u64,
    pub documents: u64,
    /// Nationalities stated, of all entries.
    pub states: u64,
}

impl ListCounts {
    /// Whether anything of it is less than before.
    pub fn fell_from(&self, before: &ListCounts) -> bool {
        let ListCounts {
            entries,
            dated_entries,
            documents,
            states,
        } = *self;
        entries < before.entries
            || dated_entries < before.dated_entries
            || documents < before.documents
            || states < before.states
    }
}

/// A list that has less than in the last run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct FallenListRecord {
    pub list: String,
    pub before: ListCounts,
    pub now: ListCounts,
}

/// A list that the operator let pass by `--accept-list`: later runs compare with this one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct AcceptedListRecord {
    pub list: String,
    /// Why it would have stopped the run, with both counts; none when it would not have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
}
