//! The file in which officers hand in their decisions, checked row by row: what is right is
//! taken, what is wrong is refused with its row, column and reason.

use crate::error::{Error, Kind, Result};
use crate::files;
use crate::ledger::words::{CarrierAction, Decision, MatchTruth};
use csv::{ByteRecord, ReaderBuilder, Trim};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;

/// Longest officer's name and note, in characters.
const LONGEST_OFFICER: usize = 100;
const LONGEST_NOTE: usize = 1_000;

/// Columns without which no decision can be attributed.
const REQUIRED: [&str; 4] = ["case_id", "officer", "decided_at", "decision"];

/// One decision as handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    pub case_id: String,
    pub officer: String,
    /// Whole milliseconds.
    pub decided_at: Timestamp,
    pub decision: Decision,
    pub carrier_action: CarrierAction,
    pub match_truth: MatchTruth,
    pub note: Option<String>,
}

/// One row that is not recorded. It never repeats what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// As a spreadsheet counts: the header is row 1.
    pub row: u64,
    pub column: &'static str,
    pub reason: String,
}

/// What a row is held against.
pub struct Known<'a> {
    /// Cases of the run.
    pub cases: BTreeSet<&'a str>,
    /// Decisions in the ledger, by case and moment.
    pub recorded: BTreeSet<(String, Timestamp)>,
    /// No decision was taken later.
    pub latest: Timestamp,
}

/// The rows of a file, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    pub good: Vec<Stated>,
    pub refused: Vec<Refusal>,
}

pub fn read(path: &Path, known: &Known) -> Result<Sheet> {
    let file = File::open(path).map_err(|e| Error::cannot_read(path, &e))?;
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .trim(Trim::All)
        .from_reader(file);
    let broken = |e: &csv::Error| files::read_failed(path, e);
    let header = reader.byte_headers().map_err(|e| broken(&e))?.clone();
    let columns = Columns::of(&header, path)?;
    let mut recorded = known.recorded.clone();
    let mut sheet = Sheet::default();
    for (number, record) in (2..).zip(reader.into_byte_records()) {
        let record = record.map_err(|e| broken(&e))?;
        let row = Row {
            record: &record,
            columns: &columns,
        };
        let stated = row.stated(known).and_then(|stated| {
            let once = recorded.insert((stated.case_id.clone(), stated.decided_at));
            let twice = ("case_id", "this decision is recorded already".to_owned());
            once.then_some(stated).ok_or(twice)
        });
        match stated {
            Ok(stated) => sheet.good.push(stated),
            Err((column, reason)) => sheet.refused.push(Refusal {
                row: number,
                column,
                reason,
            }),
        }
    }
    Ok(sheet)
}

/// Where each column stands, by name; others are passed over.
struct Columns {
    names: Vec<String>,
}

impl Columns {
    fn of(header: &ByteRecord, path: &Path) -> Result<Columns> {
        let name = |cell: &[u8]| {
            let text = String::from_utf8_lossy(cell);
            text.trim_start_matches('\u{feff}').trim().to_lowercase()
        };
        let names: Vec<String> = header.iter().map(name).collect();
        for column in REQUIRED {
            if !names.iter().any(|name| name == column) {
                let what = format!("{}: required column {column} is missing", path.display());
                let hint = "the first row names the columns, separated by commas";
                return Err(Error::new(Kind::Data, what).hint(hint));
            }
        }
        Ok(Columns { names })
    }
}

type Refused = (&'static str, String);

struct Row<'a> {
    record: &'a ByteRecord,
    columns: &'a Columns,
}

