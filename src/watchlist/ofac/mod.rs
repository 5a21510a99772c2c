//! OFAC's two lists, of specially designated nationals and of the others (`cons`), in three forms
//! that must agree about people: CSV, here, plain XML (`plain_xml`) and advanced XML (`advanced`).
//!
//! Of the CSV, `sdn.csv` has siblings: `alt.csv` (aliases) and `sdn_comments.csv` (remarks that did
//! not fit). Everything but name and program stands in prose, in the remarks; what cannot be read
//! there is dropped and counted, the person is always kept. Individuals only, in all forms.

mod advanced;
mod identifiers;
mod known;
mod plain_xml;
mod remarks;
mod rows;
mod siblings;

use crate::domain::background::Background;
use crate::domain::codes::Country;
use crate::domain::document::ListedDocument;
use crate::domain::entry::{Entry, ListedName, NameKind};
use crate::error::Result;
use crate::files::while_unchanged;
use crate::tables::limits::Limits;
use crate::watchlist::import::{ImportCode, Imported, Losses};
use crate::watchlist::names::{script_of, split_name, usable, whole_name};
use crate::watchlist::prose;
use crate::watchlist::unknown::{OF_NO_KNOWN_TYPE, Unknown};
pub use advanced::{import as import_advanced, import_within as import_advanced_within};
pub(super) use identifiers::document_kind;
use jiff::civil::Date;
pub use plain_xml::{import as import_xml, import_within as import_xml_within};
use rows::{Alias, SdnRow};
use siblings::Siblings;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const SDN: &str = "OFAC_SDN";
const CONS: &str = "OFAC_CONS";

/// The two lists have one form and are told apart by the file's name: `cons_prim.csv`, `cons.xml`.
fn list_of(path: &Path) -> &'static str {
    let name = path.file_name().unwrap_or_default();
    let name = name.to_string_lossy().to_lowercase();
    if name.starts_with("cons") { CONS } else { SDN }
}

/// The entry without what its form says of the person.
fn blank(list: &str, id: String, programmes: &[String]) -> Entry {
    Entry {
        source_ref: Some(id.clone()),
        entry_id: id,
        list: list.to_owned(),
        authority: "US Treasury OFAC".to_owned(),
        category: "sanctions".to_owned(),
        reason: Some(programmes.join(", ")).filter(|reason| !reason.is_empty()),
        ..Entry::default()
    }
}

/// What a party of the XML forms is that is no person.
fn no_person(of_type: &str, row: usize, lost: &mut Losses) -> Option<&'static str> {
    match of_type.to_lowercase().as_str() {
        "individual" => None,
        "entity" => Some("entity"),
        "vessel" => Some("vessel"),
        "aircraft" => Some("aircraft"),
        _ => {
            lost.unknown(row, Unknown::RowType, of_type);
            Some(OF_NO_KNOWN_TYPE)
        }
    }
}

/// A surname without given names is a whole name, as a name without a comma is in the CSV.
fn of_parts(kind: NameKind, surname: String, given: String) -> ListedName {
    if surname.is_empty() || given.is_empty() {
        return whole_name(kind, &format!("{surname}{given}"));
    }
    ListedName {
        kind,
        full: None,
        script: script_of(&format!("{surname} {given}")),
        surname: Some(surname),
        given_names: Some(given),
    }
}

/// `None` when there is no number that could be looked for.
fn document(kind: &str, number: &str, issuer: Option<Country>) -> Option<ListedDocument> {
    prose::of_field(kind, number, issuer)
}

fn note_unknown_state(row: usize, column: &'static str, lost: &mut Losses) {
    let why = "a nationality that is in no table";
    lost.value(row, column, ImportCode::BadValue, why);
}

/// Imports `source`: a folder, its `sdn.csv`, or the `cons_prim.csv` of the other list. The files bear no date of
/// their own, and when they were copied here tells nothing: without `list_date` the list has
/// none, and a warning says so.
pub fn import(source: &Path, list_date: Option<Date>) -> Result<Imported> {
    import_within(source, list_date, &Limits::default())
}

/// The same within the limits of the settings.
pub fn import_within(source: &Path, list_date: Option<Date>, limits: &Limits) -> Result<Imported> {
    let files = Siblings::find(source)?;
    while_unchanged(&files.paths(), || of_files(&files, list_date, limits))
}

