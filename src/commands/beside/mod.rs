//! What stands beside the runs, written again by whatever adds, changes or removes one. It
//! never changes how a command ends: what cannot be written is a warning.

mod index;

use crate::commands::runs;
use crate::commands::ui::Ui;
use crate::error::Result;
use crate::files;
use crate::output::beside::attempts::{self, Failed};
use crate::output::beside::metrics::{self, Attempt};
use crate::output::beside::{Turn, latest};
use jiff::Timestamp;
use std::path::Path;

/// After a run, whether it was published or not. A failed one does not make the folder that it
/// would have published into.
pub fn after_attempt(
    out: &Path,
    published: Option<&Path>,
    attempt: Attempt,
    failed: Option<Failed>,
    now: Timestamp,
    ui: &Ui,
) {
    told(ui, || {
        if !files::is_there(out)? {
            return Ok(());
        }
        let _turn = Turn::wait(out)?;
        let figures = metrics::tell(out, published, attempt);
        failed.map_or(Ok(()), |failed| attempts::add(out, failed))?;
        look_again(out, now)?;
        figures
    });
}

/// After decisions, releases and purges.
pub fn refresh(out: &Path, now: Timestamp, ui: &Ui) {
    told(ui, || {
        let _turn = Turn::wait(out)?;
        look_again(out, now)
    });
}

fn told(ui: &Ui, write: impl FnOnce() -> Result<()>) {
    if let Err(error) = write() {
        ui.warn(&format!(
            "what stands beside the runs is not up to date: {error}"
        ));
    }
}

fn look_again(out: &Path, now: Timestamp) -> Result<()> {
    let runs = runs::walk(out)?;
    let newest = runs.newest().and_then(|run| run.folder.file_name());
    let pointed = latest::point(out, newest.and_then(|name| name.to_str()));
    index::write(out, &runs, now)?;
    pointed
}
