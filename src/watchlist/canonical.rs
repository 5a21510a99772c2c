//! The canonical Parquet form of a watchlist: its columns, and how they are written.

use crate::domain::background::{Associate, Rating};
use crate::domain::document::ListedDocument;
use crate::domain::entry::{Entry, ListedName};
use crate::error::Result;
use crate::tables::version;
use crate::tables::write::{self as tables, Columns, Digested};
use arrow_array::RecordBatch;
use jiff::civil::Date;
use std::borrow::Borrow;
use std::path::Path;

/// Fields of the structs of `names`, `documents` and `associates`, in order.
pub const NAME_FIELDS: [&str; 5] = ["full", "surname", "given_names", "kind", "script"];
pub const DOCUMENT_FIELDS: [&str; 3] = ["type", "number", "issuer"];

pub const ASSOCIATE_FIELDS: [&str; 4] = ["name", "entry_id", "relation", "source"];

/// Every column of the form.
pub const COLUMN_NAMES: [&str; 19] = [
    "entry_id",
    "list",
    "authority",
    "category",
    "names",
    "birth_dates",
    "birth_places",
    "sexes",
    "nationalities",
    "documents",
    "reason",
    "handling",
    "valid_from",
    "valid_to",
    "source_ref",
    "updated_at",
    "associates",
    "reliability",
    "source_kind",
];

/// Key of the file metadata that holds the authority's date.
pub const LIST_DATE_KEY: &str = "preboard.list_date";

/// Key of the file metadata that holds the digest of what the list was imported from.
pub const SOURCE_DIGEST_KEY: &str = "preboard.source_digest";

/// What the file says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListMeta {
    pub list_date: Option<Date>,
    pub source_digest: Option<String>,
}

impl ListMeta {
    /// What a run believes of the file beside its rows.
    pub(super) fn more(&self) -> [Option<String>; 2] {
        self.pairs().map(|(_, value)| value)
    }

    pub(super) fn pairs(&self) -> [(&'static str, Option<String>); 2] {
        [
            (LIST_DATE_KEY, self.list_date.map(|date| date.to_string())),
            (SOURCE_DIGEST_KEY, self.source_digest.clone()),
        ]
    }
}

/// Writes a list that is complete or absent, some ten thousand rows at a time in memory.
pub fn write<E: Borrow<Entry>>(
    path: &Path,
    entries: impl IntoIterator<Item = E>,
    meta: &ListMeta,
) -> Result<()> {
    let metadata = meta.pairs();
    let mut entries = entries.into_iter();
    let mut next = || -> Vec<E> { entries.by_ref().take(CHUNK).collect() };
    let first = batch(&next());
    let rest = std::iter::from_fn(|| Some(next()).filter(|chunk| !chunk.is_empty()));
    tables::write_batches(
        path,
        first,
        rest.map(|chunk| batch(&chunk)),
        version::LISTS,
        &metadata,
        &Digested {
            columns: &COLUMN_NAMES,
            more: &meta.more(),
        },
    )
}

/// Rows that are columns in memory at once, beside the entries themselves.
pub(super) const CHUNK: usize = 16_384;

fn batch<E: Borrow<Entry>>(entries: &[E]) -> RecordBatch {
    columns(entries).finish()
}

/// The canonical columns of some entries.
pub(super) fn columns<E: Borrow<Entry>>(entries: &[E]) -> Columns {
    let mut columns = Columns::default();
    let rows = || entries.iter().map(E::borrow);
    columns
        .text("entry_id", rows().map(|e| Some(&e.entry_id)))
        .text("list", rows().map(|e| Some(&e.list)))
        .text("authority", rows().map(|e| Some(&e.authority)))
        .text("category", rows().map(|e| Some(&e.category)))
        .struct_lists(
            "names",
            &NAME_FIELDS,
            rows().map(|e| e.names.iter().map(name).collect()),
        )
        .text_lists("birth_dates", rows().map(|e| texts(&e.birth_dates)))
        .text_lists("birth_places", rows().map(|e| e.birth_places.clone()))
        .text_lists(
            "sexes",
            rows().map(|e| e.sexes.iter().map(|sex| sex.code()).collect()),
        )
        .text_lists("nationalities", rows().map(|e| texts(&e.nationalities)))
        .struct_lists(
            "documents",
            &DOCUMENT_FIELDS,
            rows().map(|e| e.documents.iter().map(document).collect()),
        )
        .text("reason", rows().map(|e| e.reason.as_ref()))
        .text("handling", rows().map(|e| e.handling.as_ref()))
        .dates("valid_from", rows().map(|e| e.valid_from))
        .dates("valid_to", rows().map(|e| e.valid_to))
        .text("source_ref", rows().map(|e| e.source_ref.as_ref()))
        .moments("updated_at", rows().map(|e| e.updated_at))
        .struct_lists(
            "associates",
            &ASSOCIATE_FIELDS,
            rows().map(|e| e.background.associates.iter().map(associate).collect()),
        )
        .text(
            "reliability",
            rows().map(|e| Rating::to_text(&e.background.reliability)),
        )
        .text(
            "source_kind",
            rows().map(|e| e.background.source_kind.as_ref()),
        );
    columns
}

fn name(name: &ListedName) -> Vec<Option<String>> {
    let ListedName {
        kind,
        full,
        surname,
        given_names,
        script,
    } = name.clone();
    vec![
        full,
        surname,
        given_names,
        Some(kind.as_str().to_owned()),
        script,
    ]
}

fn document(document: &ListedDocument) -> Vec<Option<String>> {
    let ListedDocument {
        kind,
        number,
        issuer,
    } = document.clone();
    vec![
        kind,
        Some(number),
        issuer.map(|country| country.to_string()),
    ]
}

fn associate(associate: &Associate) -> Vec<Option<String>> {
    let Associate {
        name,
        entry_id,
        relation,
        source,
    } = associate.clone();
    vec![name, entry_id, Some(relation), source]
}

fn texts(values: &[impl std::fmt::Display]) -> Vec<String> {
    values.iter().map(ToString::to_string).collect()
}
