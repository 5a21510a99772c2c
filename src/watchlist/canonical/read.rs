//! From a canonical file to entries.

use super::row::Columns;
use super::{COLUMNS, LIST_DATE_KEY, SCHEMA_VERSION, SCHEMA_VERSION_KEY, SOURCE_DIGEST_KEY};
use crate::domain::entry::Entry;
use crate::error::{Error, Kind, Result};
use crate::files::digest_of_file;
use crate::watchlist::table::Table;
use crate::watchlist::warnings::Warnings;
use jiff::civil::Date;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// One watchlist file, read whole. Entry `i` is row `i + 1` of the file.
#[derive(Debug)]
pub struct List {
    pub path: PathBuf,
    /// SHA-256 of the file.
    pub digest: String,
    pub entries: Vec<Entry>,
    /// The day as of which the authority published it, when the file says so.
    pub list_date: Option<Date>,
    /// SHA-256 of what it was imported from.
    pub source_digest: Option<String>,
    /// Values that were dropped, and columns that are absent: one line for each class.
    pub warnings: Vec<String>,
}

/// Reads a canonical file, strictly.
pub fn read(path: &Path) -> Result<List> {
    let table = Table::open(path, COLUMNS)?;
    check_version(path, table.metadata.get(SCHEMA_VERSION_KEY))?;
    let source_digest = table.metadata.get(SOURCE_DIGEST_KEY).cloned();
    let list_date = list_date(path, table.metadata.get(LIST_DATE_KEY))?;
    let absent = absent_lists(&table.absent);
    let (entries, dropped) = entries(path, table)?;
    refuse_duplicates(path, &entries)?;
    Ok(List {
        path: path.to_owned(),
        digest: digest_of_file(path)?,
        entries,
        list_date,
        source_digest,
        warnings: absent.into_iter().chain(dropped.lines()).collect(),
    })
}

fn entries(path: &Path, table: Table) -> Result<(Vec<Entry>, Warnings)> {
    let mut entries = Vec::with_capacity(table.rows);
    let mut warnings = Warnings::default();
    table.each_batch(|batch, before| {
        let columns = Columns::of(batch);
        for row in 0..batch.num_rows() {
            entries.push(columns.entry(path, row, before + row + 1, &mut warnings)?);
        }
        Ok(())
    })?;
    Ok((entries, warnings))
}

/// A file without a version (made by another tool) is read as the present one.
fn check_version(path: &Path, version: Option<&String>) -> Result<()> {
    match version {
        Some(other) if other != SCHEMA_VERSION => Err(Error::new(
            Kind::Data,
            format!(
                "{} has schema version {other}, this program reads {SCHEMA_VERSION}",
                path.display()
            ),
        )
        .hint("import the list again with this version of preboard")),
        _ => Ok(()),
    }
}

fn list_date(path: &Path, text: Option<&String>) -> Result<Option<Date>> {
    let Some(text) = text else { return Ok(None) };
    let date = text.parse().map_err(|e| {
        let what = format!("{}: metadata {LIST_DATE_KEY} is not a date", path.display());
        Error::new(Kind::Data, what)
            .because(e)
            .hint("import the list again")
    })?;
    Ok(Some(date))
}

/// Absent lists weaken matching and deserve a word; the plain optional columns do not.
fn absent_lists(absent: &[&str]) -> Vec<String> {
    ["birth_dates", "nationalities", "documents"]
        .into_iter()
        .filter(|name| absent.contains(name))
        .map(|name| format!("column {name} is absent: no entry has any"))
        .collect()
}

