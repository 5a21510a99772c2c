//! What was kept of each run for links across nights: each file as the journal names it, no other,
//! and none of a run that is masked or gone.

use crate::commands::verify::of_files;
use crate::commands::verify::report::{Report, State};
use crate::error::Result;
use crate::files::{digest_of_file, is_plain_file, is_there, name_of};
use crate::journal::begin::kept_links;
use crate::journal::line::Links;
use crate::journal::{FILE, Journal};
use crate::ledger::FOLDER;
use std::path::Path;

/// A kill came before the line, or somebody put it there: it links nothing either way.
const UNNAMED: &str =
    "the journal does not name it, and no night is linked by it; the next run takes it away";

pub(super) fn check(out: &Path, journal: &Journal, report: &mut Report) -> Result<()> {
    let named = journal.links();
    for (name, named) in &named {
        let path = out.join(FOLDER).join(name);
        let shown = format!("{FOLDER}/{name}");
        if !is_there(&path)? {
            gone(&shown, named, journal, report);
        } else if !is_plain_file(&path)? {
            report.add(&shown, State::Changed, of_files::NOT_FOLLOWED);
        } else if has_ended(named, journal) {
            report.add(&shown, State::Unexpected, "its run is masked or gone");
        } else {
            let same = digest_of_file(&path)? == named.digest;
            report.add(&shown, State::of(same), "");
        }
    }
    for (_, path) in kept_links(out)? {
        let name = name_of(&path);
        if !named.contains_key(name.as_str()) {
            report.add(&format!("{FOLDER}/{name}"), State::NotCovered, UNNAMED);
        }
    }
    Ok(())
}

fn gone(shown: &str, named: &Links, journal: &Journal, report: &mut Report) {
    let line = format!("{FILE}: {shown}");
    match has_ended(named, journal) {
        true => report.add(&line, State::Purged, "it ended with its run"),
        false => report.add(&line, State::Missing, "it is not here as it was written"),
    }
}

fn has_ended(named: &Links, journal: &Journal) -> bool {
    journal.is_purged(&named.run_digest) || journal.is_masked(&named.run_digest)
}
