//! A run that somebody acts on is checked first: its seal, that the journal names it, and every
//! file that it wrote. An officer's word and a carrier's sheet rest on what stands there.

use crate::commands::runs::require_run;
use crate::error::{Error, Kind, Result};
use crate::journal::{self, Journal, RESTORE};
use crate::schema::record::{RunRecord, file_is_intact};
use crate::schema::release::{self, ReleaseRecord};
use std::path::Path;

/// Without these nothing can be decided or told; a run names them or it is none of ours.
const TABLES: [&str; 2] = ["recommendations.parquet", "pairs.parquet"];

/// The record of a whole run, and the journal that names it; `deed` is what cannot be done on
/// a masked one.
pub fn run(folder: &Path, deed: &str) -> Result<(RunRecord, Option<Journal>)> {
    require_run(folder)?;
    let path = folder.join("run.json");
    let record = RunRecord::read(&path)?.unmasked(folder, deed)?;
    require_sealed(&path, &record.audit_digest)?;
    let out = folder.parent().unwrap_or(folder);
    let journal = journal::read::read(out)?;
    if let Some(journal) = &journal {
        require_named(&path, &record, journal)?;
    }
    for table in TABLES {
        if !record.outputs.iter().any(|output| output.path == table) {
            return Err(refused(&path, &format!("names no {table}")));
        }
    }
    let outputs: Vec<&str> = record
        .outputs
        .iter()
        .map(|output| output.path.as_str())
        .collect();
    record.require_untouched(folder, &outputs)?;
    Ok((record, journal))
}

/// Whether a file bears the seal that stands in it.
pub fn require_sealed(path: &Path, audit_digest: &str) -> Result<()> {
    match file_is_intact(path, audit_digest)? {
        true => Ok(()),
        false => Err(refused(path, "is not as it was sealed")),
    }
}

fn require_named(path: &Path, record: &RunRecord, journal: &Journal) -> Result<()> {
    match journal.run(record).is_some() || journal.is_followed_by(record) {
        true => Ok(()),
        false => Err(refused(path, "is no run that the journal names")),
    }
}

/// What a run told carriers, of `folder`: each release sealed, each after the one before it, and
/// the newest the one that the journal names last.
pub fn releases(
    folder: &Path,
    run_id: &str,
    records: &[ReleaseRecord],
    journal: Option<&Journal>,
) -> Result<()> {
    let mut before: Option<&ReleaseRecord> = None;
    for record in records {
        let path = folder
            .join(format!("release/{:04}", record.number))
            .join(release::FILE);
        require_sealed(&path, &record.audit_digest)?;
        let previous = before.map(|before| &before.audit_digest);
        if record.previous_audit_digest.as_ref() != previous {
            return Err(refused(&path, "does not follow the release before it"));
        }
        before = Some(record);
    }
    let Some(journal) = journal else {
        return Ok(());
    };
    let named = journal.last_release(run_id).map(|release| &release.digest);
    let newest = before.map(|record| &record.audit_digest);
    let stopped = before.is_some_and(|record| record.previous_audit_digest.as_ref() == named);
    match newest == named || stopped {
        true => Ok(()),
        false => {
            let what = "is not as the journal names the last release of this run";
            Err(refused(&folder.join("release"), what))
        }
    }
}

/// For a file or folder of a run.
fn refused(path: &Path, what: &str) -> Error {
    let what = format!("{} {what}", path.display());
    Error::new(Kind::Data, what).hint(RESTORE)
}

/// Of a run beside the one at hand: what it told carriers last, or why that is not known.
pub fn newest_release(
    folder: &Path,
    records: &[ReleaseRecord],
    journal: Option<&Journal>,
) -> Result<RunRecord> {
    let path = folder.join("run.json");
    let run = RunRecord::read(&path)?;
    require_sealed(&path, &run.audit_digest)?;
    if let Some(journal) = journal {
        require_named(&path, &run, journal)?;
    }
    releases(folder, &run.run_id, records, journal)?;
    Ok(run)
}
