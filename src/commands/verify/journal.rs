//! The journal against what stands here: everything that it names is here as it named it, or
//! retention took it, and nothing is here that it does not name.

use crate::commands::release::Releases;
use crate::commands::verify::chain::Found;
use crate::commands::verify::report::{Report, State};
use crate::error::Result;
use crate::files::is_plain_file;
use crate::journal::line::Fact;
use crate::journal::{FILE, Journal};
use crate::ledger::{Part, head};
use crate::schema::record::RunRecord;
use crate::schema::release::{FILE as FILE_OF_RELEASE, ReleaseRecord};
use std::collections::BTreeSet;
use std::path::Path;

/// What a program that was stopped leaves, and the next one mends.
const STOPPED: &str =
    "the program was stopped before the journal named it; the next one of its kind does";

/// The chain of its lines; none is returned when it cannot be believed.
pub(super) fn read(out: &Path, report: &mut Report) -> Option<Journal> {
    match crate::journal::read::read(out) {
        Ok(Some(journal)) => {
            let lines = format!(
                "{} lines, each after the one before it",
                journal.lines.len()
            );
            report.add(FILE, State::Untouched, &lines);
            breaks(&journal, report);
            Some(journal)
        }
        Ok(None) => {
            report.add(FILE, State::NotCovered, "none was kept yet");
            None
        }
        Err(error) => {
            report.add(FILE, State::Changed, &error.what);
            None
        }
    }
}

/// Nothing of before a break is vouched for but by the officer who recorded it.
fn breaks(journal: &Journal, report: &mut Report) {
    for line in journal.lines.iter().filter_map(|read| read.line.as_ref()) {
        if let Fact::Restored(restored) = &line.fact {
            let day = line.at.split('T').next().unwrap_or(&line.at);
            let (officer, why) = (&restored.officer, &restored.why);
            let note = format!(
                "a break that {officer} recorded on {day} after a backup was restored: {why}"
            );
            report.add(
                &format!("{FILE}: line {}", line.seq),
                State::NotCovered,
                &note,
            );
        }
    }
}

pub(super) fn runs(found: &[Found], journal: &Journal, report: &mut Report) {
    for one in found {
        let (path, record) = (&one.path, &one.record);
        match journal.run(record) {
            Some(named) if named.rows != rows(record) => {
                let note = format!("the journal names {} recommendations of it", named.rows);
                report.add(path, State::Changed, &note);
            }
            Some(_) => (),
            None if journal.is_followed_by(record) => report.add(path, State::NotCovered, STOPPED),
            None => report.add(path, State::Unexpected, "the journal names no such run"),
        }
        if let Some(head) = &record.journal
            && !journal.has(head.lines, &head.head)
        {
            let note = "the journal does not hold the line that this run names";
            report.add(&format!("{path}: journal"), State::Changed, note);
        }
    }
    for named in journal.runs() {
        let is_it = |record: &RunRecord| journal.run(record).is_some_and(|run| run == named);
        let is_here = found.iter().any(|one| is_it(&one.record));
        if !is_here && !journal.is_purged(&named.digest) {
            let path = format!("{FILE}: run {}", named.name);
            report.add(&path, State::Missing, "it is not here as it was written");
        }
    }
}

fn rows(record: &RunRecord) -> u64 {
    crate::journal::begin::of_record(0, record).rows
}

/// `found` are all runs here.
pub(super) fn releases(found: &[Found], journal: &Journal, report: &mut Report) {
    let mut here: BTreeSet<(String, String)> = BTreeSet::new();
    for one in found {
        let run = &one.record.run_id;
        for record in records(&one.folder) {
            here.insert((run.clone(), record.audit_digest.clone()));
            if journal.release(run, &record.audit_digest).is_some() {
                continue;
            }
            let path = format!("{}: release {}", one.path, record.number);
            let (state, note) = match is_next(&record, run, journal) {
                true => (State::NotCovered, STOPPED),
                false => (State::Unexpected, "the journal names no such release"),
            };
            report.add(&path, state, note);
        }
    }
    let masked = |run: &str| {
        let mut found = found.iter().filter(|one| one.record.run_id == run);
        found.any(|one| one.record.masked_at.is_some())
    };
    let purged = |run: &str| {
        let mut runs = journal.runs().filter(|named| named.name == run);
        runs.any(|named| journal.is_purged(&named.digest))
    };
    for named in journal.releases() {
        let is_here = here.contains(&(named.run.clone(), named.digest.clone()));
        if !is_here && !masked(&named.run) && !purged(&named.run) {
            let path = format!("{FILE}: run {}, release {}", named.run, named.number);
            report.add(&path, State::Missing, "it is not here as it was written");
        }
    }
}

/// Those that can be read. Others are told where the run is looked at, and missed here.
fn records(run: &Path) -> Vec<ReleaseRecord> {
    let folders = Releases::folders(run).unwrap_or_default().into_iter();
    let paths = folders.map(|(_, folder)| folder.join(FILE_OF_RELEASE));
    let paths = paths.filter(|path| is_plain_file(path).unwrap_or(false));
    paths
        .filter_map(|path| ReleaseRecord::read(&path).ok())
        .collect()
}

fn is_next(record: &ReleaseRecord, run: &str, journal: &Journal) -> bool {
    let last = journal.last_release(run).map(|release| &release.digest);
    record.previous_audit_digest.as_ref() == last
}

pub(super) fn parts(
    out: &Path,
    parts: &[Part],
    journal: &Journal,
    report: &mut Report,
) -> Result<()> {
    let under_way = head::read(out)
        .ok()
        .flatten()
        .and_then(|head| head.before.map(|_| head.digest));
    for part in parts {
        let name = name_of(part);
        match journal.part(&part.digest) {
            Some(named) if named.rows != part.rows.len() as u64 => {
                let note = format!("the journal names {} decisions in it", named.rows);
                report.add(&name, State::Changed, &note);
            }
            Some(_) => (),
            None if under_way.as_ref() == Some(&part.digest) => {
                report.add(&name, State::NotCovered, STOPPED);
            }
            None => report.add(&name, State::Unexpected, "the journal names no such part"),
        }
    }
    for named in journal.parts() {
        let is_it = |part: &Part| journal.part(&part.digest).is_some_and(|part| part == named);
        if !parts.iter().any(is_it) {
            let path = format!("{FILE}: {}", named.name);
            report.add(&path, State::Missing, "it is not here as it was written");
        }
    }
    Ok(())
}

fn name_of(part: &Part) -> String {
    let name = part.path.file_name().unwrap_or_default().to_string_lossy();
    format!("{}/{name}", crate::ledger::FOLDER)
}
