//! From entries to a canonical file: the same entries give the same bytes.

use super::{COLUMNS, LIST_DATE_KEY, SCHEMA_VERSION, SCHEMA_VERSION_KEY, SOURCE_DIGEST_KEY, Shape};
use crate::domain::entry::Entry;
use crate::error::Result;
use crate::watchlist::columns::to_epoch_days;
use crate::watchlist::sheet::{self, strings};
use arrow_array::builder::{ListBuilder, StringBuilder, StructBuilder};
use arrow_array::{ArrayRef, Date32Array, RecordBatch, TimestampMicrosecondArray};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, TimeUnit};
use jiff::civil::Date;
use std::path::Path;
use std::sync::Arc;

/// What the file says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListMeta {
    pub list_date: Option<Date>,
    pub source_digest: Option<String>,
}

/// Writes a file that is complete or absent.
pub fn write(path: &Path, entries: &[Entry], meta: &ListMeta) -> Result<()> {
    let schema = Arc::new(Schema::new(
        COLUMNS
            .iter()
            .map(|column| Field::new(column.name, data_type(column.shape), !column.required))
            .collect::<Vec<_>>(),
    ));
    sheet::publish(path, &schema, key_values(meta), entries, |chunk| {
        RecordBatch::try_new(schema.clone(), arrays(chunk)?)
    })
}

fn key_values(meta: &ListMeta) -> Vec<(&'static str, Option<String>)> {
    vec![
        (SCHEMA_VERSION_KEY, Some(SCHEMA_VERSION.to_owned())),
        (LIST_DATE_KEY, meta.list_date.map(|date| date.to_string())),
        (SOURCE_DIGEST_KEY, meta.source_digest.clone()),
    ]
}

fn data_type(shape: Shape) -> DataType {
    let list = |item| DataType::List(Arc::new(Field::new("item", item, true)));
    match shape {
        Shape::Text => DataType::Utf8,
        Shape::Texts => list(DataType::Utf8),
        Shape::Structs(fields) => list(DataType::Struct(text_fields(fields))),
        Shape::Day => DataType::Date32,
        Shape::Instant => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
    }
}

fn text_fields(fields: &[(&str, bool)]) -> Fields {
    fields
        .iter()
        .map(|(name, _)| Field::new(*name, DataType::Utf8, true))
        .collect()
}

/// In the order of [`COLUMNS`].
fn arrays(entries: &[Entry]) -> std::result::Result<Vec<ArrayRef>, ArrowError> {
    Ok(vec![
        strings(entries, |e| Some(&e.entry_id)),
        strings(entries, |e| Some(&e.list)),
        strings(entries, |e| Some(&e.authority)),
        strings(entries, |e| Some(&e.category)),
        names(entries),
        texts(entries, |e| {
            e.birth_dates.iter().map(ToString::to_string).collect()
        }),
        texts(entries, |e| e.birth_places.clone()),
        texts(entries, |e| {
            e.sexes.iter().map(|sex| sex.code().to_owned()).collect()
        }),
        texts(entries, |e| {
            e.nationalities.iter().map(ToString::to_string).collect()
        }),
        documents(entries),
        strings(entries, |e| e.reason.as_ref()),
        strings(entries, |e| e.handling.as_ref()),
        days(entries, |e| e.valid_from),
        days(entries, |e| e.valid_to),
        strings(entries, |e| e.source_ref.as_ref()),
        instants(entries),
    ])
}

fn texts(entries: &[Entry], values: impl Fn(&Entry) -> Vec<String>) -> ArrayRef {
    let mut builder = ListBuilder::new(StringBuilder::new());
    for entry in entries {
        for value in values(entry) {
            builder.values().append_value(value);
        }
        builder.append(true);
    }
    Arc::new(builder.finish())
}

fn names(entries: &[Entry]) -> ArrayRef {
    structs(entries, super::NAME_FIELDS, |entry| {
        entry
            .names
            .iter()
            .map(|name| {
                vec![
                    name.full.clone(),
                    name.surname.clone(),
                    name.given_names.clone(),
                    Some(name.kind.as_str().to_owned()),
                    name.script.clone(),
                ]
            })
            .collect()
    })
}

fn documents(entries: &[Entry]) -> ArrayRef {
    structs(entries, super::DOCUMENT_FIELDS, |entry| {
        entry
            .documents
            .iter()
            .map(|document| {
                vec![
                    document.kind.clone(),
                    Some(document.number.clone()),
                    document.issuer.map(|issuer| issuer.to_string()),
                ]
            })
            .collect()
    })
}

/// `values` gives, for each item, one text for each of `fields`.
fn structs(
    entries: &[Entry],
    fields: &[(&str, bool)],
    values: impl Fn(&Entry) -> Vec<Vec<Option<String>>>,
) -> ArrayRef {
    let mut builder = ListBuilder::new(StructBuilder::from_fields(text_fields(fields), 0));
    for entry in entries {
        for item in values(entry) {
            let item_builder = builder.values();
            for (index, text) in item.into_iter().enumerate() {
                if let Some(column) = item_builder.field_builder::<StringBuilder>(index) {
                    column.append_option(text);
                }
            }
            item_builder.append(true);
        }
        builder.append(true);
    }
    Arc::new(builder.finish())
}

fn days(entries: &[Entry], value: impl Fn(&Entry) -> Option<Date>) -> ArrayRef {
    let days = entries.iter().map(|entry| value(entry).map(to_epoch_days));
    Arc::new(days.collect::<Date32Array>())
}

fn instants(entries: &[Entry]) -> ArrayRef {
    let micros = entries
        .iter()
        .map(|entry| entry.updated_at.map(|at| at.as_microsecond()));
    Arc::new(
        micros
            .collect::<TimestampMicrosecondArray>()
            .with_timezone("UTC"),
    )
}
