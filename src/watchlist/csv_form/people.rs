//! Several rows of one person become one entry: what the rows say is put together, and where they
//! contradict each other the first row's word stands and the contradiction is told.

use crate::domain::entry::{Entry, NameKind};
use crate::watchlist::import::{ImportCode, Losses, push};
use crate::watchlist::names::usable;
use std::collections::BTreeMap;

/// The people so far, each with the row that it began with.
#[derive(Default)]
pub(super) struct People {
    entries: Vec<(usize, Entry)>,
    places: BTreeMap<String, usize>,
    /// Rows that added to a person.
    pub(super) further: u64,
}

impl People {
    /// What the rows before this one said of the person.
    pub(super) fn known(&self, id: &str) -> Option<&Entry> {
        let place = self.places.get(id)?;
        self.entries.get(*place).map(|(_, entry)| entry)
    }

    pub(super) fn add(&mut self, id: String, row: usize, entry: Entry, lost: &mut Losses) {
        match self.places.get(&id) {
            None => {
                self.places.insert(id, self.entries.len());
                self.entries.push((row, entry));
            }
            Some(place) => {
                self.further += 1;
                join(&mut self.entries[*place].1, entry, row, lost);
            }
        }
    }

    pub(super) fn finished(self, lost: &mut Losses) -> Vec<Entry> {
        let people = self.entries.into_iter();
        let people = people.map(|(row, mut entry)| {
            let mut names = std::mem::take(&mut entry.names);
            names.sort_by_key(|name| name.kind);
            // Repeated by each row; the first, of the stronger kind, stays.
            entry.names = usable(names, row, "names", lost);
            one_primary(&mut entry);
            entry
        });
        people.collect()
    }
}

/// Without a primary name the first is it; of several the first.
fn one_primary(entry: &mut Entry) {
    let mut names = entry.names.iter_mut();
    if let Some(first) = names.next().filter(|name| name.kind == NameKind::Alias) {
        first.kind = NameKind::Primary;
    }
    names.for_each(|name| name.kind = name.kind.max(NameKind::Alias));
}

fn join(before: &mut Entry, more: Entry, row: usize, lost: &mut Losses) {
    let differ = |column, lost: &mut Losses| {
        let why = "another than in the person's first row, whose is kept";
        lost.value(row, column, ImportCode::Conflict, why);
    };
    for (column, before, more) in [
        ("entry_id", &before.entry_id, &more.entry_id),
        ("list", &before.list, &more.list),
        ("authority", &before.authority, &more.authority),
        ("category", &before.category, &more.category),
    ] {
        if before != more {
            differ(column, lost);
        }
    }
    if !before.sexes.is_empty() && !more.sexes.is_empty() && before.sexes != more.sexes {
        let why = "another than in the person's first row; both are kept";
        lost.value(row, "sexes", ImportCode::Conflict, why);
    }
    let mut same = |column, is_kept: bool| {
        if !is_kept {
            differ(column, lost);
        }
    };
    same("handling", fill(&mut before.handling, more.handling));
    same("valid_from", fill(&mut before.valid_from, more.valid_from));
    same("valid_to", fill(&mut before.valid_to, more.valid_to));
    same("source_ref", fill(&mut before.source_ref, more.source_ref));
    let (known, more_of) = (&mut before.background, more.background);
    same(
        "source_kind",
        fill(&mut known.source_kind, more_of.source_kind),
    );
    extend(&mut known.associates, more_of.associates);
    extend(&mut known.reliability, more_of.reliability);
    same("reason", fill(&mut before.reason, more.reason));
    before.updated_at = before.updated_at.max(more.updated_at);
    before.names.extend(more.names);
    extend(&mut before.birth_dates, more.birth_dates);
    extend(&mut before.birth_places, more.birth_places);
    extend(&mut before.sexes, more.sexes);
    extend(&mut before.nationalities, more.nationalities);
    extend(&mut before.documents, more.documents);
}

/// Whether what the row says is what stands there now.
fn fill<T: PartialEq>(before: &mut Option<T>, more: Option<T>) -> bool {
    match (&before, more) {
        (_, None) => true,
        (None, more) => {
            *before = more;
            true
        }
        (Some(before), Some(more)) => *before == more,
    }
}

fn extend<T: PartialEq>(before: &mut Vec<T>, more: Vec<T>) {
    more.into_iter().for_each(|value| push(before, value));
}
