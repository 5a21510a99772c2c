//! A case against the previous run.

use crate::tables::cell::word_value;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    New,
    Changed,
    Unchanged,
    /// The run before cannot be read: it may be new or not.
    Unknown,
    /// Was a case, is none tonight, and the flight has not left: the officer must know.
    Withdrawn,
}

word_value!(Status, Status::ALL.map(Status::as_str).into());

impl Status {
    pub const ALL: [Status; 5] = [
        Status::New,
        Status::Changed,
        Status::Unchanged,
        Status::Unknown,
        Status::Withdrawn,
    ];

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Status::New => "new",
            Status::Changed => "changed",
            Status::Unchanged => "unchanged",
            Status::Unknown => "unknown",
            Status::Withdrawn => "withdrawn",
        }
    }
}
