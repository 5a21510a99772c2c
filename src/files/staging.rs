//! A folder being filled, which appears under its name by one rename or not at all.
//!
//! `.staging-NAME` is filled, and `.lock-NAME` beside it is held meanwhile: whoever finds both
//! knows by the lock whether somebody is at work, whatever became of the folder's own lock.

use super::leftovers::{HELD, STAGING};
use super::{
    Lock, atomic, cannot_create, digest_of_reader, disk, not_removed, sync_folder, write_failed,
};
use crate::error::{Error, Kind, Result};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a folder must hold to be published: SHA-256 by path, `/` between the folders.
pub type Expected = BTreeMap<String, String>;

/// [`Staging::publish`] makes it visible. Dropped unpublished, it removes itself.
pub struct Staging {
    staging: PathBuf,
    target: PathBuf,
    held: PathBuf,
    _lock: Lock,
    /// The staging folder is gone: renamed, exchanged and removed.
    gone: bool,
}

impl Staging {
    /// Fails before the night's work when the target exists or cannot be made, or when the
    /// file system could not promise at the end that it replaces nothing.
    pub fn create(out: &Path, name: &str) -> Result<Staging> {
        let target = out.join(name);
        if disk::is_there(&target).map_err(|e| cannot_create(&target, &e))? {
            let what = format!("{} already exists", target.display());
            return Err(Error::new(Kind::CannotCreate, what)
                .hint("choose another --run-id, or leave it out"));
        }
        let staging = Staging::replacing(out, name)?;
        staging.try_rename()?;
        Ok(staging)
    }

    /// A folder to put in the place of one that stands.
    pub fn replacing(out: &Path, name: &str) -> Result<Staging> {
        disk::create_folder(out).map_err(|e| cannot_create(out, &e))?;
        let held = out.join(format!("{HELD}{name}"));
        let lock = Lock::of_file(&held)?;
        let staging = out.join(format!("{STAGING}{name}"));
        disk::create_new_folder(&staging).map_err(|e| {
            let hint = "if a run left it that was killed, remove it";
            cannot_create(&staging, &e).hint(hint)
        })?;
        Ok(Staging {
            staging,
            target: out.join(name),
            held,
            _lock: lock,
            gone: false,
        })
    }

    pub fn path(&self) -> &Path {
        &self.staging
    }

    /// One rename: readers see all of the run or nothing. What is renamed is what was
    /// written: every file of it is read back first, and no other is in it.
    pub fn publish(mut self, expected: &Expected) -> Result<PathBuf> {
        self.check(expected)?;
        let renamed = disk::rename_new(&self.staging, &self.target);
        renamed.map_err(|e| atomic::not_renamed(&self.target, &e))?;
        self.gone = true;
        self.sync_parent()?;
        Ok(self.target.clone())
    }

    /// Exchanges it with the folder that stands, in one step, and removes the old one. Killed
    /// in between, the old one is a leftover, which the next holder of the lock removes.
    pub fn replace(mut self, expected: &Expected) -> Result<()> {
        self.check(expected)?;
        disk::exchange(&self.staging, &self.target).map_err(|e| {
            let system = disk::file_system(&self.staging);
            let hint = format!(
                "runs must stand on a Linux file system that exchanges folders; here is {system}"
            );
            match disk::is_unsupported(&e) {
                true => cannot_create(&self.target, &e).hint(hint),
                false => write_failed(&self.target, &e),
            }
        })?;
        self.sync_parent()?;
        self.gone = true;
        disk::remove_folder(&self.staging).map_err(|e| not_removed(&self.staging, &e))
    }

    fn sync_parent(&self) -> Result<()> {
        self.target.parent().map_or(Ok(()), sync_folder)
    }

    /// Reads every file back, and waits until it is on the disk: a rename is only as durable
    /// as the bytes it names.
    fn check(&self, expected: &Expected) -> Result<()> {
        let mut found = BTreeMap::new();
        read_back(&self.staging, "", &mut found)?;
        let changed = |(path, digest): &(&String, &String)| expected.get(*path) != Some(*digest);
        let absent = |path: &&String| !found.contains_key(*path);
        let fault = found.iter().find(changed).map(|(path, _)| path);
        match fault.or_else(|| expected.keys().find(absent)) {
            None => Ok(()),
            Some(path) => {
                let path = self.staging.join(path);
                let what = format!("{} is not as it was written", path.display());
                let hint = "nothing was published; see what else writes there, or check the disk";
                Err(Error::new(Kind::Io, what).hint(hint))
            }
        }
    }

