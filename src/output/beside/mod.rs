//! What stands beside the runs of an output folder and is written again with each of them:
//! `latest`, `index.html` and `metrics.prom`.
//!
//! They are about now, so they are outside the promise of bytes and under no seal; whoever
//! needs proof reads the run. None of them is a run, and whatever walks over runs passes links
//! over.

pub mod attempts;

pub mod latest;

pub mod metrics;

use crate::error::Result;
use crate::files::{self, disk};
use std::path::Path;

/// The link to the run of the greatest moment.
pub const LATEST: &str = "latest";

/// The page of all runs.
pub const INDEX: &str = "index.html";

/// The figures of the run that ended last, with its last attempt.
pub const METRICS: &str = "metrics.prom";

/// Held while they are written. It waits, for a moment: who comes second looks again, and so
/// what was done last is shown.
pub struct Turn {
    _file: disk::File,
}

impl Turn {
    pub fn wait(out: &Path) -> Result<Turn> {
        let path = out.join(".beside.lock");
        let file = disk::open_own(&path).map_err(|e| files::cannot_create(&path, &e))?;
        file.wait_for_lock()
            .map_err(|e| files::cannot_create(&path, &e))?;
        Ok(Turn { _file: file })
    }
}
