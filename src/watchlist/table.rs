//! A Parquet file opened strictly: whole, with the columns and types it must have.
//!
//! A damaged file or a wrong type stops the run: a list read in part is a list of people
//! who would be waved through.

use crate::error::{Error, Kind, Result};
use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, SchemaRef};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

/// What a column must hold.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    Text,
    Texts,
    /// Structs of text fields; the flag says whether the field must be there.
    Structs(&'static [(&'static str, bool)]),
    Day,
    Instant,
}

/// One column of the contract.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) required: bool,
}

pub(super) struct Table {
    pub(super) path: PathBuf,
    /// The file's own key-value metadata.
    pub(super) metadata: BTreeMap<String, String>,
    pub(super) rows: usize,
    /// Columns of the contract that the file lacks (none of them required).
    pub(super) absent: Vec<&'static str>,
    builder: ParquetRecordBatchReaderBuilder<File>,
}

impl Table {
    /// Opens the file and checks `columns` before a single row is read.
    pub(super) fn open(path: &Path, columns: &[Column]) -> Result<Table> {
        let file = File::open(path).map_err(|e| Error::cannot_read(path, &e))?;
        let is_file = file.metadata().is_ok_and(|meta| meta.is_file());
        if !is_file {
            return Err(
                Error::new(Kind::NoInput, format!("{} is not a file", path.display()))
                    .hint("name a Parquet file"),
            );
        }
        let builder =
            ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| damaged(path, &e))?;
        let absent = check(path, builder.schema(), columns)?;
        let builder = project(builder, columns);
        Ok(Table {
            path: path.to_owned(),
            metadata: key_values(&builder),
            rows: usize::try_from(builder.metadata().file_metadata().num_rows()).unwrap_or(0),
            absent,
            builder,
        })
    }

    /// Calls `each` with every batch and the number of rows before it.
    pub(super) fn each_batch(
        self,
        mut each: impl FnMut(&RecordBatch, usize) -> Result<()>,
    ) -> Result<()> {
        let reader = self
            .builder
            .with_batch_size(8192)
            .build()
            .map_err(|e| damaged(&self.path, &e))?;
        let mut before = 0;
        for batch in reader {
            let batch = batch.map_err(|e| damaged(&self.path, &e))?;
            each(&batch, before)?;
            before += batch.num_rows();
        }
        if before != self.rows {
            let cause = format!("{before} rows read of {} announced", self.rows);
            return Err(damaged(&self.path, &cause));
        }
        Ok(())
    }
}

pub(super) fn damaged(path: &Path, cause: &dyn std::fmt::Display) -> Error {
    Error::new(
        Kind::Data,
        format!("{} is damaged or is not Parquet", path.display()),
    )
    .because(cause)
    .hint("fetch it again, or import it again")
}

/// Foreign columns cost nothing: they are not read.
fn project(
    builder: ParquetRecordBatchReaderBuilder<File>,
    columns: &[Column],
) -> ParquetRecordBatchReaderBuilder<File> {
    let wanted: Vec<usize> = builder
        .schema()
        .fields()
        .iter()
        .enumerate()
        .filter(|(_, field)| columns.iter().any(|column| column.name == field.name()))
        .map(|(index, _)| index)
        .collect();
    let mask = ProjectionMask::roots(builder.parquet_schema(), wanted);
    builder.with_projection(mask)
}

fn key_values(builder: &ParquetRecordBatchReaderBuilder<File>) -> BTreeMap<String, String> {
    let pairs = builder.metadata().file_metadata().key_value_metadata();
    pairs
        .into_iter()
        .flatten()
        .filter_map(|pair| Some((pair.key.clone(), pair.value.clone()?)))
        .collect()
}

fn check(path: &Path, schema: &SchemaRef, columns: &[Column]) -> Result<Vec<&'static str>> {
    let mut absent = Vec::new();
    for column in columns {
        match schema.field_with_name(column.name) {
            Ok(field) => check_type(path, field, column.shape)?,
            Err(_) if column.required => return Err(missing(path, column.name, column.shape)),
            Err(_) => absent.push(column.name),
        }
    }
    Ok(absent)
}

fn check_type(path: &Path, field: &Field, shape: Shape) -> Result<()> {
    let found = field.data_type();
    let fits = match shape {
        // A column or list of nothing but nulls has no type of its own: it reads as empty.
        _ if is_empty(found) => true,
        Shape::Text => is_text(found),
        Shape::Texts => item_of(found).is_some_and(is_text),
        Shape::Day => found == &DataType::Date32 || is_text(found),
        Shape::Instant => matches!(found, DataType::Timestamp(_, _)) || is_text(found),
        Shape::Structs(fields) => return check_structs(path, field, fields),
    };
    if fits {
        Ok(())
    } else {
        Err(mistyped(path, field.name(), &found.to_string(), shape))
    }
}

fn check_structs(path: &Path, field: &Field, wanted: &'static [(&str, bool)]) -> Result<()> {
    let shape = Shape::Structs(wanted);
    let Some(DataType::Struct(children)) = item_of(field.data_type()) else {
        let found = field.data_type().to_string();
        return Err(mistyped(path, field.name(), &found, shape));
    };
    for (name, required) in wanted {
        let inner = format!("{}.{name}", field.name());
        match children.find(name) {
            Some((_, child)) if is_text(child.data_type()) => {}
            Some((_, child)) => {
                let found = child.data_type().to_string();
                return Err(mistyped(path, &inner, &found, Shape::Text));
            }
            None if *required => return Err(missing(path, &inner, Shape::Text)),
            None => {}
        }
    }
    Ok(())
}

fn is_empty(found: &DataType) -> bool {
    found == &DataType::Null || item_of(found) == Some(&DataType::Null)
}

fn is_text(found: &DataType) -> bool {
    match found {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

fn item_of(found: &DataType) -> Option<&DataType> {
    match found {
        DataType::List(item) | DataType::LargeList(item) => Some(item.data_type()),
        _ => None,
    }
}

fn expected(shape: Shape) -> String {
    match shape {
        Shape::Text => "string".into(),
        Shape::Texts => "list of strings".into(),
        Shape::Structs(fields) => {
            let names: Vec<_> = fields.iter().map(|(name, _)| *name).collect();
            format!("list of structs of strings ({})", names.join(", "))
        }
        Shape::Day => "date32".into(),
        Shape::Instant => "timestamp".into(),
    }
}

fn missing(path: &Path, column: &str, shape: Shape) -> Error {
    Error::new(
        Kind::Data,
        format!("{}: column {column} is missing", path.display()),
    )
    .because(format!("expected {}", expected(shape)))
    .hint("write it as the contract says, or make the file with preboard watchlist import")
}

fn mistyped(path: &Path, column: &str, found: &str, shape: Shape) -> Error {
    Error::new(
        Kind::Data,
        format!("{}: column {column} has the wrong type", path.display()),
    )
    .because(format!("found {found}, expected {}", expected(shape)))
    .hint("write it as the contract says, or make the file with preboard watchlist import")
}
