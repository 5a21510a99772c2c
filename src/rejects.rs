//! The reject report that every importer writes beside its output: one shape, so that one
//! query reads them all.

use crate::error::{Error, Kind, Result};
use crate::files;
use std::path::{Path, PathBuf};

/// One message, row or value that was not used. It never repeats personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectLine {
    /// Name of the source file, without its folder.
    pub file: String,
    /// 1-based: a row counting the header, or a segment; 0 for the file as a whole.
    pub row: u64,
    pub column: String,
    pub code: &'static str,
    /// `row`, `value` or `file`, and for messages also `message` or `nothing`.
    pub lost: &'static str,
    /// In words.
    pub message: String,
    /// Number of the EDIFACT message in its file, 1-based.
    pub edifact_message: Option<u64>,
}

/// `list.parquet` reports to `list.rejects.csv`.
pub fn report_path(output: &Path) -> PathBuf {
    output.with_extension("rejects.csv")
}

/// Writes the report; with no rejects it holds the header alone.
pub fn write_report(path: &Path, lines: impl Iterator<Item = RejectLine>) -> Result<()> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = [
        "file",
        "row",
        "column",
        "code",
        "lost",
        "message",
        "edifact_message",
    ];
    let records = lines.map(record);
    for record in std::iter::once(header.map(str::to_owned)).chain(records) {
        writer
            .write_record(record)
            .map_err(|e| unwritten(path, &e))?;
    }
    let bytes = writer.into_inner().map_err(|e| unwritten(path, &e))?;
    files::write_atomic(path, &bytes)
}

fn record(line: RejectLine) -> [String; 7] {
    [
        line.file,
        line.row.to_string(),
        line.column,
        line.code.to_owned(),
        line.lost.to_owned(),
        line.message,
        line.edifact_message
            .map(|number| number.to_string())
            .unwrap_or_default(),
    ]
}

/// Writing to memory fails only by a defect.
fn unwritten(path: &Path, cause: &dyn std::fmt::Display) -> Error {
    Error::new(
        Kind::Bug,
        format!("cannot make the rows of {}", path.display()),
    )
    .because(cause)
}
