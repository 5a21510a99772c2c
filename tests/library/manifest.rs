//! What a manifest may look like, and what becomes of it: columns, types, dates, joined
//! rows and quarantine.

use crate::common::{World, row, write_columns};
use arrow_array::builder::{Date32Builder, ListBuilder, StringBuilder, StructBuilder};
use arrow_array::{
    ArrayRef, Date32Array, Int64Array, NullArray, StringArray, TimestampMillisecondArray,
};
use arrow_schema::{DataType, Field};
use jiff::civil::date;
use preboard::columns::days_of_date;
use preboard::domain::document::Document;
use preboard::domain::parsed::{Reject, RejectCode};
use preboard::domain::passenger::Passenger;
use preboard::error::{Error, Kind};
use preboard::manifest::row::ManifestRow;
use preboard::manifest::schema::Config;
use preboard::manifest::{self, Manifests};
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
    unreadable: BTreeMap<&'static str, u64>,
}

fn texts(values: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

fn departures(values: &[Option<i64>]) -> ArrayRef {
    Arc::new(TimestampMillisecondArray::from(values.to_vec()).with_timezone("UTC"))
}

const DEPARTURE: i64 = 1_795_500_000_000; // 2026-11-24T06:00:00Z

impl Feed {
    /// Travellers `A`, `B`, … on one flight, with the required columns alone.
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
    for batch in manifests.passengers(date(2026, 11, 23)).unwrap() {
        let batch = batch.unwrap();
        read.passengers.extend(batch.passengers.good);
        read.rejects.extend(batch.passengers.rejects);
        read.unreadable.extend(batch.unreadable);
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
fn mapped_columns_are_read_and_their_own_names_passed_over() {
    let feed = Feed::of(2)
        .without("surname")
        .text("LAST_NAME", &[Some("SMITH"), Some("JONES")])
        .text("DOB", &[Some("1980"), Some("1990")])
        .text("birth_date", &[Some("1111"), Some("1111")]);
    let mapping = [("surname", "LAST_NAME"), ("birth_date", "DOB")];
    let manifests = feed.open(&mapping).unwrap();
    assert_eq!(manifests.ignored_columns, ["birth_date"]);
    let read = read(&manifests);
    assert_eq!(read.passengers[1].surname, "JONES");
    assert_eq!(births(&read), ["1980", "1990"]);
}

#[test]
fn a_mapping_to_a_column_that_is_not_there_is_refused() {
    for column in ["surname", "birth_date"] {
        let error = Feed::of(1).open(&[(column, "NOWHERE")]).unwrap_err();
        assert_eq!(error.kind, Kind::Data);
        let text = error.to_string();
        assert!(text.contains("column NOWHERE is missing"), "{text}");
        assert!(text.contains(&format!("NOWHERE holds {column}")), "{text}");
    }
}

#[test]
fn required_columns_must_be_there_and_every_type_readable() {
    for column in [
        "carrier",
        "flight_number",
        "departure_airport",
        "arrival_airport",
        "scheduled_departure",
        "surname",
        "given_names",
    ] {
        let error = Feed::of(1).without(column).open(&[]).unwrap_err();
        let text = error.to_string();
        assert!(
            text.contains(&format!("required column {column}")),
            "{text}"
        );
        assert!(text.contains("[manifest.columns]"), "{text}");
    }
    let number: ArrayRef = Arc::new(Int64Array::from(vec![1]));
    for column in ["surname", "scheduled_departure", "birth_date", "documents"] {
        let error = Feed::of(1).with(column, number.clone()).open(&[]);
        let error = error.unwrap_err();
        assert_eq!(error.kind, Kind::Data);
        let expect = format!("a.parquet: column {column} is Int64, not ");
        assert!(error.what.contains(&expect), "{error}");
    }
}

#[test]
fn a_column_without_any_value_may_lack_a_type() {
    let nothing: ArrayRef = Arc::new(NullArray::new(1));
    let mut feed = Feed::of(1);
    for column in ["birth_date", "sex", "documents", "scheduled_arrival"] {
        feed = feed.with(column, nothing.clone());
    }
    let manifests = feed.open(&[]).unwrap();
    assert_eq!(manifests.ignored_columns, Vec::<String>::new());
    let read = read(&manifests);
    assert_eq!(
        (births(&read), read.unreadable.len()),
        (vec!["-".to_owned()], 0)
    );
    assert_eq!(read.passengers[0].flight.scheduled_arrival, None);
}

#[test]
fn files_folders_and_patterns_name_a_manifest() {
    let (one, two) = (Feed::of(1), Feed::of(2));
    one.write("a.parquet");
    std::fs::copy(two.write("b.parquet"), one.folder.path().join("b.parquet")).unwrap();
    let count = |name: &str| {
        let path = one.folder.path().join(name);
        let manifests = manifest::open(&[path], &Config::default()).unwrap();
        (
            manifests.files.len(),
            manifests.rows(),
            read(&manifests).passengers.len(),
        )
    };
    assert_eq!(count("b.parquet"), (1, 2, 2));
    assert_eq!(count(""), (2, 3, 3));
    assert_eq!(count("?.parquet"), (2, 3, 3));
    let manifests = manifest::open(&[one.folder.path().to_owned()], &Config::default()).unwrap();
    let last = &read(&manifests).passengers[2];
    assert_eq!(
        (last.rows[0].file, last.rows[0].row),
        (1, 2),
        "file and row of a traveller"
    );
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
    assert_eq!(read.unreadable, BTreeMap::from([("birth_date", 1)]));

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
    assert_eq!(read.unreadable, BTreeMap::from([("birth_date", 2)]));
}

/// Type, number, issuer and expiry of each document of each row.
fn document_lists(rows: &[&[[&str; 3]]]) -> ArrayRef {
    let text = |name| Field::new(name, DataType::Utf8, true);
    let expiry = Field::new("expiry", DataType::Date32, true);
    let fields = vec![text("type"), text("number"), text("issuer"), expiry];
    let mut lists = ListBuilder::new(StructBuilder::from_fields(fields, 0));
    for row in rows {
        for document in *row {
            for (index, value) in document.iter().enumerate() {
                let field = lists.values().field_builder::<StringBuilder>(index);
                let value = Some(*value).filter(|value| !value.is_empty());
                field.unwrap().append_option(value);
            }
            let day = days_of_date(date(2031, 5, 1));
            let expiry = lists.values().field_builder::<Date32Builder>(3);
            expiry.unwrap().append_value(day);
            lists.values().append(true);
        }
        lists.append(true);
    }
    Arc::new(lists.finish())
}

#[test]
fn a_list_of_documents_adds_to_the_rows_own() {
    let lists = document_lists(&[
        &[["P", "AB1", "FRA"], ["I", "CD2", "D"], ["", "", "FRA"]],
        &[],
    ]);
    let expiry = Date32Array::from(vec![days_of_date(date(2031, 5, 1)); 2]);
    let read = Feed::of(2)
        .with("documents", lists)
        .text("document_type", &[Some("P"), None])
        .text("document_number", &[Some("AB1"), None])
        .text("document_issuer", &[Some("FRA"), None])
        .with("document_expiry", Arc::new(expiry))
        .read();
    assert_eq!(
        numbers(&read.passengers[0]),
        ["AB1", "CD2"],
        "a repeat is one document"
    );
    let second = &read.passengers[0].documents[1];
    assert_eq!(second.issuer.unwrap().to_string(), "DEU");
    assert_eq!(second.expiry, Some(date(2031, 5, 1)));
    assert_eq!(read.passengers[1].documents, Vec::<Document>::new());
}

#[test]
fn a_list_of_documents_with_numbers_for_text_is_refused() {
    let number = Field::new("number", DataType::Int64, true);
    let mut lists = ListBuilder::new(StructBuilder::from_fields(vec![number], 0));
    lists.append(true);
    let error = Feed::of(1)
        .with("documents", Arc::new(lists.finish()))
        .open(&[]);
    let text = error.unwrap_err().to_string();
    assert!(
        text.contains("column documents.number is Int64, not string"),
        "{text}"
    );
}

#[test]
fn rows_of_one_reference_are_one_traveller_with_all_documents() {
    let read = Feed::of(4)
        .text("surname", &[Some("A"), Some("B"), Some("A"), Some("C")])
        .text(
            "passenger_ref",
            &[Some("1"), Some("2"), Some("1"), Some("1")],
        )
        .text("birth_date", &[None, None, Some("1980"), None])
        .text(
            "document_number",
            &[Some("X1"), Some("Y1"), Some("X2"), Some("Z1")],
        )
        .text("visa_number", &[None, None, Some("V1"), None])
        .read();
    let found: Vec<_> = read
        .passengers
        .iter()
        .map(|one| (rows(one), numbers(one)))
        .collect();
    let expect = [
        (vec![2], vec!["Y1"]),
        (vec![1, 3], vec!["X1", "X2", "V1"]),
        // A wrong reference must not swallow a second person.
        (vec![4], vec!["Z1"]),
    ];
    assert_eq!(found, expect);
    assert_eq!(
        births(&read)[1],
        "1980",
        "what one row lacks, another gives"
    );
}

#[test]
fn rows_of_one_booking_and_person_are_one_traveller() {
    let read = Feed::of(5)
        .text(
            "surname",
            &[Some("A"), Some("A"), Some("A"), Some("A"), Some("A")],
        )
        .text(
            "booking_ref",
            &[Some("PNR"), Some("PNR"), Some("PNR"), Some("OTHER"), None],
        )
        .text(
            "birth_date",
            &[Some("1980"), Some("1980"), Some("2015"), Some("1980"), None],
        )
        .read();
    let found: Vec<_> = read.passengers.iter().map(rows).collect();
    // Father and son of one name, another booking, and one without any reference.
    assert_eq!(found, [vec![1, 2], vec![3], vec![4], vec![5]]);
}

/// A passenger list and a booking tell of one traveller in two files, each with references
/// of its own.
#[test]
fn a_booking_joins_rows_that_bear_references_of_two_systems() {
    let of = |reference: &str, births: [Option<&str>; 3]| {
        Feed::of(3)
            .text("surname", &[Some("A"), Some("A"), Some("B")])
            .text("booking_ref", &[Some("PNR"); 3])
            .text("passenger_ref", &[Some(reference); 3])
            .text("birth_date", &births)
    };
    let list = of("L1", [Some("1980-01-02"), Some("2015-03-04"), None]);
    let booking = of("B7", [Some("1980-01-02"), Some("2016-03-04"), None]);
    list.write("a.parquet");
    let beside = list.folder.path().join("b.parquet");
    std::fs::copy(booking.write("b.parquet"), beside).unwrap();
    let folder = list.folder.path().to_owned();
    let config = Config {
        columns: BTreeMap::new(),
    };
    let manifests = manifest::open(&[folder], &config).unwrap();
    let read = read(&manifests);
    let mut found: Vec<_> = read.passengers.iter().map(|one| one.rows.len()).collect();
    found.sort_unstable();
    // One of two rows; two namesakes of other days of birth and two of none stay apart.
    assert_eq!(found, [1, 1, 1, 1, 2]);
    let one = read
        .passengers
        .iter()
        .find(|one| one.rows.len() == 2)
        .unwrap();
    assert_eq!(
        one.birth_date.map(|date| date.to_string()).as_deref(),
        Some("1980-01-02")
    );
}

#[test]
fn rows_on_two_flights_stay_two_and_a_bad_row_holds_nobody_back() {
    let read = Feed::of(4)
        .text("surname", &[Some("A"); 4])
        .text("passenger_ref", &[Some("1"); 4])
        .text(
            "flight_number",
            &[Some("101"), Some("102"), Some("101"), Some("101")],
        )
        .text(
            "arrival_airport",
            &[Some("JFK"), Some("JFK"), Some("?"), Some("JFK")],
        )
        .read();
    let found: Vec<_> = read.passengers.iter().map(rows).collect();
    assert_eq!(found, [vec![2], vec![1, 4]]);
    assert_eq!(read.rejects.len(), 1);
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

#[test]
fn travellers_of_many_batches_come_out_once() {
    let mut feed: Vec<ManifestRow> = (0..20_000)
        .map(|n| row("SMITH", &format!("ANNA{n}"), "1980-01-02"))
        .collect();
    // The first traveller's second row stands at the very end.
    feed.push(row("SMITH", "ANNA0", "1980-01-02"));
    for one in &mut feed {
        one.booking_ref = Some("PNR".to_owned());
    }
    let world = World::empty();
    let path = world.manifest_as("manifest.parquet", &feed);
    let manifests = manifest::open(&[path], &Config::default()).unwrap();
    let read = read(&manifests);
    assert_eq!(read.passengers.len(), 20_000);
    assert_eq!(rows(read.passengers.last().unwrap()), [1, 20_001]);
}
