//! The ledger's parts, each after the one before it, and the last one that the run read.

use crate::commands::verify::of_files;
use crate::commands::verify::purged::Log;
use crate::commands::verify::report::{Report, State};
use crate::error::Result;
use crate::files::is_plain_file;
use crate::ledger::chain::{self, Link};
use crate::ledger::{self, Part, salt};
use crate::schema::record::{LEDGER_HEAD, RunRecord};
use std::path::Path;

/// `heads` are those that releases name, each with the release's path.
pub(super) fn check(
    out: &Path,
    run: &RunRecord,
    heads: &[(String, String)],
    log: &Log,
    report: &mut Report,
) -> Result<()> {
    let mut parts: Vec<Part> = Vec::new();
    let mut whole = true;
    for path in ledger::parts(out)? {
        if !is_plain_file(&path)? {
            report.add(&name(&path), State::Changed, of_files::NOT_FOLLOWED);
            whole = false;
            continue;
        }
        match ledger::part(&path) {
            Ok(part) => parts.push(part),
            Err(_) => {
                report.add(
                    &name(&path),
                    State::Changed,
                    "not a whole part of the ledger",
                );
                whole = false;
            }
        }
    }
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
    let of_run = run.data_digests.get(LEDGER_HEAD);
    let of_run = of_run.map(|head| ("ledger", head, "run"));
    let of_releases = heads
        .iter()
        .map(|(path, head)| (path.as_str(), head, "release"));
    for (path, head, reader) in of_run.into_iter().chain(of_releases) {
        let there = |digest: &str| parts.iter().any(|part| part.digest == digest);
        let note = format!("the last part that the {reader} read");
        match log.of_part(head, there).filter(|_| !there(head)) {
            Some(note) => report.add(path, State::Purged, &note),
            None => report.add(path, State::of(there(head)), &note),
        }
    }
    check_salt(out, &parts, report);
    Ok(())
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
