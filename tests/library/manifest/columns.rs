//! Files, and the names and types of their columns.

use super::{Feed, births, read};
use arrow_array::{ArrayRef, Int64Array, NullArray};
use preboard::manifest::schema::Config;
use preboard::{Kind, manifest};
use std::sync::Arc;

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
    // A birth date may be a whole number, as in 19700305.
    for column in ["surname", "scheduled_departure", "documents"] {
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
        "file and row of a passenger"
    );
}
