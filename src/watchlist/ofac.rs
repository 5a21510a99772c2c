//! The OFAC list of specially designated nationals in its CSV form: `sdn.csv` with its
//! siblings `alt.csv` (aliases) and `sdn_comments.csv` (remarks that did not fit).
//!
//! Individuals only. Everything but name and program stands in prose, in the remarks;
//! what cannot be read there is dropped and counted, the person is always kept.

mod dates;
mod identifiers;
mod remarks;
mod rows;
mod siblings;

use crate::domain::entry::{Entry, ListedName, NameKind};
use crate::error::{Error, Kind, Result};
use crate::watchlist::canonical::has_letter;
use crate::watchlist::import::{ImportCode, ImportReject, Imported};
use crate::watchlist::warnings::Warnings;
use jiff::civil::Date;
use rows::SdnRow;
use siblings::Siblings;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Imports `source`: a folder, or its `sdn.csv`. Without `list_date` the date of the file
/// is taken, and a warning says so.
pub fn import(source: &Path, list_date: Option<Date>) -> Result<Imported> {
    let files = Siblings::find(source)?;
    let mut warnings = Warnings::default();
    let sdn = rows::sdn(&files.sdn)?;
    let aliases = rows::aliases(&files.alt, &mut warnings)?;
    let comments = rows::comments(files.comments.as_deref())?;

    let (people, rejects) = rows::individuals(&sdn, &files.sdn_name());
    let mut entries = Vec::with_capacity(people.len());
    let mut refused = rejects;
    for person in &people {
        let entry = entry(person, &aliases, &comments, &mut warnings);
        if entry.names.is_empty() {
            refused.push(nameless(person, &files.sdn_name()));
        } else {
            entries.push(entry);
        }
    }
    refused.sort_by_key(|reject| reject.row);
    refuse_nobody(&files.sdn, &entries)?;
    count_orphans(&sdn, &aliases, &mut warnings);

    let mut lines = warnings.lines();
    lines.extend(files.warnings(&people, list_date));
    Ok(Imported {
        source_digest: files.digest()?,
        list_date: list_date.or_else(|| files.date()),
        rows_read: sdn.len(),
        not_individuals: sdn.len() - entries.len() - refused.len(),
        entries,
        rejects: refused,
        warnings: lines,
    })
}

fn entry(
    person: &SdnRow,
    aliases: &BTreeMap<String, Vec<rows::Alias>>,
    comments: &BTreeMap<String, String>,
    warnings: &mut Warnings,
) -> Entry {
    let text = rows::whole_remarks(person, comments.get(&person.ent_num));
    let remarks = remarks::read(&text, person.row, warnings);
    let listed = aliases.get(&person.ent_num).into_iter().flatten();
    let names = std::iter::once((NameKind::Primary, person.name.as_str()))
        .chain(listed.map(|alias| (alias.kind, alias.name.as_str())))
        .chain(
            remarks
                .aliases
                .iter()
                .map(|(kind, name)| (*kind, name.as_str())),
        );
    Entry {
        entry_id: person.ent_num.clone(),
        list: "OFAC_SDN".to_owned(),
        authority: "US Treasury OFAC".to_owned(),
        category: "sanctions".to_owned(),
        names: usable_names(names, person.row, warnings),
        birth_dates: remarks.births,
        birth_places: remarks.birth_places,
        sexes: remarks.sexes,
        nationalities: remarks.nationalities,
        documents: remarks.documents,
        reason: Some(person.program.replace("] [", ", ")).filter(|reason| !reason.is_empty()),
        handling: None,
        valid_from: None,
        valid_to: None,
        source_ref: Some(person.ent_num.clone()),
        updated_at: None,
    }
}

/// A name without a letter cannot be looked for; a repeated one adds nothing.
fn usable_names<'a>(
    names: impl Iterator<Item = (NameKind, &'a str)>,
    row: usize,
    warnings: &mut Warnings,
) -> Vec<ListedName> {
    let mut kept = Vec::new();
    for (kind, text) in names {
        let name = split_name(kind, text);
        if !has_letter(&name) {
            warnings.count("names without a letter, dropped", row);
        } else if !kept.contains(&name) {
            kept.push(name);
        }
    }
    kept
}

/// `SURNAME, Given names`; without a comma nobody says which part is which.
fn split_name(kind: NameKind, text: &str) -> ListedName {
    let part = |text: &str| Some(text.trim().to_owned()).filter(|part| !part.is_empty());
    let (full, surname, given_names) = match text.split_once(',') {
        Some((surname, given)) => (None, part(surname), part(given)),
        None => (part(text), None, None),
    };
    ListedName {
        kind,
        full,
        surname,
        given_names,
        script: None,
    }
}

fn nameless(person: &SdnRow, file: &str) -> ImportReject {
    ImportReject {
        file: file.to_owned(),
        row: person.row,
        column: "name",
        code: ImportCode::NoUsableName,
        message: "neither the name nor an alias holds a letter".to_owned(),
    }
}

/// A list of nobody is a wrong file, not a quiet night.
fn refuse_nobody(path: &Path, entries: &[Entry]) -> Result<()> {
    if entries.is_empty() {
        return Err(Error::new(
            Kind::Data,
            format!("{} lists no individual", path.display()),
        )
        .hint("check that it is the SDN list in CSV form, and fetch it again"));
    }
    Ok(())
}

/// Aliases of unknown entries: the files are of different days.
fn count_orphans(
    sdn: &[SdnRow],
    aliases: &BTreeMap<String, Vec<rows::Alias>>,
    warnings: &mut Warnings,
) {
    let known: BTreeSet<&String> = sdn.iter().map(|row| &row.ent_num).collect();
    for (ent_num, listed) in aliases {
        if !known.contains(ent_num) {
            for alias in listed {
                warnings.count("aliases of entries that the list lacks, dropped", alias.row);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_at_the_first_comma_only() {
        let read = |text| split_name(NameKind::Alias, text);
        let name = read("SPECIMEN DOE, Jo, Jr.");
        assert_eq!(name.surname.as_deref(), Some("SPECIMEN DOE"));
        assert_eq!(name.given_names.as_deref(), Some("Jo, Jr."));
        assert_eq!(name.full, None);
        assert_eq!(read("EL SPECIMEN").full.as_deref(), Some("EL SPECIMEN"));
    }

    #[test]
    fn the_sample_becomes_entries_with_every_row_accounted_for() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/watchlist/ofac");
        let imported = import(&folder, Some(jiff::civil::date(2026, 11, 1))).unwrap();
        let accounted = imported.entries.len() + imported.rejects.len() + imported.not_individuals;
        assert_eq!(imported.rows_read, accounted);
        assert_eq!(imported.rows_read, 8);
        assert_eq!(imported.not_individuals, 1);
        let codes: Vec<_> = imported.rejects.iter().map(|r| (r.row, r.code)).collect();
        assert_eq!(
            codes,
            [
                (4, ImportCode::BadValue),
                (5, ImportCode::NoUsableName),
                (6, ImportCode::DuplicateId),
                (7, ImportCode::WrongFieldCount),
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
        assert_eq!(
            imported.warnings,
            [
                "aliases of entries that the list lacks, dropped: 1, first in row 3",
                "alt.csv rows with a wrong field count, dropped: 1, first in row 4",
                "names without a letter, dropped: 1, first in row 5",
            ]
        );
    }
}