    /// Asks the file system for the kind of rename that will be needed.
    fn try_rename(&self) -> Result<()> {
        let (one, other) = (self.staging.join("try"), self.staging.join("tried"));
        disk::create(&one).map_err(|e| cannot_create(&one, &e))?;
        disk::rename_new(&one, &other).map_err(|e| atomic::not_renamed(&self.target, &e))?;
        disk::remove(&other).map_err(|e| cannot_create(&other, &e))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.gone {
            let _ = disk::remove_folder(&self.staging);
        }
        let _ = disk::remove(&self.held);
    }
}

fn read_back(folder: &Path, inside: &str, found: &mut BTreeMap<String, String>) -> Result<()> {
    for path in disk::list(folder).map_err(|e| Error::cannot_read(folder, &e))? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let inside = match inside {
            "" => name.into_owned(),
            _ => format!("{inside}/{name}"),
        };
        let about = disk::about_itself(&path).map_err(|e| Error::cannot_read(&path, &e))?;
        if about.is_some_and(|about| about.is_dir()) {
            read_back(&path, &inside, found)?;
            continue;
        }
        let mut file = disk::open(&path).map_err(|e| Error::cannot_read(&path, &e))?;
        let digest = digest_of_reader(&mut file).map_err(|e| super::read_failed(&path, &e))?;
        file.sync().map_err(|e| write_failed(&path, &e))?;
        found.insert(inside, digest);
    }
    sync_folder(folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::{digest_of_bytes, write_staged};
    use std::fs;

    fn expected(files: &[(&str, &str)]) -> Expected {
        let files = files.iter();
        files
            .map(|(path, text)| ((*path).to_owned(), digest_of_bytes(text.as_bytes())))
            .collect()
    }

    fn names(out: &Path) -> Vec<String> {
        let paths = disk::list(out).unwrap().into_iter();
        let names = paths.map(|path| path.file_name().unwrap().to_string_lossy().into_owned());
        names.collect()
    }

    #[test]
    fn staging_is_invisible_until_published_and_cleans_up_after_itself() {
        let out = tempfile::tempdir().unwrap();
        let staging = Staging::create(out.path(), "night").unwrap();
        write_staged(&staging.path().join("a"), b"x").unwrap();
        assert!(!out.path().join("night").exists());
        drop(staging);
        assert_eq!(names(out.path()), [""; 0]);

        let staging = Staging::create(out.path(), "night").unwrap();
        write_staged(&staging.path().join("a"), b"x").unwrap();
        staging.publish(&expected(&[("a", "x")])).unwrap();
        assert_eq!(names(out.path()), ["night"]);
        let again = Staging::create(out.path(), "night").err().unwrap();
        assert_eq!(again.kind, Kind::CannotCreate);
    }

    /// A second run once removed a table of the first between its writing and its rename.
    #[test]
    fn what_is_published_is_what_was_written() {
        type Deed = fn(&Path);
        let deeds: [Deed; 4] = [
            |folder| fs::remove_file(folder.join("groups/b")).unwrap(),
            |folder| fs::write(folder.join("a"), "z").unwrap(),
            |folder| fs::write(folder.join("more"), "").unwrap(),
            |folder| fs::remove_dir_all(folder.join("groups")).unwrap(),
        ];
        for deed in deeds {
            let out = tempfile::tempdir().unwrap();
            let staging = Staging::create(out.path(), "night").unwrap();
            write_staged(&staging.path().join("a"), b"x").unwrap();
            write_staged(&staging.path().join("groups/b"), b"y").unwrap();
            deed(staging.path());
            let error = staging.publish(&expected(&[("a", "x"), ("groups/b", "y")]));
            assert_eq!(error.unwrap_err().kind, Kind::Io);
            assert_eq!(names(out.path()), [""; 0]);
        }
    }

    #[test]
    fn a_name_that_somebody_takes_meanwhile_stays_theirs() {
        let out = tempfile::tempdir().unwrap();
        let staging = Staging::create(out.path(), "night").unwrap();
        fs::create_dir(out.path().join("night")).unwrap();
        let error = staging.publish(&expected(&[])).unwrap_err();
        assert_eq!(error.kind, Kind::CannotCreate);
        assert_eq!(names(out.path()), ["night"]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_folder_is_replaced_in_one_step_and_the_old_one_is_gone() {
        let out = tempfile::tempdir().unwrap();
        fs::create_dir(out.path().join("night")).unwrap();
        fs::write(out.path().join("night/old"), "x").unwrap();
        let staging = Staging::replacing(out.path(), "night").unwrap();
        write_staged(&staging.path().join("new"), b"y").unwrap();
        staging.replace(&expected(&[("new", "y")])).unwrap();
        assert_eq!(names(out.path()), ["night"]);
        assert_eq!(names(&out.path().join("night")), ["new"]);
        // Nothing to exchange with: nothing changes.
        let staging = Staging::replacing(out.path(), "absent").unwrap();
        assert!(staging.replace(&expected(&[])).is_err());
        assert_eq!(names(out.path()), ["night"]);
    }
}
