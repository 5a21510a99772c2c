//! What changed since the previous run: the officer reads that first.
//!
//! The safe direction of error is to say `changed` too often: a change that is not shown
//! is a call that is not made.

use crate::recommend::case::minutes_between;
use crate::schema::rows::{CaseRow, PENDING_REVIEW};
use crate::schema::status::Status;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// What a night is compared with.
#[derive(Clone, Debug)]
pub enum Previous {
    /// The cases of the run before it; none when there is no such run.
    Cases(Vec<CaseRow>),
    /// The run before it is there and cannot be read.
    Unread,
}

impl Previous {
    /// Its cases that were not withdrawn, by id.
    pub fn open(&self) -> BTreeMap<&str, &CaseRow> {
        let cases = match self {
            Previous::Cases(cases) => cases.as_slice(),
            Previous::Unread => &[],
        };
        let open = cases.iter().filter(|row| row.status != Status::Withdrawn);
        open.map(|row| (row.case_id.as_str(), row)).collect()
    }
}

/// Sets the status of every current row, and appends the rows of the previous run that
/// are gone while their flight still waits; gives how many stand because their flight has no
/// row tonight: a feed that left it out says nothing of them. `cleared` are the cases that
/// redress keeps from being: they are listed among the suppressed hits, and nothing of theirs
/// was withdrawn.
pub fn compare(
    previous: &Previous,
    current: &mut Vec<CaseRow>,
    cleared: &BTreeSet<String>,
    flights: &BTreeSet<String>,
    run_id: &str,
    as_of: Timestamp,
) -> usize {
    let open = previous.open();
    for row in current.iter_mut() {
        row.status = match (previous, open.get(row.case_id.as_str())) {
            (Previous::Unread, _) => Status::Unknown,
            (Previous::Cases(_), None) => Status::New,
            (Previous::Cases(_), Some(before)) if is_same_news(before, row) => Status::Unchanged,
            (Previous::Cases(_), Some(_)) => Status::Changed,
        };
    }
    let gone = withdrawn(&open, current, run_id, as_of);
    let gone = gone.into_iter();
    let gone = gone.filter(|row| !cleared.contains(&row.case_id));
    let (withdrawn, standing): (Vec<_>, Vec<_>) =
        gone.partition(|row| flights.contains(&row.flight_day()));
    current.extend(withdrawn);
    standing.len()
}

/// Time passing, the run and the order of work are no news; what is asked, why, about
/// which entry and how strongly are.
fn is_same_news(before: &CaseRow, now: &CaseRow) -> bool {
    before.action == now.action
        && before.reason_codes == now.reason_codes
        && (&before.list, &before.entry_id) == (&now.list, &now.entry_id)
        && before.score_bits == now.score_bits
}

