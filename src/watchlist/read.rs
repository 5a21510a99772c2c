//! Reads the canonical form, strictly: a list that is wrong is refused before the night,
//! since a listed person who is silently skipped is never found.

use crate::columns::{Days, Lists, Moments, Source, Text, Wanted};
use crate::domain::codes::{Country, Sex};
use crate::domain::date::ListedBirth;
use crate::domain::document::ListedDocument;
use crate::domain::entry::{Entry, ListedName, NameKind};
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::watchlist::List;
use crate::watchlist::canonical::LIST_DATE_KEY;
use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch};
use std::collections::BTreeMap;
use std::path::Path;

const COLUMNS: [(&str, Wanted, bool); 16] = [
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

/// Checks the columns of a list without reading its rows.
pub fn check(path: &Path) -> Result<Source> {
    let source = Source::open(path)?;
    for (column, wanted, required) in COLUMNS {
        source.check(column, wanted, required).map_err(|e| {
            if e.hint.is_some() {
                e
            } else {
                e.hint("import the list with `preboard watchlist import`")
            }
        })?;
    }
    Ok(source)
}

pub fn read(path: &Path) -> Result<List> {
    let source = check(path)?;
    let list_date = source
        .metadata(LIST_DATE_KEY)
        .and_then(|text| text.parse().ok());
    let mut list = List {
        path: path.to_owned(),
        digest: files::digest_of_file(path)?,
        entries: Vec::new(),
        list_date,
        unreadable: BTreeMap::new(),
    };
    let columns = COLUMNS.map(|(column, _, _)| column);
    for batch in source.read(&columns)? {
        read_batch(&batch?, &mut list)?;
    }
    Ok(list)
}

fn read_batch(batch: &RecordBatch, list: &mut List) -> Result<()> {
    let text = |column| Text::of(batch, column);
    let (ids, names_of_lists, categories) = (text("entry_id"), text("list"), text("category"));
    for row in 0..batch.num_rows() {
        let number = list.entries.len() + 1;
        let required = |column: &'static str, value: Option<String>| {
            value.ok_or_else(|| bad_entry(&list.path, number, column, "has no value"))
        };
        let names = names(batch, row);
        if !names.iter().any(has_letter) {
            return Err(bad_entry(
                &list.path,
                number,
                "names",
                "holds no name with a letter",
            ));
        }
        let entry_id = required("entry_id", ids.owned(row))?;
        let list_name = required("list", names_of_lists.owned(row))?;
        let category = required("category", categories.owned(row))?;
        let mut values = Values {
            batch,
            row,
            unreadable: &mut list.unreadable,
        };
        let entry = Entry {
            entry_id,
            list: list_name,
            authority: text("authority").owned(row).unwrap_or_default(),
            category,
            names,
            birth_dates: values.parsed("birth_dates", ListedBirth::parse),
            birth_places: Lists::of(batch, "birth_places").texts(row),
            sexes: values.parsed("sexes", Sex::parse),
            nationalities: values.parsed("nationalities", Country::parse),
            documents: documents(batch, row),
            reason: text("reason").owned(row),
            handling: text("handling").owned(row),
            valid_from: Days::of(batch, "valid_from").date(row),
            valid_to: Days::of(batch, "valid_to").date(row),
            source_ref: text("source_ref").owned(row),
            updated_at: Moments::of(batch, "updated_at").known(row),
        };
        list.entries.push(entry);
    }
    Ok(())
}

/// Lists of one row; what cannot be read is left out and counted.
struct Values<'a> {
    batch: &'a RecordBatch,
    row: usize,
    unreadable: &'a mut BTreeMap<&'static str, u64>,
}

impl Values<'_> {
    fn parsed<T: Ord>(&mut self, column: &'static str, parse: fn(&str) -> Option<T>) -> Vec<T> {
        let texts = Lists::of(self.batch, column).texts(self.row);
        let mut values: Vec<T> = texts.iter().filter_map(|text| parse(text)).collect();
        if values.len() < texts.len() {
            *self.unreadable.entry(column).or_default() += (texts.len() - values.len()) as u64;
        }
        values.sort_unstable();
        values.dedup();
        values
    }
}

fn names(batch: &RecordBatch, row: usize) -> Vec<ListedName> {
    let Some(items) = Lists::of(batch, "names").get(row) else {
        return Vec::new();
    };
    let record = items.as_struct();
    let field = |name| Text::of_field(record, name);
    let (full, surname, given) = (field("full"), field("surname"), field("given_names"));
    let (kind, script) = (field("kind"), field("script"));
    (0..items.len())
        .map(|item| ListedName {
            // An unnamed kind is read as the stronger one: found rather than missed.
            kind: kind
                .get(item)
                .and_then(NameKind::parse)
                .unwrap_or(NameKind::Primary),
            full: full.owned(item),
            surname: surname.owned(item),
            given_names: given.owned(item),
            script: script.owned(item),
        })
        .collect()
}

fn documents(batch: &RecordBatch, row: usize) -> Vec<ListedDocument> {
    let Some(items) = Lists::of(batch, "documents").get(row) else {
        return Vec::new();
    };
    let record = items.as_struct();
    let field = |name| Text::of_field(record, name);
    let (kind, number, issuer) = (field("type"), field("number"), field("issuer"));
    let documents = (0..items.len()).filter_map(|item| {
        Some(ListedDocument {
            kind: kind.owned(item),
            number: number.owned(item)?,
            issuer: issuer.get(item).and_then(Country::parse),
        })
    });
    documents.collect()
}

fn has_letter(name: &ListedName) -> bool {
    let parts = [&name.full, &name.surname, &name.given_names];
    parts
        .into_iter()
        .flatten()
        .any(|part| part.chars().any(char::is_alphabetic))
}

fn bad_entry(path: &Path, row: usize, column: &str, what: &str) -> Error {
    Error::new(
        Kind::Data,
        format!("{}: row {row}, column {column} {what}", path.display()),
    )
    .hint("mend the row at its source and import the list again")
}
