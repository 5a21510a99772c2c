//! `run.json`: who ran what, with which inputs, settings and binary, and what came out.
//!
//! The audit digest is the SHA-256 of this very file with `audit_digest` set to the empty
//! string, so that anyone can check it with `sed` and `sha256sum`. It shows that the file
//! was changed, not by whom: the chain of `previous_audit_digest` makes a change costly.

pub mod dictionary;
pub mod lists;

pub mod warning;

use crate::error::{Error, Kind, Result};
use crate::files;
use crate::schema::rows::CaseRow;
use crate::schema::sealed;
pub use crate::schema::sealed::FileDigest;
use crate::tables::version;
use lists::{AcceptedListRecord, CountsByList, FallenListRecord};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use warning::WarningRecord;

/// In [`RunRecord::data_digests`]: the ledger's last part when the run began. The parts before
/// it name each other, so the run vouches for all.
pub const LEDGER_HEAD: &str = "ledger_head";

/// Keys are written in this order.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct RunRecord {
    pub schema_version: String,
    pub run_id: String,
    pub as_of: String,
    pub started_at: String,
    pub finished_at: String,
    /// Of the program.
    pub version: String,
    pub settings: serde_json::Value,
    pub settings_digest: String,
    pub inputs: Vec<FileDigest>,
    pub lists: Vec<ListRecord>,
    /// The same by each value of `list`, and of all reported documents: the next run compares.
    #[serde(default, skip_serializing_if = "CountsByList::is_empty")]
    pub list_counts: CountsByList,
    /// Lists that have less than in the last run: a withdrawal that comes from one waits for an
    /// officer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fallen_lists: Vec<FallenListRecord>,
    /// Lists that `--accept-list` let pass.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepted_lists: Vec<AcceptedListRecord>,
    /// What the run warned of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<WarningRecord>,
    /// Of the tables built into the program: name rarity, nicknames.
    pub data_digests: BTreeMap<String, String>,
    pub counts: Counts,
    /// Manifest columns that nobody read.
    pub ignored_columns: Vec<String>,
    /// Document numbers on so many people that the feed must be wrong; the numbers stay in
    /// the manifest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub feed_faults: Vec<FeedFaultRecord>,
    /// Seconds per stage.
    pub timings: BTreeMap<String, f64>,
    pub outputs: Vec<FileDigest>,
    /// Of the run that was written before this one, whatever its `as_of`.
    pub previous_audit_digest: Option<String>,
    /// From 1, in the order of writing: the run before has the number before. Absent in runs of
    /// earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u64>,
    /// Where the journal stood; its last line names all before it. Absent in runs of earlier
    /// versions, and when the journal could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub journal: Option<JournalHead>,
    /// The folder of the run before, when it could not be read: `status` is `unknown` then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_run_unread: Option<String>,
    /// Flights that had rows in the manifests, as `XX/101/CDG/2026-11-24`: of no other flight
    /// does this run say that a case is withdrawn. Absent in runs of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flights: Option<BTreeSet<String>>,
    /// When the last flight of the manifests departs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest_departure: Option<String>,
    /// Passengers by carrier, as the first reading of the manifests counts them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub passengers_by_carrier: BTreeMap<String, u64>,
    /// When retention removed what identifies a passenger; the digests are of what is left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub masked_at: Option<String>,
    /// Last, so that a reader can cut it off.
    pub audit_digest: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct FeedFaultRecord {
    /// `manifest file:row`.
    pub first_row: String,
    #[serde(rename = "travellers")]
    pub passengers: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct JournalHead {
    pub lines: u64,
    /// SHA-256 of the last line.
    pub head: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct ListRecord {
    pub list: String,
    pub digest: String,
    pub entries: u64,
    pub list_date: Option<String>,
}

/// `rows_read` = `rows_clear` + `rows_in_cases` + `quarantined`: see [`Counts::check`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Counts {
    pub rows_read: u64,
    pub passengers: u64,
    pub clear: u64,
    pub cases: u64,
    pub rows_clear: u64,
    pub rows_in_cases: u64,
    pub quarantined: u64,
    pub quarantined_by_reason: BTreeMap<String, u64>,
    /// Values that were present but could not be read, by column.
    pub unreadable_values: BTreeMap<String, u64>,
    pub by_action: BTreeMap<String, u64>,
    pub by_status: BTreeMap<String, u64>,
    pub withdrawn: u64,
    /// Open cases of the run before whose flight had no row tonight: they stand.
    #[serde(default)]
    pub not_screened_tonight: u64,
    /// Hits on cleared pairs, listed in `suppressed.parquet`.
    #[serde(default)]
    pub suppressed_hits: u64,
    /// Passengers among `clear` who would be a case but for those.
    #[serde(default)]
    pub clear_by_redress: u64,
    /// Open cases that no liaison group receives.
    #[serde(default)]
    pub unrouted: u64,
    /// Open cases that waited for an officer when the run ended, by `schema::standing`.
    #[serde(default)]
    pub undecided: u64,
    /// Links beyond what one case may have in `links.parquet`.
    #[serde(default)]
    pub links_left_out: u64,
}

impl Counts {
    /// With those of another part of the night.
    pub fn join(&mut self, other: Counts) {
        let Counts {
            rows_read,
            passengers,
            clear,
            cases,
            rows_clear,
            rows_in_cases,
            quarantined,
            quarantined_by_reason,
            unreadable_values,
            by_action,
            by_status,
            withdrawn,
            not_screened_tonight,
            suppressed_hits,
            clear_by_redress,
            unrouted,
            undecided,
            links_left_out,
        } = other;
        self.rows_read += rows_read;
        self.passengers += passengers;
        self.clear += clear;
        self.cases += cases;
        self.rows_clear += rows_clear;
        self.rows_in_cases += rows_in_cases;
        self.quarantined += quarantined;
        add(&mut self.quarantined_by_reason, quarantined_by_reason);
        add(&mut self.unreadable_values, unreadable_values);
        add(&mut self.by_action, by_action);
        add(&mut self.by_status, by_status);
        self.withdrawn += withdrawn;
        self.not_screened_tonight += not_screened_tonight;
        self.suppressed_hits += suppressed_hits;
        self.clear_by_redress += clear_by_redress;
        self.unrouted += unrouted;
        self.undecided += undecided;
        self.links_left_out += links_left_out;
    }

    /// Nobody vanishes: a difference is a defect of ours, and nothing is published.
    pub fn check(&self) -> Result<()> {
        let accounted = self.rows_clear + self.rows_in_cases + self.quarantined;
        if accounted == self.rows_read && self.clear + self.cases == self.passengers {
            return Ok(());
        }
        let read = self.rows_read;
        let what = format!("{read} rows were read but {accounted} accounted for");
        Err(Error::new(Kind::Bug, what).hint("nothing was published; report this defect"))
    }
}

fn add(to: &mut BTreeMap<String, u64>, counts: BTreeMap<String, u64>) {
    for (name, count) in counts {
        *to.entry(name).or_default() += count;
    }
}

impl RunRecord {
    /// Whether the run had rows of a case's flight.
    pub fn screened(&self, row: &CaseRow) -> bool {
        let flights = self.flights.as_ref();
        flights.is_none_or(|flights| flights.contains(&row.flight_day()))
    }

    /// Sets the schema version and the audit digest; nothing may change afterwards.
    pub fn seal(&mut self) {
        self.schema_version = version::OUTPUTS.to_owned();
        // Whole milliseconds: a number that every JSON reader gives back exactly. One beyond all
        // time has none, and an infinite one would be no number of JSON.
        for seconds in self.timings.values_mut() {
            let milliseconds = (*seconds * 1000.0).round();
            *seconds = if milliseconds.is_finite() {
                milliseconds / 1000.0
            } else {
                0.0
            };
        }
        self.audit_digest = self.digest();
    }

    /// Whether the record still is what was sealed.
    pub fn is_intact(&self) -> bool {
        self.audit_digest == self.digest()
    }

    pub fn read(path: &Path) -> Result<RunRecord> {
        let bytes = files::read(path)?;
        serde_json::from_slice(&bytes).map_err(|e| {
            Error::new(
                Kind::Data,
                format!("{} is not a run record", path.display()),
            )
            .because(e)
            .hint("name a run folder that this version wrote")
        })
    }

    /// Refuses a run of whom nobody is named any more; `what` cannot be done on it.
    pub fn unmasked(self, folder: &Path, what: &str) -> Result<RunRecord> {
        match &self.masked_at {
            None => Ok(self),
            Some(_) => {
                let what = format!("{} is masked: {what}", folder.display());
                Err(Error::new(Kind::Data, what).hint("its period is over (docs/retention.md)"))
            }
        }
    }

    /// Whether outputs are to the byte what this run wrote, for whoever acts on them.
    pub fn require_untouched(&self, folder: &Path, outputs: &[&str]) -> Result<()> {
        let known = self.outputs.iter();
        for output in known.filter(|output| outputs.contains(&output.path.as_str())) {
            let path = folder.join(&output.path);
            if files::digest_of_file(&path)? != output.digest {
                let what = format!("{} is not as the run wrote it", path.display());
                let hint = "`preboard verify` says what else was changed; restore it or run again";
                return Err(Error::new(Kind::Data, what).hint(hint));
            }
        }
        Ok(())
    }

    /// The file's text.
    pub fn to_json(&self) -> String {
        sealed::to_json(self)
    }

    /// What a folder of this record holds, the sealed record with it.
    pub fn expected(&self) -> files::Expected {
        sealed::expected(&self.outputs, "run.json", &self.to_json())
    }

    fn digest(&self) -> String {
        let unsealed = RunRecord {
            audit_digest: String::new(),
            ..self.clone()
        };
        files::digest_of_bytes(unsealed.to_json().as_bytes())
    }
}

/// Whether a sealed file is untouched to the byte, keys included that this version does not
/// know. Stricter than [`RunRecord::is_intact`], for `verify`.
pub fn file_is_intact(path: &Path, audit_digest: &str) -> Result<bool> {
    // What is no text is not what was sealed.
    let Ok(text) = String::from_utf8(files::read(path)?) else {
        return Ok(false);
    };
    let sealed = format!("\"audit_digest\": \"{audit_digest}\"");
    let unsealed = text.replace(&sealed, "\"audit_digest\": \"\"");
    Ok(audit_digest == files::digest_of_bytes(unsealed.as_bytes()))
}

#[cfg(test)]
pub(crate) mod tests;
