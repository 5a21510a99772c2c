//! The ledger's parts, each after the one before it, the newest that `HEAD` holds, and the last
//! one that runs and releases read.

use crate::commands::verify::of_files;
use crate::commands::verify::purged::Log;
use crate::commands::verify::report::{Report, State};
use crate::error::Result;
use crate::files::is_plain_file;
use crate::journal::Journal;
use crate::ledger::chain::{self, Link};
use crate::ledger::{self, Part, head, salt};
use std::path::Path;

/// What named a part of the ledger: where that stands in the report, its digest, and what read it.
pub(super) type Named = (String, String, &'static str);

pub(super) fn check(
    out: &Path,
    heads: &[Named],
    log: &Log,
    journal: Option<&Journal>,
    report: &mut Report,
) -> Result<()> {
    let (parts, whole) = parts(out, report)?;
    // A part that cannot be read breaks no link: it is a fault by itself.
    let links = chain::links(&parts);
    for (part, link) in parts.iter().zip(links).filter(|_| whole) {
        let (state, note) = match link {
            Link::Whole => (State::Untouched, ""),
            Link::Unchained => (
                State::NotCovered,
                "written before parts named the one before them",
            ),
            Link::BeforeIsGone => (State::Missing, "the part before it is gone"),
            Link::Broken => (State::Changed, "it does not follow the part before it"),
        };
        report.add(&name(&part.path), state, note);
    }
    for (path, head, reader) in heads {
        let there = |digest: &str| parts.iter().any(|part| part.digest == digest);
        let note = format!("the last part that the {reader} read");
        match log.of_part(head, there).filter(|_| !there(head)) {
            Some(note) => report.add(path, State::Purged, &note),
            None => report.add(path, State::of(there(head)), &note),
        }
    }
    check_head(out, &parts, report);
    check_salt(out, &parts, report);
    if let Some(journal) = journal {
        super::journal::parts(out, &parts, journal, report)?;
    }
    Ok(())
}

/// Those that can be read, and whether all can.
fn parts(out: &Path, report: &mut Report) -> Result<(Vec<Part>, bool)> {
    let mut parts: Vec<Part> = Vec::new();
    let mut whole = true;
    for path in ledger::parts(out)? {
        let note = match is_plain_file(&path)? {
            false => of_files::NOT_FOLLOWED,
            true => match ledger::part(&path) {
                Ok(part) => {
                    parts.push(part);
                    continue;
                }
                Err(_) => "not a whole part of the ledger",
            },
        };
        report.add(&name(&path), State::Changed, note);
        whole = false;
    }
    Ok((parts, whole))
}

/// The newest part is the one that `HEAD` holds.
fn check_head(out: &Path, parts: &[Part], report: &mut Report) {
    let path = format!("{}/HEAD", ledger::FOLDER);
    match head::read(out).and_then(|head| {
        head::require(out, head.as_ref(), parts)?;
        Ok(head)
    }) {
        Ok(Some(_)) => report.add(&path, State::Untouched, "it holds the newest part"),
        Ok(None) => (),
        Err(error) => report.add(&path, State::Changed, &error.what),
    }
}

/// Parts name the salt that hides their digests.
fn check_salt(out: &Path, parts: &[Part], report: &mut Report) {
    let named: Vec<&String> = parts.iter().filter_map(|part| part.salt.as_ref()).collect();
    if named.is_empty() {
        return;
    }
    let (state, note) = match salt::read(out).map(|salt| salt.map(|salt| salt.id())) {
        Ok(Some(id)) if named.iter().all(|named| **named == id) => (State::Untouched, ""),
        Ok(None) => (State::Missing, "the parts' digests are hidden by it"),
        Ok(Some(_)) | Err(_) => (State::Changed, "parts were written with another"),
    };
    report.add(&format!("{}/salt", ledger::FOLDER), state, note);
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    format!("{}/{name}", ledger::FOLDER)
}
