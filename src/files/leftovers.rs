//! What killed processes left in a folder, removed by the next holder of its lock, and whole
//! folders removed so that nobody sees a part of one.

use super::temporary::{remove_left, temporary_of};
use super::{Lock, atomic, disk, not_removed, sync_folder, write_failed};
use crate::error::{Error, Kind, Result};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Before the name of a folder that is not published yet.
pub const STAGING: &str = ".staging-";

/// Before the name of the lock that is held while the folder is filled.
pub(super) const HELD: &str = ".lock-";

/// Whether a thing of this name is nobody's when nobody is at work.
pub fn is_leftover(name: &str) -> bool {
    name.starts_with(STAGING) || name.starts_with(HELD) || temporary_of(name).is_some()
}

/// Removes what was left, and tells what could not be. The caller holds the folder's lock; a
/// staging folder that somebody fills all the same is not touched: its owner lost the lock's
/// file, and is at work.
pub fn remove_leftovers(out: &Path) -> Result<Vec<Error>> {
    let mut kept = Vec::new();
    let mut staged: BTreeSet<String> = BTreeSet::new();
    for path in disk::list(out).map_err(|e| Error::cannot_read(out, &e))? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let of_staging = name
            .strip_prefix(STAGING)
            .or_else(|| name.strip_prefix(HELD));
        if let Some(target) = of_staging {
            staged.insert(target.to_owned());
        } else if temporary_of(&name).is_some() {
            kept.extend(remove_left(&path).err().map(|e| not_removed(&path, &e)));
        }
    }
    for name in staged {
        match remove_staged(out, &name) {
            Err(error) if error.kind == Kind::TryLater => return Err(at_work(out, error)),
            removed => kept.extend(removed.err()),
        }
    }
    Ok(kept)
}

fn remove_staged(out: &Path, name: &str) -> Result<()> {
    let held = out.join(format!("{HELD}{name}"));
    let _lock = Lock::of_file(&held)?;
    let staging = out.join(format!("{STAGING}{name}"));
    let removed = match disk::about_itself(&staging) {
        Ok(None) => Ok(()),
        Ok(Some(about)) if about.is_dir() => disk::remove_folder(&staging),
        Ok(Some(_)) => disk::remove(&staging),
        Err(e) => Err(e),
    };
    let freed = disk::remove(&held);
    removed.map_err(|e| not_removed(&staging, &e))?;
    freed.map_err(|e| not_removed(&held, &e))
}

fn at_work(out: &Path, error: Error) -> Error {
    let folder = out.display();
    error.hint(format!(
        "somebody removed {folder}/.lock while a run was at work: wait for it to end, then start again"
    ))
}

/// Takes a folder out of sight by one rename, then removes it.
pub fn remove_whole(out: &Path, name: &str) -> Result<()> {
    let folder = out.join(name);
    let gone = out_of_sight(out, name, &folder)?;
    sync_folder(out)?;
    disk::remove_folder(&gone).map_err(|e| not_removed(&gone, &e))
}

/// One that could not be removed before may still bear the name.
fn out_of_sight(out: &Path, name: &str, folder: &Path) -> Result<PathBuf> {
    for number in 1.. {
        let gone = out.join(format!("{STAGING}gone-{number}-{name}"));
        match disk::rename_new(folder, &gone) {
            Ok(()) => return Ok(gone),
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => (),
            Err(e) if disk::is_unsupported(&e) => return Err(atomic::not_renamed(&gone, &e)),
            Err(e) => return Err(write_failed(folder, &e)),
        }
    }
    unreachable!("some number is free")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Staging;
    use std::fs;

    #[test]
    fn a_killed_runs_leftovers_are_removed() {
        let out = tempfile::tempdir().unwrap();
        let at = |name: &str| out.path().join(name);
        fs::create_dir(at(".staging-old")).unwrap();
        fs::write(at(".staging-old/table"), "x").unwrap();
        fs::write(at(".lock-older"), "").unwrap();
        fs::write(at(".salt.00000001000000ff.part"), "x").unwrap();
        fs::write(at(".feed.parquet.part"), "somebody's").unwrap();
        fs::create_dir(at("night")).unwrap();
        assert!(remove_leftovers(out.path()).unwrap().is_empty());
        let names: Vec<_> = disk::list(out.path()).unwrap();
        assert_eq!(names, [at(".feed.parquet.part"), at("night")]);
    }

    /// Whatever became of the output folder's lock.
    #[test]
    fn what_somebody_is_at_work_on_is_left_alone() {
        let out = tempfile::tempdir().unwrap();
        let first = Lock::take(out.path()).unwrap();
        let staging = Staging::create(out.path(), "night").unwrap();
        fs::remove_file(out.path().join(".lock")).unwrap();
        let second = Lock::take(out.path()).unwrap();
        let error = remove_leftovers(out.path()).unwrap_err();
        assert_eq!(error.kind, Kind::TryLater);
        assert!(staging.path().exists());
        staging.publish(&[].into()).unwrap();
        assert!(out.path().join("night").exists());
        assert!(remove_leftovers(out.path()).unwrap().is_empty());
        drop((first, second));
    }

    #[test]
    fn a_folder_is_removed_whole_whatever_was_left_of_its_name() {
        let out = tempfile::tempdir().unwrap();
        fs::create_dir_all(out.path().join("night/groups")).unwrap();
        fs::create_dir(out.path().join(".staging-gone-1-night")).unwrap();
        remove_whole(out.path(), "night").unwrap();
        assert_eq!(disk::list(out.path()).unwrap().len(), 1);
        assert!(remove_whole(out.path(), "night").is_err());
    }
}
