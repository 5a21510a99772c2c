//! What is left of a decision when its period is over: first without what tells whose case
//! it was, then as a count.
//!
//! A row is never taken out, so that a year's sums stay what they were. All rows of a case
//! are reduced alike, or the last word on it could no longer be found. Whatever is in doubt
//! stays as it is.

use crate::analysis::retention::RetentionPolicy;
use crate::ledger::{Part, Row};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// Stands for the run of a counted row: no run can bear such a name.
pub const COUNTED: &str = "(counted)";

/// Starts the case of a reduced row; cases of runs start with `C-`.
const REDUCED: &str = "M-";

/// What decides over each case.
pub struct ReductionRules<'a> {
    pub policy: &'a RetentionPolicy,
    pub cleared_for_days: i64,
    pub now: Timestamp,
    /// Runs on hold, and runs whose cases could not be read.
    pub untouched_runs: &'a BTreeSet<String>,
    /// Cases of the runs that stay as they are.
    pub open_cases: &'a BTreeSet<String>,
}

/// Rows changed in one part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    pub masked: usize,
    pub counted: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Stay,
    Mask,
    Count,
}

/// The parts' rows as they must be now, and what changed in each part.
pub fn reduce(parts: &[Part], rules: &ReductionRules) -> Vec<(Vec<Row>, Changed)> {
    let cases = by_case(parts);
    let names = names(parts);
    let steps: BTreeMap<&str, Step> = cases
        .iter()
        .map(|(id, rows)| (*id, rules.step(rows)))
        .collect();
    let clearing = clearing(parts, rules);
    let reduced = parts.iter().map(|part| {
        let mut changed = Changed::default();
        let rows = part.rows.iter().map(|row| {
            let id = row.case_id.as_str();
            let keeps_pair = rules.keeps_pair(row, &clearing);
            let now = match steps[id] {
                Step::Stay => row.clone(),
                Step::Mask => masked(row, &names[id], keeps_pair),
                Step::Count => counted(row, &names[id], last_departure(&cases[id])),
            };
            match steps[id] {
                _ if now == *row => (),
                Step::Stay => (),
                Step::Mask => changed.masked += 1,
                Step::Count => changed.counted += 1,
            }
            now
        });
        (rows.collect(), changed)
    });
    reduced.collect()
}

impl ReductionRules<'_> {
    fn step(&self, rows: &[&Row]) -> Step {
        let held = |row: &&&Row| self.untouched_runs.contains(&row.run_id);
        let open = |row: &&&Row| self.open_cases.contains(&row.case_id);
        let named = |row: &&&Row| self.now < self.policy.named_until(row.as_of);
        let counted = |row: &&&Row| row.run_id == COUNTED;
        // A later word could still come while a run can be reviewed.
        if rows
            .iter()
            .any(|row| held(&row) || open(&row) || named(&row) || counted(&row))
        {
            return Step::Stay;
        }
        let last = rows
            .iter()
            .map(|row| row.decided_at.max(row.scheduled_departure));
        let over = last
            .max()
            .is_some_and(|last| self.policy.counted_from(last) <= self.now);
        let clears = rows.iter().any(|row| self.is_clearing(row));
        match over && !clears {
            true => Step::Count,
            false => Step::Mask,
        }
    }

    fn is_clearing(&self, row: &Row) -> bool {
        let lasts = SignedDuration::from_hours(24 * self.cleared_for_days);
        let until = row.decided_at.checked_add(lasts).unwrap_or(Timestamp::MAX);
        let clears = row.verdict().is_some_and(|word| word.different_person);
        clears && self.now < until
    }

    /// A word that clears a pair keeps what it is about until it ends, and so does a word
    /// that may have opened the same pair again.
    fn keeps_pair(&self, row: &Row, clearing: &BTreeSet<(&str, &str)>) -> bool {
        let opens = row.verdict().is_some_and(|word| !word.different_person);
        self.is_clearing(row)
            || (opens && entry_of(row).is_some_and(|entry| clearing.contains(&entry)))
    }
}

fn by_case(parts: &[Part]) -> BTreeMap<&str, Vec<&Row>> {
    let mut cases: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in parts.iter().flat_map(|part| &part.rows) {
        cases.entry(&row.case_id).or_default().push(row);
    }
    cases
}

