//! Replacing and removing whole folders, so that a reader sees the old one, the new one or
//! none, and never a part of one.

use super::{Staging, create_folder, remove_leftovers, sync_folder, sync_tree, write_failed};
use crate::error::{Error, Result};
use std::fs;
use std::path::Path;

impl Staging {
    /// A folder to put in the place of one that stands. The caller holds the lock.
    pub fn replacing(out: &Path, name: &str) -> Result<Staging> {
        remove_leftovers(out)?;
        let staging = out.join(format!(".staging-{name}"));
        create_folder(&staging).map_err(|e| super::cannot_create(&staging, &e))?;
        Ok(Staging {
            staging,
            target: out.join(name),
            published: false,
        })
    }

    /// Exchanges the two folders in one step, and removes the old one. Killed in between,
    /// the old one is a leftover, which the next run or purge removes.
    pub fn replace(self) -> Result<()> {
        sync_tree(&self.staging)?;
        exchange(&self.staging, &self.target).map_err(|e| {
            let advice = "runs must stand on one Linux file system that exchanges folders";
            write_failed(&self.target, &e).hint(advice)
        })?;
        if let Some(parent) = self.target.parent() {
            sync_folder(parent)?;
        }
        fs::remove_dir_all(&self.staging).map_err(|e| write_failed(&self.staging, &e))
    }
}

#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> std::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

/// Takes a folder out of sight by one rename, then removes it.
pub fn remove_whole(out: &Path, name: &str) -> Result<()> {
    remove_leftovers(out)?;
    let folder = out.join(name);
    let gone = out.join(format!(".staging-gone-{name}"));
    fs::rename(&folder, &gone).map_err(|e| write_failed(&folder, &e))?;
    sync_folder(out)?;
    fs::remove_dir_all(&gone).map_err(|e| write_failed(&gone, &e))
}

/// What killed runs and purges left; the caller holds the lock.
pub fn remove_leftovers_of(out: &Path) -> Result<()> {
    match out.exists() {
        true => remove_leftovers(out),
        false => Ok(()),
    }
}

/// Copies a file, or gives it a second name where the file system can: what is copied is
/// never written again.
pub fn share(from: &Path, to: &Path) -> Result<()> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let bytes = fs::read(from).map_err(|e| Error::cannot_read(from, &e))?;
    super::write_atomic(to, &bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(out: &Path) -> Vec<String> {
        let items = fs::read_dir(out).unwrap();
        let names = items.map(|item| item.unwrap().file_name().to_string_lossy().into_owned());
        names.collect()
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_folder_is_replaced_in_one_step_and_the_old_one_is_gone() {
        let out = tempfile::tempdir().unwrap();
        fs::create_dir(out.path().join("night")).unwrap();
        fs::write(out.path().join("night/old"), "x").unwrap();
        let staging = Staging::replacing(out.path(), "night").unwrap();
        fs::write(staging.path().join("new"), "y").unwrap();
        staging.replace().unwrap();
        assert_eq!(names(out.path()), ["night"]);
        assert_eq!(names(&out.path().join("night")), ["new"]);
        // Nothing to exchange with: nothing changes.
        let staging = Staging::replacing(out.path(), "absent").unwrap();
        assert!(staging.replace().is_err());
        assert_eq!(names(out.path()), ["night"]);
    }

    #[test]
    fn a_folder_is_removed_whole_and_leftovers_with_it() {
        let out = tempfile::tempdir().unwrap();
        fs::create_dir_all(out.path().join("night/groups")).unwrap();
        fs::create_dir(out.path().join(".staging-gone-before")).unwrap();
        remove_whole(out.path(), "night").unwrap();
        assert_eq!(names(out.path()), [""; 0]);
        assert!(remove_whole(out.path(), "night").is_err());
    }
}
