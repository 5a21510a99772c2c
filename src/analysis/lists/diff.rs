//! What changed between two days of a list. Entries are told by list and id.

use crate::domain::entry::Entry;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<'a> {
    pub kind: ChangeKind,
    /// The newer entry, or the withdrawn one.
    pub entry: &'a Entry,
    /// Of a changed entry: each field with what was added and taken away.
    pub fields: Vec<FieldChange>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    Added,
    Withdrawn,
    Changed,
}

impl ChangeKind {
    pub fn as_str(self) -> &'static str {
        match self {
            ChangeKind::Added => "added",
            ChangeKind::Withdrawn => "withdrawn",
            ChangeKind::Changed => "changed",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldChange {
    pub field: &'static str,
    pub added: usize,
    pub gone: usize,
}

/// In order of list and id, added, withdrawn and changed mixed.
pub fn diff<'a>(old: &'a [Entry], new: &'a [Entry]) -> Vec<Change<'a>> {
    let by_key = |entries: &'a [Entry]| -> BTreeMap<(&'a str, &'a str), &'a Entry> {
        let keyed = entries.iter();
        keyed
            .map(|entry| ((entry.list.as_str(), entry.entry_id.as_str()), entry))
            .collect()
    };
    let (old, new) = (by_key(old), by_key(new));
    let keys: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    keys.into_iter()
        .filter_map(|key| change(old.get(key).copied(), new.get(key).copied()))
        .collect()
}

fn change<'a>(old: Option<&'a Entry>, new: Option<&'a Entry>) -> Option<Change<'a>> {
    let (kind, entry, fields) = match (old, new) {
        (None, Some(new)) => (ChangeKind::Added, new, Vec::new()),
        (Some(old), None) => (ChangeKind::Withdrawn, old, Vec::new()),
        (Some(old), Some(new)) => (ChangeKind::Changed, new, fields(old, new)),
        (None, None) => return None,
    };
    let same = kind == ChangeKind::Changed && fields.is_empty();
    (!same).then_some(Change {
        kind,
        entry,
        fields,
    })
}

/// The order of values says nothing, nor does the moment at which the source was updated.
fn fields(old: &Entry, new: &Entry) -> Vec<FieldChange> {
    let pairs = facts(old).into_iter().zip(facts(new));
    let changes = pairs.map(|((field, old), (_, new))| FieldChange {
        field,
        added: new.difference(&old).count(),
        gone: old.difference(&new).count(),
    });
    changes
        .filter(|change| 0 < change.added + change.gone)
        .collect()
}

fn facts(entry: &Entry) -> [(&'static str, BTreeSet<String>); 15] {
    let shown = |values: &[String]| values.iter().cloned().collect();
    let one = |value: Option<String>| value.into_iter().collect();
    [
        (
            "names",
            entry
                .names
                .iter()
                .map(|n| format!("{}:{}", n.kind.as_str(), n.display()))
                .collect(),
        ),
        (
            "birth_dates",
            entry.birth_dates.iter().map(ToString::to_string).collect(),
        ),
        ("birth_places", shown(&entry.birth_places)),
        (
            "sexes",
            entry
                .sexes
                .iter()
                .map(|sex| sex.code().to_owned())
                .collect(),
        ),
        (
            "nationalities",
            entry
                .nationalities
                .iter()
                .map(ToString::to_string)
                .collect(),
        ),
        (
            "documents",
            entry
                .documents
                .iter()
                .map(|d| format!("{:?}:{}:{:?}", d.kind, d.number, d.issuer))
                .collect(),
        ),
        ("category", one(Some(entry.category.clone()))),
        ("authority", one(Some(entry.authority.clone()))),
        ("reason", one(entry.reason.clone())),
        ("handling", one(entry.handling.clone())),
        (
            "valid_from",
            one(entry.valid_from.map(|day| day.to_string())),
        ),
        ("valid_to", one(entry.valid_to.map(|day| day.to_string()))),
        (
            "associates",
            entry
                .background
                .associates
                .iter()
                .map(ToString::to_string)
                .collect(),
        ),
        (
            "reliability",
            entry
                .background
                .reliability
                .iter()
                .map(ToString::to_string)
                .collect(),
        ),
        ("source_kind", one(entry.background.source_kind.clone())),
    ]
}
