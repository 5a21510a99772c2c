//! Where a run stands among those that were written here: its number, the run before it, and
//! the journal's last line.
//!
//! The order is that of writing, whatever moment a run is about: a night that is run again
//! years later is the newest link of the chain.

use crate::commands::runs::Runs;
use crate::commands::ui::Ui;
use crate::error::Result;
use crate::journal::line::Fact;
use crate::journal::{Journal, begin, read, write};
use crate::schema::record::{JournalHead, RunRecord};
use jiff::Timestamp;
use std::path::Path;

/// The caller holds the folder's lock. A night is screened whatever became of the journal: the
/// run then says that it has no place in it.
pub(super) fn take(
    record: &mut RunRecord,
    out: &Path,
    runs: &Runs,
    dry_run: bool,
    now: Timestamp,
    ui: &Ui,
) {
    let journal = match dry_run {
        true => read::read(out),
        false => caught_up(out, runs, now).map(Some),
    };
    match journal {
        Ok(Some(journal)) => {
            let last = journal.last_run();
            record.number = Some(last.map_or(0, |run| run.number) + 1);
            record.previous_audit_digest = last.map(|run| run.digest.clone());
            record.journal = Some(JournalHead {
                lines: journal.lines.len() as u64,
                head: journal.head().to_owned(),
            });
        }
        Ok(None) => record.previous_audit_digest = newest(runs),
        Err(error) => {
            ui.warn(&format!("no journal names this run: {error}"));
            record.previous_audit_digest = newest(runs);
        }
    }
}

fn newest(runs: &Runs) -> Option<String> {
    runs.newest().map(|run| run.record.audit_digest.clone())
}

/// The journal, with the run that a kill kept out of it: published, and its line not written.
fn caught_up(out: &Path, runs: &Runs, now: Timestamp) -> Result<Journal> {
    let journal = write::ensure(out, now)?;
    let mut records = runs.read.iter().map(|run| &run.record);
    let next = records.find(|record| {
        journal.run(record).is_none() && journal.is_followed_by(record) && record.is_intact()
    });
    match next {
        None => Ok(journal),
        Some(record) => name(record, out, now),
    }
}

/// Once the run is published: its line in the journal, unless it has no place there.
pub(super) fn tell(record: &RunRecord, out: &Path, now: Timestamp) -> Result<()> {
    match record.number {
        None => Ok(()),
        Some(_) => name(record, out, now).map(drop),
    }
}

fn name(record: &RunRecord, out: &Path, now: Timestamp) -> Result<Journal> {
    let number = record.number.unwrap_or_default();
    let fact = Fact::Run(begin::of_record(number, record));
    write::append(out, now, |_| vec![fact])
}
