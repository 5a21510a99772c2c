//! Packages and shares: each as it was sealed and as the journal names it, or ended by retention.

use crate::commands::package::kept as packages;
use crate::commands::share;
use crate::commands::verify::of_files;
use crate::commands::verify::report::{Report, State};
use crate::error::Result;
use crate::files::{is_leftover, is_plain_file, is_plain_folder, is_there, list, name_of};
use crate::journal::{FILE, Journal};
use crate::schema::package::{self, PackageRecord};
use crate::schema::record::file_is_intact;
use crate::schema::share::{self as shares, ShareRecord};
use std::collections::BTreeSet;
use std::path::Path;

/// What a program that was stopped leaves, and the next one mends.
const STOPPED: &str = "the program was stopped before the journal named it; the next one names it";

pub(super) fn check(out: &Path, journal: &Journal, report: &mut Report) -> Result<()> {
    let mut here = BTreeSet::new();
    for folder in packages::folders(out)? {
        of_package(&folder, journal, &mut here, report)?;
    }
    for (_, folder) in share::receipts(out)? {
        of_share(&folder, journal, &mut here, report)?;
    }
    for folder in [package::FOLDER, shares::FOLDER] {
        strangers(out, folder, report)?;
    }
    let named = journal.packages().map(|one| {
        let path = format!("{FILE}: {}/{}", package::FOLDER, one.package);
        (path, &one.digest)
    });
    let shared = journal.shares().map(|one| {
        let path = format!("{FILE}: {}/{:04}", shares::FOLDER, one.number);
        (path, &one.digest)
    });
    for (path, digest) in named.chain(shared) {
        if here.contains(digest) {
            continue;
        }
        match journal.ended(digest) {
            Some(ended) => report.add(&path, State::Purged, &ended.why),
            None => {
                let note = "it is not here as it was written";
                report.add(&path, State::Missing, note);
            }
        }
    }
    Ok(())
}

fn of_package(
    folder: &Path,
    journal: &Journal,
    here: &mut BTreeSet<String>,
    report: &mut Report,
) -> Result<()> {
    let prefix = format!("{}/{}/", package::FOLDER, name_of(folder));
    let path = format!("{prefix}{}", package::FILE);
    let file = folder.join(package::FILE);
    let record = match is_plain_file(&file)? {
        true => PackageRecord::read(&file).ok(),
        false => None,
    };
    let Some(record) = record else {
        report.add(&path, State::Changed, "no package");
        return Ok(());
    };
    let intact = file_is_intact(&file, &record.audit_digest)?;
    let named = journal.package(&record.audit_digest).is_some();
    let (state, note) = match (intact, record.is_sealed(), named) {
        (false, ..) => (State::Changed, ""),
        (true, false, _) => (State::Untouched, "a draft"),
        (true, true, true) => (State::Untouched, ""),
        (true, true, false) => (State::NotCovered, STOPPED),
    };
    report.add(&path, state, note);
    of_files::check(folder, &prefix, &record.outputs, &[package::FILE], report)?;
    here.insert(record.audit_digest);
    Ok(())
}

fn of_share(
    folder: &Path,
    journal: &Journal,
    here: &mut BTreeSet<String>,
    report: &mut Report,
) -> Result<()> {
    let prefix = format!("{}/{}/", shares::FOLDER, name_of(folder));
    let path = format!("{prefix}{}", shares::FILE);
    let file = folder.join(shares::FILE);
    let record = match is_plain_file(&file)? {
        true => ShareRecord::read(&file).ok(),
        false => None,
    };
    let Some(record) = record else {
        report.add(&path, State::Changed, "no receipt");
        return Ok(());
    };
    let intact = file_is_intact(&file, &record.audit_digest)?;
    let named = journal.share(&record.audit_digest).is_some();
    let (state, note) = match (intact, named) {
        (false, _) => (State::Changed, ""),
        (true, true) => (State::Untouched, ""),
        (true, false) if share::is_next(&record, journal) => (State::NotCovered, STOPPED),
        (true, false) => (State::Unexpected, "the journal names no such share"),
    };
    report.add(&path, state, note);
    of_files::check(folder, &prefix, &record.outputs, &[shares::FILE], report)?;
    here.insert(record.audit_digest);
    Ok(())
}

/// What stands beside them, but for locks.
fn strangers(out: &Path, folder: &str, report: &mut Report) -> Result<()> {
    let path = out.join(folder);
    if !is_there(&path)? {
        return Ok(());
    }
    if !is_plain_folder(&path)? {
        report.add(folder, State::Changed, of_files::NOT_FOLLOWED);
        return Ok(());
    }
    for path in list(&path)? {
        let name = name_of(&path);
        let is_ours = name == ".lock" || is_plain_folder(&path)? && !name.starts_with('.');
        let (state, note) = match (is_ours, is_leftover(&name)) {
            (true, _) => continue,
            (false, true) => (State::NotCovered, "left by a command that was stopped"),
            (false, false) => (State::Unexpected, ""),
        };
        report.add(&format!("{folder}/{name}"), state, note);
    }
    Ok(())
}
