//! What was screened, kept beside the runs once a run is published.

use crate::commands::runs::Runs;
use crate::commands::ui::Ui;
use crate::output::traffic;
use crate::schema::record::RunRecord;
use jiff::Timestamp;
use std::path::Path;

/// The run is published: what fails here is said, and the next run tries it again.
pub(super) fn keep(out: &Path, runs: &Runs, own: (&Path, &RunRecord), now: Timestamp, ui: &Ui) {
    let before = runs.read.iter();
    let before = before.map(|run| (run.folder.as_path(), &run.record));
    let failed = traffic::keep(out, before.chain([own]), now);
    let failed = failed.unwrap_or_else(|error| vec![error]);
    for error in failed {
        ui.warn(&format!(
            "no copy of what was screened is in {}: {error}; the next run tries again",
            traffic::FOLDER
        ));
    }
}
