//! A Parquet file: what is in it, what type that has, and one error for each way it can be
//! wrong.
//!
//! Files are read by their Parquet types alone, whatever Arrow types the writing tool
//! noted beside them: strings are always `Utf8`, so that files of Polars, DuckDB, Spark
//! and pandas look the same.

use crate::error::{Error, Kind, Result};
use crate::files::read_failed;
pub use crate::tables::batches::{BATCH_ROWS, Batches};
use crate::tables::damage::{Failure, refused, unless_damaged, unsupported};
use crate::tables::fit::Fit;
use crate::tables::limits::Limits;
use crate::tables::opened::Opened;
pub use crate::tables::wanted::Wanted;
use crate::tables::{footer, pages, partitions};
use arrow_schema::{DataType, Field, Fields, Schema};
use bytes::Bytes;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder as Builder,
    RowSelection,
};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::ChunkReader;
use std::collections::HashSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

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
    /// Columns that were checked: they are read as what they were checked for.
    fits: Vec<Fit>,
    /// Columns that its path names.
    partitions: Vec<(String, String)>,
    /// Of those the ones that were checked: as they were asked for, with their value.
    constants: Vec<(String, String)>,
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

#[cfg(feature = "analyst")]
impl Source<Bytes> {
    /// The file itself, for another reader, once every page of these columns was looked at.
    pub fn looked_at(&self, columns: &[&str]) -> Result<Bytes> {
        let roots = self.roots(columns);
        let schema = self.footer.metadata().file_metadata().schema_descr();
        let mask = ProjectionMask::roots(schema, roots);
        self.look_at_pages(0..self.groups(), &mask)?;
        Ok(self.input.clone())
    }
}

