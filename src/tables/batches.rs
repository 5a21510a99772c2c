//! Rows as they come, and not one fewer than the file announces.

use crate::error::Result;
use crate::tables::damage::{Failure, damaged, unless_damaged};
use crate::tables::fit::{self, Fit};
use arrow_array::RecordBatch;
use parquet::arrow::arrow_reader::ParquetRecordBatchReader;
use std::path::PathBuf;

/// Rows that are in memory at once.
pub const BATCH_ROWS: usize = 8_192;

/// Batches of at most [`BATCH_ROWS`] rows.
pub struct Batches {
    pub(super) path: PathBuf,
    /// Dropped at the first damage: what follows it cannot be trusted.
    pub(super) reader: Option<ParquetRecordBatchReader>,
    pub(super) failure: Failure,
    /// Rows that the footer announces and that have not come yet.
    pub(super) missing: u64,
    /// What its columns were asked for as, and the places of those that are read.
    pub(super) fits: Vec<Fit>,
    pub(super) roots: Vec<usize>,
    /// Columns of one value, which the path says.
    pub(super) constants: Vec<(String, String)>,
}

impl Iterator for Batches {
    type Item = Result<RecordBatch>;

    fn next(&mut self) -> Option<Self::Item> {
        let reader = self.reader.as_mut()?;
        let batch = unless_damaged(&self.path, &self.failure, || reader.next().transpose());
        let batch = batch.transpose();
        let batch = match batch {
            Some(batch) => Some(batch.and_then(|batch| self.counted(batch))),
            None => self.at_the_end(),
        };
        if !matches!(batch, Some(Ok(_))) {
            self.reader = None;
        }
        batch
    }
}

impl Batches {
    fn counted(&mut self, batch: RecordBatch) -> Result<RecordBatch> {
        let rows = batch.num_rows() as u64;
        self.missing = self
            .missing
            .checked_sub(rows)
            .ok_or_else(|| damaged(&self.path, &"it holds more rows than it announces"))?;
        let batch = fit::fitted(&self.path, batch, &self.roots, &self.fits)?;
        fit::with_constants(batch, &self.constants)
    }

    /// A row that is announced and does not come would be a passenger nobody screened.
    fn at_the_end(&self) -> Option<Result<RecordBatch>> {
        let missing = self.missing;
        let cause = format!("{missing} rows that it announces are not there");
        (missing > 0).then(|| Err(damaged(&self.path, &cause)))
    }
}
