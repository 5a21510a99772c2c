//! What every importer returns, and the reject report beside its output.

use crate::domain::entry::Entry;
use crate::error::Result;
use crate::files;
use std::path::{Path, PathBuf};

/// Rows in = entries + rejects + passed over.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    pub entries: Vec<Entry>,
    pub rejects: Vec<ImportReject>,
    pub rows: u64,
    /// Rows that are no persons (ships, companies), by kind.
    pub passed_over: u64,
    pub source_digest: String,
}

/// A row or a value that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportReject {
    pub file: String,
    pub row: u64,
    pub column: &'static str,
    pub code: &'static str,
    /// Whether the whole row is lost, or one value of it.
    pub whole_row: bool,
}

/// `list.parquet` reports to `list.rejects.csv`.
pub fn report_path(output: &Path) -> PathBuf {
    output.with_extension("rejects.csv")
}

pub fn write_report(path: &Path, rejects: &[ImportReject]) -> Result<()> {
    let mut text = String::from("file,row,column,code,lost\n");
    for reject in rejects {
        let ImportReject {
            file,
            row,
            column,
            code,
            whole_row,
        } = reject;
        let lost = if *whole_row { "row" } else { "value" };
        text.push_str(&format!("{file},{row},{column},{code},{lost}\n"));
    }
    files::write_atomic(path, text.as_bytes())
}