/// By the place of a case's first row, which never changes: no digest, and nobody's.
fn names(parts: &[Part]) -> BTreeMap<&str, String> {
    let mut names: BTreeMap<&str, String> = BTreeMap::new();
    for (number, part) in (1..).zip(parts) {
        for (place, row) in (1..).zip(&part.rows) {
            let id = row.case_id.as_str();
            let name = match id.starts_with(REDUCED) {
                true => id.to_owned(),
                false => format!("{REDUCED}{number:06}-{place:04}"),
            };
            names.entry(id).or_insert(name);
        }
    }
    names
}

fn clearing<'a>(parts: &'a [Part], rules: &ReductionRules) -> BTreeSet<(&'a str, &'a str)> {
    let rows = parts.iter().flat_map(|part| &part.rows);
    let rows = rows.filter(|row| rules.is_clearing(row));
    rows.filter_map(entry_of).collect()
}

fn entry_of(row: &Row) -> Option<(&str, &str)> {
    row.list.as_deref().zip(row.entry_id.as_deref())
}

fn last_departure(rows: &[&Row]) -> Timestamp {
    let departures = rows.iter().map(|row| row.scheduled_departure);
    departures.max().unwrap_or_default()
}

/// Without the note, which may name anybody, and without whom it was about.
fn masked(row: &Row, name: &str, keeps_pair: bool) -> Row {
    let pair = |value: &Option<String>| value.clone().filter(|_| keeps_pair);
    Row {
        case_id: name.to_owned(),
        note: None,
        entry_id: pair(&row.entry_id),
        score_bits: row.score_bits.map(f64::round),
        identity_digest: pair(&row.identity_digest),
        entry_digest: pair(&row.entry_digest),
        ..row.clone()
    }
}

/// Without officer, run, flight and day. The moments move together, so that the departure is
/// the first of its month: the times between them, the month and the fiscal year stay.
fn counted(row: &Row, name: &str, departure: Timestamp) -> Row {
    let day = departure.to_zoned(TimeZone::UTC).date();
    let month = month_of(day).unwrap_or(departure);
    let back = departure.duration_since(month);
    let moved = |moment: Timestamp| moment.checked_sub(back).unwrap_or(moment);
    Row {
        run_id: COUNTED.to_owned(),
        officer: COUNTED.to_owned(),
        as_of: moved(row.as_of),
        decided_at: moved(row.decided_at),
        recorded_at: moved(row.recorded_at),
        scheduled_departure: month,
        flight_number: String::new(),
        departure_airport: String::new(),
        arrival_airport: String::new(),
        ..masked(row, name, false)
    }
}

