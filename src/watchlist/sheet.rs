//! Writing Parquet so that the same rows give the same bytes, complete or not at all.

use crate::error::Result;
use crate::files::publish_atomic;
use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{ArrowError, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use std::path::Path;
use std::sync::Arc;

/// Fixed, so that memory stays small and the layout never depends on the machine.
const ROWS_PER_BATCH: usize = 16_384;

/// Writes `rows` chunk by chunk; `batch` turns a chunk into columns of `schema`.
pub(super) fn publish<T>(
    path: &Path,
    schema: &SchemaRef,
    metadata: Vec<(&'static str, Option<String>)>,
    rows: &[T],
    batch: impl Fn(&[T]) -> std::result::Result<RecordBatch, ArrowError>,
) -> Result<()> {
    let properties = properties(metadata);
    publish_atomic(path, |file| {
        let mut writer = ArrowWriter::try_new(file, schema.clone(), Some(properties))?;
        for chunk in rows.chunks(ROWS_PER_BATCH) {
            writer.write(&batch(chunk).map_err(std::io::Error::other)?)?;
        }
        writer.close()?;
        Ok(())
    })
}

fn properties(metadata: Vec<(&'static str, Option<String>)>) -> WriterProperties {
    let pairs = metadata
        .into_iter()
        .filter_map(|(key, value)| Some(KeyValue::new(key.to_owned(), value?)))
        .collect();
    WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(128 * 1024))
        .set_key_value_metadata(Some(pairs))
        .build()
}

pub(super) fn strings<T>(rows: &[T], value: impl Fn(&T) -> Option<&String>) -> ArrayRef {
    Arc::new(rows.iter().map(value).collect::<StringArray>())
}
