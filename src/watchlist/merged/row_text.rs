//! An entry as JSON text, for the column of sources, and back without loss.

use super::MergedFile;
use crate::domain::background::{Associate, Background, Rating};
use crate::domain::codes::{Country, Sex};
use crate::domain::date::ListedBirth;
use crate::domain::document::ListedDocument;
use crate::domain::entry::{Entry, ListedName, NameKind};
use crate::watchlist::canonical::ListMeta;
use serde_json::{Value, json};

pub(super) fn to_text(entry: &Entry) -> String {
    let texts = |values: Vec<String>| Value::from(values);
    let names = entry.names.iter().map(|name| {
        json!([
            name.kind.as_str(),
            name.full,
            name.surname,
            name.given_names,
            name.script
        ])
    });
    let documents = entry.documents.iter().map(|document| {
        json!([
            document.kind,
            document.number,
            document.issuer.map(|c| c.to_string())
        ])
    });
    let associates = entry.background.associates.iter().map(|associate| {
        json!([
            associate.relation,
            associate.name,
            associate.entry_id,
            associate.source
        ])
    });
    json!({
        "entry_id": entry.entry_id,
        "list": entry.list,
        "authority": entry.authority,
        "category": entry.category,
        "names": names.collect::<Vec<_>>(),
        "birth_dates": texts(entry.birth_dates.iter().map(ToString::to_string).collect()),
        "birth_places": entry.birth_places,
        "sexes": texts(entry.sexes.iter().map(|sex| sex.code().to_owned()).collect()),
        "nationalities": texts(entry.nationalities.iter().map(ToString::to_string).collect()),
        "documents": documents.collect::<Vec<_>>(),
        "reason": entry.reason,
        "handling": entry.handling,
        "valid_from": entry.valid_from.map(|day| day.to_string()),
        "valid_to": entry.valid_to.map(|day| day.to_string()),
        "source_ref": entry.source_ref,
        "updated_at": entry.updated_at.map(|moment| moment.to_string()),
        "associates": associates.collect::<Vec<_>>(),
        "reliability": Rating::to_text(&entry.background.reliability),
        "source_kind": entry.background.source_kind,
    })
    .to_string()
}

/// `None` when anything in it cannot be read: a source is whole or damaged.
pub(super) fn of_text(text: &str) -> Option<Entry> {
    let value: Value = serde_json::from_str(text).ok()?;
    let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    Some(Entry {
        entry_id: text("entry_id")?,
        list: text("list")?,
        authority: text("authority")?,
        category: text("category")?,
        names: each(&value, "names", name)?,
        birth_dates: each(&value, "birth_dates", |item| {
            ListedBirth::parse(item.as_str()?)
        })?,
        birth_places: each(&value, "birth_places", |item| {
            Some(item.as_str()?.to_owned())
        })?,
        sexes: each(&value, "sexes", |item| Sex::parse(item.as_str()?))?,
        nationalities: each(&value, "nationalities", |item| {
            Country::parse(item.as_str()?)
        })?,
        documents: each(&value, "documents", document)?,
        reason: text("reason"),
        handling: text("handling"),
        valid_from: parsed(text("valid_from"))?,
        valid_to: parsed(text("valid_to"))?,
        source_ref: text("source_ref"),
        updated_at: parsed(text("updated_at"))?,
        background: background(&value)?,
    })
}

/// Sources of merged lists of version 1 have none of it.
fn background(value: &Value) -> Option<Background> {
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    Some(Background {
        associates: match value.get("associates") {
            None => Vec::new(),
            Some(_) => each(value, "associates", associate)?,
        },
        reliability: match text("reliability") {
            None => Vec::new(),
            Some(ratings) => Rating::parse_all(ratings)?,
        },
        source_kind: text("source_kind").map(str::to_owned),
    })
}

fn associate(item: &Value) -> Option<Associate> {
    let part = |at: usize| item.get(at).and_then(Value::as_str).map(str::to_owned);
    Some(Associate {
        relation: part(0)?,
        name: part(1),
        entry_id: part(2),
        source: part(3),
    })
}

fn each<T>(value: &Value, name: &str, read: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    value.get(name)?.as_array()?.iter().map(read).collect()
}

/// `Some(None)` when it is not stated.
fn parsed<T: std::str::FromStr>(text: Option<String>) -> Option<Option<T>> {
    match text {
        None => Some(None),
        Some(text) => text.parse().ok().map(Some),
    }
}

fn name(item: &Value) -> Option<ListedName> {
    let part = |at: usize| item.get(at).and_then(Value::as_str).map(str::to_owned);
    Some(ListedName {
        kind: NameKind::parse(&part(0)?)?,
        full: part(1),
        surname: part(2),
        given_names: part(3),
        script: part(4),
    })
}

fn document(item: &Value) -> Option<ListedDocument> {
    let part = |at: usize| item.get(at).and_then(Value::as_str).map(str::to_owned);
    let issuer = match part(2) {
        None => None,
        Some(code) => Some(Country::parse(&code)?),
    };
    Some(ListedDocument {
        kind: part(0),
        number: part(1)?,
        issuer,
    })
}

pub(super) fn files_to_text(files: &[MergedFile]) -> String {
    let files = files.iter().map(|file| {
        let date = file.meta.list_date.map(|date| date.to_string());
        json!({ "name": file.name, "list_date": date, "source_digest": file.meta.source_digest })
    });
    Value::from(files.collect::<Vec<_>>()).to_string()
}

pub(super) fn files_of_text(text: &str) -> Option<Vec<MergedFile>> {
    let files: Value = serde_json::from_str(text).ok()?;
    let files = files.as_array()?.iter().map(|file| {
        let text = |name: &str| file.get(name).and_then(Value::as_str).map(str::to_owned);
        Some(MergedFile {
            name: text("name")?,
            meta: ListMeta {
                list_date: parsed(text("list_date"))?,
                source_digest: text("source_digest"),
            },
        })
    });
    files.collect()
}
