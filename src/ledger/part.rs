//! One part of the ledger as Parquet.

use crate::error::Result;
use crate::files;
use crate::ledger::Row;
use crate::tables::parquet;
use crate::tables::source::Source;
use std::path::{Path, PathBuf};

/// Metadata of a part: the digest of the part before it.
const PREVIOUS: &str = "preboard.ledger.previous";
/// Metadata of a part: the id of the salt that hides its digests.
const SALT: &str = "preboard.ledger.salt";

/// One part as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub path: PathBuf,
    /// SHA-256 of the file.
    pub digest: String,
    /// What the part names as the digest of the one before it.
    pub previous: Option<String>,
    /// Of the salt that hides its digests; they stand bare in parts of older versions.
    pub salt: Option<String>,
    pub rows: Vec<Row>,
}

/// `salt` is the id of the one that hides the rows' digests; without it they stand bare.
pub(super) fn write(path: &Path, rows: &[Row], previous: &str, salt: Option<&str>) -> Result<()> {
    files::write_new(path, &bytes(rows, previous, salt))
}

/// The same into a folder that is not published yet; gives the part's digest.
pub(super) fn stage(
    path: &Path,
    rows: &[Row],
    previous: &str,
    salt: Option<&str>,
) -> Result<String> {
    let bytes = bytes(rows, previous, salt);
    files::write_staged(path, &bytes)?;
    Ok(files::digest_of_bytes(&bytes))
}

fn bytes(rows: &[Row], previous: &str, salt: Option<&str>) -> Vec<u8> {
    let metadata = [
        (PREVIOUS, Some(previous.to_owned())),
        (SALT, salt.map(str::to_owned)),
    ];
    parquet::encode_with(rows, &metadata)
}

/// Reads the file once: the digest is of the bytes that were parsed.
pub(super) fn read(path: &Path) -> Result<Part> {
    let bytes = files::read(path)?;
    let digest = files::digest_of_bytes(&bytes);
    let source = Source::of_bytes(path, bytes)?;
    let (previous, salt) = (source.metadata(PREVIOUS), source.metadata(SALT));
    let hint = "restore the part from a backup";
    let rows = parquet::decode_bytes(source).map_err(|e| e.hint(hint))?;
    Ok(Part {
        path: path.to_owned(),
        digest,
        previous,
        salt,
        rows,
    })
}
