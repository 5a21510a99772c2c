//! `package.json`: a target package, which is what one officer wrote for others about the people of
//! some cases, with the source of each sentence.
//!
//! A draft and a sealed package differ by who sealed it. The page beside it is made of this record
//! and of nothing else, so that both say the same.

use crate::error::{Error, Kind, Result};
use crate::files;
use crate::schema::dictionary::{Direction, TableDoc, plain};
use crate::schema::record::FileDigest;
use crate::schema::sealed;
use crate::tables::version;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Beside the runs. No run may bear this name.
pub const FOLDER: &str = "packages";

pub const FILE: &str = "package.json";

pub const PAGE: &str = "package.html";

/// What a person is in a package. Who has none of these may not be in a sealed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Subject,
    Associate,
    Contact,
    Victim,
    Witness,
    /// With a reason.
    Unknown,
}

impl Role {
    pub const ALL: [Role; 6] = [
        Role::Subject,
        Role::Associate,
        Role::Contact,
        Role::Victim,
        Role::Witness,
        Role::Unknown,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Role::Subject => "subject",
            Role::Associate => "associate",
            Role::Contact => "contact",
            Role::Victim => "victim",
            Role::Witness => "witness",
            Role::Unknown => "unknown",
        }
    }

    pub fn parse(text: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

/// One sentence, and the sources that it rests on by their marks (`S1`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Sentence {
    pub text: String,
    pub marks: Vec<String>,
}

/// What sentences rest on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct SourceRecord {
    pub mark: String,
    /// `manifest`, `list`, `decisions` or `screening`.
    pub kind: String,
    pub name: String,
    pub date: Option<String>,
    pub digest: Option<String>,
    pub reliability: String,
    pub handling: String,
}

/// One person of a package: a case, or whom a list states beside one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct PersonRecord {
    /// What `--role` names: the case's id, or `A1` of whom a list states.
    pub person: String,
    /// None of whom a list states.
    pub case_id: Option<String>,
    pub called: String,
    pub role: Option<Role>,
    pub role_reason: Option<String>,
    /// Until when the person may be kept here.
    #[serde(with = "crate::schema::day")]
    pub until: Option<Date>,
    pub who: Vec<Sentence>,
    pub speaks_for: Vec<Sentence>,
    pub speaks_against: Vec<Sentence>,
    pub travel: Vec<Sentence>,
    pub documents: Vec<Sentence>,
    pub decisions: Vec<Sentence>,
    pub clears: Vec<Sentence>,
    pub not_known: Vec<Sentence>,
    pub picture: Option<PictureRecord>,
}

/// Who is linked to a case; the page draws it and has the same as a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct PictureRecord {
    pub says: String,
    pub nodes: Vec<NodeRecord>,
    pub told: Vec<String>,
    pub left_out: usize,
}

/// Another passenger. Who is no case has no name and no row of the manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct NodeRecord {
    pub number: usize,
    pub who: String,
    pub is_case: bool,
    /// Whether the case is of this package.
    pub has_card: bool,
    pub via: Option<usize>,
    pub what: String,
    pub sharers: i64,
    pub bits: String,
    pub stated: String,
    pub is_firm: bool,
    pub at: (i32, i32),
    pub from: (i32, i32),
    pub half: (i32, i32),
}

/// Keys are written in this order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct PackageRecord {
    pub schema_version: String,
    pub package_id: String,
    /// By this machine's clock.
    pub made_at: String,
    /// Of the program.
    pub version: String,
    pub run_id: String,
    /// Of the run's record.
    pub run_audit_digest: String,
    pub as_of: String,
    /// The network whose cases these are, where one was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network_id: Option<String>,
    /// Who wrote it.
    pub author: String,
    /// The strictest of its sources'.
    pub handling: String,
    pub redress: String,
    pub people: Vec<PersonRecord>,
    pub sources: Vec<SourceRecord>,
    /// Another officer than who wrote it; a draft has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_at: Option<String>,
    pub outputs: Vec<FileDigest>,
    pub audit_digest: String,
}

impl PackageRecord {
    /// The same people, sentences, roles and author have one id, whenever they are written.
    pub fn name_it(&mut self) {
        let unnamed = PackageRecord {
            package_id: String::new(),
            made_at: String::new(),
            version: String::new(),
            outputs: Vec::new(),
            audit_digest: String::new(),
            ..self.clone()
        };
        let digest = files::digest_of_bytes(unnamed.to_json().as_bytes());
        self.package_id = format!("P-{}", &digest[..12]);
    }

    /// Nothing may change afterwards.
    pub fn seal(&mut self) {
        self.schema_version = version::OUTPUTS.to_owned();
        self.audit_digest = String::new();
        self.audit_digest = files::digest_of_bytes(self.to_json().as_bytes());
    }

    pub fn is_sealed(&self) -> bool {
        self.sealed_by.is_some()
    }

    pub fn to_json(&self) -> String {
        sealed::to_json(self)
    }

    /// What a folder of this record holds, the record with it.
    pub fn expected(&self) -> files::Expected {
        sealed::expected(&self.outputs, FILE, &self.to_json())
    }

    pub fn read(path: &Path) -> Result<PackageRecord> {
        let bytes = files::read(path)?;
        serde_json::from_slice(&bytes).map_err(|e| {
            let what = format!("{} is no package", path.display());
            Error::new(Kind::Data, what)
                // Not the value that is wrong: a package is about people.
                .because(format!("no JSON of its form at line {}", e.line()))
                .hint("write it again with `preboard package`")
        })
    }