impl Row<'_> {
    fn stated(&self, known: &Known) -> std::result::Result<Stated, Refused> {
        let (found, wanted) = (self.record.len(), self.columns.names.len());
        if found != wanted {
            let reason = format!("the row has {found} values for {wanted} columns");
            return Err(("case_id", reason));
        }
        let case_id = self.required("case_id")?;
        if !known.cases.contains(case_id) {
            return Err(("case_id", "the run has no such case".to_owned()));
        }
        Ok(Stated {
            case_id: case_id.to_owned(),
            officer: self.officer()?,
            decided_at: self.decided_at(known.latest)?,
            decision: self.word("decision", Decision::parse, Decision::WORDS, None)?,
            carrier_action: self.word(
                "carrier_action",
                CarrierAction::parse,
                CarrierAction::WORDS,
                Some(CarrierAction::Unknown),
            )?,
            match_truth: self.word(
                "match_truth",
                MatchTruth::parse,
                MatchTruth::WORDS,
                Some(MatchTruth::Unknown),
            )?,
            note: self.note()?,
        })
    }

    /// Blank and absent are both `None`.
    fn cell(&self, column: &'static str) -> std::result::Result<Option<&str>, Refused> {
        let at = self.columns.names.iter().position(|name| name == column);
        let Some(bytes) = at.and_then(|at| self.record.get(at)) else {
            return Ok(None);
        };
        let text = std::str::from_utf8(bytes).map_err(|_| (column, "not UTF-8".to_owned()))?;
        Ok(Some(text.trim()).filter(|text| !text.is_empty()))
    }

    fn required(&self, column: &'static str) -> std::result::Result<&str, Refused> {
        self.cell(column)?.ok_or((column, "blank".to_owned()))
    }

    fn officer(&self) -> std::result::Result<String, Refused> {
        let officer = self.required("officer")?;
        if !officer.chars().any(char::is_alphanumeric) || officer.chars().any(char::is_control) {
            return Err(("officer", "no name or badge number".to_owned()));
        }
        at_most(LONGEST_OFFICER, "officer", officer)
    }

    fn decided_at(&self, latest: Timestamp) -> std::result::Result<Timestamp, Refused> {
        let column = "decided_at";
        let text = self.required(column)?;
        let moment: Timestamp = text.parse().map_err(|_| {
            let form = "no moment with its offset, as in 2026-11-23T19:05:00Z";
            (column, form.to_owned())
        })?;
        if latest < moment {
            return Err((column, "in the future".to_owned()));
        }
        // As the ledger keeps it, so that a decision compares with itself.
        Timestamp::from_millisecond(moment.as_millisecond())
            .map_err(|_| (column, "beyond the calendar".to_owned()))
    }

    fn word<T>(
        &self,
        column: &'static str,
        parse: fn(&str) -> Option<T>,
        words: &[&str],
        blank: Option<T>,
    ) -> std::result::Result<T, Refused> {
        let one_of = || (column, format!("not one of {}", words.join(", ")));
        match self.cell(column)? {
            Some(text) => parse(text).ok_or_else(one_of),
            None => blank.ok_or_else(one_of),
        }
    }

    fn note(&self) -> std::result::Result<Option<String>, Refused> {
        let note = self.cell("note")?;
        note.map(|note| at_most(LONGEST_NOTE, "note", note))
            .transpose()
    }
}

