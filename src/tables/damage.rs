//! What is told of a file that cannot be read as it should: damage, too much of it, or a system
//! that failed to read it.

use crate::error::{Error, Kind, Result};
use crate::files::read_failed;
use crate::guard::caught;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// What the system said when a reading failed: the library that asked for it tells it as damage
/// of the file, which it is not.
pub(super) type Failure = Arc<OnceLock<String>>;

/// The Parquet reader reports most damage and panics on some; both are the file's fault, unless
/// the system failed to read it.
pub(super) fn unless_damaged<T, E: std::fmt::Display>(
    path: &Path,
    failure: &Failure,
    read: impl FnOnce() -> std::result::Result<T, E>,
) -> Result<T> {
    let error = match caught(read) {
        Ok(Ok(read)) => return Ok(read),
        Ok(Err(e)) => damaged(path, &e),
        Err(_) => damaged(path, &"its pages contradict each other"),
    };
    Err(match failure.get() {
        Some(cause) => read_failed(path, cause),
        None => error,
    })
}

pub(super) fn damaged(path: &Path, cause: &dyn std::fmt::Display) -> Error {
    Error::new(
        Kind::Data,
        format!("{} is not a whole Parquet file", path.display()),
    )
    .because(cause)
    .hint("fetch the file again; nothing was published")
}

/// A whole file of a kind that nothing here can read: to fetch it again would not help.
pub(super) fn unsupported(path: &Path, cause: &str, hint: &str) -> Error {
    let what = format!("{} is of a kind that is not supported", path.display());
    Error::new(Kind::Data, what).because(cause).hint(hint)
}

/// A file that asks for more than it can hold, or for more than the settings allow: told
/// before any memory is taken.
pub(super) fn refused(path: &Path, fault: &str) -> Error {
    let what = format!("{} is refused before it is read", path.display());
    let hint = "fetch the file again; if it is right, raise that limit in [limits]";
    Error::new(Kind::Data, what).because(fault).hint(hint)
}
