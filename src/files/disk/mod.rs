//! The one place that asks the operating system for files. Each call is counted, and a test
//! may make any one of them fail ([`faults`]).
//!
//! A question has three answers: yes, no, and why nobody knows. `clippy.toml` forbids the
//! calls of the standard library that take the third for the second, and with them every
//! other call that would pass this place by.
#![allow(clippy::disallowed_methods, reason = "this is the place")]

mod file;

mod rename;

pub mod faults;

use faults::{Call, ask};
pub use file::File;
pub use rename::{exchange, file_system, is_unsupported, rename_new, rename_over};
use std::fs::{self, DirBuilder, Metadata, OpenOptions};
use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};

/// What stands at the path, links followed; `None` when nothing does.
pub fn about(path: &Path) -> Result<Option<Metadata>> {
    ask(Call::Stat)?;
    or_absent(fs::metadata(path))
}

/// The same of the path itself: a link is told as one, wherever it leads.
pub fn about_itself(path: &Path) -> Result<Option<Metadata>> {
    ask(Call::Stat)?;
    or_absent(fs::symlink_metadata(path))
}

/// Whether anything stands there: a link that leads nowhere does.
pub fn is_there(path: &Path) -> Result<bool> {
    Ok(about_itself(path)?.is_some())
}

/// What has a file above it in the place of a folder is not there either.
fn or_absent<T>(found: Result<T>) -> Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(e) => Err(e),
    }
}

pub fn canonical(path: &Path) -> Result<PathBuf> {
    ask(Call::Stat)?;
    fs::canonicalize(path)
}

/// Everything in the folder, by name.
pub fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    ask(Call::List)?;
    let items = fs::read_dir(folder)?.map(|item| item.map(|item| item.path()));
    let mut paths = items.collect::<Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// A file to read. A pipe or a device is refused before it is waited for: nobody may ever
/// write into it.
pub fn open(path: &Path) -> Result<File> {
    ask(Call::Open)?;
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    without_waiting(&mut options);
    let file = options.open(path)?;
    match file.metadata()?.is_file() {
        true => Ok(File::of(file)),
        false => Err(no_file(file.metadata()?.is_dir())),
    }
}

/// The same, and a pipe where somebody asks for one in so many words: `/dev/stdin` and
/// `/dev/fd/63`, which is what a shell makes of `<(…)`.
pub fn open_stream(path: &Path) -> Result<File> {
    if !path.starts_with("/dev/fd") && path != Path::new("/dev/stdin") {
        return open(path);
    }
    ask(Call::Open)?;
    fs::File::open(path).map(File::of)
}

#[cfg(unix)]
fn without_waiting(options: &mut OpenOptions) {
    let flags = rustix::fs::OFlags::NONBLOCK.bits();
    std::os::unix::fs::OpenOptionsExt::custom_flags(options, flags as i32);
}

fn no_file(is_folder: bool) -> Error {
    match is_folder {
        true => Error::new(ErrorKind::IsADirectory, "it is a folder"),
        false => Error::new(
            ErrorKind::InvalidInput,
            "it is no regular file but a pipe, a socket or a device",
        ),
    }
}

/// A folder, to make lasting what was renamed in it.
pub fn open_folder(path: &Path) -> Result<File> {
    ask(Call::Open)?;
    fs::File::open(path).map(File::of)
}

/// The whole file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut open_stream(path)?, &mut bytes)?;
    Ok(bytes)
}

/// A file that was not there, for this account alone. A link in its place is not followed.
pub fn create(path: &Path) -> Result<File> {
    ask(Call::Create)?;
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    private(&mut options);
    options.open(path).map(File::of)
}

/// A file to lock or to add lines to, made when it is not there. A link in its place is not
/// followed.
pub fn open_own(path: &Path) -> Result<File> {
    ask(Call::Create)?;
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    private(&mut options);
    #[cfg(unix)]
    {
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, flags.bits() as i32);
    }
    let file = options.open(path)?;
    match file.metadata()?.is_file() {
        true => Ok(File::of(file)),
        false => Err(no_file(false)),
    }
}

fn private(options: &mut OpenOptions) {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    #[cfg(not(unix))]
    let _ = options;
}

/// A file that is there, to ask whether somebody holds its lock.
pub fn open_to_lock(path: &Path) -> Result<File> {
    ask(Call::Open)?;
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    {
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, flags.bits() as i32);
    }
    options.open(path).map(File::of)
}

/// The folder and what is missing above it, for this account alone. Each is synced into the
/// one above: when the power fails, what was made lasting in a folder goes with its name.
pub fn create_folder(path: &Path) -> Result<()> {
    let mut missing = Vec::new();
    for folder in path.ancestors() {
        let is_named = !folder.as_os_str().is_empty();
        if !is_named || is_folder(folder)? {
            break;
        }
        missing.push(folder);
    }
    for folder in missing.into_iter().rev() {
        match create_new_folder(folder) {
            Err(e) if e.kind() == ErrorKind::AlreadyExists && is_folder(folder)? => (),
            made => made?,
        }
        open_folder(above(folder))?.sync()?;
    }
    Ok(())
}

fn is_folder(path: &Path) -> Result<bool> {
    Ok(about(path)?.is_some_and(|about| about.is_dir()))
}

fn above(folder: &Path) -> &Path {
    let above = folder
        .parent()
        .filter(|above| !above.as_os_str().is_empty());
    above.unwrap_or(Path::new("."))
}

/// A folder that was not there, for this account alone.
pub fn create_new_folder(path: &Path) -> Result<()> {
    ask(Call::Create)?;
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// A second name of the same file.
pub fn link(from: &Path, to: &Path) -> Result<()> {
    ask(Call::Create)?;
    fs::hard_link(from, to)
}

/// Where a link leads to.
pub fn leads_to(path: &Path) -> Result<PathBuf> {
    ask(Call::Stat)?;
    fs::read_link(path)
}

/// A link that was not there.
pub fn create_link(to: &Path, path: &Path) -> Result<()> {
    ask(Call::Create)?;
    #[cfg(unix)]
    return std::os::unix::fs::symlink(to, path);
    #[cfg(not(unix))]
    {
        let _ = (to, path);
        Err(ErrorKind::Unsupported.into())
    }
}

/// Lets it belong to a unix group.
#[cfg(unix)]
pub fn give(path: &Path, gid: u32) -> Result<()> {
    ask(Call::Rights)?;
    std::os::unix::fs::chown(path, None, Some(gid))
}

#[cfg(unix)]
pub fn set_rights(path: &Path, mode: u32) -> Result<()> {
    ask(Call::Rights)?;
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode))
}

pub fn remove(path: &Path) -> Result<()> {
    ask(Call::Remove)?;
    fs::remove_file(path)
}

/// The folder with all that is in it. Links in it are removed and not followed.
pub fn remove_folder(path: &Path) -> Result<()> {
    ask(Call::Remove)?;
    fs::remove_dir_all(path)
}

#[cfg(test)]
mod tests;
