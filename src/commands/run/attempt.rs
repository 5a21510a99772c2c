//! One attempt at a night, and what is told of it beside the runs however it ends.

use super::clock::Clock;
use crate::cli;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings, beside, defect, exit_code};
use crate::error::{Error, Kind, Result};
use crate::guard::caught;
use crate::output::beside::attempts::Failed;
use crate::output::beside::metrics::Attempt;
use crate::settings::Settings;
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// Does the work and tells of its end. A run that was published is told of as such whatever
/// fails here: then a warning says that what stands beside it is old.
pub(super) fn told(
    args: &cli::Run,
    settings: &Settings,
    surroundings: &Surroundings,
    ui: &Ui,
    work: impl FnOnce(&mut Clock) -> Result<(Outcome, Option<PathBuf>)>,
) -> Result<Outcome> {
    let mut clock = Clock::start();
    let ended = caught(|| work(&mut clock));
    let ended = ended.unwrap_or_else(|panicked| Err(defect(&panicked)));
    let now = surroundings.now + clock.start.elapsed();
    if args.dry_run {
        return ended.map(|(outcome, _)| outcome);
    }
    let attempt = |code, stage| Attempt {
        started: surroundings.now,
        code,
        stage,
    };
    match ended {
        Ok((outcome, folder)) => {
            let attempt = attempt(exit_code(&Ok(outcome)), "done");
            tell(settings, folder.as_deref(), attempt, None, now, ui);
            Ok(outcome)
        }
        Err(error) => {
            let attempt = attempt(error.kind.exit_code(), clock.stage);
            if is_an_attempt(&error) {
                tell(settings, None, attempt, Some(&error), now, ui);
            }
            Err(error)
        }
    }
}

/// A slip on the command line or in the settings, and a run that found another at work, are no
/// word on the night.
fn is_an_attempt(error: &Error) -> bool {
    match error.kind {
        Kind::Usage | Kind::TryLater | Kind::Config => false,
        Kind::Data
        | Kind::NoInput
        | Kind::Unavailable
        | Kind::Bug
        | Kind::CannotCreate
        | Kind::Io => true,
    }
}

fn tell(
    settings: &Settings,
    published: Option<&Path>,
    attempt: Attempt,
    error: Option<&Error>,
    now: Timestamp,
    ui: &Ui,
) {
    let failed = error.map(|error| Failed {
        started_at: attempt.started.to_string(),
        as_of: settings.as_of.to_string(),
        code: attempt.code,
        stage: attempt.stage.to_owned(),
        what: error.to_string(),
    });
    let out = &settings.output.folder;
    beside::after_attempt(out, published, attempt, failed, now, ui);
}
