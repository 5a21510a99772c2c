//! The door of the fuzz targets: any bytes go in, and what must always hold is checked.

use crate::manifest::import::flight::Times;
use crate::manifest::import::row::ImportedRow;
use crate::manifest::import::sink::Sink;
use crate::manifest::import::{Format, read};
use std::path::Path;

/// Reads the bytes as a file.
///
/// # Panics
///
/// When the counts do not add up, a row lacks what a manifest requires, or a row or reject
/// points nowhere.
pub fn probe(format: &Format, bytes: &[u8]) {
    let mut rows = 0;
    let mut check = |batch: &[ImportedRow]| {
        rows += batch.len() as u64;
        batch.iter().for_each(check_row);
        Ok(())
    };
    let mut sink = Sink::new(Times::Local, &mut check);
    sink.start_file();
    let read = read(Path::new("fuzzed"), bytes, format, &mut sink);
    let done = sink.finish();
    let Ok((counts, rejects)) = done else {
        panic!("the sink cannot fail here");
    };
    // A damaged gzip, or a flat file without its columns, is an error and not a defect.
    let counts = counts.first().expect("one file was started");
    assert!(counts.adds_up(), "{counts}");
    assert_eq!(counts.rows, rows);
    assert!(rejects.iter().all(|reject| 0 < reject.row));
    drop(read);
}

fn check_row(row: &ImportedRow) {
    let manifest = &row.manifest;
    let required = [
        &manifest.carrier,
        &manifest.flight_number,
        &manifest.departure_airport,
        &manifest.arrival_airport,
        &manifest.person_type,
    ];
    assert!(required.iter().all(|value| value.is_some()));
    assert!(manifest.scheduled_departure.is_some());
    assert!(manifest.surname.is_some() || manifest.given_names.is_some());
    assert!(0 < row.source_row);
    assert!(row.inferred.is_sorted());
}
