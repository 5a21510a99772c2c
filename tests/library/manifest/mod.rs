//! What a manifest may look like, and what becomes of it: columns, types, dates, joined
//! rows and quarantine.

mod columns;
mod documents;
mod joined;

use crate::common::write_columns;
use arrow_array::{ArrayRef, Date32Array, StringArray, TimestampMillisecondArray};
use jiff::civil::date;
use preboard::manifest::schema::Config;
use preboard::manifest::{self, Manifests};
use preboard::{Error, Passenger, Reject, RejectCode, days_of_date};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

/// Columns of one manifest file, changed and written by each test.
struct Feed {
    folder: TempDir,
    columns: Vec<(&'static str, ArrayRef)>,
}

/// Everything that one reading gives.
struct Read {
    passengers: Vec<Passenger>,
    rejects: Vec<Reject>,
    unreadable: BTreeMap<String, u64>,
}

fn texts(values: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

fn departures(values: &[Option<i64>]) -> ArrayRef {
    Arc::new(TimestampMillisecondArray::from(values.to_vec()).with_timezone("UTC"))
}

const DEPARTURE: i64 = 1_795_500_000_000; // 2026-11-24T06:00:00Z

impl Feed {
    /// Passengers `A`, `B`, … on one flight, with the required columns alone.
    fn of(rows: usize) -> Feed {
        let same = |value| texts(&vec![Some(value); rows]);
        let surnames = ["A", "B", "C", "D", "E", "F", "G", "H"].map(Some);
        Feed {
            folder: tempfile::tempdir().unwrap(),
            columns: vec![
                ("carrier", same("XX")),
                ("flight_number", same("101")),
                ("departure_airport", same("CDG")),
                ("arrival_airport", same("jfk")),
                (
                    "scheduled_departure",
                    departures(&vec![Some(DEPARTURE); rows]),
                ),
                ("surname", texts(&surnames[..rows])),
                ("given_names", same("ANNA")),
            ],
        }
    }

    fn without(mut self, name: &str) -> Feed {
        self.columns.retain(|(known, _)| *known != name);
        self
    }

    fn with(self, name: &'static str, array: ArrayRef) -> Feed {
        let mut feed = self.without(name);
        feed.columns.push((name, array));
        feed
    }

    fn text(self, name: &'static str, values: &[Option<&str>]) -> Feed {
        self.with(name, texts(values))
    }

    fn write(&self, name: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        write_columns(&path, &self.columns);
        path
    }

    fn open(&self, mapping: &[(&str, &str)]) -> Result<Manifests, Error> {
        let columns = mapping.iter();
        let columns = columns.map(|(ours, theirs)| ((*ours).to_owned(), (*theirs).to_owned()));
        let config = Config {
            columns: columns.collect(),
        };
        manifest::open(&[self.write("a.parquet")], &config)
    }

    fn read(&self) -> Read {
        read(&self.open(&[]).unwrap())
    }
}

fn read(manifests: &Manifests) -> Read {
    let mut read = Read {
        passengers: Vec::new(),
        rejects: Vec::new(),
        unreadable: BTreeMap::new(),
    };
    for batch in manifests.stream(date(2026, 11, 23)).unwrap() {
        let batch = batch.unwrap();
        read.passengers.extend(batch.passengers.good);
        read.rejects.extend(batch.passengers.rejects);
        read.unreadable.extend(batch.values.unreadable());
    }
    read
}

fn births(read: &Read) -> Vec<String> {
    let births = read.passengers.iter().map(|one| one.birth_date);
    births
        .map(|date| date.map_or("-".to_owned(), |date| date.to_string()))
        .collect()
}

fn numbers(passenger: &Passenger) -> Vec<&str> {
    let documents = passenger.documents.iter();
    documents.map(|document| document.number.as_str()).collect()
}

fn rows(passenger: &Passenger) -> Vec<u64> {
    passenger.rows.iter().map(|at| at.row).collect()
}

#[test]
fn birth_dates_may_be_whole_partial_compact_or_of_date_type() {
    let written = [
        Some("1970-03-05"),
        Some("1970-03"),
        Some("1970"),
        Some("700305"),
        Some("261124"),
        Some("19700305"),
        Some("soon"),
        None,
    ];
    let read = Feed::of(8).text("birth_date", &written).read();
    let expect = [
        "1970-03-05",
        "1970-03",
        "1970",
        "1970-03-05",
        "1926-11-24",
        "1970-03-05",
        "-",
        "-",
    ];
    assert_eq!(births(&read), expect);
    assert_eq!(
        read.unreadable,
        BTreeMap::from([("birth_date".to_owned(), 1)])
    );

    let days = Date32Array::from(vec![Some(days_of_date(date(1970, 3, 5))), None]);
    let read = Feed::of(2).with("birth_date", Arc::new(days)).read();
    assert_eq!(births(&read), ["1970-03-05", "-"]);
}

#[test]
fn a_placeholder_for_a_birth_counts_as_missing_and_a_later_century_is_kept() {
    let written = [Some("1880-01-01"), Some("9999-12-31"), Some("2067")];
    let read = Feed::of(3).text("birth_date", &written).read();
    assert_eq!(births(&read), ["-", "-", "2067"]);
    let impossible = |passenger: &Passenger| passenger.possible_birth().is_none();
    assert!(read.passengers.iter().all(impossible));
    assert_eq!(
        read.unreadable,
        BTreeMap::from([("birth_date".to_owned(), 2)])
    );
}

/// So many equal values, but for those of some rows, counted from 1.
fn but_for<T: Copy>(rows: usize, value: T, others: &[(usize, T)]) -> Vec<T> {
    let mut values = vec![value; rows];
    others
        .iter()
        .for_each(|(row, other)| values[row - 1] = *other);
    values
}

#[test]
fn each_reason_for_quarantine_names_its_row_and_column() {
    let read = Feed::of(7)
        .text("carrier", &but_for(7, Some("XX"), &[(1, None)]))
        .text(
            "arrival_airport",
            &but_for(7, Some("JFK"), &[(2, Some("J1")), (6, Some(" "))]),
        )
        .text(
            "surname",
            &but_for(7, Some("A"), &[(3, Some("--")), (7, None)]),
        )
        .text(
            "given_names",
            &but_for(7, None, &[(3, Some("1")), (7, Some("MONO"))]),
        )
        .with(
            "scheduled_departure",
            departures(&but_for(7, Some(DEPARTURE), &[(4, Some(0)), (5, None)])),
        )
        .read();
    let found: Vec<_> = read
        .rejects
        .iter()
        .map(|one| (one.row.row, one.column, one.code))
        .collect();
    let expect = [
        (1, "carrier", RejectCode::MissingValue),
        (2, "arrival_airport", RejectCode::BadAirport),
        (3, "surname", RejectCode::NoUsableName),
        (4, "scheduled_departure", RejectCode::BadTimestamp),
        (5, "scheduled_departure", RejectCode::MissingValue),
        (6, "arrival_airport", RejectCode::MissingValue),
    ];
    assert_eq!(found, expect);
    // One name is enough, whichever it is.
    assert_eq!(read.passengers.iter().map(rows).collect::<Vec<_>>(), [[7]]);
    for reject in &read.rejects {
        assert!(!reject.message.contains("--") && !reject.message.contains("J1"));
    }
}
