//! What several targets share: a place on the disk for the bytes, and the damage that is done to
//! Parquet files.

pub mod bases;
pub mod damage;
mod thrift;

use preboard::{Error, Kind};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tempfile::TempDir;

/// One file of this process, written anew for each input.
pub fn on_disk(name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder().join(name);
    std::fs::write(&path, bytes).expect("room for it");
    path
}

/// A folder of this process.
pub fn folder() -> &'static Path {
    static FOLDER: OnceLock<TempDir> = OnceLock::new();
    FOLDER
        .get_or_init(|| tempfile::tempdir().expect("a temporary folder"))
        .path()
}

/// What is wrong with bytes from outside is an error of the data, never of the program or of the
/// machine.
pub fn is_of_the_data(error: &Error) {
    assert_eq!(error.kind, Kind::Data, "{error}");
}
