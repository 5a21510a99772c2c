//! The rows of the three files as OFAC lays them out: no header (some copies have one),
//! `-0-` for null, and a control-Z line at the end.

use crate::domain::entry::NameKind;
use crate::error::Result;
use crate::files;
use crate::tables::limits::Limits;
use crate::watchlist::import::{ImportCode, Losses};
use crate::watchlist::source;
use crate::watchlist::unknown::Unknown;
use crate::watchlist::whole::cut;
use std::collections::BTreeMap;
use std::path::Path;

const SDN_FIELDS: usize = 12;
const ALT_FIELDS: usize = 5;

/// What is no individual; a company has no type.
const OTHER_TYPES: [&str; 4] = ["", "vessel", "aircraft", "entity"];

const ALIAS_TYPES: [&str; 10] = [
    "aka", "fka", "nka", "a.k.a.", "f.k.a.", "n.k.a.", "weak aka", "weak fka", "weak nka", "weak",
];

/// Remarks of this length go on in the comments file.
const REMARKS_LIMIT: usize = 1000;

#[derive(Clone)]
pub(super) struct SdnRow {
    /// 1-based in the file.
    pub(super) row: usize,
    pub(super) fields: usize,
    pub(super) ent_num: String,
    pub(super) name: String,
    kind: String,
    pub(super) program: String,
    remarks: String,
}

impl SdnRow {
    pub(super) fn overflows(&self) -> bool {
        // A blank at the cut is lost, so a cut text may be shorter by one.
        self.remarks.chars().count() + 1 >= REMARKS_LIMIT
    }
}

pub(super) struct Alias {
    pub(super) row: usize,
    pub(super) kind: NameKind,
    pub(super) name: String,
}

/// Every row of `sdn.csv`; a last row without all its fields is a file cut in the middle.
pub(super) fn sdn(path: &Path, limits: &Limits) -> Result<Vec<SdnRow>> {
    let records = data_rows(path, limits, SDN_FIELDS)?;
    let field =
        |record: &[String], at: usize| record.get(at).map_or("", |text| value(text)).to_owned();
    let rows = records.into_iter().map(|(row, record)| SdnRow {
        row,
        fields: record.len(),
        ent_num: field(&record, 0),
        name: field(&record, 1),
        kind: field(&record, 2),
        program: field(&record, 3),
        remarks: record.get(11).map_or("", |text| prose(text)).to_owned(),
    });
    Ok(rows.collect())
}

/// The individuals that have an id; every other row that may be one is noted as lost.
pub(super) fn individuals(sdn: &[SdnRow], lost: &mut Losses) -> Vec<SdnRow> {
    let mut people = Vec::new();
    for row in sdn {
        let is_number = !row.ent_num.is_empty() && row.ent_num.bytes().all(|b| b.is_ascii_digit());
        if row.fields != SDN_FIELDS {
            let why = format!("{} fields, expected {SDN_FIELDS}", row.fields);
            lost.row(row.row, "", ImportCode::WrongFieldCount, &why);
        } else if !row.kind.eq_ignore_ascii_case("individual") {
            if !OTHER_TYPES.contains(&row.kind.to_lowercase().as_str()) {
                lost.unknown(row.row, Unknown::RowType, &row.kind);
            }
            continue;
        } else if !is_number {
            lost.row(row.row, "ent_num", ImportCode::BadValue, "not a number");
        } else {
            let why = "the same ent_num as an earlier row";
            if lost.is_new(("", &row.ent_num), row.row, "ent_num", why) {
                people.push(row.clone());
            }
        }
    }
    people
}

/// The aliases of every entry, by its number, in the order of the file.
pub(super) fn aliases(
    path: &Path,
    limits: &Limits,
    lost: &mut Losses,
) -> Result<BTreeMap<String, Vec<Alias>>> {
    let mut aliases: BTreeMap<String, Vec<Alias>> = BTreeMap::new();
    for (row, record) in data_rows(path, limits, ALT_FIELDS)? {
        let [ent_num, _, kind, name, _] = record.as_slice() else {
            let why = format!("{} fields, expected {ALT_FIELDS}", record.len());
            lost.value(row, "", ImportCode::WrongFieldCount, &why);
            continue;
        };
        let kind = value(kind).to_lowercase();
        if !ALIAS_TYPES.contains(&kind.as_str()) {
            lost.unknown(row, Unknown::AliasType, &kind);
        }
        let weak = kind.contains("weak");
        aliases
            .entry(value(ent_num).to_owned())
            .or_default()
            .push(Alias {
                row,
                kind: if weak {
                    NameKind::WeakAlias
                } else {
                    NameKind::Alias
                },
                name: value(name).to_owned(),
            });
    }
    Ok(aliases)
}