    /// The first day that is some person's last: the package ends with it.
    pub fn until(&self) -> Option<Date> {
        self.people.iter().filter_map(|person| person.until).min()
    }
}

/// Its keys, for the data dictionary.
pub fn describe() -> TableDoc {
    let sentences = |name: &str, meaning: &str| {
        let kind = "[struct{text, marks}]";
        plain(&format!("people[].{name}"), kind, true, meaning)
    };
    let columns = vec![
        plain("schema_version", "text", true, "Of the outputs."),
        plain(
            "package_id",
            "text",
            true,
            "Of what it says: the same people, sentences, roles and author have the same one.",
        ),
        plain("made_at", "RFC 3339", true, "By the clock."),
        plain("version", "text", true, "Of the program."),
        plain("run_id", "text", true, "The run whose cases these are."),
        plain("run_audit_digest", "SHA-256", true, "Of the run's record."),
        plain("as_of", "RFC 3339", true, "The run's moment."),
        plain("network_id", "text", false, "Of `--network`."),
        plain("author", "text", true, "Who wrote it."),
        plain(
            "handling",
            "text",
            true,
            "The strictest of its sources', as a mark of TLP 2.0.",
        ),
        plain("redress", "text", true, "What a person may be told."),
        plain(
            "people[].person",
            "text",
            true,
            "The case's id, or `A1` of whom a list states.",
        ),
        plain("people[].case_id", "text", false, "Of a case."),
        plain("people[].called", "text", true, "As the source writes it."),
        plain("people[].role", "text", false, "Given by an officer.")
            .of(&Role::ALL.map(Role::as_str)),
        plain(
            "people[].role_reason",
            "text",
            false,
            "Why a role is unknown.",
        ),
        plain(
            "people[].until",
            "date",
            false,
            "Until when the person may be kept here.",
        ),
        sentences(
            "who",
            "Identity, how likely it is, and how sure that judgement.",
        ),
        sentences("speaks_for", "Evidence for the match."),
        sentences("speaks_against", "Evidence against it."),
        sentences("travel", "The flight."),
        sentences("documents", "Documents, and what is wrong with them."),
        sentences("decisions", "What officers said so far."),
        sentences("clears", "What would clear the person."),
        sentences("not_known", "What is not known."),
        plain(
            "people[].picture",
            "struct",
            false,
            "Who is linked: `says`, `nodes`, `told`, `left_out`.",
        ),
        plain(
            "sources[].mark",
            "text",
            true,
            "`S1`, as sentences bear it.",
        ),
        plain("sources[].kind", "text", true, "What it is.").of(&[
            "manifest",
            "list",
            "decisions",
            "screening",
        ]),
        plain("sources[].name", "text", true, "Of the file, list or run."),
        plain("sources[].date", "text", false, "Of the source."),
        plain("sources[].digest", "SHA-256", false, "Of its bytes."),
        plain(
            "sources[].reliability",
            "text",
            true,
            "As the list grades itself.",
        ),
        plain("sources[].handling", "text", true, "Who may see it."),
        plain(
            "sealed_by",
            "text",
            false,
            "Another officer; a draft has none.",
        ),
        plain("sealed_at", "RFC 3339", false, "By the clock."),
        plain("outputs[].path", "text", true, "The page."),
        plain("outputs[].digest", "SHA-256", true, "Of its bytes."),
        plain("outputs[].rows", "int64", true, "People on it."),
        plain(
            "audit_digest",
            "SHA-256",
            true,
            "Of this file, as in run.json.",
        ),
    ];
    TableDoc {
        name: "package".to_owned(),
        file: format!("OUT/{FOLDER}/ID/{FILE}"),
        direction: Direction::Output,
        version: version::OUTPUTS.to_owned(),
        about: "A target package, draft or sealed (docs/sharing.md).".to_owned(),
        columns,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn record() -> PackageRecord {
        PackageRecord {
            network_id: Some("N-1".to_owned()),
            people: vec![PersonRecord::default()],
            sources: vec![SourceRecord::default()],
            sealed_by: Some("B".to_owned()),
            sealed_at: Some("now".to_owned()),
            outputs: vec![FileDigest::default()],
            ..PackageRecord::default()
        }
    }

    #[test]
    fn every_key_of_a_record_is_described() {
        let record = serde_json::to_value(record()).unwrap();
        let mut written = BTreeSet::new();
        for (key, value) in record.as_object().unwrap() {
            match value.as_array().and_then(|items| items[0].as_object()) {
                Some(inner) => {
                    written.extend(inner.keys().map(|name| format!("{key}[].{name}")));
                }
                None => drop(written.insert(key.clone())),
            }
        }
        let described: BTreeSet<String> = describe().columns.into_iter().map(|k| k.name).collect();
        assert_eq!(described, written);
    }

    #[test]
    fn an_id_is_of_what_is_said_and_not_of_when() {
        let named = |change: fn(&mut PackageRecord)| {
            let mut record = record();
            change(&mut record);
            record.name_it();
            record.package_id
        };
        let first = named(|_| ());
        assert_eq!(first, named(|record| record.made_at = "later".to_owned()));
        assert_ne!(first, named(|record| record.author = "C".to_owned()));
        assert_ne!(
            first,
            named(|record| record.people[0].role = Some(Role::Victim))
        );
    }

    #[test]
    fn what_is_no_package_is_told_without_its_values() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        std::fs::write(&path, r#"{"package_id": ["SECRET"]}"#).unwrap();
        let error = PackageRecord::read(&path).unwrap_err().to_string();
        assert!(
            error.contains("line 1") && !error.contains("SECRET"),
            "{error}"
        );
    }
}
