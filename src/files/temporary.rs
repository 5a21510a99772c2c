//! Files that are not whole yet: `.NAME.<16 digits>.part` beside what they will be, made new
//! and locked while they are written. One that nobody holds was left by a killed process.

use super::{cannot_create, disk, lock};
use crate::error::Result;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

pub(super) struct Temporary {
    pub(super) file: disk::File,
    pub(super) path: PathBuf,
    /// It has its name now, and is nothing temporary any more.
    pub(super) published: bool,
}

impl Temporary {
    /// For the file at `target`. What earlier ones left beside it is removed first.
    pub(super) fn create(target: &Path) -> Result<Temporary> {
        remove_left_beside(target);
        loop {
            let path = target.with_file_name(new_name(target));
            let file = match disk::create(&path) {
                Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => continue,
                created => created.map_err(|e| cannot_create(&path, &e))?,
            };
            // From here on it is removed, whatever fails.
            let mut made = Temporary {
                file,
                path,
                published: false,
            };
            // Between the two another writer may have taken it for a leftover.
            let is_ours = made
                .file
                .lock()
                .and_then(|locked| Ok(locked && lock::is_at(&made.file, &made.path)?));
            match is_ours.map_err(|e| cannot_create(&made.path, &e))? {
                true => return Ok(made),
                // It is somebody else's to remove.
                false => made.published = true,
            }
        }
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.published {
            let _ = disk::remove(&self.path);
        }
    }
}

/// The process's number and a running one: a name that is taken is not tried again.
fn new_name(target: &Path) -> String {
    static RUNNING: AtomicU32 = AtomicU32::new(0);
    let number = RUNNING.fetch_add(1, Ordering::Relaxed);
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    format!(".{name}.{:08x}{number:08x}.part", std::process::id())
}

/// Whether a file's name is that of a temporary one, and of which.
pub fn temporary_of(name: &str) -> Option<&str> {
    let (target, digits) = name
        .strip_prefix('.')?
        .strip_suffix(".part")?
        .rsplit_once('.')?;
    let ours = digits.len() == 16 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    (ours && !target.is_empty()).then_some(target)
}

/// A leftover that cannot be found or removed hinders nobody.
fn remove_left_beside(target: &Path) {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let folder = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    for path in disk::list(folder).unwrap_or_default() {
        let found = path.file_name().unwrap_or_default().to_string_lossy();
        if temporary_of(&found) == Some(&*name) {
            let _ = remove_left(&path);
        }
    }
}

/// Removes it unless somebody is at work on it.
pub(super) fn remove_left(path: &Path) -> std::io::Result<()> {
    let file = disk::open_to_lock(path)?;
    if file.lock()? && lock::is_at(&file, path)? {
        disk::remove(path)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_temporary_name_is_known_by_its_form_alone() {
        let made = new_name(Path::new("lists/un.parquet"));
        assert_eq!(temporary_of(&made), Some("un.parquet"));
        for other in [
            ".un.parquet.part",
            "un.parquet.0123456789abcdef.part",
            ".part",
            ".x.012345678.part",
        ] {
            assert_eq!(temporary_of(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_left_is_removed_and_what_is_written_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("un.parquet");
        let left = folder.path().join(".un.parquet.00000001000000ff.part");
        let other = folder.path().join(".eu.parquet.00000001000000ff.part");
        fs::write(&left, "half").unwrap();
        fs::write(&other, "half").unwrap();
        let one = Temporary::create(&target).unwrap();
        assert!(!left.exists() && other.exists());
        let two = Temporary::create(&target).unwrap();
        assert!(one.path.exists() && one.path != two.path);
        let path = one.path.clone();
        drop(one);
        assert!(!path.exists() && two.path.exists());
    }
}
