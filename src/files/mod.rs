//! Files: digests, the run lock, and publishing a whole folder by one rename.

mod name;

mod private;

mod target;

pub mod replace;

use crate::error::{Error, Kind, Result};
pub use name::folder_name;
pub use private::create_folder;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
pub use target::check_target;

/// SHA-256 of a file's bytes, in hexadecimal.
pub fn digest_of_file(path: &Path) -> Result<String> {
    let mut file = File::open(path).map_err(|e| Error::cannot_read(path, &e))?;
    let mut hasher = Hasher::default();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok(hasher.finish()),
            Ok(n) => hasher.update(&buffer[..n]),
            Err(e) => return Err(read_failed(path, &e)),
        }
    }
}

/// SHA-256 of what comes in pieces, in hexadecimal.
#[derive(Default)]
pub struct Hasher(Sha256);

impl Hasher {
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}

/// SHA-256 of bytes, in hexadecimal.
pub fn digest_of_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads a whole text file.
pub fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|e| Error::cannot_read(path, &e))
}

/// Writes a file that is complete or absent: temporary file beside it, sync, rename.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<()> {
    publish_atomic(path, |file| file.write_all(bytes))
}

/// Writes a file that must not be there yet, for its own account alone. What stands at the path
/// stays, and it is an error.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = private::create_new(path).map_err(|e| match e.kind() {
        std::io::ErrorKind::AlreadyExists => {
            let what = format!("{} already exists", path.display());
            Error::new(Kind::CannotCreate, what).hint("it was left as it is; name another file")
        }
        _ => cannot_create(path, &e),
    })?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.map_err(|e| {
        let _ = fs::remove_file(path);
        write_failed(path, &e)
    })
}

/// Like [`write_atomic`], for writers that stream.
pub fn publish_atomic(
    path: &Path,
    write: impl FnOnce(&mut File) -> std::io::Result<()>,
) -> Result<()> {
    publish_filled(path, |file| write(file).map_err(|e| write_failed(path, &e)))
}

/// Like [`publish_atomic`], for work that can fail in other ways than by the disk.
pub fn publish_filled<T>(path: &Path, fill: impl FnOnce(&mut File) -> Result<T>) -> Result<T> {
    target::check_regular(path)?;
    let parent = path.parent().unwrap_or(Path::new("."));
    create_folder(parent).map_err(|e| cannot_create(parent, &e))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let part = path.with_file_name(format!(".{name}.part"));
    let mut file = private::create_file(&part).map_err(|e| cannot_create(&part, &e))?;
    let published = fill(&mut file).and_then(|value| {
        let synced = file.sync_all().and_then(|()| fs::rename(&part, path));
        synced.map_err(|e| write_failed(path, &e)).map(|()| value)
    });
    if published.is_err() {
        let _ = fs::remove_file(&part);
    }
    published
}

/// The output folder's lock, held for the life of the value.
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes `OUT/.lock` without waiting. The operating system frees it when the process
    /// ends, however it ends, so a killed run never blocks the next night.
    pub fn take(out: &Path) -> Result<Lock> {
        create_folder(out).map_err(|e| cannot_create(out, &e))?;
        let path = out.join(".lock");
        let file = private::create_file(&path).map_err(|e| cannot_create(&path, &e))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(fs::TryLockError::WouldBlock) => Err(Error::new(
                Kind::TryLater,
                format!("another run holds {}", path.display()),
            )
            .hint("wait for it to end, then start again")),
            Err(fs::TryLockError::Error(e)) => Err(cannot_create(&path, &e)),
        }
    }
}

/// Before the name of a folder that is not published yet.
pub const STAGING: &str = ".staging-";

/// A folder being filled; [`Staging::publish`] makes it visible under its final name.
/// Dropped unpublished, it removes itself.
pub struct Staging {
    staging: PathBuf,
    target: PathBuf,
    published: bool,
}

impl Staging {
    /// Fails before the night's work when the target exists or cannot be made. Leftovers
    /// of a killed run are removed: the caller holds the [`Lock`].
    pub fn create(out: &Path, name: &str) -> Result<Staging> {
        let target = out.join(name);
        if target.exists() {
            return Err(Error::new(
                Kind::CannotCreate,
                format!("{} already exists", target.display()),
            )
            .hint("choose another --run-id, or leave it out"));
        }
        remove_leftovers(out)?;
        let staging = out.join(format!("{STAGING}{name}"));
        create_folder(&staging).map_err(|e| cannot_create(&staging, &e))?;
        Ok(Staging {
            staging,
            target,
            published: false,
        })
    }

