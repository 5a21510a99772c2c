//! Adding to the journal: one writer at a time, lines that are on the disk when it returns.

use crate::error::{Error, Kind, Result};
use crate::files::{self, disk};
use crate::journal::line::{Fact, Line, Restored};
use crate::journal::{FILE, Journal, begin, read};
use jiff::Timestamp;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Lines are written in milliseconds: whoever waits longer waits for a stopped process.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(20);

/// Adds what `facts` makes of the journal as it stands, and begins it where there is none.
pub fn append(
    out: &Path,
    now: Timestamp,
    facts: impl FnOnce(&Journal) -> Vec<Fact>,
) -> Result<Journal> {
    let mut held = Held::open(out)?;
    let mut journal = read::parse(&held.bytes, &held.path)?;
    if journal.lines.is_empty() {
        begin::require_unnamed(out)?;
        held.add(&mut journal, begin::beginning(out)?, now)?;
    }
    let facts = facts(&journal);
    held.add(&mut journal, facts, now)?;
    Ok(journal)
}

/// Begins the journal where there is none.
pub fn ensure(out: &Path, now: Timestamp) -> Result<Journal> {
    match read::read(out)? {
        Some(journal) => Ok(journal),
        None => append(out, now, |_| Vec::new()),
    }
}

/// Records that an officer accepts what stands here after a backup was restored. Whatever is
/// in the file stays in it.
pub fn accept(out: &Path, now: Timestamp, officer: &str, why: &str) -> Result<()> {
    let mut held = Held::open(out)?;
    let whole = held.bytes.iter().rposition(|byte| *byte == b'\n');
    let end = whole.map_or(0, |at| at + 1);
    let listing = begin::listing(out)?;
    let restored = Fact::Restored(Restored {
        id: begin::random_id()?,
        officer: officer.to_owned(),
        listed: listing.len() as u64,
        found_digest: files::digest_of_bytes(&held.bytes[..end]),
        why: why.to_owned(),
    });
    let mut found = read::lines(&held.bytes[..end]);
    held.add(&mut found, [vec![restored], listing].concat(), now)
}

/// The open file, with its lock.
struct Held {
    file: disk::File,
    path: PathBuf,
    bytes: Vec<u8>,
}

impl Held {
    fn open(out: &Path) -> Result<Held> {
        let path = out.join(FILE);
        disk::create_folder(out).map_err(|e| files::cannot_create(out, &e))?;
        if files::about_itself(&path)?.is_some_and(|about| !about.is_file()) {
            return Err(read::no_file(&path));
        }
        let file = disk::open_own(&path);
        let mut file = file.map_err(|e| files::cannot_create(&path, &e))?;
        lock(&file, &path)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)
            .map_err(|e| files::read_failed(&path, &e))?;
        Ok(Held { file, path, bytes })
    }

    /// In one write, behind the last whole line.
    fn add(&mut self, journal: &mut Journal, facts: Vec<Fact>, now: Timestamp) -> Result<()> {
        if facts.is_empty() {
            return Ok(());
        }
        let mut text = String::new();
        for fact in facts {
            let line = Line {
                seq: journal.lines.len() as u64 + 1,
                at: now.to_string(),
                previous: journal.head().to_owned(),
                fact,
            };
            let json = serde_json::to_string(&line).expect("every key of a line is a string");
            text.push_str(&json);
            text.push('\n');
            journal.lines.push(read::one(json.as_bytes()));
        }
        let written = self.file.cut(journal.end as u64);
        let written = written.and_then(|()| self.file.write_all(text.as_bytes()));
        let written = written.and_then(|()| self.file.sync());
        written.map_err(|e| files::write_failed(&self.path, &e))?;
        journal.end += text.len();
        files::sync_folder(self.path.parent().unwrap_or(&self.path))
    }
}

fn lock(file: &disk::File, path: &Path) -> Result<()> {
    let mut waited = Duration::ZERO;
    while !file.lock().map_err(|e| files::cannot_create(path, &e))? {
        if PATIENCE <= waited {
            let what = format!("another process holds {}", path.display());
            return Err(Error::new(Kind::TryLater, what).hint("wait for it, then start again"));
        }
        std::thread::sleep(PAUSE);
        waited += PAUSE;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::line::Run;

    fn run(number: u64) -> Fact {
        Fact::Run(Run {
            number,
            name: number.to_string(),
            digest: number.to_string(),
            rows: 0,
            found: false,
        })
    }

    #[test]
    fn lines_are_only_added_and_a_torn_one_is_written_over() {
        let out = tempfile::tempdir().unwrap();
        let path = out.path().join(FILE);
        let now = Timestamp::UNIX_EPOCH;
        assert_eq!(read::read(out.path()).unwrap(), None);
        for number in 1..4 {
            let before = std::fs::read(&path).unwrap_or_default();
            append(out.path(), now, |_| vec![run(number)]).unwrap();
            let after = std::fs::read(&path).unwrap();
            assert!(after.starts_with(&before));
            let mut torn = std::fs::OpenOptions::new()
                .append(true)
                .open(&path)
                .unwrap();
            if number == 3 {
                torn.write_all(b"{\"seq\":9").unwrap();
            }
        }
        append(out.path(), now, |_| vec![run(4)]).unwrap();
        let journal = read::read(out.path()).unwrap().unwrap();
        let numbers: Vec<u64> = journal.runs().map(|run| run.number).collect();
        assert_eq!(numbers, [1, 2, 3, 4]);
        // The one that was begun at the first is the one there is.
        assert_eq!(ensure(out.path(), now).unwrap(), journal);
    }

    #[test]
    fn a_break_is_recorded_behind_what_was_found() {
        let out = tempfile::tempdir().unwrap();
        let path = out.path().join(FILE);
        let now = Timestamp::UNIX_EPOCH;
        append(out.path(), now, |_| vec![run(1), run(2)]).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let damaged = text.replacen("\"number\":1", "\"number\":8", 1);
        std::fs::write(&path, &damaged).unwrap();
        assert!(append(out.path(), now, |_| vec![run(3)]).is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), damaged);
        accept(out.path(), now, "Officer 12", "the journal").unwrap();
        assert!(
            std::fs::read_to_string(&path)
                .unwrap()
                .starts_with(&damaged)
        );
        append(out.path(), now, |_| vec![run(3)]).unwrap();
        let journal = read::read(out.path()).unwrap().unwrap();
        // The runs of before the break are not here, and so not listed.
        assert_eq!((journal.lines.len(), journal.runs().count()), (5, 1));
    }
}