fn of_files(files: &Siblings, list_date: Option<Date>, limits: &Limits) -> Result<Imported> {
    let mut lost = Losses::of(&files.sdn);
    let mut lost_aliases = Losses::of(&files.alt);
    let rows = rows::sdn(&files.sdn, limits)?;
    let aliases = rows::aliases(&files.alt, limits, &mut lost_aliases)?;
    let comments = rows::comments(files.comments.as_deref(), limits)?;
    note_orphans(&rows, &aliases, &mut lost_aliases);

    let people = rows::individuals(&rows, &mut lost);
    let mut entries = Vec::with_capacity(people.len());
    for person in &people {
        let text = rows::whole_remarks(person, comments.get(&person.ent_num));
        let listed = aliases.get(&person.ent_num).map_or(&[][..], Vec::as_slice);
        entries.extend(entry(files.list, person, listed, &text, &mut lost));
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
        retracted: Default::default(),
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
fn entry(
    list: &str,
    person: &SdnRow,
    listed: &[Alias],
    text: &str,
    lost: &mut Losses,
) -> Option<Entry> {
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
    let programmes = [person.program.replace("] [", ", ")];
    Some(Entry {
        names,
        birth_dates: remarks.births,
        birth_places: remarks.birth_places,
        sexes: remarks.sexes,
        nationalities: remarks.nationalities,
        documents: remarks.documents,
        background: Background {
            associates: remarks.associates,
            ..Background::default()
        },
        ..blank(list, person.ent_num.clone(), &programmes)
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
    use crate::watchlist::samples;

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

    /// What each form says of the people, in an order of its own for each.
    fn said(imported: &Imported) -> Vec<String> {
        assert!(imported.adds_up());
        let entries = imported.entries.iter();
        let people = entries.map(|entry| {
            let latin = |name: &&ListedName| name.script.as_deref() == Some("Latn");
            let names = entry.names.iter().filter(latin);
            let names = names.map(|name| format!("{} {}", name.kind.as_str(), name.display()));
            let births = entry
                .birth_dates
                .iter()
                .map(|birth| format!("born {birth}"));
            let places = entry.birth_places.iter().map(|place| format!("in {place}"));
            let sexes = entry.sexes.iter().map(|sex| format!("sex {}", sex.code()));
            let states = entry
                .nationalities
                .iter()
                .map(|state| format!("of {state}"));
            let documents = entry.documents.iter().map(samples::shown);
            let facts = births.chain(places).chain(sexes).chain(states);
            let mut facts: Vec<String> = facts.chain(documents).chain(names).collect();
            facts.sort();
            let reason = entry.reason.as_deref().unwrap_or_default();
            format!(
                "{} {} {reason}: {}",
                entry.list,
                entry.entry_id,
                facts.join("; ")
            )
        });
        people.collect()
    }

    /// The same invented list in the three forms, with what no form of it should lose.
    #[test]
    fn the_three_forms_of_one_list_agree_about_people() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/watchlist/ofac_forms");
        let csv = import(&folder, Some(jiff::civil::date(2026, 11, 20))).unwrap();
        let plain = import_xml(&folder.join("sdn.xml"), None).unwrap();
        let advanced = import_advanced(&folder.join("sdn_advanced.xml"), None).unwrap();
        let people = said(&csv);
        assert_eq!(
            people,
            [
                "OFAC_SDN 1 SAMPLE, OTHER: National ID No.|99-1|EGY; P|X1234567|EGY; alias MUSTER, \
                 Joan; born 1970-03-05; born circa 1971; in Utopia City, Egypt; of EGY; primary \
                 SPECIMEN, Jo Anna; sex F; weak_alias LITTLE JO",
                "OFAC_SDN 4 SAMPLE: Cedula No.|5892464|VEN; born 1968/1972; born 1973; of VEN; primary \
                 MUSTER VORLAGE, Max",
                "OFAC_SDN 5 OTHER: born 1974-11; primary EL MUSTER; sex M",
            ]
        );
        assert_eq!(said(&plain), people);
        assert_eq!(said(&advanced), people);
        for imported in [&csv, &plain, &advanced] {
            assert_eq!((imported.rows, imported.passed()), (5, 2));
            let date = Some(jiff::civil::date(2026, 11, 20));
            assert_eq!(imported.list_date, date);
            assert_eq!(imported.warnings, Vec::<String>::new());
            assert_eq!(imported.rejects, []);
        }
        let tied = |imported: &Imported| {
            let associates = imported.entries[2].background.associates.iter();
            associates.map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(tied(&csv), ["linked to SAMPLE SHIPPING CO."]);
        assert_eq!(tied(&plain), tied(&csv));
        assert!(tied(&advanced)[0].starts_with("owned or controlled by SAMPLE SHIPPING CO."));
        // The advanced form alone has names in other scripts.
        let native = |name: &ListedName| name.script.as_deref() == Some("Cyrl");
        let native = advanced.entries[0].names.iter().find(|name| native(name));
        assert_eq!(native.map(|name| name.kind), Some(NameKind::Alias));
    }

    #[test]
    fn codes_that_are_not_known_are_counted_and_the_person_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/watchlist/ofac_forms");
        let changed = |name: &str, changes: &[(&str, &str)]| {
            let mut text = std::fs::read_to_string(sample.join(name)).unwrap();
            for (from, to) in changes {
                assert!(text.contains(from), "{from}");
                text = text.replace(from, to);
            }
            let path = folder.path().join(name.replace("sdn", "cons"));
            std::fs::write(&path, text).unwrap();
            path
        };
        let path = changed(
            "sdn_advanced.xml",
            &[
                ("<FeatureType ID=\"224\">Gender</FeatureType>", ""),
                ("<IDRegDocType ID=\"1570\">Cedula No.</IDRegDocType>", ""),
                ("<AliasType ID=\"1400\">A.K.A.</AliasType>", ""),
                (
                    "<List ID=\"1550\">SDN List</List>",
                    "<List ID=\"1550\">Sectoral List</List>",
                ),
                ("PartySubTypeID=\"3\"", "PartySubTypeID=\"99\""),
                (">Place of Birth<", ">Birth Town<"),
            ],
        );
        let imported = import_advanced(&path, None).unwrap();
        assert!(imported.adds_up());
        assert_eq!(imported.entries.len(), 3);
        assert!(imported.entries.iter().all(|entry| entry.list == CONS));
        assert_eq!(imported.passed_over["of a type that is not known"], 1);
        let mut told: Vec<_> = imported
            .rejects
            .iter()
            .map(|one| one.message.as_str())
            .collect();
        told.sort_unstable();
        assert_eq!(
            told,
            [
                "(blank)",
                "Birth Town",
                "a document of a type that is not known",
                "a feature of a type that is not known",
                "a feature of a type that is not known",
                "a type of alias that is not known",
                "a type of alias that is not known",
            ]
        );
        let path = changed(
            "sdn.xml",
            &[
                ("<category>weak</category>", "<category>feeble</category>"),
                ("<Record_Count>5<", "<Record_Count>6<"),
                (
                    "<country>Venezuela</country>",
                    "<country>Atlantis</country>",
                ),
                ("05 Mar 1970", "some day"),
            ],
        );
        let imported = import_xml(&path, None).unwrap();
        assert_eq!(imported.entries[0].list, CONS);
        assert_eq!(
            imported.warnings,
            ["the file announces 6 entries and holds 5"]
        );
        let told: Vec<_> = imported
            .rejects
            .iter()
            .map(|one| one.message.as_str())
            .collect();
        assert_eq!(
            told,
            [
                "feeble",
                "a birth date that cannot be read",
                "a nationality that is in no table",
            ]
        );
        for (import, form) in [
            (
                import_xml as fn(&Path, Option<Date>) -> Result<Imported>,
                "cons_advanced.xml",
            ),
            (import_advanced, "cons.xml"),
        ] {
            let error = import(&folder.path().join(form), None).unwrap_err();
            assert!(
                error.to_string().contains("none of OFAC's lists in"),
                "{error}"
            );
        }
    }

    #[test]
    fn the_other_list_has_siblings_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        let row = |name: &str| {
            format!(
                "7,\"{name}\",\"individual\",\"NS-PLC\",-0-,-0-,-0-,-0-,-0-,-0-,-0-,\"DOB 1970.\"\n"
            )
        };
        put("cons_prim.csv", &row("MUSTER, Max"));
        put("cons_alt.csv", "7,1,\"aka\",\"MUSTER, Maxi\",-0-\n");
        let imported = import(folder.path(), None).unwrap();
        let [max] = imported.entries.as_slice() else {
            panic!("one person")
        };
        assert_eq!((max.list.as_str(), max.names.len()), (CONS, 2));
        put("sdn.csv", &row("SPECIMEN, Jo"));
        put("alt.csv", "");
        let both = import(folder.path(), Some(jiff::civil::date(2026, 11, 20))).unwrap();
        assert_eq!(both.entries[0].list, SDN);
        assert!(
            both.warnings[0].contains("cons_prim.csv is a list of its own"),
            "{:?}",
            both.warnings
        );
        let other = import(&folder.path().join("cons_prim.csv"), None).unwrap();
        assert_eq!(other.entries, imported.entries);
    }
}
