//! Locks: one holder at a time, and of the folder that is used.

use super::{cannot_create, disk};
use crate::error::{Error, Kind, Result};
use std::path::Path;

/// The lock file of a folder.
pub const LOCK: &str = ".lock";

/// A folder's lock, held for the life of the value.
#[derive(Debug)]
pub struct Lock {
    _file: disk::File,
}

/// Somebody else made the file anew so often while it was taken that it is no chance.
const TRIES: usize = 16;

impl Lock {
    /// Takes `FOLDER/.lock` without waiting. The operating system frees it when the process
    /// ends, however it ends, so a killed run never blocks the next night.
    pub fn take(folder: &Path) -> Result<Lock> {
        disk::create_folder(folder).map_err(|e| cannot_create(folder, &e))?;
        Lock::of_file(&folder.join(LOCK))
    }

    /// What is locked must be what stands at the path once it is locked: meanwhile the folder
    /// may have been exchanged for another, or the file removed and made anew.
    pub(super) fn of_file(path: &Path) -> Result<Lock> {
        for _ in 0..TRIES {
            let file = disk::open_own(path).map_err(|e| not_lockable(path, &e))?;
            match file.lock() {
                Ok(true) => (),
                Ok(false) => return Err(held(path)),
                Err(e) => return Err(cannot_create(path, &e)),
            }
            if is_at(&file, path).map_err(|e| cannot_create(path, &e))? {
                return Ok(Lock { _file: file });
            }
        }
        Err(held(path))
    }
}

/// Whether a descriptor's file is the one that the path names now.
pub(super) fn is_at(file: &disk::File, path: &Path) -> std::io::Result<bool> {
    let found = disk::about_itself(path)?;
    let own = file.about()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let id = |about: &std::fs::Metadata| (about.dev(), about.ino());
        Ok(found.is_some_and(|found| id(&found) == id(&own)))
    }
    #[cfg(not(unix))]
    {
        let _ = own;
        Ok(found.is_some())
    }
}

fn held(path: &Path) -> Error {
    let what = format!("another run holds {}", path.display());
    Error::new(Kind::TryLater, what).hint("wait for it to end, then start again")
}

fn not_lockable(path: &Path, cause: &std::io::Error) -> Error {
    let planted = disk::about_itself(path).is_ok_and(|found| found.is_some_and(|f| !f.is_file()));
    match planted {
        false => cannot_create(path, cause),
        true => {
            let what = format!("{} is no regular file", path.display());
            let hint = "no lock is taken through a link: see who put it there, and remove it";
            Error::new(Kind::CannotCreate, what).hint(hint)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn only_one_holder_of_the_lock() {
        let out = tempfile::tempdir().unwrap();
        let held = Lock::take(out.path()).unwrap();
        assert_eq!(Lock::take(out.path()).unwrap_err().kind, Kind::TryLater);
        drop(held);
        assert!(Lock::take(out.path()).is_ok());
    }

    /// As a review that opened the lock of a ledger which a purge then exchanged.
    #[test]
    fn a_lock_on_what_no_longer_stands_there_is_none() {
        let out = tempfile::tempdir().unwrap();
        let path = out.path().join(LOCK);
        let old = disk::open_own(&path).unwrap();
        assert!(is_at(&old, &path).unwrap());
        fs::remove_file(&path).unwrap();
        assert!(!is_at(&old, &path).unwrap());
        let new = disk::open_own(&path).unwrap();
        assert!(old.lock().unwrap() && !is_at(&old, &path).unwrap());
        assert!(is_at(&new, &path).unwrap());
        // Whoever comes now gets the one that stands, though the old one is held.
        assert!(Lock::take(out.path()).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn a_planted_link_is_neither_followed_nor_changed() {
        use std::os::unix::fs::PermissionsExt;
        let out = tempfile::tempdir().unwrap();
        let victim = out.path().join("victim");
        fs::write(&victim, "whole").unwrap();
        fs::set_permissions(&victim, fs::Permissions::from_mode(0o644)).unwrap();
        std::os::unix::fs::symlink(&victim, out.path().join(LOCK)).unwrap();
        let error = Lock::take(out.path()).unwrap_err();
        assert_eq!(error.kind, Kind::CannotCreate);
        assert!(error.to_string().contains("no regular file"), "{error}");
        assert_eq!(fs::read_to_string(&victim).unwrap(), "whole");
        assert_eq!(
            victim.metadata().unwrap().permissions().mode() & 0o777,
            0o644
        );
    }
}
