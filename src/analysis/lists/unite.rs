//! One entry of several that are one person.

use crate::domain::background::{Associate, Background, Rating};
use crate::domain::document::ListedDocument;
use crate::domain::entry::{Entry, ListedName, NameKind};

/// The first leads: the person keeps its list and id, so that cases and cleared pairs stay
/// the same from night to night. What the others add stands behind, and every source is
/// named with its reason and handling.
pub fn unite(sources: &[&Entry]) -> Entry {
    let mut person = sources[0].clone();
    for source in &sources[1..] {
        source
            .names
            .iter()
            .for_each(|name| add_name(&mut person.names, name));
        add(&mut person.birth_dates, &source.birth_dates);
        add(&mut person.birth_places, &source.birth_places);
        add(&mut person.sexes, &source.sexes);
        add(&mut person.nationalities, &source.nationalities);
        source
            .documents
            .iter()
            .for_each(|one| add_document(&mut person.documents, one));
        person.updated_at = person.updated_at.max(source.updated_at);
    }
    person.background = background(sources);
    let each = |text: fn(&Entry) -> Option<&String>| {
        let stated = sources
            .iter()
            .filter_map(|entry| Some((entry, text(entry)?)));
        let stated: Vec<String> = stated
            .map(|(entry, text)| format!("{}: {text}", of(entry)))
            .collect();
        Some(stated.join("; ")).filter(|text| !text.is_empty())
    };
    // A source without a reason is named too: the officer must see every list.
    person.reason = Some(
        sources
            .iter()
            .map(|entry| match &entry.reason {
                Some(reason) => format!("{}: {reason}", of(entry)),
                None => of(entry),
            })
            .collect::<Vec<_>>()
            .join("; "),
    );
    person.handling = each(|entry| entry.handling.as_ref());
    person.source_ref = each(|entry| entry.source_ref.as_ref());
    let mut authorities: Vec<&str> = Vec::new();
    for source in sources {
        if !authorities.contains(&source.authority.as_str()) {
            authorities.push(&source.authority);
        }
    }
    person.authority = authorities.join("; ");
    person
}

/// Each source's words stay its own: what one list says of a person, the other did not.
fn background(sources: &[&Entry]) -> Background {
    let mut united = Background::default();
    let mut kinds = Vec::new();
    for entry in sources {
        let Background {
            associates,
            reliability,
            source_kind,
        } = &entry.background;
        united
            .associates
            .extend(associates.iter().map(|one| Associate {
                source: one.source.clone().or_else(|| Some(of(entry))),
                ..one.clone()
            }));
        united
            .reliability
            .extend(reliability.iter().map(|one| Rating {
                of: one.of.clone().or_else(|| Some(of(entry))),
                grade: one.grade,
            }));
        kinds.extend(
            source_kind
                .iter()
                .map(|kind| format!("{}: {kind}", of(entry))),
        );
    }
    united.source_kind = Some(kinds.join("; ")).filter(|text| !text.is_empty());
    united
}

fn of(entry: &Entry) -> String {
    format!("{} {}", entry.list, entry.entry_id)
}

fn add<T: Clone + PartialEq>(values: &mut Vec<T>, more: &[T]) {
    for value in more {
        if !values.contains(value) {
            values.push(value.clone());
        }
    }
}

/// The leading list's primary name stays the only one; a name that one authority calls weak
/// and another strong is strong.
fn add_name(names: &mut Vec<ListedName>, name: &ListedName) {
    let mut name = name.clone();
    name.kind = name.kind.max(NameKind::Alias);
    let text = |name: &ListedName| name.display().to_lowercase();
    match names.iter_mut().find(|known| text(known) == text(&name)) {
        Some(known) => known.kind = known.kind.min(name.kind),
        None => names.push(name),
    }
}

/// A number without its issuer says nothing beside the same one with it.
fn add_document(documents: &mut Vec<ListedDocument>, document: &ListedDocument) {
    let same = |known: &&mut ListedDocument| {
        known.number == document.number
            && (known.issuer == document.issuer
                || known.issuer.is_none()
                || document.issuer.is_none())
    };
    match documents.iter_mut().find(same) {
        Some(known) => known.issuer = known.issuer.or(document.issuer),
        None => documents.push(document.clone()),
    }
}
