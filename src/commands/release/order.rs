//! Which of two runs is the later one.

use crate::schema::record::RunRecord;
use jiff::Timestamp;

/// When a run was about, then when it was made. A moment that cannot be read is the earliest.
pub(super) type Order = (Option<Timestamp>, Option<Timestamp>);

pub(super) fn order(run: &RunRecord) -> Order {
    (run.as_of.parse().ok(), run.started_at.parse().ok())
}
