//! A row of the import: the contract's columns, and beside them where it came from, what
//! the source declared in other words, and which columns are inferred.

use crate::error::Result;
use crate::manifest::row::ManifestRow;
use crate::tables::write::{Columns, TableWriter};

/// Columns after the contract's; the readers of a night leave them alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportedRow {
    pub manifest: ManifestRow,
    /// In the order of the sources; written as its name.
    pub source: u32,
    pub source_message: Option<u64>,
    /// Segment, or row counting the header.
    pub source_row: u64,
    /// Stays on board or in the airport; `None` where the source cannot say.
    pub transit: Option<bool>,
    pub embarkation_airport: Option<String>,
    pub debarkation_airport: Option<String>,
    /// Clock of the airport, ISO without zone.
    pub local_departure: Option<String>,
    pub local_arrival: Option<String>,
    /// Every leg the booking has.
    pub itinerary: Option<String>,
    /// The name of the booking where the row bears the document's.
    pub reservation_surname: Option<String>,
    pub reservation_given_names: Option<String>,
    /// Columns of this row that the source does not state in so many words, in order.
    pub inferred: Vec<&'static str>,
}

/// Adds the rows to a file under construction.
pub fn write(writer: &mut TableWriter, rows: &[ImportedRow], files: &[String]) -> Result<()> {
    let mut columns = Columns::default();
    let manifest: Vec<&ManifestRow> = rows.iter().map(|row| &row.manifest).collect();
    columns.table::<ManifestRow, _>(&manifest);
    let name = |row: &ImportedRow| files.get(row.source as usize).cloned();
    let number = |number: u64| i64::try_from(number).ok();
    columns
        .text("source_file", rows.iter().map(name))
        .integers(
            "source_message",
            rows.iter().map(|row| row.source_message.and_then(number)),
        )
        .integers("source_row", rows.iter().map(|row| number(row.source_row)))
        .flags("transit", rows.iter().map(|row| row.transit));
    for (name, get) in TEXT {
        columns.text(name, rows.iter().map(get));
    }
    columns.text_lists("inferred", rows.iter().map(|row| row.inferred.clone()));
    writer.write(&columns.finish())
}

type Getter = fn(&ImportedRow) -> Option<&String>;

const TEXT: [(&str, Getter); 7] = [
    ("embarkation_airport", |row| {
        row.embarkation_airport.as_ref()
    }),
    ("debarkation_airport", |row| {
        row.debarkation_airport.as_ref()
    }),
    ("local_departure", |row| row.local_departure.as_ref()),
    ("local_arrival", |row| row.local_arrival.as_ref()),
    ("itinerary", |row| row.itinerary.as_ref()),
    ("reservation_surname", |row| {
        row.reservation_surname.as_ref()
    }),
    ("reservation_given_names", |row| {
        row.reservation_given_names.as_ref()
    }),
];