/// The rest of remarks that did not fit, by entry number.
pub(super) fn comments(path: Option<&Path>, limits: &Limits) -> Result<BTreeMap<String, String>> {
    let mut comments: BTreeMap<String, String> = BTreeMap::new();
    let Some(path) = path else {
        return Ok(comments);
    };
    for (_, record) in data_rows(path, limits, 2)? {
        if let [ent_num, rest] = record.as_slice() {
            comments
                .entry(value(ent_num).to_owned())
                .or_default()
                .push_str(prose(rest));
        }
    }
    Ok(comments)
}

/// The cut falls anywhere, in the middle of a word too, so a remark of full length goes on
/// without a seam; a shorter one was closed, or lost the blank at its end.
pub(super) fn whole_remarks(person: &SdnRow, rest: Option<&String>) -> String {
    let Some(rest) = rest else {
        return person.remarks.clone();
    };
    let seam = if person.remarks.chars().count() >= REMARKS_LIMIT {
        ""
    } else if person.remarks.trim_end().ends_with('.') {
        "; "
    } else {
        " "
    };
    format!("{}{seam}{rest}", person.remarks)
}

/// `-0-` is how these files write null.
fn value(field: &str) -> &str {
    match field.trim() {
        "-0-" => "",
        other => other,
    }
}

/// Like [`value`], with the blanks at the ends: the cut may fall on one.
fn prose(field: &str) -> &str {
    if value(field).is_empty() { "" } else { field }
}

/// Whether fields are parted by `|`.
pub(super) fn is_piped(path: &Path) -> bool {
    let name = files::name_of(path).to_lowercase();
    name.strip_suffix(".gz").unwrap_or(&name).ends_with(".pip")
}

/// The records with their row numbers, without header and end mark.
fn data_rows(path: &Path, limits: &Limits, fields: usize) -> Result<Vec<(usize, Vec<String>)>> {
    let delimiter = if is_piped(path) { b'|' } else { b',' };
    let records = source::records(path, &source::read(path, limits)?, delimiter)?;
    let is_mark = |record: &[String]| {
        let first = record.first().map_or("", String::as_str);
        first.starts_with('\u{1a}') || first.trim().eq_ignore_ascii_case("ent_num")
    };
    let ends_with_mark = records.last().is_some_and(|record| is_mark(record));
    let rows: Vec<_> = records
        .into_iter()
        .enumerate()
        .filter(|(_, record)| !is_mark(record))
        .map(|(index, record)| (index + 1, record))
        .collect();
    match rows.last() {
        Some((row, record)) if record.len() < fields && !ends_with_mark => {
            let cause = format!(
                "the last row, {row}, has {} fields of {fields}",
                record.len()
            );
            Err(cut(path, &cause))
        }
        _ => Ok(rows),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(remarks: &str) -> SdnRow {
        SdnRow {
            row: 1,
            fields: SDN_FIELDS,
            ent_num: "1".into(),
            name: "A, B".into(),
            kind: "individual".into(),
            program: String::new(),
            remarks: remarks.into(),
        }
    }

    #[test]
    fn remarks_are_joined_where_they_were_cut() {
        let cases = [
            ("x".repeat(1000), "hn'; DOB 1970", "hn'; DOB 1970"),
            (format!("{} ", "x".repeat(999)), "ETH 1", "ETH 1"),
            ("x".repeat(999), "ETH 1", " ETH 1"),
            (format!("{}No.", "x".repeat(997)), " 12", " 12"),
            ("x (Utopia).".to_owned(), "DOB 1970", "; DOB 1970"),
        ];
        for (cut, rest, expected) in cases {
            let whole = whole_remarks(&row(&cut), Some(&rest.to_owned()));
            assert_eq!(whole[cut.len()..], *expected);
        }
        assert_eq!(whole_remarks(&row("DOB 1970"), None), "DOB 1970");
    }

    #[test]
    fn a_file_cut_in_its_last_row_is_refused_and_an_end_mark_is_not_a_row() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("alt.csv");
        let read = |text: &str| {
            std::fs::write(&path, text).unwrap();
            aliases(&path, &Limits::default(), &mut Losses::of(&path))
        };
        let header = "ent_num,alt_num,alt_type,alt_name,alt_remarks\n";
        let whole = format!("{header}7,1,aka,\"DOE, J\",-0- \n7,2,weak aka,X,-0-\n\u{1a},,,,");
        let kinds: Vec<_> = read(&whole).unwrap()["7"]
            .iter()
            .map(|a| (a.row, a.kind))
            .collect();
        assert_eq!(kinds, [(2, NameKind::Alias), (3, NameKind::WeakAlias)]);
        let error = read("7,1,aka,A,-0-\n7,2,ak").err().unwrap();
        assert!(error.to_string().contains("fetch it again"), "{error}");
    }
}
