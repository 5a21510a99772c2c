//! What every importer returns, and the report of the rows that it refused.
//!
//! Rows in are accounted for: `rows_read` = entries + rejects + rows that are no people.

use crate::domain::entry::Entry;
use crate::error::{Error, Kind, Result};
use crate::files::write_atomic;
use jiff::civil::Date;
use std::path::Path;

/// A source, read whole.
#[derive(Debug)]
pub struct Imported {
    pub entries: Vec<Entry>,
    pub rejects: Vec<ImportReject>,
    /// SHA-256 over the source files.
    pub source_digest: String,
    /// The day as of which the authority published the list.
    pub list_date: Option<Date>,
    pub rows_read: usize,
    /// Rows about ships, aircraft and companies.
    pub not_individuals: usize,
    /// Values that were dropped: one line for each class.
    pub warnings: Vec<String>,
}

/// One row that did not become an entry. It never repeats the row's personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportReject {
    /// Name of the source file.
    pub file: String,
    /// 1-based, counting a header.
    pub row: usize,
    pub column: &'static str,
    pub code: ImportCode,
    pub message: String,
}

/// Why a source row was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ImportCode {
    /// Too few or too many fields.
    WrongFieldCount,
    /// A required value is blank.
    MissingValue,
    /// An id that is none, or a value of the wrong form where the row depends on it.
    BadValue,
    /// No name holds a letter.
    NoUsableName,
    /// The id was seen in an earlier row.
    DuplicateId,
}

impl ImportCode {
    pub fn as_str(self) -> &'static str {
        match self {
            ImportCode::WrongFieldCount => "wrong_field_count",
            ImportCode::MissingValue => "missing_value",
            ImportCode::BadValue => "bad_value",
            ImportCode::NoUsableName => "no_usable_name",
            ImportCode::DuplicateId => "duplicate_id",
        }
    }
}

/// Writes the reject report; with no rejects it holds the header alone.
pub fn write_reject_report(path: &Path, rejects: &[ImportReject]) -> Result<()> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = ["file", "row", "column", "reason_code", "message"].map(str::to_owned);
    let rows = rejects.iter().map(|reject| {
        [
            reject.file.clone(),
            reject.row.to_string(),
            reject.column.to_owned(),
            reject.code.as_str().to_owned(),
            reject.message.clone(),
        ]
    });
    for row in std::iter::once(header).chain(rows) {
        writer.write_record(row).map_err(|e| unwritten(path, &e))?;
    }
    let bytes = writer.into_inner().map_err(|e| unwritten(path, &e))?;
    write_atomic(path, &bytes)
}

/// Writing to memory fails only by a defect.
fn unwritten(path: &Path, cause: &dyn std::fmt::Display) -> Error {
    Error::new(
        Kind::Bug,
        format!("cannot make the rows of {}", path.display()),
    )
    .because(cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_quotes_what_needs_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rejects.csv");
        let reject = ImportReject {
            file: "sdn.csv".into(),
            row: 7,
            column: "name",
            code: ImportCode::NoUsableName,
            message: "blank, or no letter".into(),
        };
        write_reject_report(&path, &[reject]).unwrap();
        assert_eq!(
            std::fs::read_to_string(&path).unwrap(),
            "file,row,column,reason_code,message\n\
             sdn.csv,7,name,no_usable_name,\"blank, or no letter\"\n"
        );
    }
}
