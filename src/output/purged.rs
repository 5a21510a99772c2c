//! `OUT/purged.jsonl`: what retention took away, one JSON object a line, only ever added to.
//!
//! `verify` tells by it a run that policy removed from one that somebody removed: a later
//! run's `previous_audit_digest` is then the `audit_digest` of a line. Each line also keeps
//! what trends need of a run, which is how many were screened. Nothing in it is about a
//! person.

use crate::error::{Error, Kind, Result};
use crate::files::{self, disk};
use crate::journal::line::{self, Deed, Fact};
use crate::journal::write;
use crate::schema::dictionary::{Direction, TableDoc, plain};
use crate::tables::row::FIRST;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

pub const FILE: &str = "purged.jsonl";

/// What a line tells of. A line is written before the deed: after a kill in between, the
/// next purge does the deed and says it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The run's folder is deleted.
    RunPurged,
    /// The run's identifying elements are removed for good.
    RunMasked,
    /// A part of the ledger was written again, with less in it.
    LedgerReduced,
    /// What the line before it tells of this run could not be done, or not to its end.
    PurgeFailed,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Purged {
    pub event: Event,
    /// Of the run; `ledger` for a part of it, a name that no run bears.
    pub run_id: String,
    /// Of `run.json` as it was, or of the part's bytes.
    pub audit_digest: String,
    pub purged_at: String,
    /// The preset and the period that ended.
    pub policy: String,
    /// What now stands in its place; none when nothing does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_digest: Option<String>,
    /// Of the ledger, the part's file name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The run's moment, with what it counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    #[serde(default)]
    pub passengers: u64,
    #[serde(default)]
    pub cases: u64,
}

/// Its keys, for the data dictionary.
pub fn describe() -> TableDoc {
    let keys = [
        plain("event", "text", true, "What was done.").of(&[
            "run_purged",
            "run_masked",
            "ledger_reduced",
            "purge_failed",
        ]),
        plain("run_id", "text", true, "`ledger` for a part of it."),
        plain(
            "audit_digest",
            "SHA-256",
            true,
            "Of run.json as it was, or of the part.",
        ),
        plain("purged_at", "RFC 3339", true, "By the clock."),
        plain(
            "policy",
            "text",
            true,
            "The preset and the period that ended.",
        ),
        plain(
            "new_digest",
            "SHA-256",
            false,
            "Of what stands in its place.",
        ),
        plain(
            "part",
            "text",
            false,
            "Of the ledger, the part's file name.",
        ),
        plain("as_of", "RFC 3339", false, "The run's moment."),
        plain("passengers", "int64", true, "That the run counted."),
        plain("cases", "int64", true, "That the run counted."),
    ];
    TableDoc {
        name: "purged".to_owned(),
        file: format!("OUT/{FILE}: one JSON object a line"),
        direction: Direction::Output,
        version: FIRST.to_owned(),
        about: "What retention took away (docs/retention.md). Nothing in it is about a person."
            .to_owned(),
        columns: keys.into(),
    }
}

/// Every line, oldest first. A last line without its end was never finished.
pub fn read(out: &Path) -> Result<Vec<Purged>> {
    let lines = lines(out)?.into_iter();
    let read = (1..).zip(lines).map(|(number, line)| {
        line.map_err(|e| {
            let path = out.join(FILE);
            let what = format!("{}: line {number} is no record of a purge", path.display());
            Error::new(Kind::Data, what)
                .because(e)
                .hint("restore the file from a backup")
        })
    });
    read.collect()
}

/// Each line, whether it can be read or not.
pub fn lines(out: &Path) -> Result<Vec<serde_json::Result<Purged>>> {
    let lines = text_lines(out)?;
    Ok(lines
        .iter()
        .map(|line| serde_json::from_slice(line))
        .collect())
}

/// Each line as it stands there, without its end.
pub fn text_lines(out: &Path) -> Result<Vec<Vec<u8>>> {
    let path = out.join(FILE);
    if !files::is_there(&path)? {
        return Ok(Vec::new());
    }
    let text = files::read(&path)?;
    let whole = text.iter().rposition(|byte| *byte == b'\n');
    let whole = &text[..whole.unwrap_or(0)];
    let lines = whole.split(|byte| *byte == b'\n');
    let lines = lines.filter(|line| !line.is_empty());
    Ok(lines.map(<[u8]>::to_vec).collect())
}

