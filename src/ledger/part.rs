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

/// Metadata of a part that `HEAD` holds: where one is, `HEAD` may not be gone.
const HELD: &str = "preboard.ledger.held_by_head";

/// One part as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub path: PathBuf,
    /// SHA-256 of the file.
    pub digest: String,
    /// What the part names as the digest of the one before it.
    pub previous: Option<String>,
    /// Of the salt that hides its digests; they stand bare in parts of older versions.
    pub salt: Option<String>,
    /// Written by a version that keeps its digest in `HEAD`.
    pub held: bool,
    pub rows: Vec<Row>,
}

/// The file's bytes. `salt` is the id of the one that hides the rows' digests; without it they
/// stand bare.
pub(super) fn encode(rows: &[Row], previous: &str, salt: Option<&str>) -> Vec<u8> {
    let metadata = [
        (PREVIOUS, Some(previous.to_owned())),
        (SALT, salt.map(str::to_owned)),
        (HELD, Some("1".to_owned())),
    ];
    parquet::encode_with(rows, &metadata)
}

/// Reads the file once: the digest is of the bytes that were parsed.
pub(super) fn read(path: &Path) -> Result<Part> {
    let bytes = files::read(path)?;
    let digest = files::digest_of_bytes(&bytes);
    let source = Source::of_bytes(path, bytes)?;
    let (previous, salt) = (source.metadata(PREVIOUS), source.metadata(SALT));
    let held = source.metadata(HELD).is_some();
    let hint = "restore the part from a backup";
    let rows = parquet::decode_bytes(source).map_err(|e| e.hint(hint))?;
    Ok(Part {
        path: path.to_owned(),
        digest,
        previous,
        salt,
        held,
        rows,
    })
}
