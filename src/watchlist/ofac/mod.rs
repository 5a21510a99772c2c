//! The OFAC list of specially designated nationals in its CSV form: `sdn.csv` with its
//! siblings `alt.csv` (aliases) and `sdn_comments.csv` (remarks that did not fit).
//!
//! Individuals only. Everything but name and program stands in prose, in the remarks;
//! what cannot be read there is dropped and counted, the person is always kept.

mod identifiers;
mod remarks;
mod rows;
mod siblings;

use crate::domain::background::Background;
use crate::domain::entry::{Entry, NameKind};
use crate::error::Result;
use crate::files::while_unchanged;
use crate::watchlist::import::{ImportCode, Imported, Losses};
use crate::watchlist::names::{split_name, usable};
pub(super) use identifiers::document_kind;
use jiff::civil::Date;
use rows::{Alias, SdnRow};
use siblings::Siblings;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Imports `source`: a folder, or its `sdn.csv`. The files bear no date of
/// their own, and when they were copied here tells nothing: without `list_date` the list has
/// none, and a warning says so.
pub fn import(source: &Path, list_date: Option<Date>) -> Result<Imported> {
    let files = Siblings::find(source)?;
    while_unchanged(&files.paths(), || of_files(&files, list_date))
}

fn of_files(files: &Siblings, list_date: Option<Date>) -> Result<Imported> {
    let mut lost = Losses::of(&files.sdn);
    let mut lost_aliases = Losses::of(&files.alt);
    let rows = rows::sdn(&files.sdn)?;
    let aliases = rows::aliases(&files.alt, &mut lost_aliases)?;
    let comments = rows::comments(files.comments.as_deref())?;
    note_orphans(&rows, &aliases, &mut lost_aliases);

    let people = rows::individuals(&rows, &mut lost);
    let mut entries = Vec::with_capacity(people.len());
    for person in &people {
        let text = rows::whole_remarks(person, comments.get(&person.ent_num));
        let listed = aliases.get(&person.ent_num).map_or(&[][..], Vec::as_slice);
        entries.extend(entry(person, listed, &text, &mut lost));
    }

    let whole = |lost: &Losses| {
        lost.rejects
            .iter()
            .filter(|reject| reject.whole_row)
            .count()
    };
    let no_people = rows.len() - entries.len() - whole(&lost);
    let mut rejects = lost.rejects;
    rejects.extend(lost_aliases.rejects);
    rejects.sort_by(|a, b| (&b.file, a.row).cmp(&(&a.file, b.row)));
    Ok(Imported {
        entries,
        rejects,
        rows: rows.len() as u64,
        passed_over: BTreeMap::from([("no individual", no_people as u64)]),
        source_digest: files.digest()?,
        list_date,
        warnings: files.warnings(&people, list_date),
    })
}

/// `None` when nobody could look for the person.
fn entry(person: &SdnRow, listed: &[Alias], text: &str, lost: &mut Losses) -> Option<Entry> {
    let remarks = remarks::read(text, person.row, lost);
    let quoted = remarks
        .aliases
        .iter()
        .map(|name| (NameKind::WeakAlias, name.as_str()));
    let names = std::iter::once((NameKind::Primary, person.name.as_str()))
        .chain(listed.iter().map(|alias| (alias.kind, alias.name.as_str())))
        .chain(quoted)
        .map(|(kind, text)| split_name(kind, text));
    let names = usable(names, person.row, "name", lost);
    if names.is_empty() {
        let why = "neither the name nor an alias holds a letter";
        lost.row(person.row, "name", ImportCode::NoUsableName, why);
        return None;
    }
    Some(Entry {
        entry_id: person.ent_num.clone(),
        list: "OFAC_SDN".to_owned(),
        authority: "US Treasury OFAC".to_owned(),
        category: "sanctions".to_owned(),
        names,
        birth_dates: remarks.births,
        birth_places: remarks.birth_places,
        sexes: remarks.sexes,
        nationalities: remarks.nationalities,
        documents: remarks.documents,
        reason: Some(person.program.replace("] [", ", ")).filter(|reason| !reason.is_empty()),
        source_ref: Some(person.ent_num.clone()),
        background: Background {
            associates: remarks.associates,
            ..Background::default()
        },
        ..Entry::default()
    })
}

/// Aliases of entries that the list lacks: the files are of different days.
fn note_orphans(rows: &[SdnRow], aliases: &BTreeMap<String, Vec<Alias>>, lost: &mut Losses) {
    let known: BTreeSet<&String> = rows.iter().map(|row| &row.ent_num).collect();
    for (ent_num, listed) in aliases {
        if !known.contains(ent_num) {
            for alias in listed {
                let why = "the list has no such entry: are the files of one day?";
                lost.value(alias.row, "ent_num", ImportCode::UnknownEntry, why);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_becomes_entries_with_every_row_accounted_for() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/watchlist/ofac");
        let imported = import(&folder, Some(jiff::civil::date(2026, 11, 1))).unwrap();
        assert!(imported.adds_up());
        assert_eq!((imported.rows, imported.passed()), (8, 1));
        assert_eq!(imported.warnings, Vec::<String>::new());
        let lost: Vec<_> = imported
            .rejects
            .iter()
            .map(|r| (r.file.as_str(), r.row, r.code, r.whole_row))
            .collect();
        assert_eq!(
            lost,
            [
                ("sdn.csv", 4, ImportCode::BadValue, true),
                ("sdn.csv", 5, ImportCode::NoUsableName, false),
                ("sdn.csv", 5, ImportCode::NoUsableName, true),
                ("sdn.csv", 6, ImportCode::DuplicateId, true),
                ("sdn.csv", 7, ImportCode::WrongFieldCount, true),
                ("alt.csv", 3, ImportCode::UnknownEntry, false),
                ("alt.csv", 4, ImportCode::WrongFieldCount, false),
            ]
        );
        let first = &imported.entries[0];
        let names: Vec<_> = first.names.iter().map(|n| (n.kind, n.display())).collect();
        assert_eq!(
            names,
            [
                (NameKind::Primary, "SPECIMEN, Jo Anna".to_owned()),
                (NameKind::Alias, "MUSTER, Joan".to_owned()),
                (NameKind::WeakAlias, "LITTLE JO".to_owned()),
                (NameKind::WeakAlias, "THE SAMPLE".to_owned()),
            ]
        );
        assert_eq!(first.documents.len(), 2);
        assert_eq!(first.reason.as_deref(), Some("SAMPLE, OTHER"));
    }
}
