//! By what a file is told to be the one that was opened, and unchanged: an input that somebody
//! changes while it is read must not give one file's cases under another's digest.

use super::about;
use crate::error::{Error, Kind, Result};
use std::fs::Metadata;
use std::path::Path;
use std::time::SystemTime;

/// Of one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Device and number: another file has others.
    identity: (u64, u64),
    length: u64,
    modified: Option<SystemTime>,
    /// The system sets it at every change, whatever time a writer claims.
    changed: (i64, i64),
}

/// What two stamps say of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    Same,
    /// Its bytes may be others, or only its rights and names.
    Touched,
    Changed,
}

impl Stamp {
    pub fn of(about: &Metadata) -> Stamp {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;
        Stamp {
            #[cfg(unix)]
            identity: (about.dev(), about.ino()),
            #[cfg(not(unix))]
            identity: (0, 0),
            length: about.len(),
            modified: about.modified().ok(),
            #[cfg(unix)]
            changed: (about.ctime(), about.ctime_nsec()),
            #[cfg(not(unix))]
            changed: (0, 0),
        }
    }

    /// Against what stands at the path now.
    pub fn since(&self, path: &Path) -> Result<Since> {
        let Some(now) = about(path)?.map(|about| Stamp::of(&about)) else {
            return Ok(Since::Changed);
        };
        let alike =
            (self.identity, self.length, self.modified) == (now.identity, now.length, now.modified);
        Ok(match (alike, self.changed == now.changed) {
            (true, true) => Since::Same,
            (true, false) => Since::Touched,
            (false, _) => Since::Changed,
        })
    }
}

/// What was read of it is not what stands there.
pub fn changed_meanwhile(path: &Path) -> Error {
    let what = format!("{} changed while it was read", path.display());
    let hint = "nothing was published; let the feed finish, then run again";
    Error::new(Kind::Data, what).hint(hint)
}

/// The work on sources that are opened more than once: 65 when one of them is not what it was.
/// A folder is none: its files are looked at by themselves.
pub fn while_unchanged<T>(
    paths: &[impl AsRef<Path>],
    work: impl FnOnce() -> Result<T>,
) -> Result<T> {
    let file = |about: &Metadata| !about.is_dir();
    let stamp = |path: &Path| Ok(about(path)?.filter(file).map(|about| Stamp::of(&about)));
    let before = paths.iter().map(|path| stamp(path.as_ref()));
    let before = before.collect::<Result<Vec<_>>>()?;
    let value = work()?;
    for (path, before) in paths.iter().map(AsRef::as_ref).zip(before) {
        if stamp(path)? != before {
            return Err(changed_meanwhile(path));
        }
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn another_file_another_length_or_another_time_is_a_change() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("night.parquet");
        fs::write(&path, "one").unwrap();
        let stamp = Stamp::of(&about(&path).unwrap().unwrap());
        assert_eq!(stamp.since(&path).unwrap(), Since::Same);
        fs::hard_link(&path, folder.path().join("backup")).unwrap();
        // Within one tick of the clock a new name may leave the same stamp.
        assert_ne!(stamp.since(&path).unwrap(), Since::Changed);
        fs::write(&path, "longer").unwrap();
        assert_eq!(stamp.since(&path).unwrap(), Since::Changed);
        fs::write(folder.path().join("other"), "one").unwrap();
        fs::rename(folder.path().join("other"), &path).unwrap();
        assert_eq!(stamp.since(&path).unwrap(), Since::Changed);
        fs::remove_file(&path).unwrap();
        assert_eq!(stamp.since(&path).unwrap(), Since::Changed);
    }

    #[test]
    fn work_on_a_source_that_changes_meanwhile_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.csv");
        fs::write(&path, "one").unwrap();
        assert!(while_unchanged(&[&path], || Ok(())).is_ok());
        let work = || {
            fs::write(&path, "another").unwrap();
            Ok(())
        };
        let error = while_unchanged(&[&path], work).unwrap_err();
        assert_eq!(error.kind, Kind::Data);
    }
}
