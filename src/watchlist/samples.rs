//! Invented entries for the tests of this folder.

use crate::domain::background::{Associate, Background, Rating};
use crate::domain::codes::{Country, Sex};
use crate::domain::date::ListedBirth;
use crate::domain::document::ListedDocument;
use crate::domain::entry::{Entry, ListedName, NameKind};
use crate::tables::write as tables;
use crate::watchlist::import::{ImportCode, Imported};
use arrow_array::{ArrayRef, RecordBatch};
use std::path::Path;

pub(super) fn name(kind: NameKind, surname: &str, given_names: &str) -> ListedName {
    ListedName {
        kind,
        full: None,
        surname: Some(surname.to_owned()),
        given_names: Some(given_names.to_owned()),
        script: None,
    }
}

/// Row, column, code and whether the whole row is lost, of each reject in turn.
pub(super) fn lost(imported: &Imported) -> Vec<(u64, &'static str, ImportCode, bool)> {
    let rejects = imported.rejects.iter();
    rejects
        .map(|reject| (reject.row, reject.column, reject.code, reject.whole_row))
        .collect()
}

/// Type, number and issuer of a document, for a comparison.
pub(super) fn shown(document: &ListedDocument) -> String {
    let issuer = document.issuer.map(|state| state.to_string());
    let kind = document.kind.as_deref().unwrap_or_default();
    format!("{kind}|{}|{}", document.number, issuer.unwrap_or_default())
}

/// An entry with a name and nothing else.
pub(super) fn entry(entry_id: &str) -> Entry {
    Entry {
        entry_id: entry_id.to_owned(),
        list: "SAMPLE".to_owned(),
        authority: "Sample Authority".to_owned(),
        category: "sanctions".to_owned(),
        names: vec![name(NameKind::Primary, "SPECIMEN", "Jo")],
        ..Entry::default()
    }
}

/// An entry with a value in every column.
pub(super) fn full_entry(entry_id: &str) -> Entry {
    let mut full = entry(entry_id);
    full.names.push(ListedName {
        kind: NameKind::WeakAlias,
        full: Some("Muster, Max".to_owned()),
        surname: None,
        given_names: None,
        script: Some("Latn".to_owned()),
    });
    let births = ["1970", "1970-03", "1970-03-05", "circa 1970", "1968/1972"];
    full.birth_dates = births.into_iter().filter_map(ListedBirth::parse).collect();
    full.birth_places = vec!["Utopia City, Utopia".to_owned()];
    full.sexes = vec![Sex::Female, Sex::Unspecified];
    full.nationalities = ["UTO", "D"]
        .into_iter()
        .filter_map(Country::parse)
        .collect();
    full.documents = vec![
        document(Some("P"), "X1234567", Country::parse("UTO")),
        document(None, "99-1", None),
    ];
    full.reason = Some("SAMPLE-PROGRAM".to_owned());
    full.handling = Some("officers".to_owned());
    full.valid_from = Some(jiff::civil::date(1965, 1, 2));
    full.valid_to = Some(jiff::civil::date(2031, 12, 31));
    full.source_ref = Some("77".to_owned());
    full.updated_at = "2026-11-20T01:02:03.004Z".parse().ok();
    full.background = Background {
        associates: vec![
            Associate {
                name: Some("Muster, Max".to_owned()),
                entry_id: Some("78".to_owned()),
                relation: "brother of".to_owned(),
                source: Some("register".to_owned()),
            },
            Associate {
                name: None,
                entry_id: Some("79".to_owned()),
                relation: "linked to".to_owned(),
                source: None,
            },
        ],
        reliability: Rating::parse_all("B2").unwrap_or_default(),
        source_kind: Some("register".to_owned()),
    };
    full
}

pub(super) fn document(
    kind: Option<&str>,
    number: &str,
    issuer: Option<Country>,
) -> ListedDocument {
    ListedDocument {
        kind: kind.map(str::to_owned),
        number: number.to_owned(),
        issuer,
    }
}

/// A Parquet file with just these columns.
pub(super) fn write_parquet(path: &Path, columns: Vec<(&str, ArrayRef)>) {
    let nullable = columns.into_iter().map(|(name, array)| (name, array, true));
    let batch = RecordBatch::try_from_iter_with_nullable(nullable).unwrap();
    tables::write(path, &batch, &[]).unwrap();
}
