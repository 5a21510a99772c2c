//! The importers against the whole published lists, where they are at hand.
//!
//! `PREBOARD_OFAC_OUT=FILE.parquet` keeps the imported list of 2024, so that
//! `scripts/compare_ofac` can hold it against an independent parse.

use crate::common::shared;
use preboard::watchlist::canonical::{self, ListMeta};
use preboard::watchlist::import::Imported;
use preboard::watchlist::{csl, eu, ftm, ofac, read, un};
use preboard::{Entry, ListedBirth, NameKind};
use std::path::{Path, PathBuf};

fn import_ofac(folder: &Path) -> Imported {
    let date = jiff::civil::date(2024, 5, 3);
    let imported = ofac::import(folder, Some(date)).expect("the published list is whole");
    assert!(
        imported.adds_up(),
        "each row is an entry, a reject or no person"
    );
    imported
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test has no other way to be told"
)]
fn wanted_output() -> Option<PathBuf> {
    std::env::var_os("PREBOARD_OFAC_OUT").map(PathBuf::from)
}

fn count(entries: &[Entry], what: impl Fn(&Entry) -> usize) -> usize {
    entries.iter().map(what).sum()
}

fn names(entries: &[Entry], kind: NameKind) -> usize {
    count(entries, |e| {
        e.names.iter().filter(|name| name.kind == kind).count()
    })
}

fn is_full(birth: &ListedBirth) -> bool {
    matches!(birth, ListedBirth::Known(date) | ListedBirth::Circa(date) if date.day.is_some())
}

#[test]
fn the_list_of_2024_is_read_in_full() {
    let Some(folder) = shared("lists/ofac_2024") else {
        return;
    };
    let imported = import_ofac(&folder);
    let entries = &imported.entries;
    if let Some(out) = wanted_output() {
        let meta = ListMeta {
            list_date: imported.list_date,
            source_digest: Some(imported.source_digest.clone()),
        };
        canonical::write(&out, entries, &meta).expect("the output can be written");
    }
    let with = |what: fn(&Entry) -> bool| entries.iter().filter(|e| what(e)).count();
    let refused = imported.rejects.iter().filter(|r| r.whole_row).count();
    let found = [
        ("rows", imported.rows as usize),
        ("individuals", entries.len()),
        ("rejects", refused),
        ("strong aliases", names(entries, NameKind::Alias)),
        ("weak aliases", names(entries, NameKind::WeakAlias)),
        ("with a birth date", with(|e| !e.birth_dates.is_empty())),
        (
            "with a full birth date",
            with(|e| e.birth_dates.iter().any(is_full)),
        ),
        ("with a nationality", with(|e| !e.nationalities.is_empty())),
        ("documents", count(entries, |e| e.documents.len())),
    ];
    // docs/ofac_import.md explains each difference from the independent parse.
    let expected = [
        ("rows", 14_965),
        ("individuals", 6_854),
        ("rejects", 0),
        ("strong aliases", 8_375),
        ("weak aliases", 2_060),
        ("with a birth date", 6_736),
        ("with a full birth date", 5_784),
        ("with a nationality", 5_171),
        ("documents", 5_142),
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_list_of_2021_without_comments_is_read_in_full() {
    let Some(folder) = shared("lists/ofac_2021") else {
        return;
    };
    let imported = import_ofac(&folder);
    assert_eq!(imported.entries.len(), 4_566);
    assert!(imported.rejects.iter().all(|reject| !reject.whole_row));
    let cut = imported
        .warnings
        .iter()
        .any(|line| line.contains("sdn_comments.csv is absent"));
    assert!(cut, "{:?}", imported.warnings);
}

#[test]
fn what_is_imported_is_read_back_the_same() {
    let Some(source) = shared("lists/ofac_2024") else {
        return;
    };
    let imported = import_ofac(&source);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("ofac.parquet");
    canonical::write(&path, &imported.entries, &ListMeta::default()).expect("written");
    let list = read::read(&path).expect("read");
    assert_eq!(list.entries, imported.entries);
    assert_eq!(list.warnings, Vec::<String>::new());
}

#[test]
fn a_list_that_polars_wrote_is_read() {
    let Some(path) = shared("eval/ofac_primary_names.parquet") else {
        return;
    };
    let list = read::read(&path).expect("the file is in the canonical schema");
    assert_eq!(list.entries.len(), 6_854);
    let births = count(&list.entries, |e| e.birth_dates.len());
    assert!(births > 7_000, "{births} {:?}", list.warnings);
    assert_eq!(list.warnings, Vec::<String>::new());
}

/// Rows, entries, primary names, strong and weak aliases, names in another script, births,
/// nationalities, documents, documents out of text.
fn counts(imported: &Imported) -> [usize; 10] {
    assert!(imported.adds_up());
    let entries = &imported.entries;
    let names = || entries.iter().flat_map(|entry| &entry.names);
    let kind = |kind| names().filter(|name| name.kind == kind).count();
    let latin = |script: &String| script == "Latn";
    let documents = || entries.iter().flat_map(|entry| &entry.documents);
    [
        imported.rows as usize,
        entries.len(),
        kind(NameKind::Primary),
        kind(NameKind::Alias),
        kind(NameKind::WeakAlias),
        names()
            .filter(|name| name.script.as_ref().is_some_and(|script| !latin(script)))
            .count(),
        entries.iter().map(|entry| entry.birth_dates.len()).sum(),
        entries.iter().map(|entry| entry.nationalities.len()).sum(),
        documents().count(),
        documents()
            .filter(|document| {
                document
                    .kind
                    .as_ref()
                    .is_some_and(|kind| kind.ends_with("(from text)"))
            })
            .count(),
    ]
}

#[test]
fn the_published_lists_are_read_in_full() {
    type Read = fn(&Path) -> preboard::Result<Imported>;
    let cases: [(&str, Read, [usize; 10]); 4] = [
        ("un/un_2026-08-01.xml", |path| un::import(path, None), UN),
        ("eu/eu_2017.xml", |path| eu::import(path, None), EU),
        (
            "csl/consolidated.csv.gz",
            |path| csl::import(path, None),
            CSL,
        ),
        ("ftm/entities.ftm.json", |path| ftm::import(path, None), FTM),
    ];
    for (file, import, expected) in cases {
        if let Some(path) = shared(&format!("lists/{file}")) {
            assert_eq!(counts(&import(&path).unwrap()), expected, "{file}");
        }
    }
}

// docs/list_import.md states and explains these.
const UN: [usize; 10] = [1_011, 736, 736, 1_928, 651, 388, 918, 661, 519, 78];
const EU: [usize; 10] = [595, 319, 319, 970, 0, 7, 406, 303, 125, 4];
const CSL: [usize; 10] = [14_160, 6_835, 6_835, 9_032, 0, 0, 5_858, 3_512, 3_837, 2];
const FTM: [usize; 10] = [1_565, 423, 423, 1_982, 221, 923, 248, 272, 0, 0];

#[test]
fn a_list_whose_letters_were_cut_to_bytes_is_refused() {
    if let Some(path) = shared("lists/un/un_2025-08-16.xml") {
        let error = un::import(&path, None).unwrap_err();
        assert!(error.to_string().contains("fetch it again"), "{error}");
    }
}
