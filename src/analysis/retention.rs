//! How long a run stays, and why: the policy, without files.
//!
//! Whatever is in doubt stays: what is deleted too late can still be deleted.

use crate::analysis::trends::fiscal::day_of;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

/// Periods count from a run's moment, in calendar months and years of UTC.
#[derive(Clone, Debug)]
pub struct RetentionPolicy {
    pub preset: String,
    /// Never, when there is none.
    pub mask: Option<Span>,
    pub delete: Span,
    pub ledger: Span,
}

impl PartialEq for RetentionPolicy {
    fn eq(&self, other: &RetentionPolicy) -> bool {
        let spans = |policy: &RetentionPolicy| {
            let spans = [policy.mask, Some(policy.delete), Some(policy.ledger)];
            spans.map(|span| span.map(Span::fieldwise))
        };
        self.preset == other.preset && spans(self) == spans(other)
    }
}

impl RetentionPolicy {
    /// Nothing is masked after it is deleted, and no decision outlives its use before its
    /// run does. Compared where months and years are longest.
    pub fn is_in_order(&self) -> bool {
        let start = jiff::civil::date(2023, 7, 1).to_zoned(TimeZone::UTC);
        let Ok(start) = start.map(|start| start.timestamp()) else {
            return false;
        };
        let mask = self.mask.map_or(start, |mask| after(start, mask));
        let delete = after(start, self.delete);
        mask <= delete && delete <= after(start, self.ledger)
    }

    /// When a case that is made now must be gone.
    pub fn retention_until(&self, as_of: Timestamp) -> Date {
        day_of(after(as_of, self.delete))
    }

    /// From when on nobody is named: masked or deleted, whichever comes first.
    pub fn named_until(&self, as_of: Timestamp) -> Timestamp {
        let deleted = after(as_of, self.delete);
        self.mask
            .map_or(deleted, |mask| after(as_of, mask).min(deleted))
    }

    pub fn counted_from(&self, moment: Timestamp) -> Timestamp {
        after(moment, self.ledger)
    }
}

/// Beyond the calendar is never.
fn after(moment: Timestamp, span: Span) -> Timestamp {
    let ended = moment.to_zoned(TimeZone::UTC).checked_add(span);
    ended.map_or(Timestamp::MAX, |ended| ended.timestamp())
}

/// What the policy asks of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub as_of: Timestamp,
    /// The latest of its cases; none without a case.
    pub retention_until: Option<Date>,
    pub masked: bool,
    pub held: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Stay,
    /// On hold, though its period is over.
    Held,
    Mask,
    Delete(Ground),
}

/// Which of two limits ended first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// `delete` of the preset in force today.
    Period,
    /// What its cases were promised when they were made.
    Promised,
}

pub fn fate(run: &Kept, policy: &RetentionPolicy, now: Timestamp) -> Fate {
    let by_period = after(run.as_of, policy.delete) <= now;
    // A case is kept through its last day.
    let promised = run.retention_until.is_some_and(|until| until < day_of(now));
    let mask = policy.mask.map(|mask| after(run.as_of, mask));
    let masks = !run.masked && mask.is_some_and(|mask| mask <= now);
    match (by_period, promised, masks) {
        (true, _, _) | (_, true, _) | (_, _, true) if run.held => Fate::Held,
        (true, _, _) => Fate::Delete(Ground::Period),
        (false, true, _) => Fate::Delete(Ground::Promised),
        (false, false, true) => Fate::Mask,
        (false, false, false) => Fate::Stay,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn policy(mask: Option<Span>, delete: Span) -> RetentionPolicy {
        RetentionPolicy {
            preset: "own".to_owned(),
            mask,
            delete,
            ledger: Span::new().years(5),
        }
    }

    fn run(as_of: &str, until: Option<&str>) -> Kept {
        Kept {
            as_of: at(as_of),
            retention_until: until.map(|until| until.parse().unwrap()),
            masked: false,
            held: false,
        }
    }

    #[test]
    fn a_month_is_a_month_and_the_last_day_belongs_to_the_case() {
        let months = policy(None, Span::new().months(6));
        let night = run("2020-08-31T18:00:00Z", Some("2021-02-28"));
        let fate = |now| fate(&night, &months, at(now));
        assert_eq!(
            months.retention_until(night.as_of).to_string(),
            "2021-02-28"
        );
        assert_eq!(fate("2021-02-28T17:59:59Z"), Fate::Stay);
        assert_eq!(fate("2021-02-28T18:00:00Z"), Fate::Delete(Ground::Period));
    }

    #[test]
    fn the_earlier_of_todays_period_and_what_was_promised_ends_a_run() {
        let long = policy(Some(Span::new().months(6)), Span::new().years(5));
        let short = policy(None, Span::new().hours(48));
        let night = run("2020-01-01T00:00:00Z", Some("2020-07-01"));
        let now = at("2020-07-01T23:59:59Z");
        assert_eq!(fate(&night, &long, now), Fate::Mask);
        let now = at("2020-07-02T00:00:00Z");
        assert_eq!(fate(&night, &long, now), Fate::Delete(Ground::Promised));
        let now = at("2020-01-03T00:00:00Z");
        assert_eq!(fate(&night, &short, now), Fate::Delete(Ground::Period));
        let bare = run("2020-01-01T00:00:00Z", None);
        assert_eq!(fate(&bare, &long, at("2020-07-02T00:00:00Z")), Fate::Mask);
        let masked = Kept {
            masked: true,
            ..bare
        };
        assert_eq!(fate(&masked, &long, at("2020-07-02T00:00:00Z")), Fate::Stay);
        assert_eq!(
            fate(&masked, &long, at("2025-01-01T00:00:00Z")),
            Fate::Delete(Ground::Period)
        );
    }

    #[test]
    fn a_held_run_stays_and_says_so_only_when_it_matters() {
        let held = Kept {
            held: true,
            ..run("2020-01-01T00:00:00Z", Some("2020-07-01"))
        };
        let months = policy(None, Span::new().months(6));
        assert_eq!(fate(&held, &months, at("2020-03-01T00:00:00Z")), Fate::Stay);
        assert_eq!(fate(&held, &months, at("2030-01-01T00:00:00Z")), Fate::Held);
    }
}
