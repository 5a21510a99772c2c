//! Writes Parquet so that the same rows always give the same bytes: fixed writer name, no
//! time stamps, one compression.

use crate::error::{Error, Result};
use crate::files::{self, disk::File};
use crate::tables::read::days_of_date;
use crate::tables::row::Table;
use crate::tables::rows_digest::{self, RowsDigest};
use crate::tables::version;
use arrow_array::builder::{
    Date32Builder, ListBuilder, StringBuilder, StructBuilder, TimestampMillisecondBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Fields, Schema};
use jiff::Timestamp;
use jiff::civil::Date;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use std::borrow::Borrow;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

pub const ROWS_PER_GROUP: usize = 65_536;

/// How files are written; `metadata` is added to the schema version.
fn properties(version: &str, metadata: &[(&str, Option<String>)]) -> WriterProperties {
    let version = KeyValue::new(version::KEY.to_owned(), version.to_owned());
    let more = metadata
        .iter()
        .filter_map(|(key, value)| Some(KeyValue::new((*key).to_owned(), value.clone()?)));
    WriterProperties::builder()
        .set_created_by(concat!("preboard ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(ROWS_PER_GROUP))
        .set_key_value_metadata(Some(std::iter::once(version).chain(more).collect()))
        .build()
}

/// Writes a whole table that stands for an input, complete or absent.
pub fn write(path: &Path, batch: &RecordBatch, metadata: &[(&str, Option<String>)]) -> Result<()> {
    let bytes = to_bytes(batch, version::MANIFESTS, metadata);
    files::publish_atomic(path, |file| file.write_all(&bytes))
}

/// What a reader of the file compares with: the digest of these columns, and what else it says
/// of itself.
pub struct Digested<'a> {
    pub columns: &'a [&'a str],
    pub more: &'a [Option<String>],
}

/// Like [`write()`], batch by batch, all of one schema.
pub fn write_batches(
    path: &Path,
    first: RecordBatch,
    rest: impl Iterator<Item = RecordBatch>,
    version: &str,
    metadata: &[(&str, Option<String>)],
    digested: &Digested,
) -> Result<()> {
    files::publish_atomic(path, |file| {
        let properties = properties(version, metadata);
        let mut writer = ArrowWriter::try_new(file, first.schema(), Some(properties))?;
        let mut digest = RowsDigest::of(digested.columns);
        for batch in std::iter::once(first).chain(rest) {
            digest.add(&batch);
            writer.write(&batch)?;
        }
        let digest = digest.finish(digested.more);
        let pair = KeyValue::new(rows_digest::KEY.to_owned(), digest);
        writer.append_key_value_metadata(pair);
        writer.close()?;
        Ok(())
    })
}

pub(super) fn to_bytes(
    batch: &RecordBatch,
    version: &str,
    metadata: &[(&str, Option<String>)],
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let properties = properties(version, metadata);
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties))
        .expect("every schema here is one that Parquet can hold");
    writer.write(batch).expect("writing to memory cannot fail");
    writer.close().expect("writing to memory cannot fail");
    bytes
}

/// A file that grows batch by batch, and appears whole or not at all.
pub struct TableWriter<'a> {
    path: &'a Path,
    version: &'a str,
    /// Until the first batch, which fixes the columns.
    file: Option<&'a mut File>,
    writer: Option<ArrowWriter<&'a mut File>>,
}

/// Writes one file in batches of the same columns; `fill` also gives its metadata. A table
/// without a batch would be a file without columns, so `fill` must fail then.
pub fn write_filled<T>(
    path: &Path,
    version: &str,
    fill: impl FnOnce(&mut TableWriter) -> Result<(T, Metadata)>,
) -> Result<T> {
    files::publish_filled(path, |file| {
        let mut writer = TableWriter {
            path,
            version,
            file: Some(file),
            writer: None,
        };
        let (value, metadata) = fill(&mut writer)?;
        writer.finish(metadata)?;
        Ok(value)
    })
}

/// Keys of a file beside its schema version; a key without a value is left out.
pub type Metadata = Vec<(&'static str, Option<String>)>;

impl TableWriter<'_> {
    pub fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        if let Some(file) = self.file.take() {
            let properties = properties(self.version, &[]);
            let writer = ArrowWriter::try_new(file, batch.schema(), Some(properties));
            self.writer = Some(writer.map_err(|e| write_failed(self.path, &e))?);
        }
        let written = self.writer.as_mut().map(|writer| writer.write(batch));
        written
            .transpose()
            .map_err(|e| write_failed(self.path, &e))?;
        Ok(())
    }

    fn finish(self, metadata: Metadata) -> Result<()> {
        let Some(mut writer) = self.writer else {
            return Ok(());
        };
        for (key, value) in metadata {
            if value.is_some() {
                writer.append_key_value_metadata(KeyValue::new(key.to_owned(), value));
            }
        }
        let closed = writer.close();
        closed.map(drop).map_err(|e| write_failed(self.path, &e))
    }
}

