//! The columns are the contract's, and every table reads back as it was written.

use super::*;
use crate::error::Kind;
use crate::recommend::samples;
use crate::schema::samples as row_samples;
use crate::tables::cell::{Cell, Value};
use crate::tables::parquet::{decode, encode, write};
use crate::tables::row::Table;
use jiff::civil::date;

#[test]
fn a_word_that_is_none_of_the_closed_set_is_no_value() {
    assert_eq!(Status::from_cell(Cell::Text("gone".to_owned())), None);
    assert_eq!(
        Action::from_cell(Action::ContactGroup.to_cell()),
        Some(Action::ContactGroup)
    );
}

fn names<T: Table>() -> String {
    let names: Vec<_> = T::COLUMNS.iter().map(|column| column.name).collect();
    names.join(" ")
}

#[test]
fn the_columns_are_the_contracts() {
    assert_eq!(
        names::<CaseRow>(),
        "case_id run_id status action review_status group liaison_group priority minutes_to_departure \
         carrier flight_number departure_airport arrival_airport scheduled_departure \
         manifest_file manifest_row passenger_ref booking_ref surname given_names \
         birth_date sex nationality document_type document_number document_issuer \
         document_expiry reason_codes category list entry_id entry_name score_bits \
         probability hits explanation retention_until"
    );
    assert_eq!(
        names::<EvidenceRow>(),
        "case_id run_id hit_rank list entry_id entry_name kind level passenger_value entry_value \
         points note"
    );
    assert_eq!(
        names::<LinkRow>(),
        "case_id run_id other_case_id other_passenger_row relation value_digest kind step \
         via_passenger_row sharers strength_bits stated other_day journeys chance"
    );
    assert_eq!(
        names::<QuarantineRow>(),
        "run_id file row column column_name reason_code message"
    );
}

#[test]
fn a_wrong_cell_is_named_by_its_column() {
    let row = QuarantineRow {
        run_id: "night".to_owned(),
        file: "a.parquet".to_owned(),
        row: 7,
        column: "surname".to_owned(),
        reason_code: "missing_value".to_owned(),
        message: "blank".to_owned(),
    };
    assert_eq!(QuarantineRow::from_cells(row.cells()), Ok(row.clone()));
    let mut cells = row.cells();
    cells[2] = Cell::Null;
    assert_eq!(QuarantineRow::from_cells(cells), Err("row"));
}

fn round_trip<T: Table + PartialEq + std::fmt::Debug>(rows: &[T]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.parquet");
    write(&path, rows, &[]).unwrap();
    assert_eq!(decode::<T>(&path).unwrap(), rows);
    assert_eq!(encode(rows), std::fs::read(&path).unwrap());
}

#[test]
fn every_table_reads_back_as_it_was_written_also_without_rows() {
    let mut bare = row_samples::case_row("C-2");
    bare.list = None;
    bare.score_bits = None;
    bare.document_expiry = Some(date(1969, 12, 31));
    bare.reason_codes.clear();
    round_trip(&[row_samples::case_row("C-1"), bare]);
    round_trip(&crate::schema::of_case::evidence(&samples::case(), "run-1"));
    round_trip(&[row_samples::link("C-1")]);
    round_trip::<CaseRow>(&[]);
    round_trip::<EvidenceRow>(&[]);
    round_trip::<LinkRow>(&[]);
    round_trip::<QuarantineRow>(&[]);
}

#[test]
fn files_carry_the_schema_version_and_nothing_of_this_machine() {
    let bytes = encode::<LinkRow>(&[]);
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("preboard.schema_version"));
    assert!(!text.contains("parquet-rs"));
}

#[test]
fn another_table_and_a_cut_file_are_told_apart_from_a_missing_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("recommendations.parquet");
    assert_eq!(read_cases(&path).err().unwrap().kind, Kind::NoInput);
    write(&path, &[row_samples::link("C-1")], &[]).unwrap();
    let error = read_cases(&path).err().unwrap();
    assert_eq!(error.kind, Kind::Data);
    assert!(error.to_string().contains("column status is missing"));
    std::fs::write(&path, b"PAR1").unwrap();
    assert_eq!(read_cases(&path).err().unwrap().kind, Kind::Data);
}
