//! Files against their recorded digests, and what stands beside them.

use crate::commands::verify::report::{Report, State};
use crate::error::{Error, Result};
use crate::files::{digest_of_file, read_failed};
use crate::output::record::FileDigest;
use std::collections::BTreeSet;
use std::path::Path;

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
        report.add(&path, state(folder, output)?, "");
    }
    let mut found = Vec::new();
    walk(folder, "", &mut found)?;
    for path in found {
        let is_known = recorded.contains(path.as_str()) || known.contains(&path.as_str());
        if !is_known {
            report.add(&format!("{prefix}{path}"), State::Unexpected, "");
        }
    }
    Ok(())
}

pub(super) fn state(folder: &Path, output: &FileDigest) -> Result<State> {
    let path = folder.join(&output.path);
    if !path.exists() {
        return Ok(State::Missing);
    }
    Ok(State::of(digest_of_file(&path)? == output.digest))
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
        if path.is_dir() {
            walk(&path, &inside, found)?;
        } else {
            found.push(inside);
        }
    }
    Ok(())
}
