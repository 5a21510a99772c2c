//! Passenger manifests: the only place that knows their file format.
//!
//! Rows stream in batches, so memory does not grow with the night; only passengers who
//! have several rows are held back until their last row has come.

pub mod row;

pub mod write;

pub mod schema;

pub mod decode;

pub mod join;

pub mod links;

pub mod hours;

pub mod import;

use crate::domain::batch::Batch;
use crate::domain::ids::RowRef;
use crate::domain::parsed::Parsed;
use crate::error::{Error, Kind, Result};
use crate::exec::Exec;
use crate::guard::{caught, internal_error};
use crate::locate::{self, Input};
use crate::tables::source::{Batches, Source};
use decode::{Decoder, RowColumns};
use hours::{Flights, Hours};
use jiff::civil::Date;
use join::{Joiner, Repeats};
use schema::ManifestColumns;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// One manifest file of the night.
#[derive(Clone, Debug)]
pub struct ManifestFile {
    pub path: PathBuf,
    pub rows: u64,
    /// Opened once, for its digest and all readings.
    source: Source,
    columns: ManifestColumns,
}

/// Every manifest of the night, checked before any row is read.
#[derive(Debug)]
pub struct Manifests {
    pub files: Vec<ManifestFile>,
    /// ManifestColumns that the contract does not know; never read.
    pub ignored_columns: Vec<String>,
}

/// Finds the files and checks their columns.
pub fn open(paths: &[PathBuf], config: &schema::Config) -> Result<Manifests> {
    let mut files = Vec::new();
    let mut ignored = Vec::new();
    for path in locate::files(Input::Manifest, paths)? {
        let source = Source::open(&path)?;
        let columns = schema::check(&source, config)?;
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
    };
    if manifests.rows() == 0 {
        return Err(empty(&manifests));
    }
    Ok(manifests)
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
        self.files.iter().map(|file| file.source.digest()).collect()
    }

    /// The first reading, of a few columns, on all threads: which passengers have several
    /// rows, and at what hours the flights depart.
    pub fn survey(&self, exec: &Exec) -> Result<Survey> {
        let mut hashes = Vec::with_capacity(self.rows() as usize);
        let mut flights = Flights::default();
        for (of_rows, of_flights) in exec.try_map(&self.units(), |unit| self.survey_of(unit))? {
            hashes.extend(of_rows);
            flights.join(of_flights);
        }
        Ok(Survey {
            repeats: Repeats::of(hashes),
            hours: flights.hours(),
            flights: flights.days(),
        })
    }

    fn survey_of(&self, unit: &Unit) -> Result<(Vec<u64>, Flights)> {
        let columns = &self.files[unit.file].columns;
        let (mut hashes, mut flights) = (Vec::new(), Flights::default());
        for batch in self.read_unit(unit, &columns.names(&join::KEY_COLUMNS))? {
            let batch = batch?;
            join::hash_rows(&batch, columns, &mut hashes);
            flights.add_rows(&batch, columns);
        }
        Ok((hashes, flights))
    }

    /// The same for who reads the night once, on one thread.
    pub fn stream(&self, today: Date) -> Result<Passengers<'_>> {
        let survey = self.survey(&Exec::new(Some(1))?)?;
        Ok(self.passengers(&survey, today))
    }

    /// Streams the passengers. `today` decides the century of two-digit years.
    pub fn passengers(&self, survey: &Survey, today: Date) -> Passengers<'_> {
        Passengers {
            manifests: self,
            decoder: Decoder::new(today),
            joiner: Joiner::new(survey.repeats.clone()),
            file: 0,
            rows_of_file: 0,
            batches: None,
        }
    }

    /// Parts of the night that can be read apart, in its order.
    fn units(&self) -> Vec<Unit> {
        let mut units = Vec::new();
        for (file, manifest) in self.files.iter().enumerate() {
            let mut rows_before = 0;
            for group in 0..manifest.source.groups() {
                units.push(Unit {
                    file,
                    group,
                    rows_before,
                });
                rows_before += manifest.source.rows_of_group(group);
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
}

/// What must be known of the whole night before any passenger is whole.
pub struct Survey {
    repeats: Repeats,
    /// When the flights of the night depart, by the UTC that the manifests claim.
    pub hours: Hours,
    /// Flights that have rows, by `flight_day`.
    pub flights: BTreeSet<String>,
}

/// See [`Manifests::passengers`].
pub struct Passengers<'a> {
    manifests: &'a Manifests,
    decoder: Decoder,
    joiner: Joiner,
    file: usize,
    rows_of_file: u64,
    batches: Option<Batches>,
}

impl Iterator for Passengers<'_> {
    type Item = Result<Batch>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.batches.is_none() {
                let file = self.manifests.files.get(self.file)?;
                match open_rows(file) {
                    Ok(batches) => self.batches = Some(batches),
                    Err(error) => return Some(Err(error)),
                }
            }
            match self.batches.as_mut().and_then(Iterator::next) {
                Some(Ok(batch)) => return Some(Ok(self.read(&batch))),
                Some(Err(error)) => return Some(Err(error)),
                None => self.next_file(),
            }
        }
    }
}

fn open_rows(file: &ManifestFile) -> Result<Batches> {
    file.source.read(&file.columns.all_names())
}

impl Passengers<'_> {
    fn next_file(&mut self) {
        self.batches = None;
        self.file += 1;
        self.rows_of_file = 0;
    }

    fn read(&mut self, batch: &arrow_array::RecordBatch) -> Batch {
        let columns = &self.manifests.files[self.file].columns;
        let mut read = Batch {
            passengers: Parsed {
                good: Vec::new(),
                rejects: Vec::new(),
            },
            rows_read: batch.num_rows() as u64,
            unreadable: BTreeMap::new(),
        };
        let reader = RowColumns::of(batch, columns);
        let hashes = join::hashes(batch, columns);
        for (row, hash) in hashes.into_iter().enumerate() {
            let at = RowRef {
                file: self.file as u32,
                row: self.rows_of_file + row as u64 + 1,
            };
            let decoded = caught(|| {
                let unreadable = &mut read.unreadable;
                self.decoder.passenger(&reader, row, at, unreadable)
            });
            match decoded.unwrap_or_else(|panicked| Err(internal_error(at, &panicked))) {
                Ok(passenger) => self.joiner.add(hash, passenger, &mut read.passengers.good),
                Err(reject) => {
                    read.passengers.rejects.push(reject);
                    self.joiner.skip(hash, &mut read.passengers.good);
                }
            }
        }
        self.rows_of_file += read.rows_read;
        read
    }
}