fn at_most(
    longest: usize,
    column: &'static str,
    text: &str,
) -> std::result::Result<String, Refused> {
    let fits = text.chars().count() <= longest;
    let reason = format!("longer than {longest} characters");
    fits.then(|| text.to_owned()).ok_or((column, reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known<'static> {
        let at = |text: &str| text.parse().unwrap();
        Known {
            cases: BTreeSet::from(["C-1", "C-2"]),
            recorded: BTreeSet::from([("C-2".to_owned(), at("2026-11-23T18:30:00Z"))]),
            latest: at("2026-11-24T18:00:00Z"),
        }
    }

    fn sheet(text: &[u8]) -> Result<Sheet> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decisions.csv");
        std::fs::write(&path, text).unwrap();
        read(&path, &known())
    }

    const HEADER: &str = "case_id,officer,decided_at,decision,carrier_action,match_truth,note\n";
    const GOOD: &str =
        "C-1,Ann Lee,2026-11-23T19:05:00Z,concur,denied_boarding,same_person,\"a, b\"\n";

    #[test]
    fn each_bad_row_is_refused_by_its_column_and_the_rest_is_taken() {
        for (row, column, reason) in [
            (
                "C-9,A,2026-11-23T19:05:00Z,concur,,,",
                "case_id",
                "no such case",
            ),
            (",A,2026-11-23T19:05:00Z,concur,,,", "case_id", "blank"),
            ("C-1,,2026-11-23T19:05:00Z,concur,,,", "officer", "blank"),
            ("C-1,-,2026-11-23T19:05:00Z,concur,,,", "officer", "no name"),
            (
                "C-1,A\u{7},2026-11-23T19:05:00Z,concur,,,",
                "officer",
                "no name",
            ),
            ("C-1,A,,concur,,,", "decided_at", "blank"),
            ("C-1,A,yesterday,concur,,,", "decided_at", "no moment"),
            (
                "C-1,A,2026-11-23T19:05:00,concur,,,",
                "decided_at",
                "offset",
            ),
            (
                "C-1,A,2026-13-23T19:05:00Z,concur,,,",
                "decided_at",
                "no moment",
            ),
            (
                "C-1,A,2062-11-23T19:05:00Z,concur,,,",
                "decided_at",
                "future",
            ),
            (
                "C-1,A,2026-11-23T19:05:00Z,,,,",
                "decision",
                "not one of concur",
            ),
            (
                "C-1,A,2026-11-23T19:05:00Z,deny,,,",
                "decision",
                "not one of concur",
            ),
            (
                "C-1,A,2026-11-23T19:05:00Z,CONCUR,,,",
                "decision",
                "not one of",
            ),
            (
                "C-1,A,2026-11-23T19:05:00Z,concur,flew,,",
                "carrier_action",
                "not one of denied_boarding",
            ),
            (
                "C-1,A,2026-11-23T19:05:00Z,concur,,maybe,",
                "match_truth",
                "not one of same_person",
            ),
            (
                "C-1,A,2026-11-23T19:05:00Z,concur",
                "case_id",
                "4 values for 7",
            ),
            // In the ledger already, and twice in the file.
            ("C-2,A,2026-11-23T18:30:00Z,concur,,,", "case_id", "already"),
            (
                "C-1,B,2026-11-23T19:05:00Z,not_concur,,,",
                "case_id",
                "already",
            ),
        ] {
            let sheet = sheet(format!("{HEADER}{GOOD}{row}\n").as_bytes()).unwrap();
            assert_eq!(sheet.good.len(), 1, "{row}");
            assert_eq!(sheet.refused.len(), 1, "{row}");
            let refused = &sheet.refused[0];
            assert_eq!((refused.row, refused.column), (3, column), "{row}");
            assert!(refused.reason.contains(reason), "{row}: {refused:?}");
        }
        let long = format!("C-1,A,2026-11-23T19:09:00Z,concur,,,{}", "n".repeat(1_001));
        let refused = sheet(format!("{HEADER}{long}\n").as_bytes())
            .unwrap()
            .refused;
        assert_eq!(refused[0].column, "note");
        let latin1 = [
            HEADER.as_bytes(),
            b"C-1,Ren\xe9,2026-11-23T19:05:00Z,concur,,,\n",
        ]
        .concat();
        let refused = sheet(&latin1).unwrap().refused;
        assert_eq!(
            (refused[0].column, refused[0].reason.as_str()),
            ("officer", "not UTF-8")
        );
    }

    #[test]
    fn columns_come_in_any_order_blanks_are_unknown_and_a_later_word_is_another_decision() {
        let text = "\u{feff}decision,shift,case_id,officer,decided_at\n\
                    need_info,1,C-1, Ann Lee ,2026-11-23T20:05:00+01:00\n\
                    concur,1,C-1,Ann Lee,2026-11-23T19:05:00.001Z\n";
        let sheet = sheet(text.as_bytes()).unwrap();
        assert_eq!(sheet.refused, []);
        let first = &sheet.good[0];
        assert_eq!(first.officer, "Ann Lee");
        assert_eq!(first.decided_at.to_string(), "2026-11-23T19:05:00Z");
        assert_eq!(first.carrier_action, CarrierAction::Unknown);
        assert_eq!(
            (first.match_truth, &first.note),
            (MatchTruth::Unknown, &None)
        );
        assert_eq!(sheet.good[1].decision, Decision::Concur);
    }

    #[test]
    fn a_file_without_a_column_is_refused_whole() {
        let error = sheet(b"case_id,decided_at,decision\n").err().unwrap();
        assert_eq!(error.kind, Kind::Data);
        assert!(error.to_string().contains("column officer is missing"));
    }
}
