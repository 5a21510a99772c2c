//! A Parquet file: what is in it, what type that has, and one error for each way it can be
//! wrong.
//!
//! Files are read by their Parquet types alone, whatever Arrow types the writing tool
//! noted beside them: strings are always `Utf8`, so that files of Polars, DuckDB, Spark
//! and pandas look the same.

use crate::error::{Error, Kind, Result};
use crate::files::read_failed;
pub use crate::tables::batches::Batches;
use crate::tables::damage::{Failure, refused, unless_damaged};
use crate::tables::limits::Limits;
use crate::tables::opened::Opened;
pub use crate::tables::wanted::Wanted;
use crate::tables::{footer, pages};
use arrow_schema::{DataType, Fields, Schema};
use bytes::Bytes;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder as Builder,
    RowSelection,
};
use parquet::file::reader::ChunkReader;
use std::collections::HashSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Rows that are in memory at once.
pub const BATCH_ROWS: usize = 8_192;

/// An opened Parquet file: its footer is read, its rows are not. They may be read several
/// times, by several threads.
#[derive(Clone, Debug)]
pub struct Source<R: ChunkReader + Clone + 'static = Opened> {
    pub path: PathBuf,
    input: R,
    footer: ArrowReaderMetadata,
    limits: Limits,
    failure: Failure,
    /// Columns of groups whose pages were looked at.
    looked_at: Arc<Mutex<HashSet<(usize, usize)>>>,
}

impl Source {
    /// Reads the footer. A missing file is exit 66; one that is no whole Parquet file, 65.
    pub fn open(path: &Path) -> Result<Source> {
        Source::open_within(path, &Limits::default())
    }

    /// The same within the limits of the settings.
    pub fn open_within(path: &Path, limits: &Limits) -> Result<Source> {
        let input = Opened::open(path)?;
        let failure = input.failure();
        Source::of(path, input, failure, limits)
    }

    /// SHA-256 of the file that the rows are read from.
    pub fn digest(&self) -> Result<String> {
        self.input.digest(&self.path)
    }

    /// Refuses a file that changed since it was opened: 65.
    pub fn require_unchanged(&self, digest: &str) -> Result<()> {
        self.input.require_unchanged(&self.path, digest)
    }
}

impl Source<Bytes> {
    /// The same of a file that was read for its digest: what is parsed is what was hashed.
    pub fn of_bytes(path: &Path, bytes: Vec<u8>) -> Result<Source<Bytes>> {
        Source::of(
            path,
            Bytes::from(bytes),
            Failure::default(),
            &Limits::default(),
        )
    }
}

