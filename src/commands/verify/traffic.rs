//! What was screened, beside the runs: each copy as the journal names it, and no other.

use crate::commands::verify::chain::Found;
use crate::commands::verify::of_files;
use crate::commands::verify::report::{Report, State};
use crate::error::Result;
use crate::files::{
    digest_of_file, is_leftover, is_plain_file, is_plain_folder, is_there, list, name_of,
};
use crate::journal::{FILE, Journal};
use crate::output::traffic::{FOLDER, TABLE};
use crate::schema::record::RunRecord;
use std::collections::BTreeMap;
use std::path::Path;

/// What a program that was stopped leaves, and the next run mends.
const STOPPED: &str = "the program was stopped before it was copied; the next run copies it";

pub(super) fn check(
    out: &Path,
    found: &[Found],
    journal: &Journal,
    report: &mut Report,
) -> Result<()> {
    let folder = out.join(FOLDER);
    let is_other = is_there(&folder)? && !is_plain_folder(&folder)?;
    if is_other {
        report.add(FOLDER, State::Changed, of_files::NOT_FOLLOWED);
    }
    // Of one name, what was said last.
    let named = journal.traffic().map(|one| (one.name.as_str(), one));
    let named: BTreeMap<&str, _> = named.collect();
    for (name, named) in &named {
        let path = out.join(FOLDER).join(name);
        let shown = format!("{FOLDER}/{name}");
        if is_other || !is_there(&path)? {
            let note = "it is not here as it was written";
            report.add(&format!("{FILE}: {shown}"), State::Missing, note);
        } else if is_plain_file(&path)? {
            let same = digest_of_file(&path)? == named.digest;
            report.add(&shown, State::of(same), "");
        } else {
            report.add(&shown, State::Changed, of_files::NOT_FOLLOWED);
        }
    }
    let waiting: Vec<&Found> = found
        .iter()
        .filter(|one| waits(&one.record, journal))
        .collect();
    for one in &waiting {
        report.add(
            &format!("{}: {TABLE}", one.path),
            State::NotCovered,
            STOPPED,
        );
    }
    for path in kept(out)? {
        let name = name_of(&path);
        if named.contains_key(name.as_str()) || is_leftover(&name) {
            continue;
        }
        let is_next = waiting
            .iter()
            .any(|one| name == format!("{}.parquet", one.record.run_id));
        let (state, note) = match is_next {
            true => (State::NotCovered, STOPPED),
            false => (State::Unexpected, "the journal names no such copy"),
        };
        report.add(&format!("{FOLDER}/{name}"), state, note);
    }
    Ok(())
}

/// A run that has the table, and of which nothing was copied.
fn waits(record: &RunRecord, journal: &Journal) -> bool {
    let has_table = record.outputs.iter().any(|output| output.path == TABLE);
    let waits = match journal.run(record) {
        Some(named) => journal.traffic_of(&named.digest).is_none(),
        // A kill came before the run's own line.
        None => journal.is_followed_by(record),
    };
    has_table && waits
}

fn kept(out: &Path) -> Result<Vec<std::path::PathBuf>> {
    let folder = out.join(FOLDER);
    match is_plain_folder(&folder)? {
        true => list(&folder),
        false => Ok(Vec::new()),
    }
}
