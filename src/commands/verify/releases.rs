//! Releases to carriers: each record as it was sealed, each after the one before it, and the
//! newest one's sheets. Sheets of earlier ones were taken away, and may be.

use crate::commands::release::Releases;
use crate::commands::verify::ledger::Named;
use crate::commands::verify::of_files;
use crate::commands::verify::report::{Report, State};
use crate::error::Result;
use crate::files::{is_leftover, is_plain_file, is_plain_folder, is_there};
use crate::schema::record::{FileDigest, RunRecord, file_is_intact};
use crate::schema::release::{FILE, ReleaseRecord};
use std::path::Path;

/// Gives each release's path and the ledger's head that it names, for the ledger's check.
pub(super) fn check(run_folder: &Path, run: &RunRecord, report: &mut Report) -> Result<Vec<Named>> {
    let release = run_folder.join("release");
    if is_there(&release)? && !is_plain_folder(&release)? {
        report.add("release", State::Changed, of_files::NOT_FOLLOWED);
        return Ok(Vec::new());
    }
    let folders = Releases::folders(run_folder)?;
    let mut before: Option<ReleaseRecord> = None;
    let mut heads = Vec::new();
    for (number, (name, folder)) in (1..).zip(&folders) {
        let path = format!("release/{name}/{FILE}");
        if !is_plain_folder(folder)? || !is_plain_file(&folder.join(FILE))? {
            let note = match is_there(&folder.join(FILE))? {
                true => of_files::NOT_FOLLOWED,
                false => "no release record",
            };
            report.add(&path, State::Changed, note);
            before = None;
            continue;
        }
        let record = match ReleaseRecord::read(&folder.join(FILE)) {
            Ok(record) => record,
            Err(_) => {
                report.add(&path, State::Changed, "no release record");
                before = None;
                continue;
            }
        };
        let intact = file_is_intact(&folder.join(FILE), &record.audit_digest)?;
        report.add(&path, State::of(intact), "");
        let previous = before.as_ref().map(|before| &before.audit_digest);
        let follows = record.number == number && record.previous_audit_digest.as_ref() == previous;
        if !follows {
            report.add(
                &path,
                State::Missing,
                "the release before it is not here as it was",
            );
        }
        if record.run_audit_digest != run.audit_digest {
            report.add(&path, State::Changed, "it was made of another run record");
        }
        let superseded = name != &folders[folders.len() - 1].0;
        let outputs = present(folder, &record.outputs, superseded)?;
        let prefix = format!("release/{name}/");
        of_files::check(folder, &prefix, &outputs, &[FILE], report)?;
        let head = record.ledger_head.clone();
        heads.extend(head.map(|head| (format!("{path}: ledger"), head, "release")));
        before = Some(record);
    }
    for name in Releases::others(run_folder)? {
        let (state, note) = match is_leftover(&name) {
            true => (
                State::NotCovered,
                "left by a release that was stopped; the next removes it",
            ),
            false => (State::Unexpected, ""),
        };
        report.add(&format!("release/{name}"), state, note);
    }
    Ok(heads)
}

/// Of a superseded release only the sheets that are still there.
fn present(folder: &Path, outputs: &[FileDigest], superseded: bool) -> Result<Vec<FileDigest>> {
    let mut there = Vec::new();
    for output in outputs {
        if !superseded || is_there(&folder.join(&output.path))? {
            there.push(output.clone());
        }
    }
    Ok(there)
}
