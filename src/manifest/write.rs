//! Writes manifests in the contract's columns: what the generator uses.

use crate::error::Result;
use crate::manifest::row::ManifestRow;
use crate::tables::parquet;
use std::path::Path;

/// Writes one file; complete or absent.
pub fn write(path: &Path, rows: &[ManifestRow]) -> Result<()> {
    parquet::write(path, rows, &[]).map(drop)
}
