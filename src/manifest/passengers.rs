//! The rows of the night become passengers, batch by batch and in order: on the thread that
//! asks, or decoded by all threads while the next rows are read.

use crate::domain::batch::Batch;
use crate::domain::ids::RowRef;
use crate::domain::parsed::{Parsed, Reject};
use crate::domain::passenger::Passenger;
use crate::domain::values::Values;
use crate::error::Result;
use crate::exec::Exec;
use crate::guard::{caught, internal_error};
use crate::manifest::decode::{Decoder, RowColumns};
use crate::manifest::join::{self, Joiner};
use crate::manifest::survey::Survey;
use crate::manifest::{ManifestFile, Manifests};
use crate::tables::source::Batches;
use arrow_array::RecordBatch;
use jiff::civil::Date;
use std::ops::Range;

/// Rows that one thread decodes at a time.
const PIECE_ROWS: usize = 512;

impl Manifests {
    /// Hands every batch on, in order. The next rows are read ahead, and all threads decode.
    /// `today` decides the century of two-digit years.
    pub fn feed(
        &self,
        survey: &Survey,
        today: Date,
        exec: &Exec,
        take: &mut dyn FnMut(Batch) -> Result<()>,
    ) -> Result<()> {
        let mut joiner = Joiner::new(survey.repeats.clone(), self.most_documents());
        exec.each_ahead(self.row_batches(), |rows| {
            let rows = rows?;
            let pieces = exec.try_map(&rows.pieces(), |piece| Ok(rows.decoded(piece, today)))?;
            take(joined(pieces, &mut joiner))
        })
    }

    /// The same for who reads the night once, on one thread.
    pub fn stream(&self, today: Date) -> Result<impl Iterator<Item = Result<Batch>>> {
        let survey = self.survey(&Exec::new(Some(1))?)?;
        let mut joiner = Joiner::new(survey.repeats, self.most_documents());
        Ok(self.row_batches().map(move |rows| {
            let rows = rows?;
            let decoded = rows.decoded(&(0..rows.batch.num_rows()), today);
            Ok(joined(vec![decoded], &mut joiner))
        }))
    }

    /// The same for every file: they are opened within the limits of one night.
    fn most_documents(&self) -> usize {
        let most = self.files.iter().map(|file| file.source.limits().documents);
        most.max().unwrap_or_default()
    }

    fn row_batches(&self) -> impl Iterator<Item = Result<RowBatch<'_>>> + Send {
        (0..).zip(&self.files).flat_map(|(number, file)| OfFile {
            number,
            file,
            rows_before: 0,
            batches: None,
            ended: false,
        })
    }
}

/// The rows of one file, batch by batch; it ends with its first error.
struct OfFile<'a> {
    number: u32,
    file: &'a ManifestFile,
    rows_before: u64,
    /// Nothing before the first is asked for.
    batches: Option<Batches>,
    ended: bool,
}

impl<'a> OfFile<'a> {
    fn next_batch(&mut self) -> Result<Option<RowBatch<'a>>> {
        let batches = match &mut self.batches {
            Some(batches) => batches,
            None => {
                let read = self.file.source.read(&self.file.columns.all_names())?;
                self.batches.insert(read)
            }
        };
        let Some(batch) = batches.next().transpose()? else {
            return Ok(None);
        };
        let first = RowRef {
            file: self.number,
            row: self.rows_before + 1,
        };
        self.rows_before += batch.num_rows() as u64;
        Ok(Some(RowBatch {
            file: self.file,
            first,
            batch,
        }))
    }
}

impl<'a> Iterator for OfFile<'a> {
    type Item = Result<RowBatch<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.next_batch().transpose();
        self.ended = !matches!(next, Some(Ok(_)));
        next
    }
}

/// Rows as they stand in their file.
struct RowBatch<'a> {
    file: &'a ManifestFile,
    first: RowRef,
    batch: RecordBatch,
}

/// Rows that were decoded together, in order.
struct Decoded {
    /// With the hash of each row's passenger, who may have several.
    rows: Vec<(Option<u64>, std::result::Result<Passenger, Reject>)>,
    values: Values,
}

impl RowBatch<'_> {
    fn pieces(&self) -> Vec<Range<usize>> {
        let rows = self.batch.num_rows();
        let starts = (0..rows).step_by(PIECE_ROWS);
        starts
            .map(|start| start..rows.min(start + PIECE_ROWS))
            .collect()
    }

    fn decoded(&self, rows: &Range<usize>, today: Date) -> Decoded {
        let piece = self.batch.slice(rows.start, rows.len());
        let columns = RowColumns::of(&piece, &self.file.columns, self.file.source.limits());
        let hashes = join::hashes(&piece, &self.file.columns);
        let mut decoder = Decoder::new(today);
        let mut values = Values::default();
        let first = self.first.row + rows.start as u64;
        let numbered = (first..).zip(hashes).enumerate();
        let decoded = numbered.map(|(row, (number, hash))| {
            let at = RowRef {
                file: self.first.file,
                row: number,
            };
            let passenger = caught(|| decoder.passenger(&columns, row, at, &mut values));
            let passenger = passenger.unwrap_or_else(|panicked| Err(internal_error(at, &panicked)));
            (hash, passenger)
        });
        Decoded {
            rows: decoded.collect(),
            values,
        }
    }
}

/// Passengers whose last row has come, and rows that nobody waits for.
fn joined(pieces: Vec<Decoded>, joiner: &mut Joiner) -> Batch {
    let mut batch = Batch {
        passengers: Parsed {
            good: Vec::with_capacity(pieces.iter().map(|piece| piece.rows.len()).sum()),
            rejects: Vec::new(),
        },
        rows_read: 0,
        values: Values::default(),
    };
    for piece in pieces {
        batch.rows_read += piece.rows.len() as u64;
        batch.values.join(piece.values);
        let Parsed { good, rejects } = &mut batch.passengers;
        for (hash, decoded) in piece.rows {
            match decoded {
                Ok(passenger) => rejects.extend(joiner.add(hash, passenger, good)),
                Err(reject) => {
                    rejects.push(reject);
                    joiner.skip(hash, good);
                }
            }
        }
    }
    batch
}
