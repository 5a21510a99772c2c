//! What README tells a newcomer holds: its columns are the contract's, and a file of those types
//! runs. `scripts/check_readme` plays the same in Python.

use crate::common::{Said, World, preboard, write_columns};
use arrow_array::{ArrayRef, LargeStringArray, TimestampMicrosecondArray};
use std::sync::Arc;

/// The names in README's five lines, in their order.
fn names() -> Vec<String> {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md"));
    let readme = readme.unwrap();
    let mut lines = readme.lines();
    let line = lines
        .find_map(|line| line.strip_prefix("names = ["))
        .unwrap();
    let names = line.trim_end_matches(']').split(", ");
    names
        .map(|name| name.trim_matches('"').to_owned())
        .collect()
}

#[test]
fn the_columns_of_the_five_lines_are_the_manifests_own_and_enough() {
    let mut schema = preboard();
    let table = Said::of(schema.args(["schema", "manifest", "--format", "json"])).json();
    let columns = table["columns"].as_array().unwrap();
    let known = |name: &String| columns.iter().any(|column| column["name"] == name.as_str());
    let names = names();
    assert!(names.iter().all(known), "{names:?}");
    for column in columns.iter().filter(|column| column["required"] == true) {
        let name = column["name"].as_str().unwrap();
        assert!(
            names.iter().any(|known| known == name),
            "{name} is required"
        );
    }
}

#[test]
fn a_manifest_as_polars_writes_it_finds_the_listed_passenger() {
    let world = World::new();
    let columns = names().into_iter().map(|name| {
        let text =
            |values: [&str; 2]| -> ArrayRef { Arc::new(LargeStringArray::from(values.to_vec())) };
        let array: ArrayRef = match name.as_str() {
            "scheduled_departure" => {
                let at: jiff::Timestamp = "2026-11-24T06:00:00Z".parse().unwrap();
                let values = TimestampMicrosecondArray::from(vec![at.as_microsecond(); 2]);
                Arc::new(values.with_timezone("UTC"))
            }
            "carrier" => text(["XX"; 2]),
            "flight_number" => text(["101"; 2]),
            "departure_airport" => text(["CDG"; 2]),
            "arrival_airport" => text(["JFK"; 2]),
            "surname" => text(["Zumarinov", "Quellhorst"]),
            "given_names" => text(["Borislav", "Walburga"]),
            "birth_date" => text(["1970-03-05", "1980-01-02"]),
            "document_number" => text(["AB1234567", "CD7654321"]),
            "document_issuer" => text(["IRL", "AUT"]),
            other => panic!("README has a column {other} that this test does not fill"),
        };
        (name, array)
    });
    let columns: Vec<(String, ArrayRef)> = columns.collect();
    write_columns(&world.path("manifest.parquet"), &columns);
    let night = world.night("night");
    assert_eq!(night.case().surname, "Zumarinov");
    let record = night.record();
    assert_eq!(record.counts.passengers, 2);
    assert_eq!(record.ignored_columns, [""; 0]);
}