impl<R: ChunkReader + Clone + 'static> Source<R> {
    fn of(path: &Path, input: R, failure: Failure, limits: &Limits) -> Result<Source<R>> {
        if let Some(fault) = footer::fault(&input, limits) {
            return Err(told(path, fault));
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
            fits: Vec::new(),
            partitions: partitions::of(path),
            constants: Vec::new(),
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
        let missing = missing.filter(|name| matches!(self.found(name, None), Ok(None)));
        let missing = missing.filter(|name| self.in_path(name).is_none());
        match missing_columns(missing) {
            None => Ok(()),
            Some(missing) => {
                let what = format!("{}: {missing}", self.path.display());
                Err(Error::new(Kind::Data, what))
            }
        }
    }

    /// Whether the column is there, with a type that can be read as the wanted one.
    pub fn check(&mut self, column: &str, wanted: Wanted, required: bool) -> Result<bool> {
        // A column that is merely called alike is the one that is meant only if it fits.
        let root = self.found(column, (!required).then_some(wanted))?;
        if let (None, Some(value), true) = (root, self.in_path(column), wanted.is_plain()) {
            let value = value.to_owned();
            self.constants.retain(|(asked, _)| asked != column);
            self.constants.push((column.to_owned(), value));
            return Ok(true);
        }
        let found = root.map(|root| self.schema().field(root).data_type());
        let is_there = self.check_type(column, found, wanted, required)?;
        self.fits.retain(|fit| fit.asked != column);
        self.fits.extend(root.map(|root| Fit {
            asked: column.to_owned(),
            root,
            wanted,
            fields: Vec::new(),
        }));
        Ok(is_there)
    }

    /// Columns that are called otherwise than they were asked for: asked, and found.
    pub fn called_otherwise(&self) -> Vec<(String, String)> {
        let name = |fit: &Fit| self.schema().field(fit.root).name().clone();
        let pairs = self.fits.iter().map(|fit| (fit.asked.clone(), name(fit)));
        pairs.filter(|(asked, found)| asked != found).collect()
    }

    /// The names of its columns that nobody checked, in its order.
    pub fn not_checked(&self) -> Vec<String> {
        let names = self.schema().fields().iter().enumerate();
        let others = names.filter(|(root, _)| self.fits.iter().all(|fit| fit.root != *root));
        others.map(|(_, field)| field.name().clone()).collect()
    }

    pub fn has(&self, column: &str) -> bool {
        matches!(self.found(column, None), Ok(Some(_))) || self.in_path(column).is_some()
    }

    /// The value of a column that the path names: the innermost, if it does so twice.
    fn in_path(&self, column: &str) -> Option<&str> {
        let mut named = self.partitions.iter().rev();
        let found = named.find(|(name, _)| alike(name, column));
        found.map(|(_, value)| value.as_str())
    }

    /// The place of a column of this name, or of the one that differs from it in nothing but
    /// case and separators. Two of them are a file that says two things.
    fn found(&self, column: &str, fitting: Option<Wanted>) -> Result<Option<usize>> {
        let fields = self.schema().fields().iter().enumerate();
        let named: Vec<_> = fields
            .clone()
            .filter(|(_, field)| field.name() == column)
            .collect();
        let fits = |field: &Field| fitting.is_none_or(|wanted| wanted.accepts(field.data_type()));
        let alike = || fields.filter(|(_, field)| alike(field.name(), column) && fits(field));
        let found = match named.is_empty() {
            false => named,
            true => alike().collect(),
        };
        match found.as_slice() {
            [] => Ok(None),
            [(root, _)] => Ok(Some(*root)),
            [(_, one), (_, other), ..] => {
                let (path, one, other) = (self.path.display(), one.name(), other.name());
                let what = match one == other {
                    true => format!("{path}: column {column} is there twice"),
                    false => format!("{path}: column {column} is there twice: {one} and {other}"),
                };
                Err(Error::new(Kind::Data, what).hint("leave one of them"))
            }
        }
    }

    /// The same for the fields of a list of structs; an absent column has none to check.
    pub fn check_fields(&mut self, column: &str, fields: &[(&str, Wanted, bool)]) -> Result<()> {
        let fit = self.fits.iter().position(|fit| fit.asked == column);
        let root = fit.map(|fit| self.schema().field(self.fits[fit].root));
        let Some((fit, children)) = fit.zip(root.and_then(|root| struct_fields(root.data_type())))
        else {
            return Ok(());
        };
        let mut found = Vec::new();
        for &(name, wanted, required) in fields {
            let exact = children.find(name);
            let like = || {
                children
                    .iter()
                    .enumerate()
                    .find(|(_, child)| alike(child.name(), name))
            };
            let child = exact.or_else(like);
            let kind = child.map(|(_, child)| child.data_type());
            self.check_type(&format!("{column}.{name}"), kind, wanted, required)?;
            found.extend(child.map(|(at, _)| (at, name.to_owned(), wanted)));
        }
        self.fits[fit].fields = found;
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
                Err(Error::new(Kind::Data, what).hint(wanted.hint(found)))
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
        let roots = self.roots(columns);
        let mask = ProjectionMask::roots(builder.parquet_schema(), roots.iter().copied());
        self.look_at_pages(groups, &mask)?;
        let builder = builder.with_projection(mask).with_batch_size(BATCH_ROWS);
        Ok(Batches {
            reader: Some(unless_damaged(&self.path, &self.failure, || {
                choose(builder).build()
            })?),
            path: self.path.clone(),
            failure: self.failure.clone(),
            missing: announced,
            fits: self.fits.clone(),
            constants: {
                let asked = self.constants.iter();
                let asked = asked.filter(|(name, _)| columns.contains(&name.as_str()));
                asked.cloned().collect()
            },
            roots,
        })
    }

    /// The places of the columns that are asked for, ascending: of those that were checked under
    /// the names that they were asked for, of others under their own.
    fn roots(&self, columns: &[&str]) -> Vec<usize> {
        let asked = |root| self.fits.iter().find(|fit| fit.root == root);
        let fields = self.schema().fields().iter().enumerate();
        let wanted = fields.filter(|(root, field)| {
            let name = asked(*root).map_or(field.name().as_str(), |fit| fit.asked.as_str());
            columns.contains(&name)
        });
        wanted.map(|(root, _)| root).collect()
    }

    /// Before the first reading of a column, what its pages announce.
    fn look_at_pages(&self, groups: Range<usize>, mask: &ProjectionMask) -> Result<()> {
        let mut looked_at = self
            .looked_at
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        for group in groups {
            let columns = self.footer.metadata().row_group(group).columns();
            for (number, column) in columns.iter().enumerate() {
                let place = (group, number);
                if mask.leaf_included(number) && !looked_at.contains(&place) {
                    self.look_at(column)?;
                    looked_at.insert(place);
                }
            }
        }
        Ok(())
    }

    fn look_at(&self, column: &ColumnChunkMetaData) -> Result<()> {
        let look = || pages::fault(&self.input, column, &self.limits);
        let fault = unless_damaged(&self.path, &self.failure, look)?;
        match (self.failure.get(), fault) {
            (Some(cause), Some(_)) => Err(read_failed(&self.path, cause)),
            (None, Some(fault)) => {
                let name = column.column_path().string();
                Err(refused(&self.path, &format!("column {name}: {fault}")))
            }
            (_, None) => Ok(()),
        }
    }
}

/// Whether two names differ in nothing but case and separators: `BirthDate`, `BIRTH DATE`.
pub fn alike(one: &str, other: &str) -> bool {
    let letters = |name: &str| -> String {
        let letters = name.chars().filter(|sign| sign.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    letters(one) == letters(other)
}

fn told(path: &Path, fault: footer::Fault) -> Error {
    match fault {
        footer::Fault::TooMuch(cause) => refused(path, &cause),
        footer::Fault::Encrypted => unsupported(
            path,
            "it is encrypted",
            "write it without Parquet's own encryption; nothing was published",
        ),
        footer::Fault::Packed(codec) => unsupported(
            path,
            &format!("its columns are packed by {codec}"),
            "write it with Zstandard, Snappy or gzip; nothing was published",
        ),
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
