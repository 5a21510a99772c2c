//! The plan is carried out. Each deed is written to the audit log before it is done: a log
//! that says too much is mended by the next line, a deed that it does not tell never is.

use super::judged::Step;
use super::plan::{Plan, Planned};
use super::products;
use crate::commands::runs;
use crate::error::{Error, Result};
use crate::files::{self, Lock, Staging};
use crate::ledger::{self, Writer, ties};
use crate::output::masked::{self, LastWords};
use crate::output::purged::{self, Event, Purged};
use crate::schema::record::RunRecord;
use jiff::Timestamp;
use std::path::Path;

/// `now` is the clock, whatever moment periods were judged at.
/// One run that cannot be ended keeps no other from its end; gives why.
pub(super) fn apply(
    plan: Plan,
    out: &Path,
    writer: Option<Writer>,
    now: Timestamp,
) -> Result<Vec<Error>> {
    let mut failed = Vec::new();
    for planned in &plan.runs {
        failed.extend(one(planned, out, &plan.words, now).err());
    }
    failed.extend(products::end(&plan.endings, out, now));
    failed.extend(links_of_gone(out).err());
    match writer {
        // The case of a run that stands may be open.
        Some(writer) if plan.reduces() && failed.is_empty() => reduce(&plan, out, writer, now)?,
        Some(_) | None => (),
    }
    Ok(failed)
}

/// What was kept for links across nights ends with its run.
fn links_of_gone(out: &Path) -> Result<()> {
    let runs = runs::walk(out)?;
    ties::remove_gone(out, |run_id| {
        let read = runs.read.iter().map(|run| &run.record);
        let stands = |run: &RunRecord| run.run_id == run_id && run.masked_at.is_none();
        let mut unread = runs.unread.iter();
        read.into_iter().any(stands) || unread.any(|run| files::name_of(&run.folder) == run_id)
    })
}

fn one(planned: &Planned, out: &Path, words: &LastWords, now: Timestamp) -> Result<()> {
    match planned.step {
        Step::Hold => Ok(()),
        Step::Delete => {
            let _release = release_lock(planned)?;
            let line = purged_line(planned, now);
            purged::append(out, std::slice::from_ref(&line))?;
            let deleted = files::remove_whole(out, &planned.name);
            deleted.map_err(|error| told(out, &line, error))
        }
        Step::Mask => {
            let _release = release_lock(planned)?;
            let Planned { run, name, .. } = planned;
            let staging = Staging::replacing(out, name)?;
            let masked = masked::write(&run.folder, staging.path(), &run.record, words, now)?;
            let line = masked::line(&run.record, &masked, &planned.why, now);
            purged::append(out, std::slice::from_ref(&line))?;
            let replaced = staging.replace(&masked.expected());
            replaced.map_err(|error| told(out, &line, error))
        }
    }
}

/// The log tells what happened and not what was meant: a deed that failed has a line too.
fn told(out: &Path, meant: &Purged, error: Error) -> Error {
    let line = Purged {
        event: Event::PurgeFailed,
        policy: format!("{}; it failed: {error}", meant.policy),
        new_digest: None,
        ..meant.clone()
    };
    match purged::append(out, &[line]) {
        Ok(()) => error,
        Err(unlogged) => error.hint(format!("the log says that it is done: {unlogged}")),
    }
}

/// No sheet is written into a folder that is on its way out.
fn release_lock(planned: &Planned) -> Result<Option<Lock>> {
    let folder = planned.run.folder.join("release");
    files::is_there(&folder)?
        .then(|| Lock::take(&folder))
        .transpose()
}

fn purged_line(planned: &Planned, now: Timestamp) -> Purged {
    let record = &planned.run.record;
    Purged {
        event: Event::RunPurged,
        run_id: record.run_id.clone(),
        audit_digest: record.audit_digest.clone(),
        purged_at: now.to_string(),
        policy: planned.why.clone(),
        new_digest: None,
        part: None,
        as_of: Some(record.as_of.clone()),
        passengers: record.counts.passengers,
        cases: record.counts.cases,
    }
}

fn reduce(plan: &Plan, out: &Path, writer: Writer, now: Timestamp) -> Result<()> {
    let prepared = writer.prepare(&plan.parts, &plan.reduced)?;
    let policy = &plan.policy;
    let lines = prepared.rewritten.iter().map(|part| Purged {
        event: Event::LedgerReduced,
        run_id: ledger::FOLDER.to_owned(),
        audit_digest: part.old_digest.clone(),
        purged_at: now.to_string(),
        policy: format!(
            "{}: {} decisions masked, {} counted",
            policy.preset, part.changed.masked, part.changed.counted
        ),
        new_digest: Some(part.new_digest.clone()),
        part: Some(part.name.clone()),
        as_of: None,
        passengers: 0,
        cases: 0,
    });
    purged::append(out, &lines.collect::<Vec<_>>())?;
    prepared.put_in_place(writer)
}
