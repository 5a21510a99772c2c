//! A Parquet file: what is in it, what type that has, and one error for each way it can be
//! wrong.
//!
//! Files are read by their Parquet types alone, whatever Arrow types the writing tool
//! noted beside them: strings are always `Utf8`, so that files of Polars, DuckDB, Spark
//! and pandas look the same.

use crate::error::{Error, Kind, Result};
use crate::guard::caught;
use crate::tables::opened::Opened;
use arrow_array::RecordBatch;
use arrow_schema::{DataType, Fields, Schema};
use bytes::Bytes;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader,
    ParquetRecordBatchReaderBuilder as Builder, RowSelection,
};
use parquet::file::reader::ChunkReader;
use std::path::{Path, PathBuf};

/// Rows that are in memory at once.
pub const BATCH_ROWS: usize = 8_192;

/// An opened Parquet file: its footer is read, its rows are not. They may be read several
/// times, by several threads.
#[derive(Clone, Debug)]
pub struct Source<R: ChunkReader + Clone + 'static = Opened> {
    pub path: PathBuf,
    input: R,
    footer: ArrowReaderMetadata,
}

/// What a column may hold; `check` compares with what the file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Text,
    /// A date, or text that holds one.
    Day,
    Moment,
    TextList,
    StructList,
}

impl Wanted {
    fn accepts(self, found: &DataType) -> bool {
        match self {
            _ if is_typeless(found) => true,
            Wanted::Text => matches!(found, DataType::Utf8),
            Wanted::Day => matches!(found, DataType::Utf8 | DataType::Date32),
            Wanted::Moment => matches!(found, DataType::Timestamp(..)),
            Wanted::TextList => {
                matches!(found, DataType::List(item) if *item.data_type() == DataType::Utf8)
            }
            Wanted::StructList => {
                matches!(found, DataType::List(item) if matches!(item.data_type(), DataType::Struct(_)))
            }
        }
    }

    fn words(self) -> &'static str {
        match self {
            Wanted::Text => "string",
            Wanted::Day => "date or string",
            Wanted::Moment => "timestamp",
            Wanted::TextList => "list of strings",
            Wanted::StructList => "list of structs",
        }
    }
}

impl Source {
    /// Reads the footer. A missing file is exit 66; one that is no whole Parquet file, 65.
    pub fn open(path: &Path) -> Result<Source> {
        Source::of(path, Opened::open(path)?)
    }

    /// SHA-256 of the file that the rows are read from.
    pub fn digest(&self) -> Result<String> {
        self.input.digest(&self.path)
    }
}

impl Source<Bytes> {
    /// The same of a file that was read for its digest: what is parsed is what was hashed.
    pub fn of_bytes(path: &Path, bytes: Vec<u8>) -> Result<Source<Bytes>> {
        Source::of(path, Bytes::from(bytes))
    }
}

impl<R: ChunkReader + Clone + 'static> Source<R> {
    fn of(path: &Path, input: R) -> Result<Source<R>> {
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let load = || ArrowReaderMetadata::load(&input, options);
        let footer = unless_damaged(path, load)?;
        Ok(Source {
            path: path.to_owned(),
            input,
            footer,
        })
    }

    pub fn schema(&self) -> &Schema {
        self.footer.schema()
    }

    pub fn rows(&self) -> u64 {
        self.footer.metadata().file_metadata().num_rows().max(0) as u64
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
        self.built(columns, self.rows(), |all| all)
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
        self.built(columns, self.rows_of_group(group), |all| {
            all.with_row_groups(vec![group])
        })
    }

    /// Of one of the groups the rows at these places, which rise from 0, and no others.
    pub fn read_rows(&self, columns: &[&str], group: usize, places: &[u64]) -> Result<Batches> {
        let ranges = places.iter().map(|&at| at as usize..at as usize + 1);
        let rows = self.rows_of_group(group) as usize;
        let chosen = RowSelection::from_consecutive_ranges(ranges, rows);
        self.built(columns, places.len() as u64, |all| {
            all.with_row_groups(vec![group]).with_row_selection(chosen)
        })
    }

    fn built(
        &self,
        columns: &[&str],
        announced: u64,
        choose: impl FnOnce(Builder<R>) -> Builder<R>,
    ) -> Result<Batches> {
        let builder = Builder::new_with_metadata(self.input.clone(), self.footer.clone());
        let roots = self.schema().fields().iter().enumerate();
        let wanted = roots.filter(|(_, field)| columns.contains(&field.name().as_str()));
        let mask = ProjectionMask::roots(builder.parquet_schema(), wanted.map(|(root, _)| root));
        let builder = builder.with_projection(mask).with_batch_size(BATCH_ROWS);
        Ok(Batches {
            reader: Some(unless_damaged(&self.path, || choose(builder).build())?),
            path: self.path.clone(),
            missing: announced,
        })
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

/// A column of nothing but nulls, or of empty lists, that its writer gave no type.
fn is_typeless(found: &DataType) -> bool {
    match found {
        DataType::Null => true,
        DataType::List(item) => item.data_type() == &DataType::Null,
        _ => false,
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

/// Batches of at most [`BATCH_ROWS`] rows.
pub struct Batches {
    path: PathBuf,
    /// Dropped at the first damage: what follows it cannot be trusted.
    reader: Option<ParquetRecordBatchReader>,
    /// Rows that the footer announces and that have not come yet.
    missing: u64,
}

impl Iterator for Batches {
    type Item = Result<RecordBatch>;

    fn next(&mut self) -> Option<Self::Item> {
        let reader = self.reader.as_mut()?;
        let batch = unless_damaged(&self.path, || reader.next().transpose()).transpose();
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
        Ok(batch)
    }

    /// A row that is announced and does not come would be a passenger nobody screened.
    fn at_the_end(&self) -> Option<Result<RecordBatch>> {
        let missing = self.missing;
        let cause = format!("{missing} rows that it announces are not there");
        (missing > 0).then(|| Err(damaged(&self.path, &cause)))
    }
}

/// The Parquet reader reports most damage and panics on some; both are the file's fault.
pub fn unless_damaged<T, E: std::fmt::Display>(
    path: &Path,
    read: impl FnOnce() -> std::result::Result<T, E>,
) -> Result<T> {
    match caught(read) {
        Ok(read) => read.map_err(|e| damaged(path, &e)),
        Err(_) => Err(damaged(path, &"its pages contradict each other")),
    }
}

fn damaged(path: &Path, cause: &dyn std::fmt::Display) -> Error {
    Error::new(
        Kind::Data,
        format!("{} is not a whole Parquet file", path.display()),
    )
    .because(cause)
    .hint("fetch the file again; nothing was published")
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
