//! Whether the manifests are of tonight: yesterday's files, screened again, look like a good
//! night with cases on flights that have left.

use super::Doubt;
use crate::schema::record::RunRecord;
use crate::schema::record::warning::WarningCode;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;

const HINT: &str = "see that the manifests are tonight's, or set run.horizon to \"warn\"";

/// What a manifest of another night does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Horizon {
    #[default]
    Warn,
    Stop,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct HorizonRules {
    pub horizon: Horizon,
    /// Of the passengers of the same weekday: more missing is doubted.
    pub passengers_lost_share: f64,
}

/// Weeks in which the same weekday is looked for.
const WEEKS: i64 = 4;

/// Tonight's flights and passengers.
pub struct Tonight<'a> {
    pub as_of: Timestamp,
    /// Of each flight once, ascending.
    pub departures: &'a [Timestamp],
    pub passengers: u64,
    /// Runs not later than tonight, newest first.
    pub runs: &'a [&'a RunRecord],
}

pub fn doubts(tonight: &Tonight, rules: &HorizonRules) -> Vec<Doubt> {
    let doubts = departed(tonight).into_iter().chain(fewer(tonight, rules));
    doubts
        .map(|doubt| match rules.horizon {
            Horizon::Warn => doubt,
            Horizon::Stop => Doubt::stopping(doubt.code, doubt.text, HINT),
        })
        .collect()
}

fn departed(tonight: &Tonight) -> Option<Doubt> {
    let (flights, as_of) = (tonight.departures, tonight.as_of);
    let latest = flights.last()?;
    let left = flights.partition_point(|departure| *departure <= as_of);
    if left == flights.len() {
        let text = format!("nothing departs after {as_of}: the latest flight left at {latest}");
        return Some(Doubt::warning(WarningCode::NothingDeparts, text));
    }
    (flights.len() < 2 * left).then(|| {
        let text = format!(
            "{left} of {} flights departed before {as_of}; the latest leaves at {latest}",
            flights.len()
        );
        Doubt::warning(WarningCode::MostDeparted, text)
    })
}

fn fewer(tonight: &Tonight, rules: &HorizonRules) -> Option<Doubt> {
    let before = same_weekday(tonight)?;
    let (was, now) = (before.counts.passengers, tonight.passengers);
    let lost = was.saturating_sub(now) as f64;
    (rules.passengers_lost_share * (was as f64) < lost).then(|| {
        let text = format!(
            "passengers fell from {was} in {}, of the same weekday, to {now}: more than {:.0} %",
            before.run_id,
            rules.passengers_lost_share * 100.0
        );
        Doubt::warning(WarningCode::TravellersFell, text)
    })
}

/// The newest run of the nearest earlier week that has one.
fn same_weekday<'a>(tonight: &Tonight<'a>) -> Option<&'a RunRecord> {
    let day = |moment: Timestamp| moment.to_zoned(TimeZone::UTC).date();
    (1..=WEEKS).find_map(|weeks| {
        let wanted = day(tonight.as_of).checked_sub(weeks.weeks()).ok()?;
        let is_then = |run: &&&RunRecord| run.as_of.parse().is_ok_and(|at| day(at) == wanted);
        tonight.runs.iter().find(is_then).copied()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const AS_OF: &str = "2026-11-23T18:00:00Z";

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn run(as_of: &str, passengers: u64) -> RunRecord {
        let mut run = RunRecord {
            as_of: as_of.to_owned(),
            run_id: "before".to_owned(),
            ..RunRecord::default()
        };
        run.counts.passengers = passengers;
        run
    }

    fn codes(departures: &[&str], passengers: u64, runs: &[RunRecord]) -> Vec<WarningCode> {
        let departures: Vec<Timestamp> = departures.iter().map(|text| at(text)).collect();
        let runs: Vec<&RunRecord> = runs.iter().collect();
        let tonight = Tonight {
            as_of: at(AS_OF),
            departures: &departures,
            passengers,
            runs: &runs,
        };
        let rules = HorizonRules {
            passengers_lost_share: 0.3,
            horizon: Horizon::Warn,
        };
        let found = doubts(&tonight, &rules);
        assert!(found.iter().all(|doubt| doubt.stop.is_none()));
        let stop = HorizonRules {
            horizon: Horizon::Stop,
            ..rules
        };
        let stopped = doubts(&tonight, &stop);
        assert!(stopped.iter().all(|doubt| doubt.stop.is_some()));
        found.into_iter().map(|doubt| doubt.code).collect()
    }

    #[test]
    fn flights_that_have_left_are_doubted() {
        let (left, waits) = ("2026-11-23T18:00:00Z", "2026-11-24T06:00:00Z");
        for (departures, expect) in [
            (vec![left, waits], vec![]),
            (vec![left, left, waits], vec![WarningCode::MostDeparted]),
            (vec![left, left], vec![WarningCode::NothingDeparts]),
            (vec![], vec![]),
        ] {
            assert_eq!(codes(&departures, 1, &[]), expect, "{departures:?}");
        }
    }

    #[test]
    fn passengers_are_compared_with_the_nearest_run_of_the_weekday() {
        let waits = ["2026-11-24T06:00:00Z"];
        let fell = vec![WarningCode::TravellersFell];
        let week = run("2026-11-16T23:00:00Z", 100);
        let nights = [
            run("2026-11-22T18:00:00Z", 900),
            week,
            run("2026-11-09T18:00:00Z", 10),
        ];
        assert_eq!(codes(&waits, 69, &nights), fell);
        assert_eq!(codes(&waits, 70, &nights), []);
        assert_eq!(codes(&waits, 1, &nights[..1]), []);
        assert_eq!(codes(&waits, 6, &nights[2..]), fell);
    }
}
