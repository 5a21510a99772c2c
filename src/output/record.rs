//! `run.json`: who ran what, with which inputs, settings and binary, and what came out.
//!
//! The audit digest is the SHA-256 of this very file with `audit_digest` set to the empty
//! string, so that anyone can check it with `sed` and `sha256sum`. It shows that the file
//! was changed, not by whom: the chain of `previous_audit_digest` makes a change costly.

use crate::error::{Error, Kind, Result};
use crate::files;
use crate::output::tables::SCHEMA_VERSION;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

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
    pub previous_audit_digest: Option<String>,
    /// When retention removed what identifies a traveller; the digests are of what is left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub masked_at: Option<String>,
    /// Last, so that a reader can cut it off.
    pub audit_digest: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct FeedFaultRecord {
    /// `manifest file:row`.
    pub first_row: String,
    pub travellers: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct ListRecord {
    pub list: String,
    pub digest: String,
    pub entries: u64,
    pub list_date: Option<String>,
}

/// One file: an input by the path it was read from, an output by its path within the run
/// folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct FileDigest {
    pub path: String,
    pub digest: String,
    pub rows: u64,
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
    /// Hits on cleared pairs, listed in `suppressed.parquet`.
    #[serde(default)]
    pub suppressed_hits: u64,
    /// Travellers among `clear` who would be a case but for those.
    #[serde(default)]
    pub clear_by_redress: u64,
    /// Open cases that no liaison group receives.
    #[serde(default)]
    pub unrouted: u64,
}

impl Counts {
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

impl RunRecord {
    /// Sets the schema version and the audit digest; nothing may change afterwards.
    pub fn seal(&mut self) {
        self.schema_version = SCHEMA_VERSION.to_owned();
        // Whole milliseconds: a number that every JSON reader gives back exactly.
        for seconds in self.timings.values_mut() {
            *seconds = (*seconds * 1000.0).round() / 1000.0;
        }
        self.audit_digest = self.digest();
    }

    /// Whether the record still is what was sealed.
    pub fn is_intact(&self) -> bool {
        self.audit_digest == self.digest()
    }

    pub fn read(path: &Path) -> Result<RunRecord> {
        let bytes = std::fs::read(path).map_err(|e| Error::cannot_read(path, &e))?;
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
        let text = serde_json::to_string_pretty(self);
        text.expect("every key of a record is a string") + "\n"
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
    let text = files::read_text(path)?;
    let sealed = format!("\"audit_digest\": \"{audit_digest}\"");
    let unsealed = text.replace(&sealed, "\"audit_digest\": \"\"");
    Ok(audit_digest == files::digest_of_bytes(unsealed.as_bytes()))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn record() -> RunRecord {
        let mut record = RunRecord {
            run_id: "run-1".to_owned(),
            as_of: "2026-11-23T02:00:00Z".to_owned(),
            finished_at: "2026-11-23T02:01:00.5Z".to_owned(),
            version: "0.1.0".to_owned(),
            settings: serde_json::json!({"z": 0.1, "a": {"lines": -12.75}}),
            lists: vec![ListRecord {
                list: "DEMO \"A\"".to_owned(),
                entries: 3,
                list_date: Some("2026-11-20".to_owned()),
                ..ListRecord::default()
            }],
            timings: BTreeMap::from([("screen".to_owned(), 1.0 / 3.0)]),
            ..RunRecord::default()
        };
        record
            .counts
            .by_action
            .insert("contact_group".to_owned(), 2);
        record.counts.rows_read = 10;
        record.seal();
        record
    }

    #[test]
    fn a_sealed_record_reads_back_intact_and_any_change_shows() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("run.json");
        let record = record();
        std::fs::write(&path, record.to_json()).unwrap();
        let read = RunRecord::read(&path).unwrap();
        assert_eq!(read, record);
        assert!(read.is_intact());
        assert!(file_is_intact(&path, &read.audit_digest).unwrap());
        for (old, new) in [
            ("\"rows_read\": 10", "\"rows_read\": 11"),
            ("-12.75", "-12.5"),
            ("0.333", "0.334"),
            ("02:00:00Z", "03:00:00Z"),
        ] {
            let text = record.to_json();
            assert!(text.contains(old), "{old}");
            std::fs::write(&path, text.replace(old, new)).unwrap();
            assert!(!RunRecord::read(&path).unwrap().is_intact(), "{old}");
            assert!(!file_is_intact(&path, &read.audit_digest).unwrap(), "{old}");
        }
        let added = record.to_json().replacen('{', "{\n  \"note\": \"x\",", 1);
        std::fs::write(&path, added).unwrap();
        assert!(!file_is_intact(&path, &read.audit_digest).unwrap());
    }

    #[test]
    fn the_keys_keep_their_order_and_an_outsider_can_check_the_digest() {
        let text = record().to_json();
        let places: Vec<_> = [
            "schema_version",
            "run_id",
            "settings",
            "inputs",
            "counts",
            "timings",
            "outputs",
            "audit_digest",
        ]
        .iter()
        .map(|key| text.find(&format!("\n  \"{key}\"")).unwrap())
        .collect();
        assert!(places.is_sorted());
        assert!(text.contains("\"previous_audit_digest\": null"));
        let (head, _) = text.rsplit_once("\"audit_digest\"").unwrap();
        let by_hand = format!("{head}\"audit_digest\": \"\"\n}}\n");
        assert_eq!(
            files::digest_of_bytes(by_hand.as_bytes()),
            record().audit_digest
        );
    }

    #[test]
    fn an_output_that_was_changed_is_not_acted_on() {
        let folder = tempfile::tempdir().unwrap();
        let mut record = record();
        record.outputs = ["a", "b"].map(output).to_vec();
        for path in ["a", "b"] {
            std::fs::write(folder.path().join(path), path).unwrap();
        }
        assert!(record.require_untouched(folder.path(), &["a", "b"]).is_ok());
        std::fs::write(folder.path().join("b"), "changed").unwrap();
        assert!(record.require_untouched(folder.path(), &["a"]).is_ok());
        let error = record
            .require_untouched(folder.path(), &["b"])
            .err()
            .unwrap();
        assert_eq!(error.kind, Kind::Data);
    }

    fn output(path: &str) -> FileDigest {
        FileDigest {
            path: path.to_owned(),
            digest: files::digest_of_bytes(path.as_bytes()),
            rows: 0,
        }
    }

    #[test]
    fn what_is_no_record_is_bad_data() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("run.json");
        std::fs::write(&path, "{}").unwrap();
        assert_eq!(RunRecord::read(&path).err().unwrap().kind, Kind::Data);
    }

    #[test]
    fn a_lost_row_or_traveller_is_a_bug() {
        let whole = Counts {
            rows_read: 3,
            rows_clear: 2,
            quarantined: 1,
            passengers: 2,
            clear: 2,
            ..Counts::default()
        };
        assert!(whole.check().is_ok());
        for lost in [
            Counts {
                quarantined: 0,
                ..whole.clone()
            },
            Counts {
                clear: 1,
                ..whole.clone()
            },
        ] {
            assert_eq!(lost.check().err().unwrap().kind, Kind::Bug);
        }
    }
}
