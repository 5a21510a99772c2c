//! What officers decided, kept for good: `OUT/ledger/decisions-000001.parquet` and so on,
//! one part for each review.
//!
//! A part is never opened for writing again; retention alone puts a ledger with less in it in
//! place of the whole (`rewrite.rs`). A part appears by one rename, after its bytes are
//! on the disk, so a process that is killed at any point leaves the ledger as it was or with
//! the whole new part.

mod append;

pub mod chain;

pub mod decisions;

pub mod dictionary;

pub mod head;

mod part;

pub mod redress_file;

pub mod reduce;

pub mod rewrite;

pub mod salt;

pub mod salting;

pub mod ties;

pub mod verdicts;

mod whole;

pub use crate::domain::decision as words;

use crate::error::Result;
use crate::files::{self, Lock};
use crate::redress::{Ground, Verdict};
use crate::tables::cell::word_value;
use crate::tables::row::table;
use jiff::Timestamp;
pub use part::Part;
use std::path::{Path, PathBuf};
pub use whole::load_whole;
use words::{CarrierAction, Decision, MatchTruth};

/// The folder beside the runs. No run may bear this name.
pub const FOLDER: &str = "ledger";

word_value!(Decision, Decision::WORDS.into());
word_value!(CarrierAction, CarrierAction::WORDS.into());
word_value!(MatchTruth, MatchTruth::WORDS.into());

table! {
    /// One decision on one case, with what trends ask of it. No name, birth date or document:
    /// the digests tell whether passenger and entry are the same again. What was read holds them
    /// as the part does, hidden by the salt; what is appended holds them bare.
    #[version = crate::tables::version::LEDGER]
    pub struct Row {
        /// The run whose case was decided.
        pub run_id: String,
        /// Of its `recommendations`.
        pub case_id: String,
        /// Of the run: the time to decision counts from here.
        pub as_of: Timestamp,
        /// As the officer says.
        pub decided_at: Timestamp,
        /// By this machine's clock.
        pub recorded_at: Timestamp,
        /// Who decided.
        pub officer: String,
        /// Whether the officer agrees with what was recommended.
        pub decision: Decision,
        /// What the carrier did.
        pub carrier_action: CarrierAction,
        /// Whether the passenger is the listed person.
        pub match_truth: MatchTruth,
        /// The officer's.
        pub note: Option<String>,
        /// Designator.
        pub carrier: String,
        /// Without the carrier.
        pub flight_number: String,
        /// IATA.
        pub departure_airport: String,
        /// IATA.
        pub arrival_airport: String,
        /// Of the flight.
        pub scheduled_departure: Timestamp,
        /// The liaison group that received the case.
        #[twin = "liaison_group"]
        pub group: String,
        /// What was recommended.
        pub action: String,
        /// Of the case.
        pub reason_codes: Vec<String>,
        /// Of the best hit; none when a document alone made the case.
        pub list: Option<String>,
        /// Of the best hit.
        pub entry_id: Option<String>,
        /// Of the hit that decided.
        pub category: Option<String>,
        /// Of the case, when it was decided on: whether it is as likely still.
        #[unit = "bits"]
        #[since = "2"]
        pub score_bits: Option<f64>,
        /// None when the passenger carried no document: nobody is cleared by a name. Hidden by
        /// the salt.
        pub identity_digest: Option<String>,
        /// Of the entry as it stood; hidden by the salt.
        pub entry_digest: Option<String>,
    }
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
    if !files::is_there(&folder)? {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for path in files::list(&folder)? {
        found.extend(number_of(&path).map(|number| (number, path)));
    }
    found.sort();
    Ok(found.into_iter().map(|(_, path)| path).collect())
}

/// Every part under `OUT`, oldest first, each file read once, whether they fit or not: who acts
/// on them asks [`load_whole`].
pub fn load(out: &Path) -> Result<Vec<Part>> {
    let paths = parts(out)?;
    paths.iter().map(|path| part::read(path)).collect()
}

/// One part, by its path.
pub fn part(path: &Path) -> Result<Part> {
    part::read(path)
}

/// Every decision under `OUT`, in the order of recording; a ledger that is not whole is an error.
pub fn read(out: &Path) -> Result<Vec<Row>> {
    let parts = load_whole(out)?.into_iter();
    Ok(parts.flat_map(|part| part.rows).collect())
}

/// The right to add a part, held by one process at a time. Reading needs none.
pub struct Writer {
    out: PathBuf,
    _lock: Lock,
}

impl Writer {
    /// Takes the lock, and away what earlier writers left. What cannot be removed hinders
    /// nobody; `purge` tells of it.
    pub fn open(out: &Path) -> Result<Writer> {
        let folder = out.join(FOLDER);
        let lock = Lock::take(&folder)?;
        files::remove_leftovers(&folder).map(drop)?;
        Ok(Writer {
            _lock: lock,
            out: out.to_owned(),
        })
    }
}

fn number_of(path: &Path) -> Option<u32> {
    let name = path.file_name()?.to_str()?;
    let digits = name.strip_prefix("decisions-")?.strip_suffix(".parquet")?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests;
