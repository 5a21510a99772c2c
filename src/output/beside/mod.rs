//! What stands beside the runs of an output folder and is written again with each of them:
//! `latest`, `index.html` and `metrics.prom`.
//!
//! They are about now, so they are outside the promise of bytes and under no seal; whoever
//! needs proof reads the run. None of them is a run, and whatever walks over runs passes links
//! over.

pub mod attempts;

pub mod latest;

pub mod metrics;

use crate::error::{Error, Kind, Result};
use crate::files::{self, disk};
use std::path::Path;
use std::time::Duration;

/// The link to the run of the greatest moment.
pub const LATEST: &str = "latest";

/// The page of all runs.
pub const INDEX: &str = "index.html";

/// The figures of the run that ended last, with its last attempt.
pub const METRICS: &str = "metrics.prom";

/// How often the lock is asked for, and the pause between: ten seconds in all. Whoever holds it
/// reads some sixty small tables; longer than this is a process that hangs, and a night is not
/// kept from ending by it.
const TRIES: u32 = 200;
const PAUSE: Duration = Duration::from_millis(50);

/// Held while they are written. It waits, for a moment: who comes second looks again, and so
/// what was done last is shown.
pub struct Turn {
    _file: disk::File,
}

impl Turn {
    pub fn wait(out: &Path) -> Result<Turn> {
        Turn::wait_for(out, TRIES)
    }

    fn wait_for(out: &Path, tries: u32) -> Result<Turn> {
        let path = out.join(".beside.lock");
        let file = disk::open_own(&path).map_err(|e| files::cannot_create(&path, &e))?;
        for _ in 0..tries {
            match file.lock() {
                Ok(true) => return Ok(Turn { _file: file }),
                Ok(false) => std::thread::sleep(PAUSE),
                Err(e) => return Err(files::cannot_create(&path, &e)),
            }
        }
        let what = format!("another process holds {}", path.display());
        let hint = "see what it is; the next run, review, release or purge writes them again";
        Err(Error::new(Kind::TryLater, what).hint(hint))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_that_does_not_come_is_given_up() {
        let out = tempfile::tempdir().unwrap();
        let held = Turn::wait(out.path()).unwrap();
        let error = Turn::wait_for(out.path(), 2).map(drop).unwrap_err();
        assert_eq!(error.kind, Kind::TryLater);
        assert!(error.to_string().contains(".beside.lock"), "{error}");
        drop(held);
        assert!(Turn::wait_for(out.path(), 1).is_ok());
    }
}
