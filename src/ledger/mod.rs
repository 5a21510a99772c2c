//! What officers decided, kept for good: `OUT/ledger/decisions-000001.parquet` and so on,
//! one part for each review.
//!
//! A part is never opened for writing again. It appears by one rename, after its bytes are
//! on the disk, so a process that is killed at any point leaves the ledger as it was or with
//! the whole new part.

pub mod decisions;

mod part;

pub mod redress_file;

pub use crate::domain::decision as words;

use crate::error::{Error, Result};
use crate::files::{self, Lock};
use crate::redress::{Ground, Verdict};
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use words::{CarrierAction, Decision, MatchTruth};

/// The folder beside the runs. No run may bear this name.
pub const FOLDER: &str = "ledger";

/// One decision on one case, with what trends ask of it. No name, birth date or document:
/// the digests tell whether traveller and entry are the same again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub run_id: String,
    pub case_id: String,
    /// Of the run: the time to decision counts from here.
    pub as_of: Timestamp,
    pub decided_at: Timestamp,
    pub recorded_at: Timestamp,
    pub officer: String,
    pub decision: Decision,
    pub carrier_action: CarrierAction,
    pub match_truth: MatchTruth,
    pub note: Option<String>,
    pub carrier: String,
    pub flight_number: String,
    pub departure_airport: String,
    pub arrival_airport: String,
    pub scheduled_departure: Timestamp,
    pub group: String,
    pub action: String,
    pub reason_codes: Vec<String>,
    /// Of the best hit; none when a document alone made the case.
    pub list: Option<String>,
    pub entry_id: Option<String>,
    pub category: Option<String>,
    /// None when the traveller carried no document: nobody is cleared by a name.
    pub identity_digest: Option<String>,
    pub entry_digest: Option<String>,
}

impl Row {
    /// What the decision says of its pair, if it says anything.
    pub fn verdict(&self) -> Option<Verdict> {
        let different_person = match self.match_truth {
            MatchTruth::DifferentPerson => true,
            MatchTruth::SamePerson => false,
            MatchTruth::Unknown => return None,
        };
        Some(Verdict {
            who: self.identity_digest.clone()?,
            list: self.list.clone()?,
            entry_id: self.entry_id.clone()?,
            entry_digest: self.entry_digest.clone()?,
            at: self.decided_at,
            different_person,
            ground: Ground::Decision,
            reference: format!("{}/{}", self.run_id, self.case_id),
        })
    }
}

/// Every part under `OUT`, oldest first. Hidden files are parts that were never finished.
pub fn parts(out: &Path) -> Result<Vec<PathBuf>> {
    let folder = out.join(FOLDER);
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let items = std::fs::read_dir(&folder).map_err(|e| Error::cannot_read(&folder, &e))?;
    let mut found = Vec::new();
    for item in items {
        let path = item.map_err(|e| files::read_failed(&folder, &e))?.path();
        found.extend(number_of(&path).map(|number| (number, path)));
    }
    found.sort();
    Ok(found.into_iter().map(|(_, path)| path).collect())
}

/// Every decision under `OUT`, in the order of recording.
pub fn read(out: &Path) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for path in parts(out)? {
        rows.extend(part::read(&path)?);
    }
    Ok(rows)
}

/// The right to add a part, held by one process at a time. Reading needs none.
pub struct Writer {
    out: PathBuf,
    _lock: Lock,
}

impl Writer {
    pub fn open(out: &Path) -> Result<Writer> {
        Ok(Writer {
            _lock: Lock::take(&out.join(FOLDER))?,
            out: out.to_owned(),
        })
    }

    /// Publishes the rows as the next part and gives its path.
    pub fn append(&self, rows: &[Row]) -> Result<PathBuf> {
        let known = parts(&self.out)?;
        let last = known.last().and_then(|path| number_of(path)).unwrap_or(0);
        let folder = self.out.join(FOLDER);
        let path = folder.join(format!("decisions-{:06}.parquet", last + 1));
        part::write(&path, rows)?;
        files::sync_folder(&folder)?;
        Ok(path)
    }
}

fn number_of(path: &Path) -> Option<u32> {
    let name = path.file_name()?.to_str()?;
    let digits = name.strip_prefix("decisions-")?.strip_suffix(".parquet")?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn row(case_id: &str) -> Row {
        Row {
            run_id: "night".to_owned(),
            case_id: case_id.to_owned(),
            as_of: at("2026-11-23T18:00:00Z"),
            decided_at: at("2026-11-23T19:00:00.25Z"),
            recorded_at: at("2026-11-23T20:00:00Z"),
            officer: "Officer 12".to_owned(),
            decision: Decision::NotConcur,
            carrier_action: CarrierAction::Boarded,
            match_truth: MatchTruth::DifferentPerson,
            note: None,
            carrier: "XX".to_owned(),
            flight_number: "101".to_owned(),
            departure_airport: "CDG".to_owned(),
            arrival_airport: "JFK".to_owned(),
            scheduled_departure: at("2026-11-24T06:00:00Z"),
            group: "NEW_YORK".to_owned(),
            action: "recommend_denial".to_owned(),
            reason_codes: vec!["listed_person".to_owned()],
            list: Some("TEST".to_owned()),
            entry_id: Some("7".to_owned()),
            category: None,
            identity_digest: Some("who".to_owned()),
            entry_digest: Some("entry".to_owned()),
        }
    }

    #[test]
    fn parts_are_added_and_read_back_in_order_and_torn_ones_are_none() {
        let out = tempfile::tempdir().unwrap();
        assert_eq!(read(out.path()).unwrap(), []);
        let writer = Writer::open(out.path()).unwrap();
        let first = writer.append(&[row("C-1"), row("C-2")]).unwrap();
        let bytes = std::fs::read(&first).unwrap();
        // What a kill in the middle of writing leaves.
        let torn = first.with_file_name(".decisions-000002.parquet.part");
        std::fs::write(torn, b"PAR1 half").unwrap();
        assert_eq!(read(out.path()).unwrap(), [row("C-1"), row("C-2")]);
        let second = writer.append(&[row("C-3")]).unwrap();
        assert!(second.ends_with("ledger/decisions-000002.parquet"));
        assert_eq!(read(out.path()).unwrap().len(), 3);
        assert_eq!(std::fs::read(first).unwrap(), bytes, "parts never change");
        assert!(Writer::open(out.path()).is_err(), "one writer at a time");
    }

    #[test]
    fn only_a_decision_on_a_known_pair_says_anything_of_it() {
        assert!(row("C-1").verdict().unwrap().different_person);
        let changes: [fn(&mut Row); 4] = [
            |row| row.match_truth = MatchTruth::Unknown,
            |row| row.identity_digest = None,
            |row| row.entry_digest = None,
            |row| row.list = None,
        ];
        for change in changes {
            let mut row = row("C-1");
            change(&mut row);
            assert_eq!(row.verdict(), None);
        }
    }

    #[test]
    fn a_damaged_part_is_bad_data() {
        let out = tempfile::tempdir().unwrap();
        let part = Writer::open(out.path())
            .unwrap()
            .append(&[row("C-1")])
            .unwrap();
        std::fs::write(part, b"PAR1").unwrap();
        let error = read(out.path()).err().unwrap();
        assert_eq!(error.kind, crate::error::Kind::Data);
    }
}
