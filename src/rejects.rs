//! The reject report that every importer writes beside its output: one shape, so that one
//! query reads them all.

use crate::error::Result;
use crate::files;
use crate::tables::csv;
use crate::tables::row::table;
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
    /// `row`, `value`, `file` or `nothing`, and for messages also `message`.
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

table! {
    /// Beside what an importer wrote: each message, row or value that was not used. It never
    /// repeats personal data.
    pub struct RejectRow {
        /// Name of the source file, without its folder.
        pub file: String,
        /// From 1: a row counting the header, or a segment; 0 for the file as a whole.
        pub row: i64,
        /// The column or element at fault; blank for a row as a whole.
        #[twin = "column_name"]
        pub column: String,
        /// Why, as a word for programs.
        pub code: String,
        /// What was not used: `row`, `value`, `file` or `nothing`, and for messages also
        /// `message`.
        pub lost: String,
        /// Why, in words.
        pub message: String,
        /// Number of the EDIFACT message in its file, from 1.
        pub edifact_message: Option<i64>,
    }
}

/// Writes the report; with no rejects it holds the header alone.
pub fn write_report(path: &Path, lines: impl Iterator<Item = RejectLine>) -> Result<()> {
    let rows: Vec<RejectRow> = lines.map(row).collect();
    files::write_atomic(path, &csv::encode(&rows))
}

fn row(line: RejectLine) -> RejectRow {
    let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    RejectRow {
        file: line.file,
        row: number(line.row),
        column: line.column,
        code: line.code.to_owned(),
        lost: line.lost.to_owned(),
        message: line.message,
        edifact_message: line.edifact_message.map(number),
    }
}
