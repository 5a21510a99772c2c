//! Published tables as Parquet, and read back.
//!
//! The same rows give the same bytes: no clock, no host and no version of the writing
//! library goes into the file. A table without rows is a valid file with its schema.

use crate::error::{Error, Kind, Result};
use crate::files;
use crate::guard::caught;
use crate::tables::cell::{Cell, Type};
use crate::tables::row::{Column, Table};
use crate::tables::write::SCHEMA_VERSION;
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int32Type, Int64Type, TimestampMillisecondType};
use arrow_array::{
    Array, ArrayRef, Date32Array, Float64Array, Int32Array, Int64Array, RecordBatch, StringArray,
    TimestampMillisecondArray,
};
use arrow_schema::{DataType, Field, Schema, TimeUnit};
use jiff::civil::{Date, date};
use jiff::{Span, Timestamp};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

const VERSION_KEY: &str = "preboard.schema_version";

/// The whole file.
pub fn encode<T: Table>(rows: &[T]) -> Result<Vec<u8>> {
    let schema = Arc::new(schema(T::COLUMNS));
    let batch = batch(&schema, rows).map_err(|e| bug(&e))?;
    let mut bytes = Vec::new();
    let mut writer =
        ArrowWriter::try_new(&mut bytes, schema, Some(properties())).map_err(|e| bug(&e))?;
    writer.write(&batch).map_err(|e| bug(&e))?;
    writer.close().map_err(|e| bug(&e))?;
    Ok(bytes)
}

/// Every row of a file that [`encode`] wrote. The Parquet reader panics on some damage.
pub fn decode<T: Table>(path: &Path) -> Result<Vec<T>> {
    caught(|| read(path)).unwrap_or_else(|_| Err(damaged(path, &"its pages contradict each other")))
}

fn read<T: Table>(path: &Path) -> Result<Vec<T>> {
    let file = File::open(path).map_err(|e| Error::cannot_read(path, &e))?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file)
        .and_then(ParquetRecordBatchReaderBuilder::build)
        .map_err(|e| damaged(path, &e))?;
    let mut rows = Vec::new();
    for batch in reader {
        let batch = batch.map_err(|e| damaged(path, &e))?;
        let columns = columns_of::<T>(&batch, path)?;
        for row in 0..batch.num_rows() {
            let cells = columns.iter().map(|(array, kind)| cell(array, *kind, row));
            let read = T::from_cells(cells.collect()).map_err(|column| {
                let row = rows.len() + 1;
                damaged(
                    path,
                    &format!("row {row}: column {column} holds no such value"),
                )
            })?;
            rows.push(read);
        }
    }
    Ok(rows)
}

fn schema(columns: &[Column]) -> Schema {
    let field = |column: &Column| Field::new(column.name, arrow_type(column.kind), column.nullable);
    Schema::new(columns.iter().map(field).collect::<Vec<_>>())
}

fn arrow_type(kind: Type) -> DataType {
    match kind {
        Type::Text => DataType::Utf8,
        Type::Int32 => DataType::Int32,
        Type::Int64 => DataType::Int64,
        Type::Double => DataType::Float64,
        Type::Day => DataType::Date32,
        Type::Moment => DataType::Timestamp(TimeUnit::Millisecond, Some("UTC".into())),
        Type::TextList => DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true))),
    }
}

fn properties() -> WriterProperties {
    let version = KeyValue::new(VERSION_KEY.to_owned(), SCHEMA_VERSION.to_owned());
    WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_created_by("preboard".to_owned())
        .set_key_value_metadata(Some(vec![version]))
        .build()
}

fn batch<T: Table>(
    schema: &Arc<Schema>,
    rows: &[T],
) -> std::result::Result<RecordBatch, arrow_schema::ArrowError> {
    let mut columns: Vec<Vec<Cell>> = T::COLUMNS.iter().map(|_| Vec::new()).collect();
    for row in rows {
        for (column, cell) in columns.iter_mut().zip(row.cells()) {
            column.push(cell);
        }
    }
    let arrays = T::COLUMNS.iter().zip(columns);
    let arrays = arrays.map(|(column, cells)| array(column.kind, cells));
    RecordBatch::try_new(schema.clone(), arrays.collect())
}

