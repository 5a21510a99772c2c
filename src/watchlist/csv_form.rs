//! The flat CSV form of a watchlist: the canonical columns by name, lists separated by
//! `|`, documents as `type:number:issuer`.
//!
//! Names stand in `full_name`, or `surname` and `given_names`, with `aliases` and
//! `weak_aliases` beside them; a name with a comma is `SURNAME, Given names`. A row that
//! cannot be told from another, or whose name cannot be looked for, is refused; a single
//! value that cannot be read is dropped and reported.

mod cells;

use crate::domain::entry::Entry;
use crate::error::{Error, Kind, Result};
use crate::watchlist::import::{ImportCode, Imported, Losses};
use crate::watchlist::source;
use cells::Cells;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const REQUIRED: [&str; 4] = ["entry_id", "list", "authority", "category"];

/// At least one of these must be a column.
const NAMES: [&str; 3] = ["full_name", "names", "surname"];

const OTHERS: [&str; 14] = [
    "given_names",
    "aliases",
    "weak_aliases",
    "birth_dates",
    "birth_places",
    "sexes",
    "nationalities",
    "documents",
    "reason",
    "handling",
    "valid_from",
    "valid_to",
    "source_ref",
    "updated_at",
];

/// Imports one CSV file with a header.
pub fn import(path: &Path, list_date: Option<Date>) -> Result<Imported> {
    let source = source::read(path)?;
    let mut records = source::records(path, &source.text)?.into_iter().enumerate();
    let header = records.next().map(|(_, header)| header).unwrap_or_default();
    let columns = columns(path, &header)?;
    let mut lost = Losses::of(path);
    let mut entries = Vec::new();
    let mut seen = BTreeSet::new();
    let mut rows = 0;
    for (index, record) in records {
        rows += 1;
        let row = index + 1;
        if record.len() != header.len() {
            let why = format!("{} fields, the header has {}", record.len(), header.len());
            lost.row(row, "", ImportCode::WrongFieldCount, &why);
            continue;
        }
        let cells = Cells::new(&columns, &record, row);
        if let Some(entry) = cells.entry(&mut lost) {
            if seen.insert((entry.list.clone(), entry.entry_id.clone())) {
                entries.push(entry);
            } else {
                let why = "the same list and entry_id as an earlier row";
                lost.row(row, "entry_id", ImportCode::DuplicateId, why);
            }
        }
    }
    Ok(Imported {
        warnings: warnings(&header, &entries),
        entries,
        rejects: lost.rejects,
        rows,
        passed_over: BTreeMap::new(),
        source_digest: source.digest,
        list_date,
    })
}

/// Where each column of the contract stands.
fn columns(path: &Path, header: &[String]) -> Result<BTreeMap<String, usize>> {
    let mut columns = BTreeMap::new();
    for (at, name) in header.iter().enumerate() {
        let name = name.trim().to_lowercase();
        if columns.insert(name.clone(), at).is_some() {
            let what = format!("{}: column {name} is there twice", path.display());
            return Err(Error::new(Kind::Data, what).hint("keep one of the two"));
        }
    }
    for name in REQUIRED {
        if !columns.contains_key(name) {
            return Err(missing(path, name));
        }
    }
    if !NAMES.iter().any(|name| columns.contains_key(*name)) {
        return Err(missing(path, "full_name or surname"));
    }
    Ok(columns)
}

fn missing(path: &Path, column: &str) -> Error {
    Error::new(
        Kind::Data,
        format!("{}: required column {column} is missing", path.display()),
    )
    .hint("name the columns in the first row as the contract does")
}

