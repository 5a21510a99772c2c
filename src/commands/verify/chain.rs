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
use std::collections::BTreeSet;
use std::path::Path;

pub(super) fn check(
    out: &Path,
    own: &Path,
    run: &RunRecord,
    log: &Log,
    report: &mut Report,
) -> Result<()> {
    let mut others = Vec::new();
    for folder in runs::folders(out)? {
        let path = folder.join("run.json");
        if folder != own && is_there(&path)? {
            others.push(path);
        }
    }
    let mut records = vec![(String::new(), run.clone())];
    for path in others {
        let name = format!("../{}", name_of(out, &path));
        if !is_plain_file(&path)? {
            report.add(&name, State::Changed, of_files::NOT_FOLLOWED);
            continue;
        }
        let Ok(record) = RunRecord::read(&path) else {
            report.add(&name, State::Changed, "no run record");
            continue;
        };
        let intact = file_is_intact(&path, &record.audit_digest)?;
        report.add(&name, State::of(intact), "");
        records.push((name, record));
    }
    let known: BTreeSet<&str> = records
        .iter()
        .map(|(_, record)| record.audit_digest.as_str())
        .collect();
    for (name, record) in &records {
        let name = if name.is_empty() { "run.json" } else { name };
        if record.masked_at.is_some() {
            match log.of_masked(record) {
                Some(note) => report.add(name, State::Purged, &note),
                None => report.add(
                    name,
                    State::Changed,
                    "the log of purges knows no such masking",
                ),
            }
        }
        let before = record.previous_audit_digest.as_deref();
        let Some(before) = before.filter(|before| !known.contains(before)) else {
            continue;
        };
        match log.of_run(before) {
            Some(note) => report.add(name, State::Purged, &note),
            None => report.add(
                name,
                State::Missing,
                "the run before it is not here as it was",
            ),
        }
    }
    Ok(())
}

fn name_of(out: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(out).unwrap_or(path);
    inside.display().to_string()
}
