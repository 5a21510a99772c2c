//! The decisions that officers hand in, checked row by row: what is right is taken, what is
//! wrong is refused with its row, column and reason, and what was left blank is counted.

mod row;

mod text;

use crate::error::{Error, Kind, Result};
use crate::files;
use crate::ledger::words::{CarrierAction, Decision, MatchTruth};
use crate::tables::source::missing_columns;
use csv::{ByteRecord, ReaderBuilder, Trim};
use jiff::Timestamp;
pub use row::Refused;
use row::{Cells, Columns};
use std::collections::BTreeMap;
use std::path::Path;
pub use text::Place;

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
    /// Rows of a template that nobody filled in.
    pub blank: u64,
}

/// The bytes of a file; `path` says in errors where they are from.
pub fn read(bytes: &[u8], path: &Path, known: &Known) -> Result<Sheet> {
    let text = text::checked(bytes, path)?;
    let mut places = text::places(text, path)?.into_iter();
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .trim(Trim::All)
        .from_reader(text);
    let broken = |e: &csv::Error| files::read_failed(path, e);
    let header = reader.byte_headers().map_err(|e| broken(&e))?.clone();
    let columns = columns(&header, path)?;
    places.next();
    let mut recorded = known.recorded.clone();
    let mut sheet = Sheet::default();
    for (place, record) in places.zip(reader.into_byte_records()) {
        let record = record.map_err(|e| broken(&e))?;
        // A spreadsheet writes rows that were emptied.
        if record.iter().all(<[u8]>::is_empty) {
            continue;
        }
        let row = Cells {
            place,
            record: &record,
            columns: &columns,
        };
        if row.is_left_blank() {
            sheet.blank += 1;
            continue;
        }
        let stated = row.stated(known);
        match stated.and_then(|stated| new(stated, &mut recorded)) {
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

/// One decision that was typed: column and value. Held to what a row of a file is held to.
pub fn one(typed: &[(&'static str, &str)], known: &Known) -> std::result::Result<Stated, Refused> {
    let columns = typed.iter().map(|(column, _)| (*column).to_owned());
    let values: Vec<&str> = typed.iter().map(|(_, value)| *value).collect();
    let row = Cells {
        place: Place { row: 1, line: 1 },
        record: &ByteRecord::from(values),
        columns: &columns.collect(),
    };
    new(row.stated(known)?, &mut known.recorded.clone())
}

fn new(
    stated: Stated,
    recorded: &mut BTreeMap<(String, Timestamp), Said>,
) -> std::result::Result<Stated, Refused> {
    let moment = (stated.case_id.clone(), stated.decided_at);
    match recorded.insert(moment, stated.said()) {
        Some(said) => Err(recorded_already(&stated, said)),
        None => Ok(stated),
    }
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
fn columns(header: &ByteRecord, path: &Path) -> Result<Columns> {
    let name = |cell: &[u8]| {
        let text = String::from_utf8_lossy(cell);
        text.trim_start_matches('\u{feff}').trim().to_lowercase()
    };
    let names: Columns = header.iter().map(name).collect();
    let count = |column: &str| names.iter().filter(|name| *name == column).count();
    if let Some(column) = REQUIRED.iter().chain(&OPTIONAL).find(|c| 1 < count(c)) {
        let what = format!("{}: column {column} stands there twice", path.display());
        let hint = "nothing was recorded; take one of the two out";
        return Err(Error::new(Kind::Data, what).hint(hint));
    }
    text::check_separator(&names, path)?;
    let missing = REQUIRED.into_iter().filter(|column| count(column) == 0);
    match missing_columns(missing) {
        None => Ok(names),
        Some(missing) => {
            let what = format!("{}: {missing}", path.display());
            let hint = "the first row names the columns, separated by commas";
            Err(Error::new(Kind::Data, what).hint(hint))
        }
    }
}

#[cfg(test)]
mod tests;
