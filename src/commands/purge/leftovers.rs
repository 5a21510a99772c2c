//! What killed processes left, and what an earlier purge could not remove: gone at last, it has
//! its line in the log.

use crate::error::{Error, Result};
use crate::files;
use crate::output::purged::{self, Event, Purged};
use jiff::Timestamp;
use std::path::Path;

/// Removes what it can, and gives what it could not.
pub(super) fn remove(out: &Path, now: Timestamp) -> Result<Vec<Error>> {
    let failed = files::remove_leftovers(out)?;
    if failed.is_empty() {
        let lines: Vec<Purged> = purged::lines(out)?.into_iter().flatten().collect();
        let done: Vec<Purged> = unfinished(out, &lines, now)?;
        if !done.is_empty() {
            purged::append(out, &done)?;
        }
    }
    Ok(failed)
}

/// Runs of whose deletion the last line says that it failed, and that are here no more.
fn unfinished(out: &Path, lines: &[Purged], now: Timestamp) -> Result<Vec<Purged>> {
    let mut done = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let mut later = lines[at + 1..].iter();
        let is_last = !later.any(|later| later.audit_digest == line.audit_digest);
        let failed = line.event == Event::PurgeFailed && is_last;
        if failed && !files::is_there(&out.join(&line.run_id))? {
            let why = line.policy.split("; it failed").next().unwrap_or_default();
            done.push(Purged {
                event: Event::RunPurged,
                purged_at: now.to_string(),
                policy: why.to_owned(),
                ..line.clone()
            });
        }
    }
    Ok(done)
}
