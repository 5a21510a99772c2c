//! `OUT/ledger/links-RUN.parquet`: what cases of one run may share with those of later nights, as
//! digests that the installation's salt hides.
//!
//! Nobody is in it who was no case, and no value that many share. It stands beside the decisions
//! and ends with its run: masked or deleted, the file goes. Without a decision there is no salt,
//! and nothing is kept. The journal names each file by its digest, and what it does not name links
//! nothing.

use crate::error::{Error, Kind, Result};
use crate::files;
use crate::journal::begin::{LINKS_PREFIX as PREFIX, LINKS_SUFFIX as SUFFIX, kept_links};
use crate::journal::line::{Fact, Links};
use crate::journal::{RESTORE, read, write as journal};
use crate::ledger::FOLDER;
use crate::schema::record::RunRecord;
use crate::tables::parquet;
use crate::tables::row::table;
use crate::tables::source::Source;
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

/// Those of a run that has just been published, and the journal's line on them. A file of that name
/// is of a run that is gone.
pub fn write(out: &Path, record: &RunRecord, rows: &[TieRow], now: Timestamp) -> Result<()> {
    let name = format!("{PREFIX}{}{SUFFIX}", record.run_id);
    let path = out.join(FOLDER).join(&name);
    if files::is_there(&path)? {
        remove(&path)?;
    }
    let bytes = parquet::encode(rows);
    files::write_new(&path, &bytes)?;
    let named = Fact::Links(Links {
        run: record.run_id.clone(),
        run_digest: record.audit_digest.clone(),
        name,
        digest: files::digest_of_bytes(&bytes),
        rows: rows.len() as u64,
        found: false,
    });
    journal::append(out, now, |_| vec![named]).map(drop)
}

/// What nights before left.
#[derive(Debug, Default)]
pub struct Kept {
    /// Oldest first.
    pub rows: Vec<TieRow>,
    /// Files that the journal does not name: the program was stopped before its line, or somebody
    /// else put them there. They were not read.
    pub unnamed: Vec<PathBuf>,
}

/// Of the runs that still stand as they were. A file that is not as it was written is an error: two
/// cases would be linked, or not, by what somebody made of it.
pub fn load(out: &Path, stands: impl Fn(&str) -> bool) -> Result<Kept> {
    let journal = read::read(out)?.unwrap_or_default();
    let named = journal.links();
    let mut found = Kept::default();
    for (run_id, path) in kept_links(out)? {
        if !stands(&run_id) {
            continue;
        }
        let Some(named) = named.get(files::name_of(&path).as_str()) else {
            found.unnamed.push(path);
            continue;
        };
        let bytes = files::read(&path)?;
        if files::digest_of_bytes(&bytes) != named.digest {
            let what = format!("{} is not as it was written", path.display());
            return Err(Error::new(Kind::Data, what).hint(RESTORE));
        }
        found
            .rows
            .extend(parquet::decode_bytes::<TieRow>(Source::of_bytes(
                &path, bytes,
            )?)?);
    }
    found.rows.sort_by(|one, other| {
        (one.as_of, &one.run_id, &one.case_id).cmp(&(other.as_of, &other.run_id, &other.case_id))
    });
    Ok(found)
}

/// Takes away what is of a run that is gone or masked.
pub fn remove_gone(out: &Path, stands: impl Fn(&str) -> bool) -> Result<()> {
    let mut gone = kept_links(out)?
        .into_iter()
        .filter(|(run_id, _)| !stands(run_id));
    gone.try_for_each(|(_, path)| remove(&path))
}

pub fn remove(path: &Path) -> Result<()> {
    files::disk::remove(path).map_err(|e| files::write_failed(path, &e))
}
