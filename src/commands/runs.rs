//! The runs of an output folder.

use crate::commands::ui::Ui;
use crate::error::{Error, Result};
use crate::files;
use crate::schema::record::RunRecord;
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// One published run.
pub struct Run {
    pub folder: PathBuf,
    pub record: RunRecord,
}

/// By name. A folder whose record cannot be read is warned of and left alone; hidden
/// folders were never published, or are on their way out.
pub fn all(out: &Path, ui: &Ui) -> Result<Vec<Run>> {
    let mut folders = Vec::new();
    if out.exists() {
        for item in std::fs::read_dir(out).map_err(|e| Error::cannot_read(out, &e))? {
            let item = item.map_err(|e| files::read_failed(out, &e))?;
            let hidden = item.file_name().to_string_lossy().starts_with('.');
            if !hidden && item.path().join("run.json").exists() {
                folders.push(item.path());
            }
        }
    }
    folders.sort();
    let mut runs = Vec::new();
    for folder in folders {
        match RunRecord::read(&folder.join("run.json")) {
            Ok(record) => runs.push(Run { folder, record }),
            Err(error) => ui.warn(&format!("a run is passed over: {error}")),
        }
    }
    Ok(runs)
}

/// The run with the latest moment, and of those the one written last.
pub fn newest_run(out: &Path) -> Result<Option<(PathBuf, RunRecord)>> {
    let mut newest: Option<(PathBuf, RunRecord)> = None;
    if !out.exists() {
        return Ok(newest);
    }
    for item in std::fs::read_dir(out).map_err(|e| Error::cannot_read(out, &e))? {
        let folder = item.map_err(|e| crate::files::read_failed(out, &e))?.path();
        let hidden = folder
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden || !folder.join("run.json").exists() {
            continue;
        }
        let record = RunRecord::read(&folder.join("run.json"))?;
        let key = |record: &RunRecord| {
            let moment = |text: &str| text.parse::<Timestamp>().unwrap_or(Timestamp::MIN);
            (moment(&record.as_of), moment(&record.finished_at))
        };
        if newest
            .as_ref()
            .is_none_or(|(_, known)| key(known) < key(&record))
        {
            newest = Some((folder, record));
        }
    }
    Ok(newest)
}
