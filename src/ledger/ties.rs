//! `OUT/ledger/links-RUN.parquet`: what cases of one run may share with those of later nights, as
//! digests that the installation's salt hides.
//!
//! Nobody is in it who was no case, and no value that many share. It stands beside the decisions
//! and ends with its run: masked or deleted, the file goes. Without a decision there is no salt,
//! and nothing is kept.

use crate::error::Result;
use crate::files;
use crate::ledger::FOLDER;
use crate::tables::parquet;
use crate::tables::row::table;
use jiff::Timestamp;
use std::path::{Path, PathBuf};

table! {
    /// One row per case of a run, for links across nights: keyed digests of whom it is about and of
    /// the values that few share with them. The file ends with its run.
    #[version = crate::tables::version::LEDGER]
    pub struct TieRow {
        /// The run that had the case.
        #[since = "2"]
        pub run_id: String,
        /// Of its `recommendations`.
        #[since = "2"]
        pub case_id: String,
        /// Of the run.
        #[since = "2"]
        pub as_of: Timestamp,
        /// Of name and birth date, hidden by the salt.
        #[since = "2"]
        pub person: String,
        /// Of carrier and locator, hidden by the salt.
        #[since = "2"]
        pub booking: Option<String>,
        /// Kind and digest, hidden by the salt: bookings, contacts, payments, documents.
        #[since = "2"]
        pub values: Vec<String>,
        /// Of the network that it was in.
        #[since = "2"]
        pub network_id: Option<String>,
        /// Of the hit that decided.
        #[since = "2"]
        pub category: Option<String>,
        /// Of the category, 0 to 99.
        #[since = "2"]
        pub severity: i32,
        /// Chain of airports that the flight is a part of.
        #[since = "2"]
        pub journey: String,
        /// Designator.
        #[since = "2"]
        pub carrier: String,
        /// Without the carrier.
        #[since = "2"]
        pub flight_number: String,
        /// IATA.
        #[since = "2"]
        pub departure_airport: String,
        /// IATA.
        #[since = "2"]
        pub arrival_airport: String,
        /// Of the flight.
        #[since = "2"]
        pub scheduled_departure: Timestamp,
    }
}

/// Those of a run that has just been published. A file of that name is of a run that is gone.
pub fn write(out: &Path, run_id: &str, rows: &[TieRow]) -> Result<()> {
    let path = out.join(FOLDER).join(format!("links-{run_id}.parquet"));
    if files::is_there(&path)? {
        remove(&path)?;
    }
    files::write_new(&path, &parquet::encode(rows))
}

/// Of the runs that still stand as they were, oldest first.
pub fn load(out: &Path, stands: impl Fn(&str) -> bool) -> Result<Vec<TieRow>> {
    let mut rows: Vec<TieRow> = Vec::new();
    for (run_id, path) in kept(out)? {
        if stands(&run_id) {
            rows.extend(parquet::decode::<TieRow>(&path)?);
        }
    }
    rows.sort_by(|one, other| {
        (one.as_of, &one.run_id, &one.case_id).cmp(&(other.as_of, &other.run_id, &other.case_id))
    });
    Ok(rows)
}

/// Takes away what is of a run that is gone or masked.
pub fn remove_gone(out: &Path, stands: impl Fn(&str) -> bool) -> Result<()> {
    let mut gone = kept(out)?.into_iter().filter(|(run_id, _)| !stands(run_id));
    gone.try_for_each(|(_, path)| remove(&path))
}

fn remove(path: &Path) -> Result<()> {
    files::disk::remove(path).map_err(|e| files::write_failed(path, &e))
}

/// Run and file, by name.
fn kept(out: &Path) -> Result<Vec<(String, PathBuf)>> {
    let folder = out.join(FOLDER);
    if !files::is_there(&folder)? {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for path in files::list(&folder)? {
        let name = files::name_of(&path);
        let run_id = name.strip_prefix("links-");
        let run_id = run_id.and_then(|name| name.strip_suffix(".parquet"));
        let run_id = run_id.map(str::to_owned);
        found.extend(run_id.map(|run_id| (run_id, path)));
    }
    found.sort();
    Ok(found)
}
