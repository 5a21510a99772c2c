//! Reads the canonical form, strictly: a list that is wrong is refused before the night,
//! since a listed person who is silently skipped is never found.
//!
//! Single values that mean nothing (a birth date of `unknown`) are dropped and counted.

use super::row::ListColumns;
use super::schema::{absent_columns, check_within, hinted};
use super::too_much::{TooLong, refuse_surplus};
use crate::error::{Error, Kind, Result};
use crate::tables::limits::Limits;
use crate::tables::rows_digest::{self, RowsDigest};
use crate::tables::source::Source;
use crate::watchlist::canonical::{COLUMN_NAMES, LIST_DATE_KEY, SOURCE_DIGEST_KEY};
use crate::watchlist::warnings::Warnings;
use crate::watchlist::{List, refuse_duplicates};
use std::path::Path;

pub fn read(path: &Path) -> Result<List> {
    read_within(path, &Limits::default())
}

pub(super) fn read_within(path: &Path, limits: &Limits) -> Result<List> {
    let source = check_within(path, limits)?;
    let mut list = List {
        path: path.to_owned(),
        digest: source.digest()?,
        entries: Vec::new(),
        list_date: list_date(&source)?,
        source_digest: source.metadata(SOURCE_DIGEST_KEY),
        unreadable: Default::default(),
        warnings: absent_columns(&source),
    };
    let mut warnings = Warnings::default();
    let mut digest = RowsDigest::of(&COLUMN_NAMES);
    for batch in source.read(&COLUMN_NAMES)? {
        let batch = batch?;
        digest.add(&batch);
        let columns = ListColumns::of(&batch);
        let too_long = TooLong::of(&batch, limits);
        for at in 0..batch.num_rows() {
            let row = list.entries.len() + 1;
            too_long.refuse(path, at, row)?;
            let entry = columns.entry(path, at, row, &mut warnings)?;
            refuse_surplus(path, row, &entry, limits)?;
            list.entries.push(entry);
        }
    }
    source.require_unchanged(&list.digest)?;
    let more = [LIST_DATE_KEY, SOURCE_DIGEST_KEY].map(|key| source.metadata(key));
    rows_digest::require(&source, digest, &more)?;
    refuse_duplicates(std::slice::from_ref(&list))?;
    list.unreadable = warnings.by_column();
    list.warnings.extend(warnings.lines());
    Ok(list)
}

/// A date that cannot be read must not let an old list pass as one of no date.
fn list_date(source: &Source) -> Result<Option<jiff::civil::Date>> {
    let Some(text) = source.metadata(LIST_DATE_KEY) else {
        return Ok(None);
    };
    let date = text.parse().map_err(|e| {
        let what = format!(
            "{}: metadata {LIST_DATE_KEY} is no date",
            source.path.display()
        );
        hinted(Error::new(Kind::Data, what).because(e))
    })?;
    Ok(Some(date))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::Entry;
    use crate::files::digest_of_file;
    use crate::watchlist::canonical::{ListMeta, write};
    use crate::watchlist::samples::{entry, full_entry, write_parquet};
    use arrow_array::builder::{LargeListBuilder, LargeStringBuilder, StructBuilder};
    use arrow_array::{ArrayRef, Int64Array, LargeStringArray, StringArray};
    use arrow_schema::{DataType, Field};
    use std::path::PathBuf;
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

    /// Three of a hundred changed a night in silence before the rows had a digest.
    #[test]
    fn no_flipped_bit_changes_a_list_in_silence() {
        let (_kept, path) = written(&[full_entry("1"), entry("2"), entry("3")]);
        assert_eq!(
            crate::watchlist::schema::COLUMNS.map(|(column, _, _)| column),
            COLUMN_NAMES
        );
        let whole = std::fs::read(&path).unwrap();
        let before = read(&path).unwrap();
        let (mut refused, mut harmless) = (0, 0);
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << (at % 8);
            std::fs::write(&path, bytes).unwrap();
            match read(&path) {
                Err(error) => {
                    assert_eq!(error.kind, Kind::Data, "byte {at}: {error}");
                    refused += 1;
                }
                Ok(list) => {
                    assert_eq!(list.entries, before.entries, "byte {at}");
                    // A footer that lost all that the file says of itself, the digest too: the
                    // list is without a date then, and every run says so.
                    if list.list_date.is_some() {
                        assert_eq!(list.list_date, before.list_date, "byte {at}");
                        assert_eq!(list.source_digest, before.source_digest, "byte {at}");
                    }
                    harmless += 1;
                }
            }
        }
        assert!(0 < refused, "{harmless} harmless, {refused} refused");
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
                "nationalities: column is absent, no entry has any",
                "documents: column is absent, no entry has any",
                "birth_dates: cannot be read, dropped: 1, first in row 2",
            ]
        );
    }

    #[test]
    fn a_list_that_cannot_be_trusted_stops_the_run() {
        let text = |values: [Option<&str>; 2]| -> Option<ArrayRef> {
            Some(Arc::new(StringArray::from(values.to_vec())))
        };
        let numbers: ArrayRef = Arc::new(Int64Array::from(vec![1, 2]));
        let cases: [(&str, Option<ArrayRef>, &str); 10] = [
            ("entry_id", None, "column entry_id is missing"),
            ("names", None, "column names is missing"),
            (
                "entry_id",
                Some(numbers.clone()),
                "column entry_id is Int64, not string",
            ),
            (
                "names",
                text([Some("a"), Some("b")]),
                "names is Utf8, not list of structs",
            ),
            (
                "birth_dates",
                Some(numbers),
                "birth_dates is Int64, not list of strings",
            ),
            (
                "entry_id",
                text([Some("1"), Some("1")]),
                "rows 1 and 2 have the same list",
            ),
            (
                "category",
                text([Some("c"), None]),
                "row 2, column category has no value",
            ),
            (
                "list",
                text([Some(" "), Some("L")]),
                "row 1, column list has no value",
            ),
            (
                "names",
                Some(large_names(["-", "DOE"])),
                "row 1, column names holds no name",
            ),
            (
                "names",
                Some(large_names(["DOE", "Öàðãàíàåâ"])),
                "row 2, column names holds text of another character set",
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
        let whole = std::fs::read(&path).unwrap();
        for length in [0, 3, 100, whole.len() / 2, whole.len() - 1] {
            std::fs::write(&path, &whole[..length]).unwrap();
            let error = read(&path).unwrap_err();
            assert_eq!(error.kind, Kind::Data, "cut at {length}: {error}");
            assert!(
                error.to_string().contains("fetch the file again"),
                "{error}"
            );
        }
    }

    #[test]
    fn a_column_of_nothing_but_nulls_reads_as_empty() {
        let nothing: ArrayRef = Arc::new(arrow_array::NullArray::new(2));
        let (_kept, path) = foreign(&[("birth_dates", Some(nothing))]);
        assert_eq!(read(&path).unwrap().entries.len(), 2);
    }
}
