//! The canonical Parquet form of a watchlist: one row per listed person.
//!
//! Reading is strict, because a list that is read in part lets listed people through: a
//! damaged file, a missing column, a repeated id or a nameless row stops the run. Single
//! values that mean nothing (a birth date of `unknown`) are dropped and counted.

mod read;
mod row;
mod write;

pub use read::{List, read};
pub(super) use row::has_letter;
pub use write::{ListMeta, write};

use super::table::{Column, Shape};

/// Of this form; a reader refuses any other.
pub(super) const SCHEMA_VERSION: &str = "1";
pub(super) const SCHEMA_VERSION_KEY: &str = "preboard.schema_version";
pub(super) const LIST_DATE_KEY: &str = "preboard.list_date";
pub(super) const SOURCE_DIGEST_KEY: &str = "preboard.source_digest";

const NAME_FIELDS: &[(&str, bool)] = &[
    ("full", false),
    ("surname", false),
    ("given_names", false),
    ("kind", true),
    ("script", false),
];

const DOCUMENT_FIELDS: &[(&str, bool)] = &[("type", false), ("number", true), ("issuer", false)];

const COLUMNS: &[Column] = &[
    required("entry_id", Shape::Text),
    required("list", Shape::Text),
    required("authority", Shape::Text),
    required("category", Shape::Text),
    required("names", Shape::Structs(NAME_FIELDS)),
    optional("birth_dates", Shape::Texts),
    optional("birth_places", Shape::Texts),
    optional("sexes", Shape::Texts),
    optional("nationalities", Shape::Texts),
    optional("documents", Shape::Structs(DOCUMENT_FIELDS)),
    optional("reason", Shape::Text),
    optional("handling", Shape::Text),
    optional("valid_from", Shape::Day),
    optional("valid_to", Shape::Day),
    optional("source_ref", Shape::Text),
    optional("updated_at", Shape::Instant),
];

const fn required(name: &'static str, shape: Shape) -> Column {
    Column {
        name,
        shape,
        required: true,
    }
}

const fn optional(name: &'static str, shape: Shape) -> Column {
    Column {
        name,
        shape,
        required: false,
    }
}
