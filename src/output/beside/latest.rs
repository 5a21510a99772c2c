//! `OUT/latest`, a link to the run of the greatest moment: a reader's path that stays.
//!
//! It is replaced by one rename, so it leads to the old run or to the new one at any moment.

use super::LATEST;
use crate::error::{Error, Kind, Result};
use crate::files::{self, cannot_create, disk, sync_folder, write_failed};
use std::path::{Path, PathBuf};

/// The link before it has its name. Whoever writes what stands beside the runs removes one that was
/// left.
pub const PART: &str = ".latest.part";

/// Lets it lead to the run of this name; without one it is taken away. Whatever else stands
/// there is somebody's own, and stays.
pub fn point(out: &Path, run: Option<&str>) -> Result<()> {
    let link = out.join(LATEST);
    remove_left(out)?;
    let there = match files::about_itself(&link)? {
        Some(found) if found.is_symlink() => true,
        Some(_) => return Err(taken(&link)),
        None => false,
    };
    match run {
        Some(run) if there && disk::leads_to(&link).is_ok_and(|to| to == Path::new(run)) => Ok(()),
        Some(run) => replace(out, &link, run),
        None if there => disk::remove(&link).map_err(|e| write_failed(&link, &e)),
        None => Ok(()),
    }
}

fn taken(link: &Path) -> Error {
    let what = format!("{} is no link", link.display());
    Error::new(Kind::CannotCreate, what)
        .hint("move it away: the link to the newest run stands there")
}

fn part(out: &Path) -> PathBuf {
    out.join(PART)
}

/// What a killed process left, whether the link must be replaced now or not.
fn remove_left(out: &Path) -> Result<()> {
    let part = part(out);
    // Of the link itself: the run that it led to may be gone.
    match files::about_itself(&part)? {
        Some(_) => disk::remove(&part).map_err(|e| cannot_create(&part, &e)),
        None => Ok(()),
    }
}

fn replace(out: &Path, link: &Path, run: &str) -> Result<()> {
    let part = part(out);
    disk::create_link(Path::new(run), &part).map_err(|e| cannot_create(&part, &e))?;
    disk::rename_over(&part, link).map_err(|e| {
        let _ = disk::remove(&part);
        write_failed(link, &e)
    })?;
    sync_folder(out)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn it_leads_to_the_run_named_last_and_goes_with_the_last_one() {
        let out = tempfile::tempdir().unwrap();
        let to = || fs::read_link(out.path().join(LATEST)).ok();
        for run in ["one", "two", "two"] {
            // One was killed before the rename.
            disk::create_link(Path::new("old"), &part(out.path())).unwrap();
            point(out.path(), Some(run)).unwrap();
            assert_eq!(to(), Some(run.into()));
        }
        point(out.path(), None).unwrap();
        point(out.path(), None).unwrap();
        assert_eq!(to(), None);
        assert_eq!(fs::read_dir(out.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_is_no_link_stays() {
        let out = tempfile::tempdir().unwrap();
        fs::create_dir(out.path().join(LATEST)).unwrap();
        for run in [Some("one"), None] {
            let error = point(out.path(), run).unwrap_err();
            assert_eq!(error.kind, Kind::CannotCreate, "{error}");
        }
        assert!(out.path().join(LATEST).is_dir());
    }
}
