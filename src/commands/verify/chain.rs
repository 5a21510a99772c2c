//! The runs of one folder: each sealed record, and the run that it names as the one before.
//!
//! A record that was changed and sealed again shows at the run after it, so every run of the
//! folder is looked at.

use crate::commands::runs;
use crate::commands::verify::of_files;
use crate::commands::verify::purged::Log;
use crate::commands::verify::report::{Report, State};
use crate::error::Result;
use crate::files::{is_plain_file, is_there};
use crate::schema::record::{RunRecord, file_is_intact};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// One run of the folder, and what its record is called in the report.
pub(super) struct Found {
    pub(super) path: String,
    pub(super) folder: PathBuf,
    pub(super) record: RunRecord,
}

/// Every run; `own` is the one that is looked at for itself, whose seal is told elsewhere.
pub(super) fn find(out: &Path, own: Option<&Path>, report: &mut Report) -> Result<Vec<Found>> {
    let mut found = Vec::new();
    for folder in runs::folders(out)? {
        if !is_there(&folder.join("run.json"))? {
            continue;
        }
        let is_own = own == Some(&folder);
        let path = folder.join("run.json");
        let name = match (is_own, own) {
            (true, _) => "run.json".to_owned(),
            (false, Some(_)) => format!("../{}", name_of(out, &path)),
            (false, None) => name_of(out, &path),
        };
        if !is_plain_file(&path)? {
            report.add(&name, State::Changed, of_files::NOT_FOLLOWED);
            continue;
        }
        let Ok(record) = RunRecord::read(&path) else {
            report.add(&name, State::Changed, "no run record");
            continue;
        };
        if !is_own && own.is_some() {
            let intact = file_is_intact(&path, &record.audit_digest)?;
            report.add(&name, State::of(intact), "");
        }
        found.push(Found {
            path: name,
            folder,
            record,
        });
    }
    Ok(found)
}

pub(super) fn check(found: &[Found], log: &Log, report: &mut Report) {
    let seals = found.iter().map(|one| one.record.audit_digest.as_str());
    let known: BTreeSet<&str> = seals.collect();
    for Found { path, record, .. } in found {
        if record.masked_at.is_some() {
            match log.of_masked(record) {
                Some(note) => report.add(path, State::Purged, &note),
                None => {
                    let note = "the log of purges knows no such masking";
                    report.add(path, State::Changed, note);
                }
            }
        }
        let before = record.previous_audit_digest.as_deref();
        let Some(before) = before.filter(|before| !known.contains(before)) else {
            continue;
        };
        match log.of_run(before) {
            Some(note) => report.add(path, State::Purged, &note),
            None => {
                let note = "the run before it is not here as it was";
                report.add(path, State::Missing, note);
            }
        }
    }
    siblings(found, report);
}

/// Runs are written one after another, so no two follow the same one. Versions without numbers
/// followed the latest moment: of them it says nothing.
fn siblings(found: &[Found], report: &mut Report) {
    let mut followers: BTreeMap<(u64, Option<&str>), Vec<&Found>> = BTreeMap::new();
    for one in found {
        if let Some(number) = one.record.number {
            let before = one.record.previous_audit_digest.as_deref();
            followers.entry((number, before)).or_default().push(one);
        }
    }
    for siblings in followers
        .into_values()
        .filter(|siblings| 1 < siblings.len())
    {
        for one in siblings {
            let note = "another run here has the same number and names the same run before it";
            report.add(&one.path, State::Changed, note);
        }
    }
}

fn name_of(out: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(out).unwrap_or(path);
    inside.display().to_string()
}
