//! What a canonical file must look like before a row of it is read.

use crate::columns::{Source, Wanted};
use crate::error::{Error, Kind, Result};
use crate::tables::SCHEMA_VERSION;
use crate::watchlist::canonical::{DOCUMENT_FIELDS, NAME_FIELDS};
use arrow_schema::{DataType, Fields};
use std::path::Path;

pub(super) const COLUMNS: [(&str, Wanted, bool); 16] = [
    ("entry_id", Wanted::Text, true),
    ("list", Wanted::Text, true),
    ("authority", Wanted::Text, false),
    ("category", Wanted::Text, true),
    ("names", Wanted::StructList, true),
    ("birth_dates", Wanted::TextList, false),
    ("birth_places", Wanted::TextList, false),
    ("sexes", Wanted::TextList, false),
    ("nationalities", Wanted::TextList, false),
    ("documents", Wanted::StructList, false),
    ("reason", Wanted::Text, false),
    ("handling", Wanted::Text, false),
    ("valid_from", Wanted::Day, false),
    ("valid_to", Wanted::Day, false),
    ("source_ref", Wanted::Text, false),
    ("updated_at", Wanted::Moment, false),
];

/// Columns whose absence weakens every match, so that a word about it is due.
const MISSED: [&str; 3] = ["birth_dates", "nationalities", "documents"];

/// Checks the columns of a list without reading its rows.
pub fn check(path: &Path) -> Result<Source> {
    let source = Source::open(path)?;
    check_version(&source)?;
    for (column, wanted, required) in COLUMNS {
        if required || !is_typeless(&source, column) {
            source.check(column, wanted, required).map_err(hinted)?;
        }
    }
    check_fields(&source, "names", &NAME_FIELDS, "kind")?;
    check_fields(&source, "documents", &DOCUMENT_FIELDS, "number")?;
    Ok(source)
}

/// A column of nothing but nulls, or of empty lists, that its writer gave no type.
fn is_typeless(source: &Source, column: &str) -> bool {
    match source
        .schema()
        .field_with_name(column)
        .map(|field| field.data_type())
    {
        Ok(DataType::Null) => true,
        Ok(DataType::List(item)) => item.data_type() == &DataType::Null,
        Ok(_) | Err(_) => false,
    }
}

/// A file without a version (made by another tool) is read as the present one.
fn check_version(source: &Source) -> Result<()> {
    match source.metadata("preboard.schema_version") {
        Some(version) if version != SCHEMA_VERSION => Err(Error::new(
            Kind::Data,
            format!(
                "{} has schema version {version}, this program reads {SCHEMA_VERSION}",
                source.path.display()
            ),
        )
        .hint("import the list again with this version")),
        _ => Ok(()),
    }
}

/// The fields that give a list of structs its meaning are there, and all are text.
fn check_fields(source: &Source, column: &str, known: &[&str], required: &str) -> Result<()> {
    let Some(children) = fields_of(source, column) else {
        return Ok(());
    };
    let path = source.path.display();
    if children.find(required).is_none() {
        let what = format!("{path}: required field {column}.{required} is missing");
        return Err(hinted(Error::new(Kind::Data, what)));
    }
    for child in children {
        let (name, found) = (child.name(), child.data_type());
        let is_text = matches!(found, DataType::Utf8 | DataType::Null);
        if known.contains(&name.as_str()) && !is_text {
            let what = format!("{path}: field {column}.{name} is {found}, not string");
            return Err(hinted(Error::new(Kind::Data, what)));
        }
    }
    Ok(())
}

fn fields_of<'a>(source: &'a Source, column: &str) -> Option<&'a Fields> {
    let field = source.schema().field_with_name(column).ok()?;
    let DataType::List(item) = field.data_type() else {
        return None;
    };
    match item.data_type() {
        DataType::Struct(children) => Some(children),
        _ => None,
    }
}

pub(super) fn hinted(error: Error) -> Error {
    if error.hint.is_some() {
        error
    } else {
        error.hint("import the list with `preboard watchlist import`")
    }
}

/// A line for each of [`MISSED`] that the file lacks.
pub(super) fn absent_columns(source: &Source) -> Vec<String> {
    MISSED
        .into_iter()
        .filter(|column| source.schema().field_with_name(column).is_err())
        .map(|column| format!("{column}: column is absent, no entry has any"))
        .collect()
}
