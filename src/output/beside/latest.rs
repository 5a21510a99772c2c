//! `OUT/latest`, a link to the run of the greatest moment: a reader's path that stays.
//!
//! It is replaced by one rename, so it leads to the old run or to the new one at any moment.

use super::LATEST;
use crate::error::{Error, Kind, Result};
use crate::files::{cannot_create, sync_folder, write_failed};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// Lets it lead to the run of this name; without one it is taken away. Whatever else stands
/// there is somebody's own, and stays.
pub fn point(out: &Path, run: Option<&str>) -> Result<()> {
    let link = out.join(LATEST);
    let there = match fs::symlink_metadata(&link) {
        Ok(found) if found.is_symlink() => true,
        Ok(_) => return Err(taken(&link)),
        Err(e) if e.kind() == ErrorKind::NotFound => false,
        Err(e) => return Err(Error::cannot_read(&link, &e)),
    };
    match run {
        Some(run) if there && fs::read_link(&link).is_ok_and(|to| to == Path::new(run)) => Ok(()),
        Some(run) => replace(out, &link, run),
        None if there => fs::remove_file(&link).map_err(|e| write_failed(&link, &e)),
        None => Ok(()),
    }
}

fn taken(link: &Path) -> Error {
    let what = format!("{} is no link", link.display());
    Error::new(Kind::CannotCreate, what)
        .hint("move it away: the link to the newest run stands there")
}

fn replace(out: &Path, link: &Path, run: &str) -> Result<()> {
    let part = out.join(format!(".{LATEST}.part"));
    match fs::remove_file(&part) {
        Err(e) if e.kind() != ErrorKind::NotFound => return Err(cannot_create(&part, &e)),
        Ok(()) | Err(_) => (),
    }
    make(Path::new(run), &part).map_err(|e| cannot_create(&part, &e))?;
    fs::rename(&part, link).map_err(|e| write_failed(link, &e))?;
    sync_folder(out)
}

#[cfg(unix)]
fn make(to: &Path, link: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(to, link)
}

#[cfg(not(unix))]
fn make(_: &Path, _: &Path) -> std::io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn it_leads_to_the_run_named_last_and_goes_with_the_last_one() {
        let out = tempfile::tempdir().unwrap();
        let to = || fs::read_link(out.path().join(LATEST)).ok();
        // Killed before the rename.
        make(Path::new("old"), &out.path().join(".latest.part")).unwrap();
        for run in ["one", "two", "two"] {
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