/// Adds lines and waits until they are on the disk. What a kill left of a line is closed
/// first, so that it spoils no other.
pub fn append(out: &Path, records: &[Purged]) -> Result<()> {
    let path = out.join(FILE);
    let mut lines = String::new();
    for record in records {
        lines.push_str(&text_of(record));
        lines.push('\n');
    }
    let mut file = disk::open_own(&path).map_err(|e| files::cannot_create(&path, &e))?;
    drop_torn_line(&mut file)
        .and_then(|()| file.write_all(lines.as_bytes()))
        .and_then(|()| file.sync())
        .map_err(|e| files::write_failed(&path, &e))?;
    files::sync_folder(out)?;
    tell_journal(out, records)
}

/// A line that the journal does not name excuses nothing: it is told before the deed too.
fn tell_journal(out: &Path, records: &[Purged]) -> Result<()> {
    let Some(first) = records.first() else {
        return Ok(());
    };
    let facts = records.iter().map(|record| {
        Fact::Purge(line::Purge {
            deed: match record.event {
                Event::RunPurged => Deed::RunPurged,
                Event::RunMasked => Deed::RunMasked,
                Event::LedgerReduced => Deed::LedgerReduced,
                Event::PurgeFailed => Deed::PurgeFailed,
            },
            name: record.part.clone().unwrap_or_else(|| record.run_id.clone()),
            digest: record.audit_digest.clone(),
            new_digest: record.new_digest.clone(),
            line: files::digest_of_bytes(text_of(record).as_bytes()),
        })
    });
    let now = first.purged_at.parse().unwrap_or(Timestamp::UNIX_EPOCH);
    write::append(out, now, |_| facts.collect()).map(drop)
}

/// Its line, without the end.
fn text_of(record: &Purged) -> String {
    let line = serde_json::to_string(record);
    line.expect("every key of a record is a string")
}

/// Cuts off what follows the last line end.
fn drop_torn_line(file: &mut disk::File) -> std::io::Result<()> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.read_to_end(&mut bytes)?;
    let whole = bytes.iter().rposition(|byte| *byte == b'\n');
    let end = whole.map_or(0, |at| at + 1);
    if end < bytes.len() {
        file.cut(end as u64)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(run_id: &str) -> Purged {
        Purged {
            event: Event::RunPurged,
            run_id: run_id.to_owned(),
            audit_digest: "ab".to_owned(),
            purged_at: "2026-11-23T00:00:00Z".to_owned(),
            policy: "six_months".to_owned(),
            new_digest: None,
            part: None,
            as_of: None,
            passengers: 3,
            cases: 1,
        }
    }

    #[test]
    fn every_key_of_a_line_is_described() {
        let line = Purged {
            new_digest: Some("cd".to_owned()),
            part: Some("decisions-000001.parquet".to_owned()),
            as_of: Some("2026-11-23T00:00:00Z".to_owned()),
            ..record("a")
        };
        let line = serde_json::to_value(line).unwrap();
        let mut written: Vec<&String> = line.as_object().unwrap().keys().collect();
        let described = describe().columns;
        let mut described: Vec<&String> = described.iter().map(|key| &key.name).collect();
        written.sort();
        described.sort();
        assert_eq!(described, written);
    }

    #[test]
    fn lines_are_added_and_a_torn_one_spoils_none() {
        let out = tempfile::tempdir().unwrap();
        assert_eq!(read(out.path()).unwrap(), []);
        append(out.path(), &[record("a"), record("b")]).unwrap();
        let path = out.path().join(FILE);
        let mut bytes = std::fs::read(&path).unwrap();
        bytes.extend(b"{\"event\":\"run_pur");
        std::fs::write(&path, &bytes).unwrap();
        assert_eq!(read(out.path()).unwrap().len(), 2);
        append(out.path(), &[record("c")]).unwrap();
        let ids = read(out.path()).unwrap();
        let ids: Vec<&str> = ids.iter().map(|line| line.run_id.as_str()).collect();
        assert_eq!(ids, ["a", "b", "c"]);
    }

    #[test]
    fn each_line_says_at_least_what_verify_asks_for() {
        let line = serde_json::to_value(record("a")).unwrap();
        for key in ["event", "run_id", "audit_digest", "purged_at", "policy"] {
            assert!(line[key].is_string(), "{key}");
        }
        let out = tempfile::tempdir().unwrap();
        std::fs::write(out.path().join(FILE), "{}\n").unwrap();
        assert_eq!(read(out.path()).err().unwrap().kind, Kind::Data);
    }
}