fn write_failed(path: &Path, cause: &dyn std::fmt::Display) -> Error {
    files::write_failed(path, &std::io::Error::other(cause.to_string()))
}

/// Columns of a table under construction, with their names.
#[derive(Default)]
pub struct Columns {
    fields: Vec<Field>,
    arrays: Vec<ArrayRef>,
}

impl Columns {
    pub fn add(&mut self, name: &str, array: ArrayRef) -> &mut Self {
        self.add_as(name, array, true)
    }

    fn add_as(&mut self, name: &str, array: ArrayRef, nullable: bool) -> &mut Self {
        let kind = array.data_type().clone();
        self.fields.push(Field::new(name, kind, nullable));
        self.arrays.push(array);
        self
    }

    /// Every column of a table.
    pub fn table<T: Table, R: Borrow<T>>(&mut self, rows: &[R]) -> &mut Self {
        for (column, array) in T::COLUMNS.iter().zip(T::arrays(rows)) {
            self.add_as(column.name, array, column.nullable);
        }
        self
    }

    pub fn text<S: AsRef<str>>(
        &mut self,
        name: &str,
        values: impl Iterator<Item = Option<S>>,
    ) -> &mut Self {
        let mut builder = StringBuilder::new();
        values.for_each(|value| builder.append_option(value));
        self.add(name, Arc::new(builder.finish()))
    }

    pub fn dates(&mut self, name: &str, values: impl Iterator<Item = Option<Date>>) -> &mut Self {
        let mut builder = Date32Builder::new();
        values.for_each(|value| builder.append_option(value.map(days_of_date)));
        self.add(name, Arc::new(builder.finish()))
    }

    pub fn moments(
        &mut self,
        name: &str,
        values: impl Iterator<Item = Option<Timestamp>>,
    ) -> &mut Self {
        let mut builder = TimestampMillisecondBuilder::new();
        values.for_each(|value| builder.append_option(value.map(Timestamp::as_millisecond)));
        self.add(name, Arc::new(builder.finish().with_timezone("UTC")))
    }

    pub fn integers(&mut self, name: &str, values: impl Iterator<Item = Option<i64>>) -> &mut Self {
        self.add(name, Arc::new(values.collect::<arrow_array::Int64Array>()))
    }

    pub fn flags(&mut self, name: &str, values: impl Iterator<Item = Option<bool>>) -> &mut Self {
        self.add(
            name,
            Arc::new(values.collect::<arrow_array::BooleanArray>()),
        )
    }

    pub fn text_lists<S: AsRef<str>>(
        &mut self,
        name: &str,
        rows: impl Iterator<Item = Vec<S>>,
    ) -> &mut Self {
        let mut builder = ListBuilder::new(StringBuilder::new());
        for row in rows {
            row.iter()
                .for_each(|text| builder.values().append_value(text));
            builder.append(true);
        }
        self.add(name, Arc::new(builder.finish()))
    }

    /// A list of structs of text: each item gives its fields in order.
    pub fn struct_lists(
        &mut self,
        name: &str,
        fields: &[&str],
        rows: impl Iterator<Item = Vec<Vec<Option<String>>>>,
    ) -> &mut Self {
        let types: Fields = fields
            .iter()
            .map(|field| Field::new(*field, DataType::Utf8, true))
            .collect();
        let mut builder = ListBuilder::new(StructBuilder::from_fields(types, 0));
        for row in rows {
            for item in row {
                append_item(builder.values(), item);
            }
            builder.append(true);
        }
        self.add(name, Arc::new(builder.finish()))
    }

    pub fn finish(&mut self) -> RecordBatch {
        let schema = Arc::new(Schema::new(std::mem::take(&mut self.fields)));
        RecordBatch::try_new(schema, std::mem::take(&mut self.arrays))
            .expect("columns are built row by row from the same rows")
    }
}

fn append_item(builder: &mut StructBuilder, item: Vec<Option<String>>) {
    for (number, value) in item.into_iter().enumerate() {
        let field = builder.field_builder::<StringBuilder>(number);
        field.expect("every field is text").append_option(value);
    }
    builder.append(true);
}
