//! Tables as Parquet, and read back.
//!
//! The same rows give the same bytes: no clock, no host and no version of the writing
//! library goes into the file. A table without rows is a valid file with its schema.

use crate::error::{Error, Kind, Result};
use crate::files;
use crate::tables::cell::Cell;
use crate::tables::row::Table;
use crate::tables::source::Source;
use crate::tables::version;
use crate::tables::write::{self, Columns};
use arrow_array::RecordBatch;
use bytes::Bytes;
use parquet::file::reader::ChunkReader;
use std::path::Path;

/// The whole file.
pub fn encode<T: Table>(rows: &[T]) -> Vec<u8> {
    write::to_bytes(&batch(rows), T::VERSION, &[])
}

/// The same with metadata.
pub fn encode_with<T: Table>(rows: &[T], metadata: &[(&str, Option<String>)]) -> Vec<u8> {
    write::to_bytes(&batch(rows), metadata)
}

/// Rows as columns.
pub fn batch<T: Table>(rows: &[T]) -> RecordBatch {
    Columns::default().table::<T, T>(rows).finish()
}

/// Writes one table, complete or absent, and gives its digest.
pub fn write<T: Table>(
    path: &Path,
    rows: &[T],
    metadata: &[(&str, Option<String>)],
) -> Result<String> {
    let bytes = write::to_bytes(&batch(rows), T::VERSION, metadata);
    files::write_atomic(path, &bytes)?;
    Ok(files::digest_of_bytes(&bytes))
}

/// Every row of a file that was written here.
pub fn decode<T: Table>(path: &Path) -> Result<Vec<T>> {
    rows(Source::open(path).map_err(hinted)?)
}

/// The same of a file that was read for its digest.
pub fn decode_bytes<T: Table>(source: Source<Bytes>) -> Result<Vec<T>> {
    rows(source)
}

/// Columns are found by name, so that a later version may add some anywhere. One that an
/// earlier version did not have is null where the table allows it, and else an empty text, which
/// whoever needs it fills in from what he knows of the file.
fn rows<T: Table, R: ChunkReader + Clone + 'static>(source: Source<R>) -> Result<Vec<T>> {
    let path = source.path.clone();
    if let Some(fault) = version::fault(source.metadata(version::KEY).as_deref()) {
        let what = format!("{} {fault}", path.display());
        return Err(Error::new(Kind::Data, what).hint("read it with the version that wrote it"));
    }
    let read = || T::COLUMNS.iter().filter(|column| !column.is_twin);
    for column in read() {
        let found = source.schema().field_with_name(column.name).ok();
        let fits = found.map_or(column.nullable || column.is_added(), |field| {
            *field.data_type() == column.kind.arrow()
        });
        if !fits {
            let cause = format!("column {} is missing or of another type", column.name);
            return Err(no_table(&path, &cause));
        }
    }
    let names: Vec<&str> = read().map(|column| column.name).collect();
    let mut rows = Vec::new();
    for batch in source.read(&names)? {
        let batch = batch.map_err(hinted)?;
        let columns: Vec<_> = T::COLUMNS
            .iter()
            .map(|column| (column, batch.column_by_name(column.name)))
            .collect();
        for row in 0..batch.num_rows() {
            let cells = columns.iter().map(|(column, array)| match array {
                Some(array) => column.kind.cell(array, row),
                None if column.nullable || column.is_twin => Cell::Null,
                None => Cell::Text(String::new()),
            });
            let read = T::from_cells(cells.collect()).map_err(|column| {
                let row = rows.len() + 1;
                let cause = format!("row {row}: column {column} holds no such value");
                no_table(&path, &cause)
            })?;
            rows.push(read);
        }
    }
    Ok(rows)
}

const HINT: &str = "name a folder that this program wrote, or restore it from a backup";

fn hinted(error: Error) -> Error {
    match error.kind {
        Kind::Data => error.hint(HINT),
        _ => error,
    }
}

fn no_table(path: &Path, cause: &str) -> Error {
    let what = format!("{} is not the table that it should be", path.display());
    Error::new(Kind::Data, what).because(cause).hint(HINT)
}
