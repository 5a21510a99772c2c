//! `preboard review --accept-restored`: an officer answers for records that do not hold together
//! because a backup was restored. The break is written down for good, with the name; from then
//! on what stands here is what the journal vouches for.

use crate::commands::share::Shares;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings, checked, officer};
use crate::error::Result;
use crate::files::{self, Lock};
use crate::journal;
use crate::ledger::{self, Writer};
use crate::schema::share;
use std::path::Path;

pub fn run(folder: &Path, officer: &str, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    officer::check(officer)?;
    let folder = files::canonical(folder)?;
    let out = folder.parent().unwrap_or(&folder);
    let _lock = Lock::take(out)?;
    let writer = Writer::open(out)?;
    let broken = broken(&folder, out);
    if broken.is_empty() {
        ui.say("the records hold together: there is no break to record");
        return Ok(Outcome::Done);
    }
    // Parts that do not follow each other were not restored: no word makes them a ledger.
    let parts = writer.accept_as_it_is()?;
    let why = broken.join("; ");
    journal::write::accept(out, surroundings.now, officer, &why)?;
    ui.say(&format!(
        "recorded in {} that {} accepts what stands here, {parts} parts of the ledger; it did not hold together: {why}",
        journal::FILE,
        crate::inert::shown(officer)
    ));
    Ok(Outcome::Done)
}

/// What cannot be believed as it is, by its name.
fn broken(folder: &Path, out: &Path) -> Vec<String> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let named = [
        (journal::FILE.to_owned(), journal::read::read(out).map(drop)),
        (ledger::FOLDER.to_owned(), ledger::load_whole(out).map(drop)),
        (share::FOLDER.to_owned(), shares(out)),
        (
            format!("run {name}"),
            checked::run(folder, "nothing can be decided on it").map(drop),
        ),
    ];
    let broken = named.into_iter().filter(|(_, outcome)| outcome.is_err());
    broken.map(|(name, _)| name).collect()
}

/// Receipts that the journal does not name, or that are not as they were sealed.
fn shares(out: &Path) -> Result<()> {
    match journal::read::read(out)? {
        Some(journal) => Shares::read(out, &journal).map(drop),
        None => Ok(()),
    }
}