fn refuse_duplicates(path: &Path, entries: &[Entry]) -> Result<()> {
    let mut seen = HashMap::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        let row = index + 1;
        if let Some(first) = seen.insert((&entry.list, &entry.entry_id), row) {
            return Err(Error::new(
                Kind::Data,
                format!(
                    "{}: rows {first} and {row} have the same list and entry_id",
                    path.display()
                ),
            )
            .hint("an entry_id must be unique in its list; fix the source and import it again"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::watchlist::canonical::{ListMeta, write};
    use crate::watchlist::samples::{entry, full_entry, write_parquet};
    use arrow_array::builder::{LargeListBuilder, LargeStringBuilder, StructBuilder};
    use arrow_array::{ArrayRef, Int64Array, LargeStringArray, StringArray};
    use arrow_schema::{DataType, Field};
    use std::sync::Arc;

    fn written(entries: &[Entry]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.parquet");
        let meta = ListMeta {
            list_date: Some(jiff::civil::date(2026, 11, 20)),
            source_digest: Some("abc".into()),
        };
        write(&path, entries, &meta).unwrap();
        (folder, path)
    }

    #[test]
    fn what_is_written_is_read_and_the_bytes_are_the_same_twice() {
        let entries = [full_entry("1"), entry("2")];
        let (_kept, path) = written(&entries);
        let list = read(&path).unwrap();
        assert_eq!(list.entries, entries);
        assert_eq!(list.list_date, Some(jiff::civil::date(2026, 11, 20)));
        assert_eq!(list.source_digest.as_deref(), Some("abc"));
        assert_eq!(list.warnings, Vec::<String>::new());
        let (_kept, again) = written(&entries);
        assert_eq!(digest_of_file(&again).unwrap(), list.digest);
    }

    /// A file as Polars would write it, with the columns a case wants changed or left out.
    fn foreign(change: &[(&str, Option<ArrayRef>)]) -> (tempfile::TempDir, PathBuf) {
        let text = |values: [&str; 2]| Arc::new(LargeStringArray::from_iter_values(values)) as _;
        let mut columns: Vec<(&str, ArrayRef)> = vec![
            ("entry_id", text(["1", "2"])),
            ("list", text(["L", "L"])),
            ("authority", text(["A", "A"])),
            ("category", text(["c", "c"])),
            ("names", large_names(["DOE", "\u{6bdb}"])),
            ("birth_dates", large_list(["1970", "unknown"])),
        ];
        for (name, array) in change {
            columns.retain(|(kept, _)| kept != name);
            columns.extend(array.clone().map(|array| (*name, array)));
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("foreign.parquet");
        write_parquet(&path, columns);
        (folder, path)
    }

    fn large_list(values: [&str; 2]) -> ArrayRef {
        let mut builder = LargeListBuilder::new(LargeStringBuilder::new());
        for value in values {
            builder.values().append_value(value);
            builder.append(true);
        }
        Arc::new(builder.finish())
    }

    fn large_names(surnames: [&str; 2]) -> ArrayRef {
        let fields = ["surname", "kind"].map(|f| Field::new(f, DataType::LargeUtf8, true));
        let mut builder = LargeListBuilder::new(StructBuilder::from_fields(fields.to_vec(), 0));
        for surname in surnames {
            for (index, text) in [surname, "primary"].into_iter().enumerate() {
                let column = builder.values().field_builder::<LargeStringBuilder>(index);
                column.unwrap().append_value(text);
            }
            builder.values().append(true);
            builder.append(true);
        }
        Arc::new(builder.finish())
    }

    #[test]
    fn large_layouts_and_absent_columns_are_read_and_bad_values_counted() {
        let (_kept, path) = foreign(&[]);
        let list = read(&path).unwrap();
        assert_eq!(list.entries.len(), 2);
        assert_eq!(list.entries[0].birth_dates.len(), 1);
        assert_eq!(list.entries[1].birth_dates.len(), 0);
        assert_eq!(
            list.warnings,
            [
                "column nationalities is absent: no entry has any",
                "column documents is absent: no entry has any",
                "birth_dates that cannot be read, dropped: 1, first in row 2",
            ]
        );
    }

    #[test]
    fn a_list_that_cannot_be_trusted_stops_the_run() {
        let text = |values: [Option<&str>; 2]| -> Option<ArrayRef> {
            Some(Arc::new(StringArray::from(values.to_vec())))
        };
        let numbers: ArrayRef = Arc::new(Int64Array::from(vec![1, 2]));
        let cases: [(&str, Option<ArrayRef>, &str); 9] = [
            (
                "entry_id",
                None,
                "column entry_id is missing: expected string",
            ),
            ("names", None, "column names is missing"),
            (
                "entry_id",
                Some(numbers.clone()),
                "found Int64, expected string",
            ),
            (
                "names",
                text([Some("a"), Some("b")]),
                "found Utf8, expected list of structs",
            ),
            (
                "birth_dates",
                Some(numbers),
                "found Int64, expected list of strings",
            ),
            (
                "entry_id",
                text([Some("1"), Some("1")]),
                "rows 1 and 2 have the same list",
            ),
            (
                "category",
                text([Some("c"), None]),
                "row 2 is without column category",
            ),
            (
                "list",
                text([Some(" "), Some("L")]),
                "row 1 is without column list",
            ),
            (
                "names",
                Some(large_names(["-", "DOE"])),
                "row 1 is without a name",
            ),
        ];
        for (column, array, says) in cases {
            let (_kept, path) = foreign(&[(column, array)]);
            let error = read(&path).unwrap_err();
            assert_eq!(error.kind, Kind::Data, "{error}");
            assert!(error.to_string().contains(says), "{error} lacks {says}");
            assert!(error.what.contains("foreign.parquet"), "{error}");
        }
    }

    #[test]
    fn a_missing_file_and_a_cut_file_are_told_apart() {
        let (kept, path) = written(&[full_entry("1"), entry("2")]);
        let absent = read(&kept.path().join("absent.parquet")).unwrap_err();
        assert_eq!(absent.kind, Kind::NoInput);
        assert_eq!(read(kept.path()).unwrap_err().kind, Kind::NoInput);
        let whole = std::fs::read(&path).unwrap();
        for length in [0, 3, 100, whole.len() / 2, whole.len() - 1] {
            std::fs::write(&path, &whole[..length]).unwrap();
            let error = read(&path).unwrap_err();
            assert_eq!(error.kind, Kind::Data, "cut at {length}: {error}");
            assert!(error.to_string().contains("fetch it again"), "{error}");
        }
    }

    #[test]
    fn a_column_of_nothing_but_nulls_reads_as_empty() {
        let nothing: ArrayRef = Arc::new(arrow_array::NullArray::new(2));
        let (_kept, path) = foreign(&[("birth_dates", Some(nothing))]);
        assert_eq!(read(&path).unwrap().entries.len(), 2);
    }
}
