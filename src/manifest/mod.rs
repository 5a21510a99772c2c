//! Passenger manifests: the only place that knows their file format.
//!
//! Rows stream in batches, so memory does not grow with the night; only passengers who
//! have several rows are held back until their last row has come.

pub mod row;

pub mod write;

pub mod dictionary;

pub mod schema;

pub mod decode;

pub mod join;

pub mod links;

pub mod hours;

pub mod survey;

pub mod passengers;

pub mod import;

use crate::domain::ids::RowRef;
use crate::error::{Error, Kind, Result};
use crate::locate::{self, Input};
use crate::tables::limits::Limits;
use crate::tables::source::{Batches, Source};
use schema::ManifestColumns;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// One manifest file of the night.
#[derive(Clone, Debug)]
pub struct ManifestFile {
    pub path: PathBuf,
    pub rows: u64,
    /// Opened once, for its digest and all readings.
    source: Source,
    columns: ManifestColumns,
}

impl ManifestFile {
    /// SHA-256 of the bytes that its rows are read from.
    pub fn digest(&self) -> Result<String> {
        self.source.digest()
    }
}

/// Every manifest of the night, checked before any row is read.
#[derive(Debug)]
pub struct Manifests {
    pub files: Vec<ManifestFile>,
    /// ManifestColumns that the contract does not know; never read.
    pub ignored_columns: Vec<String>,
    /// Columns that are called otherwise than they are asked for, and what they are called.
    pub renamed_columns: Vec<(String, String)>,
}

/// Finds the files and checks their columns.
pub fn open(paths: &[PathBuf], config: &schema::Config) -> Result<Manifests> {
    open_within(paths, config, &Limits::default())
}

/// The same within the limits of the settings.
pub fn open_within(
    paths: &[PathBuf],
    config: &schema::Config,
    limits: &Limits,
) -> Result<Manifests> {
    let mut files = Vec::new();
    let mut ignored = Vec::new();
    let mut renamed = BTreeSet::new();
    for path in locate::files(Input::Manifest, paths)? {
        let source = Source::open_within(&path, limits);
        let mut source = source.map_err(|error| with_import(error, &path))?;
        let columns = schema::check(&mut source, config)?;
        renamed.extend(source.called_otherwise());
        ignored.extend(columns.ignored(&source));
        files.push(ManifestFile {
            rows: source.rows(),
            path,
            columns,
            source,
        });
    }
    ignored.sort();
    ignored.dedup();
    let manifests = Manifests {
        files,
        ignored_columns: ignored,
        renamed_columns: renamed.into_iter().collect(),
    };
    if manifests.rows() == 0 {
        return Err(empty(&manifests));
    }
    Ok(manifests)
}

/// A file as carriers send them is one command away from a manifest.
fn with_import(error: Error, path: &Path) -> Error {
    let ending = path.extension().and_then(|ending| ending.to_str());
    let format = match ending.map(str::to_lowercase).as_deref() {
        Some("csv" | "tsv" | "txt") => "csv",
        Some("edi" | "edifact" | "paxlst") => "paxlst",
        Some("pnr" | "pnrgov") => "pnrgov",
        Some(_) | None => return error,
    };
    match error.kind {
        Kind::Data => {
            let path = path.display();
            error.hint(format!(
                "`preboard manifest import {format} {path} -o {path}.parquet` makes a manifest of it"
            ))
        }
        Kind::Usage
        | Kind::NoInput
        | Kind::Unavailable
        | Kind::Bug
        | Kind::CannotCreate
        | Kind::Io
        | Kind::TryLater
        | Kind::Config => error,
    }
}

/// A night without a single passenger is a feed that failed, not a quiet night.
fn empty(manifests: &Manifests) -> Error {
    let first = manifests
        .files
        .first()
        .map(|file| file.path.display().to_string());
    let what = format!("{}: the manifest has no rows", first.unwrap_or_default());
    Error::new(Kind::Data, what).hint("check the feed that writes it, then run again")
}

impl Manifests {
    pub fn rows(&self) -> u64 {
        self.files.iter().map(|file| file.rows).sum()
    }

    /// SHA-256 of every file, in order.
    pub fn digests(&self) -> Result<Vec<String>> {
        self.files.iter().map(ManifestFile::digest).collect()
    }

    /// Refuses a night of which a file changed since it was opened and hashed: 65.
    pub fn require_unchanged(&self, digests: &[String]) -> Result<()> {
        let mut files = self.files.iter().zip(digests);
        files.try_for_each(|(file, digest)| file.source.require_unchanged(digest))
    }

    /// Parts of the night that can be read apart, in its order.
    fn units(&self) -> Vec<Unit> {
        let mut units = Vec::new();
        for (file, manifest) in self.files.iter().enumerate() {
            let mut rows_before = 0;
            for group in 0..manifest.source.groups() {
                let rows = manifest.source.rows_of_group(group);
                units.push(Unit {
                    file,
                    group,
                    rows_before,
                    rows,
                });
                rows_before += rows;
            }
        }
        units
    }

    fn read_unit(&self, unit: &Unit, columns: &[&str]) -> Result<Batches> {
        self.files[unit.file].source.read_group(columns, unit.group)
    }
}

/// One group of rows of one file.
struct Unit {
    file: usize,
    group: usize,
    rows_before: u64,
    rows: u64,
}

impl Unit {
    /// The row at this place, from 0.
    fn row(&self, place: u64) -> RowRef {
        RowRef {
            file: self.file as u32,
            row: self.rows_before + place + 1,
        }
    }
}
