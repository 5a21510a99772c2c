//! Files: the layer that asks the system for them, digests, locks, and publishing a file or a
//! whole folder by one rename.

pub mod disk;

mod digest;

mod lock;

mod name;

mod target;

mod temporary;

mod atomic;

mod leftovers;

mod staging;

mod stamp;

use crate::error::{Error, Kind, Result};
pub use atomic::{publish_atomic, publish_filled, write_atomic, write_new, write_staged};
pub use digest::{Hasher, digest_of_bytes, digest_of_file, digest_of_reader};
pub use leftovers::{is_leftover, remove_leftovers, remove_whole};
pub use lock::Lock;
pub use name::folder_name;
pub use staging::{Expected, Staging};
pub use stamp::{Since, Stamp, changed_meanwhile, while_unchanged};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
pub use target::check_target;

/// What stands at the path, links followed; `None` when nothing does.
pub fn about(path: &Path) -> Result<Option<Metadata>> {
    disk::about(path).map_err(|e| Error::cannot_read(path, &e))
}

/// The same of the path itself: a link is told as one.
pub fn about_itself(path: &Path) -> Result<Option<Metadata>> {
    disk::about_itself(path).map_err(|e| Error::cannot_read(path, &e))
}

/// Whether anything stands there, a link that leads nowhere too. A question that fails is an
/// error and never a no.
pub fn is_there(path: &Path) -> Result<bool> {
    Ok(about_itself(path)?.is_some())
}

/// Whether a file stands there and nothing else: no link, pipe or device.
pub fn is_plain_file(path: &Path) -> Result<bool> {
    Ok(about_itself(path)?.is_some_and(|about| about.is_file()))
}

/// Whether a folder stands there and nothing else: no link to one.
pub fn is_plain_folder(path: &Path) -> Result<bool> {
    Ok(about_itself(path)?.is_some_and(|about| about.is_dir()))
}

/// Everything in the folder, by name.
pub fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    disk::list(folder).map_err(|e| Error::cannot_read(folder, &e))
}

/// A path's last part.
pub fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// The path without links.
pub fn canonical(path: &Path) -> Result<PathBuf> {
    disk::canonical(path).map_err(|e| Error::cannot_read(path, &e))
}

/// The whole file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    disk::read(path).map_err(|e| Error::cannot_read(path, &e))
}

/// The same of a text. The disk did its part when the bytes are none: that is a fault of the
/// file ([`Kind::Data`]).
pub fn read_text(path: &Path) -> Result<String> {
    String::from_utf8(read(path)?).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        let line = 1 + e.as_bytes()[..at].iter().filter(|b| **b == b'\n').count();
        let what = format!("{}:{line}: no UTF-8 text", path.display());
        Error::new(Kind::Data, what).hint("save it as UTF-8 without a byte order mark")
    })
}

/// A file to read.
pub fn open(path: &Path) -> Result<disk::File> {
    disk::open(path).map_err(|e| Error::cannot_read(path, &e))
}

/// The same, or a pipe that a shell made for this call: `/dev/fd/63`.
pub fn open_stream(path: &Path) -> Result<disk::File> {
    disk::open_stream(path).map_err(|e| Error::cannot_read(path, &e))
}

/// What has its new place already, and left the old behind.
fn not_removed(path: &Path, cause: &std::io::Error) -> Error {
    let what = format!("{} cannot be removed", path.display());
    let hint = "it is out of sight and not gone: see why, and remove it";
    Error::new(Kind::Io, what).because(cause).hint(hint)
}

/// Makes a rename in the folder last.
pub fn sync_folder(folder: &Path) -> Result<()> {
    let opened = disk::open_folder(folder).map_err(|e| Error::cannot_read(folder, &e))?;
    opened.sync().map_err(|e| write_failed(folder, &e))
}

/// Copies a file, or gives it a second name where the file system can: what is copied is
/// never written again.
pub fn share(from: &Path, to: &Path) -> Result<()> {
    if disk::link(from, to).is_ok() {
        return Ok(());
    }
    write_staged(to, &read(from)?)
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
