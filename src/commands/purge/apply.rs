//! The plan is carried out. Each deed is written to the audit log before it is done: a log
//! that says too much is mended by the next purge, a deed that it does not tell never is.

use super::judged::Step;
use super::plan::{Plan, Planned};
use crate::error::Result;
use crate::files::{Lock, Staging, replace};
use crate::ledger::{self, Writer};
use crate::output::masked::{self, LastWords};
use crate::output::purged::{self, Event, Purged};
use jiff::Timestamp;
use std::path::Path;

/// `now` is the clock, whatever moment periods were judged at.
pub(super) fn apply(plan: Plan, out: &Path, writer: Option<Writer>, now: Timestamp) -> Result<()> {
    for planned in &plan.runs {
        let _release = match planned.step {
            Step::Hold => None,
            Step::Delete | Step::Mask => release_lock(planned)?,
        };
        match planned.step {
            Step::Delete => delete(planned, out, now)?,
            Step::Mask => mask(planned, out, &plan.words, now)?,
            Step::Hold => (),
        }
    }
    match writer {
        Some(writer) if plan.reduces() => reduce(&plan, out, writer, now),
        Some(_) | None => Ok(()),
    }
}

/// No sheet is written into a folder that is on its way out.
fn release_lock(planned: &Planned) -> Result<Option<Lock>> {
    let folder = planned.run.folder.join("release");
    folder.exists().then(|| Lock::take(&folder)).transpose()
}

fn delete(planned: &Planned, out: &Path, now: Timestamp) -> Result<()> {
    let record = &planned.run.record;
    let line = Purged {
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
    };
    purged::append(out, &[line])?;
    replace::remove_whole(out, &planned.name)
}

fn mask(planned: &Planned, out: &Path, words: &LastWords, now: Timestamp) -> Result<()> {
    let Planned { run, name, .. } = planned;
    let staging = Staging::replacing(out, name)?;
    let masked = masked::write(&run.folder, staging.path(), &run.record, words, now)?;
    let line = masked::line(&run.record, &masked, &planned.why, now);
    purged::append(out, &[line])?;
    staging.replace()
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
