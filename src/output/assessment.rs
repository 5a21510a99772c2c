//! Early warning as files: two tables, each in Parquet and CSV.

use crate::error::Result;
use crate::files;
use crate::schema::warning::{PathwayRow, SignalRow};
use crate::tables::row::Table;
use crate::tables::{csv, parquet};
use std::path::Path;

/// Each file is complete or as it was.
pub fn write(folder: &Path, signals: &[SignalRow], pathways: &[PathwayRow]) -> Result<()> {
    write_table(folder, "signals", signals)?;
    write_table(folder, "pathways", pathways)
}

fn write_table<T: Table>(folder: &Path, name: &str, rows: &[T]) -> Result<()> {
    parquet::write(&folder.join(format!("{name}.parquet")), rows, &[])?;
    let csv = csv::encode(rows);
    files::write_atomic(&folder.join(format!("{name}.csv")), &csv)
}
