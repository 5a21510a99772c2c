//! Renames: what is new takes the place of nothing, what replaces does it in one step.

use super::faults::{Call, ask};
use std::fs;
use std::io::{Error, ErrorKind, Result};
use std::path::Path;

/// Gives a new thing its name; an error when the name is taken. A file system that cannot
/// promise it says so, and a plain rename never stands in.
pub fn rename_new(from: &Path, to: &Path) -> Result<()> {
    ask(Call::RenameNew)?;
    with(from, to, Way::New)
}

/// Puts a file in the place of another, or where none is.
pub fn rename_over(from: &Path, to: &Path) -> Result<()> {
    ask(Call::Rename)?;
    fs::rename(from, to)
}

/// Each takes the other's place, in one step.
pub fn exchange(one: &Path, other: &Path) -> Result<()> {
    ask(Call::Exchange)?;
    with(one, other, Way::Exchange)
}

enum Way {
    New,
    Exchange,
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn with(from: &Path, to: &Path, way: Way) -> Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    let flags = match way {
        Way::New => RenameFlags::NOREPLACE,
        Way::Exchange => RenameFlags::EXCHANGE,
    };
    Ok(renameat_with(CWD, from, CWD, to, flags)?)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn with(_: &Path, _: &Path, _: Way) -> Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Whether an error says that the file system cannot rename so.
pub fn is_unsupported(error: &Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::Unsupported | ErrorKind::InvalidInput
    )
}

/// What a path stands on, for who must choose another: its kind and where it is mounted.
pub fn file_system(path: &Path) -> String {
    let real = fs::canonicalize(path);
    let real = real.as_deref().unwrap_or(path);
    let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    let mounts = mounts.lines().filter_map(mount);
    let below = mounts.filter(|(place, _)| real.starts_with(place));
    // Of two at one place the later covers the earlier.
    match below.max_by_key(|(place, _)| place.len()) {
        Some((place, kind)) => format!("the file system {kind} at {place}"),
        None => format!("the file system of {}", path.display()),
    }
}

/// Where it is mounted, and its kind: `36 35 98:0 / /mnt rw - ext4 /dev/sda rw`.
fn mount(line: &str) -> Option<(&str, &str)> {
    let (before, after) = line.split_once(" - ")?;
    Some((before.split(' ').nth(4)?, after.split(' ').next()?))
}