/// A misspelt column would lose its values in silence.
fn warnings(header: &[String], entries: &[Entry]) -> Vec<String> {
    let known = |name: &str| [&REQUIRED[..], &NAMES, &OTHERS].concat().contains(&name);
    let foreign: Vec<String> = header
        .iter()
        .map(|name| name.trim().to_lowercase())
        .filter(|name| !known(name))
        .collect();
    let mut lines = Vec::new();
    if !foreign.is_empty() {
        lines.push(format!("columns that are not read: {}", foreign.join(", ")));
    }
    if entries.is_empty() {
        lines.push("no row became an entry".to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::NameKind;
    use std::io::Write;

    fn imported(text: &str) -> Result<Imported> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        import(file.path(), None)
    }

    #[test]
    fn every_column_becomes_its_field() {
        let sample = "tests/data/watchlist/flat.csv";
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(sample);
        let imported = import(&path, Some(jiff::civil::date(2026, 11, 1))).unwrap();
        assert_eq!(imported.rejects, []);
        assert_eq!(imported.warnings, ["columns that are not read: remark"]);
        assert!(imported.adds_up());
        let [one, two] = imported.entries.as_slice() else {
            panic!("two rows")
        };
        let names: Vec<_> = one.names.iter().map(|n| (n.kind, n.display())).collect();
        assert_eq!(
            names,
            [
                (NameKind::Primary, "SPECIMEN, Jo".to_owned()),
                (NameKind::Alias, "SAMPLE, J.".to_owned()),
                (NameKind::Alias, "Jo the Sample".to_owned()),
                (NameKind::WeakAlias, "LITTLE JO".to_owned()),
            ]
        );
        let births: Vec<_> = one.birth_dates.iter().map(ToString::to_string).collect();
        assert_eq!(births, ["1970-03-05", "circa 1971", "1968/1972"]);
        let documents: Vec<_> = one
            .documents
            .iter()
            .map(|d| {
                let issuer = d.issuer.map(|c| c.to_string()).unwrap_or_default();
                format!(
                    "{}/{}/{issuer}",
                    d.kind.as_deref().unwrap_or_default(),
                    d.number
                )
            })
            .collect();
        assert_eq!(documents, ["P/X1234567/UTO", "/99-1/", "I/A:1/DEU"]);
        assert_eq!(one.valid_to, Some(jiff::civil::date(2031, 12, 31)));
        assert!(one.updated_at.is_some());
        assert_eq!(two.names.len(), 1);
        assert_eq!(two.names[0].full.as_deref(), Some("毛"));
    }

    #[test]
    fn careless_rows_are_refused_and_careless_values_reported() {
        let text = "entry_id,list,authority,category,full_name,birth_dates,documents\n\
                    1,L,A,c,Jo Specimen,unknown,\n\
                    1,L,A,c,Max Muster,,\n\
                    ,L,A,c,Max Muster,,\n\
                    3,L,A,c,123,,\n\
                    4,L,A,c\n\
                    5,L,A,,Max Muster,,\n\
                    6,L,A,c,Max Muster,,P::UTO|P:7:Utopia\n";
        let imported = imported(text).unwrap();
        assert!(imported.adds_up());
        let ids: Vec<_> = imported
            .entries
            .iter()
            .map(|e| e.entry_id.as_str())
            .collect();
        assert_eq!(ids, ["1", "6"]);
        assert_eq!(imported.entries[1].documents.len(), 1);
        let lost: Vec<_> = imported
            .rejects
            .iter()
            .map(|r| (r.row, r.column, r.code, r.whole_row))
            .collect();
        assert_eq!(
            lost,
            [
                (2, "birth_dates", ImportCode::BadValue, false),
                (3, "entry_id", ImportCode::DuplicateId, true),
                (4, "entry_id", ImportCode::MissingValue, true),
                (5, "names", ImportCode::NoUsableName, false),
                (5, "names", ImportCode::NoUsableName, true),
                (6, "", ImportCode::WrongFieldCount, true),
                (7, "category", ImportCode::MissingValue, true),
                (8, "documents", ImportCode::BadValue, false),
                (8, "documents", ImportCode::BadValue, false),
            ]
        );
    }

    #[test]
    fn a_header_without_the_required_columns_stops_the_import() {
        let cases = [
            ("", "entry_id is missing"),
            (
                "entry_id,list,authority,category\n",
                "full_name or surname is missing",
            ),
            (
                "entry_id,list,authority,category,surname,List\n",
                "list is there twice",
            ),
        ];
        for (text, says) in cases {
            let error = imported(text).unwrap_err();
            assert_eq!(error.kind, Kind::Data);
            assert!(error.what.contains(says), "{error}");
        }
    }
}
