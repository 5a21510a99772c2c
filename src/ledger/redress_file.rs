//! The redress file: which numbers clear which person of which entry.
//!
//! A CSV of `redress_number, surname, given_names, birth_date, list, entry_id, entry_digest,
//! granted_on`. The digest is that of `pairs.parquet` in the run that made the case. A row
//! that cannot be read clears nobody.

use crate::domain::date::PartialDate;
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::redress::{Ground, Verdict, redress_digest};
use crate::schema::rows::CaseRow;
use csv::{ReaderBuilder, StringRecord, Trim};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::path::Path;

pub(super) const COLUMNS: [&str; 8] = [
    "redress_number",
    "surname",
    "given_names",
    "birth_date",
    "list",
    "entry_id",
    "entry_digest",
    "granted_on",
];

/// What the rows say, and a warning for each that says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grants {
    pub verdicts: Vec<Verdict>,
    /// To whom, in the same order.
    pub granted: Vec<Granted>,
    pub warnings: Vec<String>,
}

/// To whom a number was granted, and for which entry: a case has no number to be told by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Granted {
    /// Of name and birth date.
    person: Option<String>,
    list: String,
    entry_id: String,
}

/// In the place of a number, where only the person is compared.
const NO_NUMBER: &str = "PERSON";

impl Granted {
    fn new(cells: &[&str; 8]) -> Granted {
        let [_, surname, given_names, birth, list, entry_id, ..] = *cells;
        let birth = PartialDate::parse_iso(birth);
        let person = birth.and_then(|birth| redress_digest(NO_NUMBER, surname, given_names, birth));
        Granted {
            person,
            list: list.to_owned(),
            entry_id: entry_id.to_owned(),
        }
    }

    /// Whether a case is of the same person and entry.
    pub fn is_of(&self, case: &CaseRow) -> bool {
        let birth = case.birth_date.as_deref().and_then(PartialDate::parse_iso);
        let given = case.given_names.as_deref().unwrap_or_default();
        let person = birth.and_then(|birth| redress_digest(NO_NUMBER, &case.surname, given, birth));
        let entry = (case.list.as_deref(), case.entry_id.as_deref());
        person.is_some()
            && person == self.person
            && entry == (Some(&self.list), Some(&self.entry_id))
    }
}

pub fn read(path: &Path) -> Result<Grants> {
    let file = files::open(path)?;
    let mut reader = ReaderBuilder::new().trim(Trim::All).from_reader(file);
    let header = reader.headers().map_err(|e| files::read_failed(path, &e))?;
    let places = places(&header.clone(), path)?;
    let mut grants = Grants::default();
    for (number, record) in (2_u64..).zip(reader.into_records()) {
        let place = format!("{}: row {number}", path.display());
        let read = match &record {
            Ok(record) => verdict(record, &places, path, number),
            Err(_) => Err("number of values, or its UTF-8"),
        };
        match read {
            Ok((verdict, granted)) => {
                grants.verdicts.push(verdict);
                grants.granted.push(granted);
            }
            Err(column) => grants.warnings.push(format!(
                "{place}: {column} cannot be read; this row clears nobody"
            )),
        }
    }
    Ok(grants)
}

/// Where each of [`COLUMNS`] stands.
fn places(header: &StringRecord, path: &Path) -> Result<[usize; 8]> {
    let mut places = [0; 8];
    for (place, column) in places.iter_mut().zip(COLUMNS) {
        let mut names = header
            .iter()
            .map(|name| name.trim_start_matches('\u{feff}'));
        *place = names.position(|name| name == column).ok_or_else(|| {
            let what = format!("{}: required column {column} is missing", path.display());
            Error::new(Kind::Data, what).hint("the first row names the columns")
        })?;
    }
    Ok(places)
}

/// `Err` names the column.
fn verdict(
    record: &StringRecord,
    places: &[usize; 8],
    path: &Path,
    row: u64,
) -> std::result::Result<(Verdict, Granted), &'static str> {
    let cells = places.map(|place| record.get(place).unwrap_or(""));
    let [
        number,
        surname,
        given_names,
        birth,
        list,
        entry_id,
        entry_digest,
        granted_on,
    ] = cells;
    for (column, cell) in [
        ("surname", surname),
        ("list", list),
        ("entry_id", entry_id),
        ("entry_digest", entry_digest),
    ] {
        if cell.is_empty() {
            return Err(column);
        }
    }
    let birth = PartialDate::parse_iso(birth).ok_or("birth_date")?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let granted = Granted::new(&cells);
    let verdict = Verdict {
        who: redress_digest(number, surname, given_names, birth).ok_or("redress_number")?,
        list: list.to_owned(),
        entry_id: entry_id.to_owned(),
        entry_digest: entry_digest.to_owned(),
        at: midnight(granted_on).ok_or("granted_on")?,
        different_person: true,
        ground: Ground::RedressNumber,
        reference: format!("{name}:{row}"),
    };
    Ok((verdict, granted))
}

fn midnight(day: &str) -> Option<Timestamp> {
    let day: Date = day.parse().ok()?;
    let start = day.to_zoned(TimeZone::UTC).ok()?;
    Some(start.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_row_clears_nobody_and_is_named_without_its_values() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("redress.csv");
        let good = "7654321,SMITH,ANN,1970-03-05,TEST,7,abc,2026-11-01";
        for (row, column) in [
            (
                "--,SMITH,ANN,1970-03-05,TEST,7,abc,2026-11-01",
                "redress_number",
            ),
            ("7654321,,ANN,1970-03-05,TEST,7,abc,2026-11-01", "surname"),
            ("7654321,SMITH,ANN,,TEST,7,abc,2026-11-01", "birth_date"),
            (
                "7654321,SMITH,ANN,1970-03-05,TEST,7,,2026-11-01",
                "entry_digest",
            ),
            ("7654321,SMITH,ANN,1970-03-05,TEST,7,abc,soon", "granted_on"),
            ("7654321,SMITH", "number of values"),
        ] {
            let text = format!("{}\n{row}\n{good}\n", COLUMNS.join(","));
            std::fs::write(&path, text).unwrap();
            let grants = read(&path).unwrap();
            assert_eq!(grants.verdicts.len(), 1, "{row}");
            assert_eq!(grants.verdicts[0].reference, "redress.csv:3");
            let case = |birth: &str| CaseRow {
                surname: "Smith".to_owned(),
                given_names: Some("ann".to_owned()),
                birth_date: Some(birth.to_owned()),
                list: Some("TEST".to_owned()),
                entry_id: Some("7".to_owned()),
                ..crate::schema::samples::case_row("C-1")
            };
            assert!(grants.granted[0].is_of(&case("1970-03-05")));
            assert!(!grants.granted[0].is_of(&case("1970-03-06")));
            let warning = &grants.warnings[0];
            assert!(
                warning.contains("row 2") && warning.contains(column),
                "{warning}"
            );
            assert!(!warning.contains("SMITH"), "{warning}");
        }
        std::fs::write(&path, "redress_number\n").unwrap();
        assert_eq!(read(&path).err().unwrap().kind, Kind::Data);
    }
}
