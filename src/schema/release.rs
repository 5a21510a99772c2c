//! `release.json`: what was released to carriers, by case id and digest, without a name.
//!
//! It stays when a later release takes its sheets away, and is sealed as `run.json` is.

use crate::error::{Error, Kind, Result};
use crate::files;
use crate::schema::dictionary::{Direction, TableDoc, plain};
use crate::schema::record::FileDigest;
use crate::schema::sealed;
use crate::tables::version;
use serde::{Deserialize, Serialize};
use std::path::Path;

pub const FILE: &str = "release.json";

/// Whether a carrier is to act on a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Released,
    /// Was released, by this run or an earlier one, and this run does not stand by it.
    Withdrawn,
}

impl State {
    pub fn as_str(self) -> &'static str {
        match self {
            State::Released => "released",
            State::Withdrawn => "withdrawn",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct ReleasedCase {
    pub case_id: String,
    pub state: State,
    /// What the carrier was asked; the contract's word.
    pub action: String,
    /// Of the last word in the ledger, RFC 3339; none when there is no word.
    pub decided_at: Option<String>,
}

/// Keys are written in this order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct ReleaseRecord {
    pub schema_version: String,
    pub run_id: String,
    /// From 1, in the order of release.
    pub number: u32,
    pub released_at: String,
    /// Of the program.
    pub version: String,
    /// Of the run whose cases these are.
    pub run_audit_digest: String,
    /// Of the ledger's last part when it was released; the parts before it name each other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ledger_head: Option<String>,
    /// By case id.
    pub cases: Vec<ReleasedCase>,
    pub outputs: Vec<FileDigest>,
    /// Of the release before this one.
    pub previous_audit_digest: Option<String>,
    pub audit_digest: String,
}

/// Its keys, for the data dictionary.
pub fn describe() -> TableDoc {
    let keys = [
        ("schema_version", "text", true, "Of the outputs."),
        ("run_id", "text", true, "The run whose cases these are."),
        ("number", "int64", true, "From 1, in the order of release."),
        ("released_at", "RFC 3339", true, "By the clock."),
        ("version", "text", true, "Of the program."),
        ("run_audit_digest", "SHA-256", true, "Of the run's record."),
        (
            "ledger_head",
            "SHA-256",
            false,
            "Of the ledger's last part when it was released.",
        ),
        (
            "cases[].case_id",
            "text",
            true,
            "Of the run's recommendations.",
        ),
        ("cases[].state", "text", true, "`released` or `withdrawn`."),
        (
            "cases[].action",
            "text",
            true,
            "What the carrier was asked.",
        ),
        (
            "cases[].decided_at",
            "RFC 3339",
            false,
            "Of the last word on the case.",
        ),
        (
            "outputs[].path",
            "text",
            true,
            "A sheet, by its path in the folder.",
        ),
        ("outputs[].digest", "SHA-256", true, "Of its bytes."),
        ("outputs[].rows", "int64", true, "Cases on it."),
        (
            "previous_audit_digest",
            "SHA-256",
            false,
            "Of the release before this one.",
        ),
        (
            "audit_digest",
            "SHA-256",
            true,
            "Of this file, as in run.json.",
        ),
    ];
    let columns = keys.map(|(name, kind, required, meaning)| plain(name, kind, required, meaning));
    TableDoc {
        name: "release".to_owned(),
        file: "OUT/RUN/release/NUMBER/release.json".to_owned(),
        direction: Direction::Output,
        version: version::OUTPUTS.to_owned(),
        about: "What was released to carriers, by case id and digest, without a name.".to_owned(),
        columns: columns.into(),
    }
}

impl ReleaseRecord {
    /// Nothing may change afterwards.
    pub fn seal(&mut self) {
        self.schema_version = version::OUTPUTS.to_owned();
        self.audit_digest = String::new();
        self.audit_digest = files::digest_of_bytes(self.to_json().as_bytes());
    }

    pub fn to_json(&self) -> String {
        sealed::to_json(self)
    }

    /// What a folder of this record holds, the sealed record with it.
    pub fn expected(&self) -> files::Expected {
        sealed::expected(&self.outputs, FILE, &self.to_json())
    }

    pub fn read(path: &Path) -> Result<ReleaseRecord> {
        let bytes = files::read(path)?;
        serde_json::from_slice(&bytes).map_err(|e| {
            let what = format!("{} is not a release record", path.display());
            Error::new(Kind::Data, what)
                .because(e)
                .hint("restore it from a backup: it says what carriers were told")
        })
    }

    /// Whether carriers are told the same.
    pub fn says_the_same(&self, other: &ReleaseRecord) -> bool {
        (&self.cases, &self.outputs) == (&other.cases, &other.outputs)
    }

    pub fn state_of(&self, case_id: &str) -> Option<State> {
        let mut cases = self.cases.iter();
        let found = cases.find(|case| case.case_id == case_id)?;
        Some(found.state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::words;

    #[test]
    fn the_states_of_a_sheet_are_those_of_its_record() {
        let states = [State::Released, State::Withdrawn].map(State::as_str);
        assert_eq!(words::sheet_states(), states);
    }

    #[test]
    fn every_key_of_a_record_is_described() {
        let record = ReleaseRecord {
            ledger_head: Some("head".to_owned()),
            cases: vec![ReleasedCase {
                case_id: "C-1".to_owned(),
                state: State::Released,
                action: "verify_document".to_owned(),
                decided_at: None,
            }],
            outputs: vec![FileDigest::default()],
            ..ReleaseRecord::default()
        };
        let record = serde_json::to_value(&record).unwrap();
        let mut written = Vec::new();
        for (key, value) in record.as_object().unwrap() {
            let inner = value.as_array().and_then(|items| items[0].as_object());
            match inner {
                Some(inner) => written.extend(inner.keys().map(|name| format!("{key}[].{name}"))),
                None => written.push(key.clone()),
            }
        }
        let mut described: Vec<String> = describe().columns.into_iter().map(|k| k.name).collect();
        written.sort();
        described.sort();
        assert_eq!(described, written);
    }
}
