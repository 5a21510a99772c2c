//! Counts that name nobody, and lose nobody.

use super::*;
use crate::analysis::journeys::Builder;
use crate::domain::ids::RowRef;
use crate::recommend::samples;
use crate::schema::of_case;
use crate::tables::parquet;
use std::sync::Arc;

fn flight(from: &str, to: &str, departure: &str) -> Arc<Flight> {
    Arc::new(Flight {
        carrier: "XX".to_owned(),
        number: format!("{from}{to}"),
        departure_airport: from.to_owned(),
        arrival_airport: to.to_owned(),
        scheduled_departure: departure.parse().unwrap(),
        scheduled_arrival: None,
    })
}

fn as_of() -> Timestamp {
    "2026-11-23T02:00:00Z".parse().unwrap()
}

/// Twelve people fly `GRU-LIS-JFK`, nine `OPO-LIS-JFK`, eleven from Lisbon alone; the first of
/// the twelve and the first of the nine are cases on their second leg.
struct Night {
    counted: Counted,
    journeys: Journeys,
    cases: Vec<Case>,
    rows: Vec<CaseRow>,
}

fn night(status: Status) -> Night {
    let far = flight("GRU", "LIS", "2026-11-23T10:00:00Z");
    let near = flight("OPO", "LIS", "2026-11-23T21:40:00Z");
    let last = flight("LIS", "JFK", "2026-11-24T01:10:00Z");
    let mut journeys = Builder::default();
    let row = |row| RowRef { file: 0, row };
    for person in 0..12 {
        journeys.add(vec![
            (row(person), far.as_ref()),
            (row(100 + person), &last),
        ]);
    }
    for person in 12..21 {
        journeys.add(vec![
            (row(person), near.as_ref()),
            (row(100 + person), &last),
        ]);
    }
    let journeys = journeys.finish();
    let mut counted = Counted::default();
    for person in 0..21 {
        let first = if person < 12 { &far } else { &near };
        counted.add(first, journeys.of_row(row(person)), 1);
        counted.add(&last, journeys.of_row(row(100 + person)), 1);
    }
    counted.add(&last, Way::Direct, 11);
    let case = |person: u64| {
        let mut case = samples::case();
        case.passenger.flight = Arc::clone(&last);
        case.passenger.rows = vec![row(100 + person)];
        case
    };
    let cases = vec![case(0), case(12)];
    let row = |case| of_case::row(case, "run-1", status, &[]);
    Night {
        rows: cases.iter().map(row).collect(),
        counted,
        journeys,
        cases,
    }
}

fn traffic(night: &Night) -> Vec<TrafficRow> {
    let cases = (night.cases.as_slice(), night.rows.as_slice());
    rows(&night.counted, &night.journeys, cases, "run-1", as_of())
}

/// Hour, route, journey, whether they are cases, how many.
fn told(rows: &[TrafficRow]) -> Vec<(Option<i32>, String, &str, bool, i64)> {
    let told = rows.iter().map(|row| {
        let route = format!("{}{}", row.departure_airport, row.arrival_airport);
        let is_case = row.action.is_some();
        assert_eq!(row.cases, if is_case { row.passengers } else { 0 });
        assert_eq!(is_case, row.reason_class.is_some());
        (
            row.departure_hour,
            route,
            row.journey.as_str(),
            is_case,
            row.passengers,
        )
    });
    told.collect()
}

#[test]
fn each_passenger_counts_once_and_few_are_other() {
    let night = night(Status::New);
    let rows = traffic(&night);
    let route = |text: &str| text.to_owned();
    assert_eq!(
        told(&rows),
        [
            (Some(10), route("GRULIS"), "GRU-LIS-JFK", false, 12),
            (Some(21), route("OPOLIS"), "other", false, 9),
            (Some(1), route("LISJFK"), "GRU-LIS-JFK", false, 11),
            (Some(1), route("LISJFK"), "GRU-LIS-JFK", true, 1),
            (Some(1), route("LISJFK"), "LIS-JFK", false, 11),
            (Some(1), route("LISJFK"), "other", false, 8),
            (Some(1), route("LISJFK"), "other", true, 1),
        ]
    );
    let case = &rows[3];
    assert_eq!(case.category, night.rows[0].category);
    let all = Reason::all().map(Reason::as_str);
    assert!(
        all.into_iter()
            .any(|word| case.reason_class.as_deref() == Some(word))
    );
    assert_eq!((case.new_cases, rows[0].new_cases), (Some(1), Some(0)));
}

