//! One line of the journal: when something happened, what, and the digest of the line before.
//!
//! Kinds that a later version adds are read as [`Fact::Other`]: they keep their place in the
//! chain, and mean nothing to this program.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the first line names as the one before it.
pub const NONE: &str = "none";

/// Keys are written in this order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Line {
    /// From 1: its place in the file.
    pub seq: u64,
    pub at: String,
    /// SHA-256 of the line before it, without its line end.
    pub previous: String,
    #[serde(flatten)]
    pub fact: Fact,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Fact {
    Begun(Begun),
    Run(Run),
    Part(Part),
    Release(Release),
    Traffic(Traffic),
    Links(Links),
    Package(Package),
    Share(Share),
    Ended(Ended),
    Purge(Purge),
    Restored(Restored),
    #[serde(other)]
    Other,
}

/// What a line says from which the journal counts anew: a beginning, or a break.
#[derive(Clone, Copy, Debug)]
pub struct Start<'a> {
    pub id: &'a str,
    /// Lines behind it that tell what was found.
    pub listed: u64,
}

impl Fact {
    pub fn start(&self) -> Option<Start<'_>> {
        let (id, listed) = match self {
            Fact::Begun(begun) => (&begun.id, begun.listed),
            Fact::Restored(restored) => (&restored.id, restored.listed),
            Fact::Run(_)
            | Fact::Part(_)
            | Fact::Release(_)
            | Fact::Traffic(_)
            | Fact::Links(_)
            | Fact::Package(_)
            | Fact::Share(_)
            | Fact::Ended(_)
            | Fact::Purge(_)
            | Fact::Other => return None,
        };
        Some(Start { id, listed })
    }
}

/// The first line. Whatever stood there before is listed by the lines behind it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Begun {
    /// Random: no two installations bear one.
    pub id: String,
    /// Lines behind this one that tell what was found. Fewer, and the beginning was torn.
    pub listed: u64,
    /// What the log of purges said before.
    pub purged_lines: u64,
    pub purged_digest: String,
}

/// A run was published.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Run {
    /// From 1, in the order of writing.
    pub number: u64,
    pub name: String,
    /// Its `audit_digest`.
    pub digest: String,
    /// Of its recommendations.
    pub rows: u64,
    /// It stood there when the journal began, or after a backup was restored.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub found: bool,
}

/// A part of the ledger was written.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Part {
    pub name: String,
    /// Of its bytes.
    pub digest: String,
    pub rows: u64,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub found: bool,
}

/// Carriers were told.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Release {
    /// The run's name.
    pub run: String,
    pub number: u64,
    /// Its `audit_digest`.
    pub digest: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub found: bool,
}

/// What a run screened was copied beside the runs, without hours; nobody is named in it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Traffic {
    /// The run's name.
    pub run: String,
    /// The `audit_digest` by which the journal names the run; none of a run that was gone when
    /// the copy was found.
    pub run_digest: String,
    /// Of the copy.
    pub name: String,
    /// Of its bytes.
    pub digest: String,
    pub rows: u64,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub found: bool,
}

/// What a run's cases may share with those of later nights was kept in the ledger, as digests.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Links {
    /// The run's name.
    pub run: String,
    /// The `audit_digest` by which the journal names the run.
    pub run_digest: String,
    /// In the ledger.
    pub name: String,
    /// Of its bytes.
    pub digest: String,
    pub rows: u64,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub found: bool,
}

/// An officer sealed a target package that another one wrote.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Package {
    /// Its id.
    pub package: String,
    /// Its `audit_digest`, sealed.
    pub digest: String,
    pub officer: String,
    /// How many it is about.
    pub people: u64,
    /// The run's name.
    pub run: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub found: bool,
}

/// A partner was told of people, or asked to forget them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Share {
    /// From 1, in the order of sharing.
    pub number: u64,
    pub deed: ShareDeed,
    pub partner: String,
    /// Who sent it.
    pub officer: String,
    /// The sealed package that it was of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<String>,
    pub people: u64,
    /// Its receipt's `audit_digest`.
    pub digest: String,
    /// By field, what let its values through.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rules: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub found: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ShareDeed {
    Share,
    Recall,
}

/// Retention is about to take a package or a share away: what stays is this.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Ended {
    pub product: Product,
    /// Of its folder.
    pub name: String,
    /// Its `audit_digest`.
    pub digest: String,
    pub people: u64,
    pub why: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Product {
    Package,
    Share,
}

/// Retention is about to take something away.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Purge {
    pub deed: Deed,
    /// Of the run, or of the part.
    pub name: String,
    pub digest: String,
    /// Of what takes its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_digest: Option<String>,
    /// SHA-256 of the line of `purged.jsonl`, which says by which policy.
    pub line: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    RunPurged,
    RunMasked,
    LedgerReduced,
    /// What the line before it tells could not be done.
    PurgeFailed,
}

/// An officer says that a backup was restored: what stands here now is listed behind this
/// line, and what was named before and is not here went with the break.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Restored {
    /// Random, as of a beginning: for a journal that was lost whole.
    pub id: String,
    pub officer: String,
    pub listed: u64,
    /// SHA-256 of all bytes before this line.
    pub found_digest: String,
    /// What was not as it was recorded.
    pub why: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_reads_back_and_kinds_of_a_later_version_keep_their_place() {
        let line = Line {
            seq: 3,
            at: "2026-11-23T18:00:00Z".to_owned(),
            previous: "ab".to_owned(),
            fact: Fact::Part(Part {
                name: "decisions-000001.parquet".to_owned(),
                digest: "cd".to_owned(),
                rows: 2,
                found: false,
            }),
        };
        let text = serde_json::to_string(&line).unwrap();
        assert_eq!(
            text,
            r#"{"seq":3,"at":"2026-11-23T18:00:00Z","previous":"ab","event":"part","name":"decisions-000001.parquet","digest":"cd","rows":2}"#
        );
        assert_eq!(serde_json::from_str::<Line>(&text).unwrap(), line);
        let later = r#"{"seq":4,"at":"x","previous":"y","event":"recall","partner":{"a":[1]}}"#;
        let read: Line = serde_json::from_str(later).unwrap();
        assert_eq!((read.seq, read.fact), (4, Fact::Other));
    }
}
