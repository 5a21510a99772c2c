//! Files against their recorded digests, and what stands beside them.

use crate::commands::verify::report::{Report, State};
use crate::error::{Error, Result};
use crate::files::{digest_of_file, read_failed};
use crate::schema::record::FileDigest;
use std::collections::BTreeSet;
use std::path::Path;

pub(super) const NOT_FOLLOWED: &str = "no file, and not followed: a link, pipe or device";

/// `prefix` stands before each path in the report; `known` are files that need no digest.
pub(super) fn check(
    folder: &Path,
    prefix: &str,
    outputs: &[FileDigest],
    known: &[&str],
    report: &mut Report,
) -> Result<()> {
    let recorded: BTreeSet<&str> = outputs.iter().map(|output| output.path.as_str()).collect();
    for output in outputs {
        let path = format!("{prefix}{}", output.path);
        let (state, note) = state(folder, output)?;
        report.add(&path, state, note);
    }
    // Known ones are not opened here.
    for name in known {
        let path = folder.join(name);
        if there(&path) && !is_plain_file(&path) && !recorded.contains(name) {
            report.add(&format!("{prefix}{name}"), State::Changed, NOT_FOLLOWED);
        }
    }
    let mut found = Vec::new();
    walk(folder, "", &mut found)?;
    for path in found {
        let is_known = recorded.contains(path.as_str()) || known.contains(&path.as_str());
        if is_known {
            continue;
        }
        let (state, note) = match is_plain(folder, Path::new(&path)) {
            true => (State::Unexpected, ""),
            false => (State::Changed, NOT_FOLLOWED),
        };
        report.add(&format!("{prefix}{path}"), state, note);
    }
    Ok(())
}

fn state(folder: &Path, output: &FileDigest) -> Result<(State, &'static str)> {
    let path = folder.join(&output.path);
    if !there(&path) {
        return Ok((State::Missing, ""));
    }
    if !is_plain(folder, Path::new(&output.path)) {
        return Ok((State::Changed, NOT_FOLLOWED));
    }
    let same = digest_of_file(&path)? == output.digest;
    Ok((State::of(same), ""))
}

/// A link that leads nowhere is there too.
fn there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Whether it is a file, and what it is in are folders. The program writes nothing else: a
/// link may lead to a file that somebody exchanges later, and a pipe is never read to its end.
fn is_plain(folder: &Path, inside: &Path) -> bool {
    let file_type = |path: &Path| path.symlink_metadata().map(|found| found.file_type());
    let mut above = inside.ancestors().skip(1);
    let folders = above.all(|path| file_type(&folder.join(path)).is_ok_and(|kind| kind.is_dir()));
    folders && file_type(&folder.join(inside)).is_ok_and(|kind| kind.is_file())
}

/// The same, of a file by its own path.
pub(super) fn is_plain_file(path: &Path) -> bool {
    let found = path.symlink_metadata();
    found.is_ok_and(|found| found.is_file())
}

/// Every file below, by its path within; releases are looked at by themselves.
fn walk(folder: &Path, inside: &str, found: &mut Vec<String>) -> Result<()> {
    let mut names = Vec::new();
    for item in std::fs::read_dir(folder).map_err(|e| Error::cannot_read(folder, &e))? {
        let item = item.map_err(|e| read_failed(folder, &e))?;
        names.push((item.file_name().to_string_lossy().into_owned(), item.path()));
    }
    names.sort();
    for (name, path) in names {
        let inside = match inside {
            "" => name,
            _ => format!("{inside}/{name}"),
        };
        if inside == "release" {
            continue;
        }
        // A link to a folder is no folder of the run.
        if path.symlink_metadata().is_ok_and(|found| found.is_dir()) {
            walk(&path, &inside, found)?;
        } else {
            found.push(inside);
        }
    }
    Ok(())
}
