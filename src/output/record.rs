//! `run.json`: what ran, on what, with what result; sealed by a digest chained to the
//! previous run's.

use crate::error::{Error, Kind, Result};
use crate::files::{self, digest_of_bytes};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RunRecord {
    pub schema_version: String,
    pub run_id: String,
    pub as_of: String,
    pub started_at: String,
    pub finished_at: String,
    pub version: String,
    pub settings: serde_json::Value,
    pub settings_digest: String,
    pub inputs: Vec<FileDigest>,
    pub lists: Vec<ListRecord>,
    pub counts: Counts,
    pub ignored_columns: Vec<String>,
    pub data_digests: BTreeMap<String, String>,
    pub timings: BTreeMap<String, f64>,
    pub outputs: Vec<FileDigest>,
    pub previous_audit_digest: Option<String>,
    pub audit_digest: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDigest {
    pub path: String,
    pub digest: String,
    pub rows: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListRecord {
    pub list: String,
    pub digest: String,
    pub entries: u64,
    pub list_date: Option<String>,
}

/// `rows_read = rows_clear + rows_in_cases + quarantined`, checked before publishing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub rows_read: u64,
    pub passengers: u64,
    pub clear: u64,
    pub cases: u64,
    pub rows_clear: u64,
    pub rows_in_cases: u64,
    pub quarantined: u64,
    pub by_action: BTreeMap<String, u64>,
    pub by_status: BTreeMap<String, u64>,
    pub quarantined_by_reason: BTreeMap<String, u64>,
    pub unreadable_values: BTreeMap<String, u64>,
}

impl Counts {
    /// Nobody vanishes: a difference is a defect of ours, and nothing is published.
    pub fn check(&self) -> Result<()> {
        let accounted = self.rows_clear + self.rows_in_cases + self.quarantined;
        if accounted == self.rows_read && self.clear + self.cases == self.passengers {
            return Ok(());
        }
        let what = format!(
            "{} rows were read but {accounted} accounted for",
            self.rows_read
        );
        Err(Error::new(Kind::Bug, what).hint("please report it; nothing was published"))
    }
}

impl RunRecord {
    /// Fills in the digest over everything else in the record.
    pub fn seal(&mut self) {
        self.audit_digest = self.digest_without_seal();
    }

    pub fn is_intact(&self) -> bool {
        self.audit_digest == self.digest_without_seal()
    }

    fn digest_without_seal(&self) -> String {
        let unsealed = RunRecord {
            audit_digest: String::new(),
            ..self.clone()
        };
        digest_of_bytes(unsealed.to_json().as_bytes())
    }

    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("a record is plain data") + "\n"
    }

    pub fn read(path: &Path) -> Result<RunRecord> {
        serde_json::from_str(&files::read_text(path)?).map_err(|e| {
            Error::new(Kind::Data, format!("{} is no run record", path.display())).because(e)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_breaks_when_a_count_is_changed() {
        let mut record = RunRecord {
            run_id: "night".to_owned(),
            ..RunRecord::default()
        };
        record.seal();
        let mut read: RunRecord = serde_json::from_str(&record.to_json()).unwrap();
        assert!(read.is_intact());
        read.counts.cases += 1;
        assert!(!read.is_intact());
    }

    #[test]
    fn a_lost_row_is_a_bug() {
        let mut counts = Counts {
            rows_read: 3,
            rows_clear: 2,
            quarantined: 1,
            ..Counts::default()
        };
        assert!(counts.check().is_ok());
        counts.quarantined = 0;
        assert_eq!(counts.check().err().unwrap().kind, Kind::Bug);
    }
}
