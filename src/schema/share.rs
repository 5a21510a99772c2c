//! What went to partners: the flat list beside each share, the lines of `share --dry-run`, and the
//! receipt, which says who got what by which rule without naming anybody.

use crate::error::{Error, Kind, Result};
use crate::files;
use crate::schema::dictionary::{Direction, TableDoc, plain};
use crate::schema::record::FileDigest;
use crate::schema::sealed;
use crate::tables::row::table;
use crate::tables::version;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// Beside the runs. No run may bear this name.
pub const FOLDER: &str = "shares";

/// The receipt of a share, in its folder.
pub const FILE: &str = "receipt.json";

table! {
    /// The flat list of a share: one row a person. What a rule held back is null.
    pub struct SharedRow {
        /// The same person has the same one in every share.
        pub shared_id: String,
        /// Whether the partner may use it, or is to forget it.
        #[words = crate::schema::share::states]
        pub state: String,
        /// As the manifest has it.
        pub surname: Option<String>,
        /// As the manifest has it.
        pub given_names: Option<String>,
        /// `1970-03-05`, `1970-03` or `1970`.
        pub birth_date: Option<String>,
        /// `M`, `F`, `X` or `U`.
        pub sex: Option<String>,
        /// ISO 3166-1 alpha-3, or a code of ICAO 9303.
        pub nationality: Option<String>,
        /// One letter of ICAO 9303.
        pub document_type: Option<String>,
        /// Of the document that the case is about.
        pub document_number: Option<String>,
        /// Of the same document.
        pub document_issuer: Option<String>,
        /// Of the same document.
        pub document_expiry: Option<String>,
        /// Designator.
        pub carrier: Option<String>,
        /// Without the carrier.
        pub flight_number: Option<String>,
        /// IATA.
        pub departure_airport: Option<String>,
        /// IATA.
        pub arrival_airport: Option<String>,
        /// Of the flight.
        pub scheduled_departure: Option<String>,
        /// A key of `[decision.categories]`.
        pub category: Option<String>,
        /// Of the best hit.
        pub list: Option<String>,
        /// Of the best hit.
        pub entry_id: Option<String>,
        /// The listed name that matched best.
        pub entry_name: Option<String>,
        /// A tag of TLP 2.0: the strictest of the row's sources.
        pub handling: String,
        /// Until when the sender keeps the person.
        pub delete_by: Option<Date>,
    }
}

impl SharedRow {
    pub const SHARED: &str = "shared";
    pub const RETRACTED: &str = "retracted";
}

/// In [`SharedRow::state`].
pub(crate) fn states() -> Vec<&'static str> {
    vec![SharedRow::SHARED, SharedRow::RETRACTED]
}

table! {
    /// Standard output of `preboard share --dry-run`: what would leave and what is held back, by
    /// which rule. It repeats no value.
    pub struct ShareLine {
        /// Of `recommendations`.
        pub case_id: String,
        /// To whom.
        pub partner: String,
        /// A column of `recommendations`.
        pub field: String,
        /// Whether it would leave.
        pub leaves: bool,
        /// The rule that lets it through or holds it back.
        pub rule: String,
    }
}

table! {
    /// Standard output of `preboard share --recall --dry-run`: what would be called back.
    pub struct RecallLine {
        /// Who has it.
        pub partner: String,
        /// As the partner has it.
        pub shared_id: String,
        /// The share that told of it last.
        pub share: i64,
        /// Why it is called back.
        #[words = crate::schema::share::reasons]
        pub reason: String,
    }
}

/// Why somebody is called back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RecallReason {
    /// No list of today has the entry: it was withdrawn, or its source rescinded.
    EntryWithdrawn,
    /// An officer's last word on the case is against it.
    NotConcurred,
    /// The pair is known to be two people.
    PairCleared,
    /// A redress number was granted.
    RedressGranted,
    /// The person's end date has come.
    Expired,
}

impl RecallReason {
    pub const ALL: [RecallReason; 5] = [
        RecallReason::EntryWithdrawn,
        RecallReason::NotConcurred,
        RecallReason::PairCleared,
        RecallReason::RedressGranted,
        RecallReason::Expired,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            RecallReason::EntryWithdrawn => "entry_withdrawn",
            RecallReason::NotConcurred => "not_concurred",
            RecallReason::PairCleared => "pair_cleared",
            RecallReason::RedressGranted => "redress_granted",
            RecallReason::Expired => "expired",
        }
    }
}

pub(crate) fn reasons() -> Vec<&'static str> {
    RecallReason::ALL.map(RecallReason::as_str).into()
}

/// What a share did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    #[default]
    Share,
    Recall,
}