impl<R: ChunkReader + Clone + 'static> Source<R> {
    fn of(path: &Path, input: R, failure: Failure, limits: &Limits) -> Result<Source<R>> {
        if let Some(fault) = footer::fault(&input, limits) {
            return Err(refused(path, &fault));
        }
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let load = || ArrowReaderMetadata::load(&input, options);
        let footer = unless_damaged(path, &failure, load)?;
        Ok(Source {
            path: path.to_owned(),
            input,
            footer,
            limits: limits.clone(),
            looked_at: Arc::default(),
            failure,
        })
    }

    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    pub fn schema(&self) -> &Schema {
        self.footer.schema()
    }

    pub fn rows(&self) -> u64 {
        self.footer.metadata().file_metadata().num_rows().max(0) as u64
    }

    /// Bytes of all columns, unpacked.
    pub fn unpacked_bytes(&self) -> u64 {
        let groups = self.footer.metadata().row_groups().iter();
        let bytes = groups.map(|group| group.total_byte_size().max(0) as u64);
        bytes.fold(0, u64::saturating_add)
    }

    /// A value of the file's own key-value metadata.
    pub fn metadata(&self, key: &str) -> Option<String> {
        let pairs = self
            .footer
            .metadata()
            .file_metadata()
            .key_value_metadata()?;
        pairs.iter().find(|pair| pair.key == key)?.value.clone()
    }

    /// Whether columns are there, whatever their types: all that are not are named at once.
    pub fn require(&self, columns: &[&str]) -> Result<()> {
        let missing = columns.iter().copied();
        let missing = missing.filter(|name| self.schema().field_with_name(name).is_err());
        match missing_columns(missing) {
            None => Ok(()),
            Some(missing) => {
                let what = format!("{}: {missing}", self.path.display());
                Err(Error::new(Kind::Data, what))
            }
        }
    }

    /// Whether the column is there, with the wanted type.
    pub fn check(&self, column: &str, wanted: Wanted, required: bool) -> Result<bool> {
        let found = self.schema().field_with_name(column).ok();
        self.check_type(
            column,
            found.map(|field| field.data_type()),
            wanted,
            required,
        )
    }

    /// The same for the fields of a list of structs; an absent column has none to check.
    pub fn check_fields(&self, column: &str, fields: &[(&str, Wanted, bool)]) -> Result<()> {
        let found = self.schema().field_with_name(column).ok();
        let Some(children) = found.and_then(|field| struct_fields(field.data_type())) else {
            return Ok(());
        };
        for &(name, wanted, required) in fields {
            let found = children.find(name).map(|(_, child)| child.data_type());
            self.check_type(&format!("{column}.{name}"), found, wanted, required)?;
        }
        Ok(())
    }

    fn check_type(
        &self,
        name: &str,
        found: Option<&DataType>,
        wanted: Wanted,
        required: bool,
    ) -> Result<bool> {
        let path = self.path.display();
        match found {
            Some(found) if wanted.accepts(found) => Ok(true),
            Some(found) => {
                let what = format!("{path}: column {name} is {found}, not {}", wanted.words());
                Err(Error::new(Kind::Data, what).hint("write the column with that type"))
            }
            None if required => {
                let what = format!("{path}: required column {name} is missing");
                Err(Error::new(Kind::Data, what))
            }
            None => Ok(false),
        }
    }

    /// Reads the named columns and no others; names that are not there are passed over.
    pub fn read(&self, columns: &[&str]) -> Result<Batches> {
        self.built(columns, 0..self.groups(), self.rows(), |all| all)
    }

    /// Groups of rows, each of which can be read alone.
    pub fn groups(&self) -> usize {
        self.footer.metadata().num_row_groups()
    }

    pub fn rows_of_group(&self, group: usize) -> u64 {
        let rows = self.footer.metadata().row_group(group).num_rows();
        rows.max(0) as u64
    }

    /// One of the groups.
    pub fn read_group(&self, columns: &[&str], group: usize) -> Result<Batches> {
        let rows = self.rows_of_group(group);
        self.built(columns, group..group + 1, rows, |all| {
            all.with_row_groups(vec![group])
        })
    }

    /// Of one of the groups the rows at these places, which rise from 0, and no others.
    pub fn read_rows(&self, columns: &[&str], group: usize, places: &[u64]) -> Result<Batches> {
        let ranges = places.iter().map(|&at| at as usize..at as usize + 1);
        let rows = self.rows_of_group(group) as usize;
        let chosen = RowSelection::from_consecutive_ranges(ranges, rows);
        let announced = places.len() as u64;
        self.built(columns, group..group + 1, announced, |all| {
            all.with_row_groups(vec![group]).with_row_selection(chosen)
        })
    }

    fn built(
        &self,
        columns: &[&str],
        groups: Range<usize>,
        announced: u64,
        choose: impl FnOnce(Builder<R>) -> Builder<R>,
    ) -> Result<Batches> {
        let builder = Builder::new_with_metadata(self.input.clone(), self.footer.clone());
        let roots = self.schema().fields().iter().enumerate();
        let wanted = roots.filter(|(_, field)| columns.contains(&field.name().as_str()));
        let mask = ProjectionMask::roots(builder.parquet_schema(), wanted.map(|(root, _)| root));
        self.look_at_pages(groups, &mask)?;
        let builder = builder.with_projection(mask).with_batch_size(BATCH_ROWS);
        Ok(Batches {
            reader: Some(unless_damaged(&self.path, &self.failure, || {
                choose(builder).build()
            })?),
            path: self.path.clone(),
            failure: self.failure.clone(),
            missing: announced,
        })
    }

    /// Before the first reading of a column, what its pages announce.
    fn look_at_pages(&self, groups: Range<usize>, mask: &ProjectionMask) -> Result<()> {
        let mut looked_at = self
            .looked_at
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        for group in groups {
            let is_new = |column| mask.leaf_included(column) && looked_at.insert((group, column));
            let metadata = self.footer.metadata();
            let look = || {
                let fault = pages::fault(&self.input, metadata, group, is_new, &self.limits);
                Ok::<_, std::convert::Infallible>(fault)
            };
            let fault = unless_damaged(&self.path, &self.failure, look)?;
            match (self.failure.get(), fault) {
                (Some(cause), Some(_)) => return Err(read_failed(&self.path, cause)),
                (None, Some(fault)) => return Err(refused(&self.path, &fault)),
                (_, None) => (),
            }
        }
        Ok(())
    }
}

/// What to say of columns that are not there, whatever the format.
pub fn missing_columns<'a>(missing: impl Iterator<Item = &'a str>) -> Option<String> {
    match missing.collect::<Vec<_>>().as_slice() {
        [] => None,
        [one] => Some(format!("required column {one} is missing")),
        several => Some(format!(
            "required columns {} are missing",
            several.join(", ")
        )),
    }
}

fn struct_fields(found: &DataType) -> Option<&Fields> {
    match found {
        DataType::List(item) => match item.data_type() {
            DataType::Struct(fields) => Some(fields),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_no_parquet_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cut.parquet");
        std::fs::write(&path, b"PAR1 and then nothing").unwrap();
        let error = Source::open(&path).err().unwrap();
        assert_eq!(error.kind, Kind::Data);
        assert!(
            error
                .to_string()
                .contains("cut.parquet is not a whole Parquet file")
        );
        let missing = Source::open(&folder.path().join("none.parquet"))
            .err()
            .unwrap();
        assert_eq!(missing.kind, Kind::NoInput);
    }
}