#[test]
fn sums_are_the_runs_counts_or_nothing_is_published() {
    let night = night(Status::New);
    let sums = Sums::of(&traffic(&night));
    let action = night.rows[0].action.as_str().to_owned();
    let counts = Counts {
        passengers: 53,
        cases: 2,
        by_action: BTreeMap::from([(action.clone(), 2)]),
        by_status: BTreeMap::from([("new".to_owned(), 2)]),
        ..Counts::default()
    };
    sums.check(&counts).unwrap();
    type Change = fn(&mut Counts);
    let changes: [Change; 4] = [
        |counts| counts.passengers += 1,
        |counts| counts.cases -= 1,
        |counts| counts.by_action.values_mut().for_each(|count| *count += 1),
        |counts| *counts.by_status.get_mut("new").unwrap() = 1,
    ];
    for change in changes {
        let mut other = counts.clone();
        change(&mut other);
        assert_eq!(sums.check(&other).unwrap_err().kind, Kind::Bug);
    }
}

#[test]
fn what_the_run_before_cannot_tell_is_not_known() {
    let known = |status| {
        let rows = traffic(&night(status));
        let cases = rows.iter().filter(|row| row.action.is_some());
        let new: Vec<_> = cases.map(|row| row.new_cases).collect();
        (new, Sums::of(&rows).new)
    };
    assert_eq!(known(Status::Unchanged), (vec![Some(0), Some(0)], Some(0)));
    assert_eq!(known(Status::Unknown), (vec![None, None], None));
}

#[test]
fn without_hours_the_sums_stay() {
    let mut rows = traffic(&night(Status::New));
    // The same flight, retimed into another hour.
    let again = TrafficRow {
        departure_hour: Some(11),
        passengers: 3,
        ..rows[0].clone()
    };
    rows.push(again);
    let (before, after) = (Sums::of(&rows), without_hours(&rows));
    assert_eq!(Sums::of(&after), before);
    assert_eq!(after.len(), rows.len() - 1);
    assert!(after.iter().all(|row| row.departure_hour.is_none()));
    assert_eq!(after[0].passengers, 15);
    assert_eq!(without_hours(&after), after);
}

#[test]
fn the_newest_run_counts_flight_by_flight() {
    let row = |run: &str, hour: i8, number: &str, passengers| TrafficRow {
        run_id: run.to_owned(),
        as_of: jiff::civil::date(2026, 11, 23)
            .at(hour, 0, 0, 0)
            .to_zoned(TimeZone::UTC)
            .unwrap()
            .timestamp(),
        flight_number: number.to_owned(),
        passengers,
        ..traffic(&night(Status::New))[0].clone()
    };
    // The morning's flight is in the first run alone; the evening's in both, in several rows.
    let first = vec![
        row("a", 2, "1", 100),
        row("a", 2, "2", 50),
        row("a", 2, "2", 5),
    ];
    let second = vec![row("b", 8, "2", 60), row("b", 8, "2", 6)];
    let counts = |runs: &[Vec<TrafficRow>]| {
        let rows = newest(runs).into_iter();
        let mut rows: Vec<_> = rows
            .map(|row| (row.run_id.clone(), row.passengers))
            .collect();
        rows.sort();
        rows
    };
    let told = |run: &str, passengers| (run.to_owned(), passengers);
    let expect = [told("a", 100), told("b", 6), told("b", 60)];
    assert_eq!(counts(&[first.clone(), second.clone()]), expect);
    // A later moment counts whenever it was written; of one moment, what was written last.
    assert_eq!(counts(&[second, first.clone()]), expect);
    let again = vec![row("c", 2, "2", 51)];
    assert_eq!(counts(&[first, again]), [told("a", 100), told("c", 51)]);
}

#[test]
fn a_table_reads_back() {
    let rows = traffic(&night(Status::Unknown));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("traffic.parquet");
    parquet::write(&path, &rows, &[]).unwrap();
    assert_eq!(parquet::decode::<TrafficRow>(&path).unwrap(), rows);
}