fn month_of(day: Date) -> Option<Timestamp> {
    let first = day.first_of_month().to_zoned(TimeZone::UTC).ok()?;
    Some(first.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::tests::row;
    use crate::ledger::words::MatchTruth;
    use jiff::Span;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn part(rows: Vec<Row>) -> Part {
        Part {
            path: "x".into(),
            digest: String::new(),
            previous: None,
            salt: None,
            held: true,
            rows,
        }
    }

    fn policy() -> RetentionPolicy {
        RetentionPolicy {
            preset: "own".to_owned(),
            mask: None,
            delete: Span::new().months(6),
            ledger: Span::new().years(5),
        }
    }

    struct World {
        held: BTreeSet<String>,
        open: BTreeSet<String>,
        cleared_for_days: i64,
    }

    impl World {
        fn new() -> World {
            World {
                held: BTreeSet::new(),
                open: BTreeSet::new(),
                cleared_for_days: 365,
            }
        }

        fn reduce(&self, rows: Vec<Row>, now: &str) -> (Vec<Row>, Changed) {
            let policy = policy();
            let rules = ReductionRules {
                policy: &policy,
                cleared_for_days: self.cleared_for_days,
                now: at(now),
                untouched_runs: &self.held,
                open_cases: &self.open,
            };
            reduce(&[part(rows)], &rules).remove(0)
        }
    }

    /// Decided on 23 November 2026 for a departure on the 24th; says nothing of a pair.
    fn plain(case: &str) -> Row {
        Row {
            match_truth: MatchTruth::Unknown,
            note: Some("called Ann".to_owned()),
            ..row(case)
        }
    }

    #[test]
    fn a_row_is_masked_after_its_run_and_counted_years_later_and_stays_so() {
        let world = World::new();
        let rows = vec![plain("C-1")];
        assert_eq!(
            world.reduce(rows.clone(), "2027-05-23T17:00:00Z"),
            (rows.clone(), Changed::default())
        );
        let (masked, changed) = world.reduce(rows, "2027-05-23T18:00:00Z");
        assert_eq!((changed.masked, changed.counted), (1, 0));
        let one = &masked[0];
        assert_eq!(one.case_id, "M-000001-0001");
        assert_eq!(
            (&one.note, &one.identity_digest, &one.entry_id),
            (&None, &None, &None)
        );
        assert_eq!(
            (one.officer.as_str(), one.list.as_deref()),
            ("Officer 12", Some("TEST"))
        );
        let (again, changed) = world.reduce(masked.clone(), "2028-01-01T00:00:00Z");
        assert_eq!((&again, changed), (&masked, Changed::default()));
        let (counted, changed) = world.reduce(masked, "2031-11-24T06:00:00Z");
        assert_eq!(changed.counted, 1);
        let one = &counted[0];
        assert_eq!(one.scheduled_departure, at("2026-11-01T00:00:00Z"));
        assert_eq!(
            one.decided_at.duration_since(one.as_of),
            SignedDuration::from_millis(3_600_250)
        );
        assert_eq!(
            (one.officer.as_str(), one.flight_number.as_str()),
            (COUNTED, "")
        );
        assert_eq!(
            (one.carrier.as_str(), one.group.as_str()),
            ("XX", "NEW_YORK")
        );
        assert_eq!(
            world.reduce(counted.clone(), "2040-01-01T00:00:00Z").0,
            counted
        );
    }

    #[test]
    fn a_cleared_pair_stays_until_it_ends_and_a_word_that_opened_it_too() {
        let cleared = row("C-1");
        let opened = Row {
            match_truth: MatchTruth::SamePerson,
            decided_at: at("2026-11-24T00:00:00Z"),
            ..row("C-2")
        };
        let other = Row {
            match_truth: MatchTruth::SamePerson,
            entry_id: Some("8".to_owned()),
            ..row("C-3")
        };
        let world = World::new();
        let rows = vec![cleared.clone(), opened, other];
        let (masked, _) = world.reduce(rows.clone(), "2027-06-01T00:00:00Z");
        let digests: Vec<bool> = masked
            .iter()
            .map(|row| row.identity_digest.is_some())
            .collect();
        assert_eq!(digests, [true, true, false]);
        assert_eq!(
            masked[0].verdict().unwrap().who,
            cleared.verdict().unwrap().who
        );
        assert!(masked.iter().all(|row| row.case_id.starts_with("M-")));
        let (ended, _) = world.reduce(masked, "2027-11-24T00:00:00Z");
        assert!(ended.iter().all(|row| row.identity_digest.is_none()));
        // Longer than the ledger's own period.
        let long = World {
            cleared_for_days: 3_650,
            ..World::new()
        };
        let (rows, _) = long.reduce(rows, "2035-01-01T00:00:00Z");
        assert!(rows[0].verdict().is_some() && rows[0].run_id != COUNTED);
    }

    #[test]
    fn held_runs_and_cases_that_a_kept_run_holds_are_not_touched() {
        let mut world = World::new();
        world.held.insert("night".to_owned());
        let rows = vec![plain("C-1")];
        assert_eq!(world.reduce(rows.clone(), "2040-01-01T00:00:00Z").0, rows);
        let mut world = World::new();
        world.open.insert("C-1".to_owned());
        assert_eq!(world.reduce(rows.clone(), "2040-01-01T00:00:00Z").0, rows);
        // One case of two nights: the later one's period counts for both.
        let later = Row {
            run_id: "later".to_owned(),
            as_of: at("2026-11-24T03:00:00Z"),
            ..plain("C-1")
        };
        let both = vec![plain("C-1"), later];
        let world = World::new();
        assert_eq!(world.reduce(both.clone(), "2027-05-24T02:00:00Z").0, both);
        let (masked, changed) = world.reduce(both, "2027-05-24T03:00:00Z");
        assert_eq!(changed.masked, 2);
        assert_eq!(masked[0].case_id, masked[1].case_id);
    }
}
