//! The file in which officers hand in their decisions, checked row by row: what is right is
//! taken, what is wrong is refused with its row, column and reason.

mod text;

use crate::error::{Error, Kind, Result};
use crate::files;
use crate::ledger::words::{CarrierAction, Decision, MatchTruth};
use csv::{ByteRecord, ReaderBuilder, Trim};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use std::path::Path;
pub use text::Place;

/// Longest officer's name and note, in characters.
const LONGEST_OFFICER: usize = 100;
const LONGEST_NOTE: usize = 1_000;

/// What the clocks of officers and of this machine may differ by, in minutes.
const SLACK: i64 = 15;

/// Columns without which no decision can be attributed.
pub(super) const REQUIRED: [&str; 4] = ["case_id", "officer", "decided_at", "decision"];
pub(super) const OPTIONAL: [&str; 3] = ["carrier_action", "match_truth", "note"];

/// One decision as handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    pub place: Place,
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
    pub place: Place,
    pub column: &'static str,
    pub reason: String,
}

/// What a row is held against.
pub struct Known<'a> {
    /// Cases of the run, and whether an entry of a list made each.
    pub cases: BTreeMap<&'a str, bool>,
    /// Decisions in the ledger, by case and moment.
    pub recorded: BTreeMap<(String, Timestamp), Said>,
    /// No decision was taken earlier, but for the slack of clocks.
    pub earliest: Timestamp,
    /// No decision was taken later, but for the slack of clocks.
    pub latest: Timestamp,
}

/// A word without who spoke it.
pub type Said = (Decision, CarrierAction, MatchTruth);

impl Stated {
    fn said(&self) -> Said {
        (self.decision, self.carrier_action, self.match_truth)
    }
}

/// The rows of a file, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    pub good: Vec<Stated>,
    pub refused: Vec<Refusal>,
}

pub fn read(path: &Path, known: &Known) -> Result<Sheet> {
    let bytes = std::fs::read(path).map_err(|e| Error::cannot_read(path, &e))?;
    let text = text::checked(&bytes, path)?;
    let mut places = text::places(text, path)?.into_iter();
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .trim(Trim::All)
        .from_reader(text);
    let broken = |e: &csv::Error| files::read_failed(path, e);
    let header = reader.byte_headers().map_err(|e| broken(&e))?.clone();
    let columns = Columns::of(&header, path)?;
    places.next();
    let mut recorded = known.recorded.clone();
    let mut sheet = Sheet::default();
    for (place, record) in places.zip(reader.into_byte_records()) {
        let record = record.map_err(|e| broken(&e))?;
        // A spreadsheet writes rows that were emptied.
        if record.iter().all(<[u8]>::is_empty) {
            continue;
        }
        let row = Row {
            place,
            record: &record,
            columns: &columns,
        };
        let stated = row.stated(known).and_then(|stated| {
            let moment = (stated.case_id.clone(), stated.decided_at);
            match recorded.insert(moment, stated.said()) {
                Some(said) => Err(recorded_already(&stated, said)),
                None => Ok(stated),
            }
        });
        match stated {
            Ok(stated) => sheet.good.push(stated),
            Err((column, reason)) => sheet.refused.push(Refusal {
                place,
                column,
                reason,
            }),
        }
    }
    Ok(sheet)
}

/// A correction of the same moment would be lost without a word if it were taken for the same.
fn recorded_already(stated: &Stated, said: Said) -> Refused {
    if stated.decision != said.0 {
        let said = said.0.as_str();
        let reason = format!(
            "another decision ({said}) is recorded at this moment; give a later decided_at"
        );
        return ("decided_at", reason);
    }
    if stated.said() != said {
        let reason = "this decision is recorded at this moment with another carrier_action or \
                      match_truth; give a later decided_at";
        return ("decided_at", reason.to_owned());
    }
    ("case_id", "this decision is recorded already".to_owned())
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
        let count = |column: &str| names.iter().filter(|name| *name == column).count();
        if let Some(column) = REQUIRED.iter().chain(&OPTIONAL).find(|c| 1 < count(c)) {
            let what = format!("{}: column {column} stands there twice", path.display());
            let hint = "nothing was recorded; take one of the two out";
            return Err(Error::new(Kind::Data, what).hint(hint));
        }
        text::check_separator(&names, path)?;
        for column in REQUIRED {
            if count(column) == 0 {
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
    place: Place,
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
        let Some(listed) = known.cases.get(case_id) else {
            return Err(("case_id", "the run has no such case".to_owned()));
        };
        let stated = Stated {
            place: self.place,
            case_id: case_id.to_owned(),
            officer: self.officer()?,
            decided_at: self.decided_at(known)?,
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
        };
        // It would clear the pair and deny boarding for the same entry.
        let denies = stated.decision == Decision::Concur;
        if *listed && denies && stated.match_truth == MatchTruth::DifferentPerson {
            let reason = "concur says that the listed person travels, different_person that it \
                          is another one: give not_concur, or another match_truth";
            return Err(("match_truth", reason.to_owned()));
        }
        Ok(stated)
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

    fn decided_at(&self, known: &Known) -> std::result::Result<Timestamp, Refused> {
        let column = "decided_at";
        let text = self.required(column)?;
        let moment: Timestamp = text.parse().map_err(|_| {
            let form = "no moment with its offset, as in 2026-11-23T19:05:00Z";
            (column, form.to_owned())
        })?;
        let slack = SignedDuration::from_mins(SLACK);
        if slack < moment.duration_since(known.latest) {
            let reason = format!("in the future by more than {SLACK} minutes");
            return Err((column, reason));
        }
        if slack < known.earliest.duration_since(moment) {
            let reason = format!("before the run by more than {SLACK} minutes");
            return Err((column, reason));
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
mod tests;
