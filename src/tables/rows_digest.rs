//! One digest over the rows of a table, whatever pages, groups and compression hold them.
//!
//! A flipped bit in a page is read as another letter, and nothing in Parquet need say so. What
//! was written and what was read have the same digest, or the file was damaged in between.

use crate::error::{Error, Kind, Result};
use crate::files::Hasher;
use crate::tables::source::Source;
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int64Type, TimestampMillisecondType};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, TimeUnit};
use std::collections::BTreeMap;

/// Key of the file metadata that holds it.
pub const KEY: &str = "preboard.rows_digest";

/// Of the named columns alone: a reader passes over those it does not know.
pub struct RowsDigest<'a> {
    names: &'a [&'a str],
    columns: BTreeMap<&'a str, Hasher>,
    buffer: Vec<u8>,
}

impl<'a> RowsDigest<'a> {
    pub fn of(names: &'a [&'a str]) -> RowsDigest<'a> {
        RowsDigest {
            names,
            columns: BTreeMap::new(),
            buffer: Vec::new(),
        }
    }

    pub fn add(&mut self, batch: &RecordBatch) {
        // A file without rows may come as no batch at all.
        if batch.num_rows() == 0 {
            return;
        }
        for name in self.names {
            if let Some(column) = batch.column_by_name(name) {
                self.buffer.clear();
                if !self.columns.contains_key(name) {
                    field_names(column.data_type(), &mut self.buffer);
                }
                values(column, 0..column.len(), &mut self.buffer);
                self.columns.entry(name).or_default().update(&self.buffer);
            }
        }
    }

    /// With what else the file says of itself. A column that is gone is another table.
    pub fn finish(self, more: &[Option<String>]) -> String {
        let mut whole = Hasher::default();
        for (name, column) in self.columns {
            whole.update(name.as_bytes());
            whole.update(column.finish().as_bytes());
        }
        for text in more {
            let text = text
                .as_deref()
                .map_or("-".to_owned(), |text| format!("+{text}"));
            whole.update(text.as_bytes());
            whole.update(b"\n");
        }
        whole.finish()
    }
}

/// Refuses rows that are not those that were written. A file of another tool has no digest.
pub fn require(source: &Source, read: RowsDigest, more: &[Option<String>]) -> Result<()> {
    let written = source.metadata(KEY);
    if written.is_none_or(|written| written == read.finish(more)) {
        return Ok(());
    }
    let what = format!(
        "{}: its rows are not those that were written",
        source.path.display()
    );
    Err(Error::new(Kind::Data, what)
        .because("the digest of its rows is another: it was damaged, or changed by another tool")
        .hint("import the list again"))
}

/// A field of another name is not read, and what is in it is not missed.
fn field_names(kind: &DataType, into: &mut Vec<u8>) {
    match kind {
        DataType::List(item) => field_names(item.data_type(), into),
        DataType::Struct(fields) => fields.iter().for_each(|field| {
            text(field.name(), into);
            field_names(field.data_type(), into);
        }),
        _ => (),
    }
}

/// Each value after a byte that says whether there is one; texts and lists after their length.
fn values(array: &ArrayRef, range: std::ops::Range<usize>, into: &mut Vec<u8>) {
    for at in range {
        if array.is_null(at) {
            into.push(0);
            continue;
        }
        into.push(1);
        match array.data_type() {
            DataType::Utf8 => text(array.as_string::<i32>().value(at), into),
            DataType::Date32 => {
                into.extend(array.as_primitive::<Date32Type>().value(at).to_le_bytes());
            }
            DataType::Timestamp(TimeUnit::Millisecond, _) => {
                let moments = array.as_primitive::<TimestampMillisecondType>();
                into.extend(moments.value(at).to_le_bytes());
            }
            DataType::Int64 => {
                into.extend(array.as_primitive::<Int64Type>().value(at).to_le_bytes())
            }
            DataType::List(_) => {
                let list = array.as_list::<i32>();
                let offsets = list.value_offsets();
                let items = offsets[at] as usize..offsets[at + 1] as usize;
                into.extend((items.len() as u64).to_le_bytes());
                values(list.values(), items, into);
            }
            DataType::Struct(_) => {
                let fields = array.as_struct();
                fields
                    .columns()
                    .iter()
                    .for_each(|field| values(field, at..at + 1, into));
            }
            // Written by nobody here.
            _ => (),
        }
    }
}

fn text(text: &str, into: &mut Vec<u8>) {
    into.extend((text.len() as u64).to_le_bytes());
    into.extend(text.as_bytes());
}