/// One person who went to the partner, by ids alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct SharedPerson {
    pub shared_id: String,
    pub case_id: String,
    /// The run that has the case.
    pub run_id: String,
    pub list: Option<String>,
    pub entry_id: Option<String>,
    #[serde(with = "crate::schema::day")]
    pub until: Option<Date>,
    /// Of a recall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<RecallReason>,
}

/// What became of one field, over all people of the share.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct FieldReceipt {
    /// Values that left.
    pub values: u64,
    /// What let them through, each way once.
    pub rules: Vec<String>,
}

/// Keys are written in this order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct ShareRecord {
    pub schema_version: String,
    /// From 1, in the order of sharing.
    pub number: u64,
    pub deed: Deed,
    pub partner: String,
    /// Who sent it.
    pub officer: String,
    /// By the clock.
    pub made_at: String,
    /// Of the program.
    pub version: String,
    /// The sealed package that it is of, where it is of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package_id: Option<String>,
    /// `ftm` or `misp`.
    pub format: String,
    pub encrypted: bool,
    pub people: Vec<SharedPerson>,
    pub fields: BTreeMap<String, FieldReceipt>,
    /// Values that a rule held back, by rule.
    pub held: BTreeMap<String, u64>,
    pub outputs: Vec<FileDigest>,
    pub audit_digest: String,
}

impl ShareRecord {
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

    pub fn read(path: &Path) -> Result<ShareRecord> {
        let bytes = files::read(path)?;
        serde_json::from_slice(&bytes).map_err(|e| {
            let what = format!("{} is no receipt of a share", path.display());
            Error::new(Kind::Data, what)
                .because(format!("no JSON of its form at line {}", e.line()))
                .hint("restore it from a backup: it says what a partner was told")
        })
    }
}

/// Its keys, for the data dictionary.
pub fn describe() -> TableDoc {
    let columns = vec![
        plain("schema_version", "text", true, "Of the outputs."),
        plain("number", "int64", true, "From 1, in the order of sharing."),
        plain("deed", "text", true, "What was done.").of(&["share", "recall"]),
        plain("partner", "text", true, "Who got it."),
        plain("officer", "text", true, "Who sent it."),
        plain("made_at", "RFC 3339", true, "By the clock."),
        plain("version", "text", true, "Of the program."),
        plain("package_id", "text", false, "The sealed package it is of."),
        plain("format", "text", true, "Beside the flat list.").of(&["ftm", "misp"]),
        plain(
            "encrypted",
            "boolean",
            true,
            "Whether the files are for the partner's keys alone.",
        ),
        plain("people[].shared_id", "text", true, "As the partner has it."),
        plain("people[].case_id", "text", true, "Of `recommendations`."),
        plain(
            "people[].run_id",
            "text",
            true,
            "The run that has the case.",
        ),
        plain("people[].list", "text", false, "Of the best hit."),
        plain("people[].entry_id", "text", false, "Of the best hit."),
        plain(
            "people[].until",
            "date",
            false,
            "Until when the house keeps the person.",
        ),
        plain("people[].reason", "text", false, "Of a recall.")
            .of(&RecallReason::ALL.map(RecallReason::as_str)),
        plain(
            "fields",
            "{field: {values, rules}}",
            true,
            "Values that left of each field, and the rules that let them through.",
        ),
        plain(
            "held",
            "{rule: int64}",
            true,
            "Values that a rule held back.",
        ),
        plain("outputs[].path", "text", true, "A file beside the receipt."),
        plain("outputs[].digest", "SHA-256", true, "Of its bytes."),
        plain("outputs[].rows", "int64", true, "People in it."),
        plain(
            "audit_digest",
            "SHA-256",
            true,
            "Of this file, as in run.json.",
        ),
    ];
    TableDoc {
        name: "receipt".to_owned(),
        file: format!("OUT/{FOLDER}/NUMBER/{FILE}"),
        direction: Direction::Output,
        version: version::OUTPUTS.to_owned(),
        about: "What one partner was told or asked to forget, by ids and digests, without a name \
                (docs/sharing.md)."
            .to_owned(),
        columns,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_key_of_a_receipt_is_described() {
        let record = ShareRecord {
            package_id: Some("P-1".to_owned()),
            people: vec![SharedPerson {
                reason: Some(RecallReason::Expired),
                ..SharedPerson::default()
            }],
            outputs: vec![FileDigest::default()],
            ..ShareRecord::default()
        };
        let record = serde_json::to_value(&record).unwrap();
        let mut written = BTreeSet::new();
        for (key, value) in record.as_object().unwrap() {
            match value.as_array().and_then(|items| items[0].as_object()) {
                Some(inner) => written.extend(inner.keys().map(|name| format!("{key}[].{name}"))),
                None => drop(written.insert(key.clone())),
            }
        }
        let described: BTreeSet<String> = describe().columns.into_iter().map(|k| k.name).collect();
        assert_eq!(described, written);
    }
}
