//! One file that is complete or absent: written under a temporary name, synced, renamed.

use super::temporary::Temporary;
use super::{cannot_create, disk, sync_folder, target, write_failed};
use crate::error::{Error, Kind, Result};
use std::io::Write;
use std::path::Path;

/// Puts a file at the path, in the place of the one that stands there.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<()> {
    publish_atomic(path, |file| file.write_all(bytes))
}

/// Like [`write_atomic`], for writers that stream.
pub fn publish_atomic(
    path: &Path,
    write: impl FnOnce(&mut disk::File) -> std::io::Result<()>,
) -> Result<()> {
    publish_filled(path, |file| write(file).map_err(|e| write_failed(path, &e)))
}

/// Like [`publish_atomic`], for work that can fail in other ways than by the disk.
pub fn publish_filled<T>(
    path: &Path,
    fill: impl FnOnce(&mut disk::File) -> Result<T>,
) -> Result<T> {
    target::check_regular(path)?;
    publish(path, fill, |temporary| {
        disk::rename_over(temporary, path).map_err(|e| write_failed(path, &e))
    })
}

/// A file that must not be there yet: what stands at the path stays, and it is an error.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let fill = |file: &mut disk::File| file.write_all(bytes).map_err(|e| write_failed(path, &e));
    publish(path, fill, |temporary| {
        disk::rename_new(temporary, path).map_err(|e| not_renamed(path, &e))
    })
}

fn publish<T>(
    path: &Path,
    fill: impl FnOnce(&mut disk::File) -> Result<T>,
    rename: impl FnOnce(&Path) -> Result<()>,
) -> Result<T> {
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    disk::create_folder(parent).map_err(|e| cannot_create(parent, &e))?;
    let mut temporary = Temporary::create(path)?;
    let value = fill(&mut temporary.file)?;
    let synced = temporary.file.sync();
    synced.map_err(|e| write_failed(path, &e))?;
    rename(&temporary.path)?;
    temporary.published = true;
    sync_folder(parent)?;
    Ok(value)
}

/// A file of a folder that is not published yet: nobody sees it before the folder is synced
/// and checked as a whole.
pub fn write_staged(path: &Path, bytes: &[u8]) -> Result<()> {
    let parent = path.parent().unwrap_or(Path::new("."));
    disk::create_folder(parent).map_err(|e| cannot_create(parent, &e))?;
    let mut file = disk::create(path).map_err(|e| cannot_create(path, &e))?;
    file.write_all(bytes).map_err(|e| write_failed(path, &e))
}

/// Why a new thing did not get its name: somebody else has it, or the file system cannot
/// promise that nobody has.
pub(super) fn not_renamed(path: &Path, cause: &std::io::Error) -> Error {
    let cannot = |what: String| Error::new(Kind::CannotCreate, what).because(cause);
    if cause.kind() == std::io::ErrorKind::AlreadyExists {
        let what = format!("{} already exists", path.display());
        return cannot(what).hint("it was left as it is; name another file");
    }
    if disk::is_unsupported(cause) {
        let parent = path.parent().unwrap_or(path);
        let system = disk::file_system(parent);
        let what = format!("{system} cannot rename without replacing what stands there");
        let hint = "nothing was put there; put the output folder on a local one (ext4, xfs, btrfs)";
        return cannot(what).hint(hint);
    }
    write_failed(path, cause)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_is_new_replaces_nothing_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("part");
        write_new(&path, b"first").unwrap();
        let error = write_new(&path, b"second").unwrap_err();
        assert_eq!(error.kind, Kind::CannotCreate);
        write_staged(&folder.path().join("a/b"), b"x").unwrap();
        assert!(write_staged(&folder.path().join("a/b"), b"y").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"first");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
        write_atomic(&path, b"second").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_system_that_cannot_is_named() {
        let cause = std::io::Error::from_raw_os_error(rustix::io::Errno::INVAL.raw_os_error());
        let error = not_renamed(Path::new("/proc/x"), &cause);
        assert_eq!(error.kind, Kind::CannotCreate);
        let text = error.to_string();
        assert!(
            text.starts_with("the file system proc at /proc cannot"),
            "{text}"
        );
    }

    /// Two imports to one file once wrote into one temporary file.
    #[test]
    fn two_writers_of_one_file_do_not_mix() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list");
        let write = |byte: u8| write_atomic(&path, &vec![byte; 1 << 20]);
        std::thread::scope(|scope| {
            for byte in 0..4 {
                scope.spawn(move || (0..8).for_each(|_| write(byte).unwrap()));
            }
        });
        let bytes = fs::read(&path).unwrap();
        assert_eq!(bytes.len(), 1 << 20);
        assert!(bytes.iter().all(|byte| *byte == bytes[0]));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
