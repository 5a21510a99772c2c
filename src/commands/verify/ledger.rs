//! The ledger's parts, each after the one before it, and the last one that the run read.

use crate::commands::verify::files;
use crate::commands::verify::purged::Log;
use crate::commands::verify::report::{Report, State};
use crate::error::Result;
use crate::ledger::chain::{self, Link};
use crate::ledger::{self, Part};
use crate::output::record::{LEDGER_HEAD, RunRecord};
use std::path::Path;

pub(super) fn check(out: &Path, run: &RunRecord, log: &Log, report: &mut Report) -> Result<()> {
    let mut parts: Vec<Part> = Vec::new();
    let mut whole = true;
    for path in ledger::parts(out)? {
        if !files::is_plain_file(&path) {
            report.add(&name(&path), State::Changed, files::NOT_FOLLOWED);
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
    if let Some(head) = run.data_digests.get(LEDGER_HEAD) {
        let there = |digest: &str| parts.iter().any(|part| part.digest == digest);
        let note = "the last part that the run read";
        match log.of_part(head, there).filter(|_| !there(head)) {
            Some(note) => report.add("ledger", State::Purged, &note),
            None => report.add("ledger", State::of(there(head)), note),
        }
    }
    Ok(())
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    format!("{}/{name}", ledger::FOLDER)
}