/// The cells' values of one variant, in their places; anything else is null.
macro_rules! values {
    ($cells:expr, $variant:ident) => {
        $cells.into_iter().map(|cell| match cell {
            Cell::$variant(value) => Some(value),
            _ => None,
        })
    };
}

fn array(kind: Type, cells: Vec<Cell>) -> ArrayRef {
    match kind {
        Type::Text => Arc::new(values!(cells, Text).collect::<StringArray>()),
        Type::Int32 => Arc::new(values!(cells, Int32).collect::<Int32Array>()),
        Type::Int64 => Arc::new(values!(cells, Int64).collect::<Int64Array>()),
        Type::Double => Arc::new(values!(cells, Double).collect::<Float64Array>()),
        Type::Day => {
            let days = values!(cells, Day).map(|day| day.map(days_of_date));
            Arc::new(days.collect::<Date32Array>())
        }
        Type::Moment => {
            let moments = values!(cells, Moment).map(|at| at.map(Timestamp::as_millisecond));
            let array = moments.collect::<TimestampMillisecondArray>();
            Arc::new(array.with_timezone("UTC"))
        }
        Type::TextList => {
            let mut lists = ListBuilder::new(StringBuilder::new());
            for texts in values!(cells, TextList) {
                lists.append_option(texts.map(|texts| texts.into_iter().map(Some)));
            }
            Arc::new(lists.finish())
        }
    }
}

/// By name, so that a later version may add columns anywhere.
fn columns_of<'a, T: Table>(
    batch: &'a RecordBatch,
    path: &Path,
) -> Result<Vec<(&'a ArrayRef, Type)>> {
    let found = T::COLUMNS.iter().map(|column| {
        let array = batch
            .column_by_name(column.name)
            .filter(|array| *array.data_type() == arrow_type(column.kind));
        let wrong = || {
            damaged(
                path,
                &format!("column {} is missing or of another type", column.name),
            )
        };
        array.map(|array| (array, column.kind)).ok_or_else(wrong)
    });
    found.collect()
}

fn cell(array: &ArrayRef, kind: Type, row: usize) -> Cell {
    if array.is_null(row) {
        return Cell::Null;
    }
    match kind {
        Type::Text => Cell::Text(array.as_string::<i32>().value(row).to_owned()),
        Type::Int32 => Cell::Int32(array.as_primitive::<Int32Type>().value(row)),
        Type::Int64 => Cell::Int64(array.as_primitive::<Int64Type>().value(row)),
        Type::Double => Cell::Double(array.as_primitive::<Float64Type>().value(row)),
        Type::Day => {
            let days = array.as_primitive::<Date32Type>().value(row);
            date_of_days(days).map_or(Cell::Null, Cell::Day)
        }
        Type::Moment => {
            let at = array.as_primitive::<TimestampMillisecondType>().value(row);
            Timestamp::from_millisecond(at).map_or(Cell::Null, Cell::Moment)
        }
        Type::TextList => {
            let items = array.as_list::<i32>().value(row);
            let texts = items.as_string::<i32>().iter().flatten();
            Cell::TextList(texts.map(str::to_owned).collect())
        }
    }
}

const EPOCH: Date = date(1970, 1, 1);

fn days_of_date(day: Date) -> i32 {
    (day - EPOCH).get_days()
}

fn date_of_days(days: i32) -> Option<Date> {
    EPOCH.checked_add(Span::new().try_days(days).ok()?).ok()
}

fn damaged(path: &Path, cause: &dyn std::fmt::Display) -> Error {
    let what = format!("{} is not a table of a run", path.display());
    Error::new(Kind::Data, what)
        .because(cause)
        .hint("name a run folder that this version wrote, or restore it from a backup")
}

/// Rows in memory always encode; if not, the program is wrong, not the night's data.
fn bug(cause: &dyn std::fmt::Display) -> Error {
    Error::new(Kind::Bug, "cannot encode an output table")
        .because(cause)
        .hint("nothing was published; report this defect")
}

/// Writes one table, complete or absent.
pub fn write<T: Table>(path: &Path, rows: &[T]) -> Result<String> {
    let bytes = encode(rows)?;
    files::write_atomic(path, &bytes)?;
    Ok(files::digest_of_bytes(&bytes))
}