fn withdrawn(
    open: &BTreeMap<&str, &CaseRow>,
    current: &[CaseRow],
    run_id: &str,
    as_of: Timestamp,
) -> Vec<CaseRow> {
    let still: BTreeSet<&str> = current.iter().map(|row| row.case_id.as_str()).collect();
    open.values()
        .filter(|row| !still.contains(row.case_id.as_str()) && as_of < row.scheduled_departure)
        .map(|&row| CaseRow {
            run_id: run_id.to_owned(),
            status: Status::Withdrawn,
            review_status: PENDING_REVIEW.to_owned(),
            minutes_to_departure: minutes_between(as_of, row.scheduled_departure),
            ..row.clone()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recommend::Action;
    use crate::schema::samples::case_row;

    const NONE: BTreeSet<String> = BTreeSet::new();

    /// The sample's.
    fn flights() -> BTreeSet<String> {
        BTreeSet::from([case_row("C-1").flight_day()])
    }

    fn as_of() -> Timestamp {
        "2026-11-23T02:00:00Z".parse().unwrap()
    }

    #[test]
    fn each_kind_of_difference_has_its_status() {
        let base = case_row("C-1");
        let changed = |change: fn(&mut CaseRow)| {
            let mut row = base.clone();
            change(&mut row);
            row
        };
        for (now, expect) in [
            (changed(|_| ()), Status::Unchanged),
            (changed(|r| r.minutes_to_departure = 5), Status::Unchanged),
            (changed(|r| r.priority = 1), Status::Unchanged),
            (
                changed(|r| r.run_id = "later".to_owned()),
                Status::Unchanged,
            ),
            (
                changed(|r| r.retention_until = jiff::civil::date(2030, 1, 1)),
                Status::Unchanged,
            ),
            (
                changed(|r| r.action = Action::WelfareReferral),
                Status::Changed,
            ),
            (changed(|r| r.reason_codes.clear()), Status::Changed),
            (
                changed(|r| r.entry_id = Some("other".to_owned())),
                Status::Changed,
            ),
            (changed(|r| r.list = None), Status::Changed),
            (changed(|r| r.score_bits = Some(1.0)), Status::Changed),
            (changed(|r| r.case_id = "C-9".to_owned()), Status::New),
        ] {
            let mut current = vec![now];
            compare(
                &Previous::Cases(vec![base.clone()]),
                &mut current,
                &NONE,
                &flights(),
                "tonight",
                as_of(),
            );
            assert_eq!(current[0].status, expect);
        }
    }

    #[test]
    fn a_case_that_is_gone_is_withdrawn_once_and_only_before_departure() {
        let waits = case_row("C-1");
        let mut left = case_row("C-2");
        left.scheduled_departure = as_of();
        let mut gone_before = case_row("C-3");
        gone_before.status = Status::Withdrawn;
        let mut current = Vec::new();
        let previous = Previous::Cases(vec![waits, left, gone_before]);
        compare(
            &previous,
            &mut current,
            &NONE,
            &flights(),
            "tonight",
            as_of(),
        );
        let ids: Vec<_> = current.iter().map(|row| row.case_id.as_str()).collect();
        assert_eq!(ids, ["C-1"]);
        assert_eq!(current[0].status, Status::Withdrawn);
        assert_eq!(current[0].run_id, "tonight");
        assert_eq!(current[0].minutes_to_departure, 155);
        let mut current = Vec::new();
        let cleared = BTreeSet::from(["C-1".to_owned()]);
        compare(
            &previous,
            &mut current,
            &cleared,
            &flights(),
            "tonight",
            as_of(),
        );
        assert_eq!(current, [], "an officer's word is no withdrawal");
    }

    #[test]
    fn a_withdrawn_case_that_comes_back_is_new() {
        let mut before = case_row("C-1");
        before.status = Status::Withdrawn;
        let mut current = vec![case_row("C-1")];
        compare(
            &Previous::Cases(vec![before]),
            &mut current,
            &NONE,
            &flights(),
            "tonight",
            as_of(),
        );
        assert_eq!(current.len(), 1);
        assert_eq!(current[0].status, Status::New);
    }

    #[test]
    fn what_cannot_be_compared_is_unknown_and_nothing_is_withdrawn() {
        let mut current = vec![case_row("C-1")];
        compare(
            &Previous::Unread,
            &mut current,
            &NONE,
            &flights(),
            "tonight",
            as_of(),
        );
        let statuses: Vec<_> = current.iter().map(|row| row.status).collect();
        assert_eq!(statuses, [Status::Unknown]);
    }

    #[test]
    fn a_case_whose_flight_nobody_screened_stands() {
        let previous = Previous::Cases(vec![case_row("C-1")]);
        let mut current = Vec::new();
        let standing = compare(&previous, &mut current, &NONE, &NONE, "tonight", as_of());
        assert_eq!((standing, current.len()), (1, 0));
        let standing = compare(
            &previous,
            &mut current,
            &NONE,
            &flights(),
            "tonight",
            as_of(),
        );
        assert_eq!((standing, current.len()), (0, 1));
    }
}