    pub fn path(&self) -> &Path {
        &self.staging
    }

    /// One rename: readers see all of the run or nothing.
    pub fn publish(mut self) -> Result<PathBuf> {
        sync_tree(&self.staging)?;
        fs::rename(&self.staging, &self.target).map_err(|e| write_failed(&self.target, &e))?;
        self.published = true;
        if let Some(parent) = self.target.parent() {
            sync_folder(parent)?;
        }
        Ok(self.target.clone())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.published {
            let _ = fs::remove_dir_all(&self.staging);
        }
    }
}

fn remove_leftovers(out: &Path) -> Result<()> {
    for item in fs::read_dir(out).map_err(|e| Error::cannot_read(out, &e))? {
        let item = item.map_err(|e| read_failed(out, &e))?;
        if item.file_name().to_string_lossy().starts_with(STAGING) {
            fs::remove_dir_all(item.path()).map_err(|e| cannot_create(&item.path(), &e))?;
        }
    }
    Ok(())
}

/// A rename is only as durable as the bytes it names.
fn sync_tree(folder: &Path) -> Result<()> {
    for item in fs::read_dir(folder).map_err(|e| Error::cannot_read(folder, &e))? {
        let path = item.map_err(|e| read_failed(folder, &e))?.path();
        if path.is_dir() {
            sync_tree(&path)?;
        } else {
            let file = File::open(&path).map_err(|e| Error::cannot_read(&path, &e))?;
            file.sync_all().map_err(|e| write_failed(&path, &e))?;
        }
    }
    sync_folder(folder)
}

/// Makes a rename in the folder last.
pub fn sync_folder(folder: &Path) -> Result<()> {
    let opened = File::open(folder).map_err(|e| Error::cannot_read(folder, &e))?;
    opened.sync_all().map_err(|e| write_failed(folder, &e))
}

pub fn cannot_create(path: &Path, cause: &std::io::Error) -> Error {
    let what = format!("cannot create {}", path.display());
    let hint = "choose a writable place (--out, -o), or fix its permissions";
    Error::of_system(Kind::CannotCreate, what, cause, hint)
}

pub fn write_failed(path: &Path, cause: &std::io::Error) -> Error {
    let what = format!("writing {} failed", path.display());
    let hint = "nothing was published; free space or fix the disk, then run again";
    Error::of_system(Kind::Io, what, cause, hint)
}

pub fn read_failed(path: &Path, cause: &dyn std::fmt::Display) -> Error {
    Error::new(
        Kind::Io,
        format!("reading {} failed midway", path.display()),
    )
    .because(cause)
    .hint("nothing was published; fetch the file again, then run again")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staging_is_invisible_until_published_and_cleans_up_after_itself() {
        let out = tempfile::tempdir().unwrap();
        let staging = Staging::create(out.path(), "night").unwrap();
        fs::write(staging.path().join("a"), "x").unwrap();
        assert!(!out.path().join("night").exists());
        drop(staging);
        assert_eq!(fs::read_dir(out.path()).unwrap().count(), 0);

        let staging = Staging::create(out.path(), "night").unwrap();
        fs::write(staging.path().join("a"), "x").unwrap();
        staging.publish().unwrap();
        assert!(out.path().join("night/a").exists());
        let again = Staging::create(out.path(), "night").err().unwrap();
        assert_eq!(again.kind, Kind::CannotCreate);
    }

    #[test]
    fn a_killed_runs_leftovers_are_removed() {
        let out = tempfile::tempdir().unwrap();
        fs::create_dir(out.path().join(".staging-old")).unwrap();
        let staging = Staging::create(out.path(), "new").unwrap();
        assert!(!out.path().join(".staging-old").exists());
        drop(staging);
    }

    #[test]
    fn only_one_holder_of_the_lock() {
        let out = tempfile::tempdir().unwrap();
        let held = Lock::take(out.path()).unwrap();
        assert_eq!(Lock::take(out.path()).err().unwrap().kind, Kind::TryLater);
        drop(held);
        assert!(Lock::take(out.path()).is_ok());
    }
}
