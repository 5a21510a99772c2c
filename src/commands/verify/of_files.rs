//! Files against their recorded digests, and what stands beside them.

use crate::commands::verify::report::{Report, State};
use crate::error::Result;
use crate::files::{digest_of_file, is_plain_file, is_plain_folder, is_there, list, name_of};
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
        if is_there(&path)? && !is_plain_file(&path)? && !recorded.contains(name) {
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
        let (state, note) = match is_plain(folder, Path::new(&path))? {
            true => (State::Unexpected, ""),
            false => (State::Changed, NOT_FOLLOWED),
        };
        report.add(&format!("{prefix}{path}"), state, note);
    }
    Ok(())
}

fn state(folder: &Path, output: &FileDigest) -> Result<(State, &'static str)> {
    let path = folder.join(&output.path);
    if !is_there(&path)? {
        return Ok((State::Missing, ""));
    }
    if !is_plain(folder, Path::new(&output.path))? {
        return Ok((State::Changed, NOT_FOLLOWED));
    }
    let same = digest_of_file(&path)? == output.digest;
    Ok((State::of(same), ""))
}

/// Whether it is a file, and what it is in are folders. The program writes nothing else: a
/// link may lead to a file that somebody exchanges later, and a pipe is never read to its end.
fn is_plain(folder: &Path, inside: &Path) -> Result<bool> {
    for above in inside.ancestors().skip(1) {
        if !is_plain_folder(&folder.join(above))? {
            return Ok(false);
        }
    }
    is_plain_file(&folder.join(inside))
}

/// Every file below, by its path within; releases are looked at by themselves.
fn walk(folder: &Path, inside: &str, found: &mut Vec<String>) -> Result<()> {
    for path in list(folder)? {
        let name = name_of(&path);
        let inside = match inside {
            "" => name,
            _ => format!("{inside}/{name}"),
        };
        if inside == "release" {
            continue;
        }
        // A link to a folder is no folder of the run.
        if is_plain_folder(&path)? {
            walk(&path, &inside, found)?;
        } else {
            found.push(inside);
        }
    }
    Ok(())
}
