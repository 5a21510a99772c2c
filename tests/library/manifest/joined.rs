//! Several rows of one passenger, in one file, two files and many batches.

use super::{Feed, births, numbers, read, rows};
use crate::common::{World, row};
use preboard::manifest;
use preboard::manifest::row::ManifestRow;
use preboard::manifest::schema::Config;
use std::collections::BTreeMap;

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

/// A passenger list and a booking tell of one passenger in two files, each with references
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

#[test]
fn travellers_of_many_batches_come_out_once() {
    let mut feed: Vec<ManifestRow> = (0..20_000)
        .map(|n| row("SMITH", &format!("ANNA{n}"), "1980-01-02"))
        .collect();
    // The first passenger's second row stands at the very end.
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
