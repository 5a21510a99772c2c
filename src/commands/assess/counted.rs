//! Traffic as counts by week.

use crate::analysis::warning::counts::{Builder, Counts, Flight, Subject, Week};
use crate::schema::traffic::{TrafficRow, newest};
use crate::schema::warning::week_of;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// `runs` in the order of writing. Passengers of a flight are those of its newest run. Cases are
/// those that were new in any of its runs, so that one of three nights counts once; where a run
/// could not tell what is new, those of the newest.
pub fn counts(runs: &[Vec<TrafficRow>], end: Week) -> Counts {
    let mut builder = Builder::default();
    let all = || runs.iter().flatten();
    let unknown: BTreeSet<FlightDay> = all()
        .filter(|row| row.new_cases.is_none())
        .map(flight_day)
        .collect();
    for row in newest(runs) {
        builder.screened(
            week_of(row.departure_day),
            &flight(row),
            whole(row.passengers),
        );
        if unknown.contains(&flight_day(row)) {
            add(&mut builder, row, row.cases);
        }
    }
    let known = all().filter(|row| !unknown.contains(&flight_day(row)));
    known.for_each(|row| add(&mut builder, row, row.new_cases.unwrap_or(0)));
    builder.finish(end)
}

type FlightDay<'a> = (&'a str, &'a str, &'a str, Date);

fn flight_day(row: &TrafficRow) -> FlightDay<'_> {
    (
        &row.carrier,
        &row.flight_number,
        &row.departure_airport,
        row.departure_day,
    )
}

fn add(builder: &mut Builder, row: &TrafficRow, cases: i64) {
    if let Some(reason_class) = &row.reason_class {
        let subject = Subject {
            category: row.category.clone(),
            reason_class: reason_class.clone(),
        };
        let week = week_of(row.departure_day);
        builder.cases(week, &flight(row), &subject, whole(cases));
    }
}

fn flight(row: &TrafficRow) -> Flight<'_> {
    Flight {
        from: &row.departure_airport,
        to: &row.arrival_airport,
        journey: &row.journey,
    }
}

fn whole(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::warning::counts::Level;

    fn row(run: &str, passengers: i64, cases: Option<(i64, Option<i64>)>) -> TrafficRow {
        TrafficRow {
            run_id: run.to_owned(),
            as_of: format!("2026-11-{run}T18:00:00Z").parse().unwrap(),
            departure_day: "2026-11-24".parse().unwrap(),
            departure_hour: None,
            carrier: "XX".to_owned(),
            flight_number: "1".to_owned(),
            departure_airport: "LIS".to_owned(),
            arrival_airport: "JFK".to_owned(),
            journey: "LIS-JFK".to_owned(),
            action: None,
            category: cases.map(|_| "smuggling".to_owned()),
            reason_class: cases.map(|_| "listed_person".to_owned()),
            passengers,
            cases: cases.map_or(0, |(cases, _)| cases),
            new_cases: cases.map_or(Some(0), |(_, new)| new),
        }
    }

    /// Passengers and cases of the one route.
    fn counted(runs: &[Vec<TrafficRow>]) -> (f64, u64) {
        let counts = counts(runs, week_of("2026-12-07".parse().unwrap()));
        let of_level = counts.of(Level::Route);
        let span = (counts.first, counts.end);
        let cases = of_level.series.iter().map(|one| counts.cases(one, span));
        (counts.screened(Level::Route, 0, span), cases.sum())
    }

    #[test]
    fn a_case_of_two_nights_counts_once_and_passengers_are_the_newest() {
        let first = vec![row("22", 90, None), row("22", 2, Some((2, Some(2))))];
        // One was withdrawn, one stays, one is new.
        let second = vec![row("23", 100, None), row("23", 2, Some((2, Some(1))))];
        assert_eq!(counted(&[first.clone(), second.clone()]), (102.0, 3));
        assert_eq!(counted(&[second, first]), (102.0, 3), "in any order");
    }

    #[test]
    fn where_a_run_cannot_tell_what_is_new_the_newest_counts() {
        let first = vec![row("22", 90, None), row("22", 2, Some((2, Some(2))))];
        let second = vec![row("23", 100, None), row("23", 3, Some((3, None)))];
        assert_eq!(counted(&[first, second]), (103.0, 3));
    }
}
