//! What a canonical file must look like before a row of it is read.

use crate::error::{Error, Kind, Result};
use crate::tables::limits::Limits;
use crate::tables::source::{Source, Wanted};
use crate::tables::version;
use crate::watchlist::canonical::{ASSOCIATE_FIELDS, DOCUMENT_FIELDS, NAME_FIELDS};
use std::path::Path;

pub(super) const COLUMNS: [(&str, Wanted, bool); 19] = [
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
    ("associates", Wanted::StructList, false),
    ("reliability", Wanted::Text, false),
    ("source_kind", Wanted::Text, false),
];

/// Columns whose absence weakens every match, so that a word about it is due.
const MISSED: [&str; 3] = ["birth_dates", "nationalities", "documents"];

/// Checks the columns of a list without reading its rows.
pub fn check(path: &Path) -> Result<Source> {
    check_within(path, &Limits::default())
}

pub(super) fn check_within(path: &Path, limits: &Limits) -> Result<Source> {
    let mut source = Source::open_within(path, limits)?;
    check_version(&source)?;
    let required = COLUMNS.iter().filter(|(_, _, required)| *required);
    let required: Vec<&str> = required.map(|(column, ..)| *column).collect();
    source.require(&required).map_err(hinted)?;
    for (column, wanted, required) in COLUMNS {
        source.check(column, wanted, required).map_err(hinted)?;
    }
    check_fields(&mut source, "names", &NAME_FIELDS, "kind")?;
    check_fields(&mut source, "documents", &DOCUMENT_FIELDS, "number")?;
    check_fields(&mut source, "associates", &ASSOCIATE_FIELDS, "relation")?;
    Ok(source)
}

fn check_version(source: &Source) -> Result<()> {
    match version::fault(source.metadata(version::KEY).as_deref()) {
        None => Ok(()),
        Some(fault) => {
            let what = format!("{} {fault}", source.path.display());
            let hint = "import the list again with this version";
            Err(Error::new(Kind::Data, what).hint(hint))
        }
    }
}

/// All are text; one gives the item its meaning.
fn check_fields(source: &mut Source, column: &str, known: &[&str], required: &str) -> Result<()> {
    let wanted = known
        .iter()
        .map(|name| (*name, Wanted::Text, *name == required));
    let wanted: Vec<_> = wanted.collect();
    source.check_fields(column, &wanted).map_err(hinted)
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
        .filter(|column| !source.has(column))
        .map(|column| format!("{column}: column is absent, no entry has any"))
        .collect()
}
