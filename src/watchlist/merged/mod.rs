//! A merged list: canonical Parquet that any reader takes, with one more column that holds
//! every source, so that the merge can be undone.

mod row_text;

use crate::domain::entry::Entry;
use crate::error::{Error, Kind, Result};
use crate::tables::read::Text;
use crate::tables::source::Source;
use crate::tables::version;
use crate::tables::write::{self as tables, Digested};
use crate::watchlist::canonical::{self, CHUNK, ListMeta};
use crate::watchlist::read;
use arrow_array::cast::AsArray;
use arrow_array::{Array, ListArray, RecordBatch};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const COLUMN: &str = "sources";

/// Key of the file metadata that names the merged files with their dates and digests.
const FILES_KEY: &str = "preboard.merged_from";

const FIELDS: [&str; 5] = ["file", "row", "list", "rule", "entry"];

/// One file that was merged: its name without folder and extension, and its own metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedFile {
    pub name: String,
    pub meta: ListMeta,
}

/// One source of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// Into the merged files.
    pub file: usize,
    /// 1-based in that file.
    pub row: usize,
    /// Why it was joined with the others; `None` for an entry that stayed alone.
    pub rule: Option<&'static str>,
    pub entry: Entry,
}

/// A person as the merge leaves it, and what it was made of, in the order of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub entry: Entry,
    pub sources: Vec<SourceRow>,
}

/// Writes the merged list. Its date is the oldest of its files', so that a run refuses it
/// when any of them is too old; none if any has none.
pub fn write(path: &Path, people: &[Person], files: &[MergedFile]) -> Result<()> {
    let dates: Option<Vec<_>> = files.iter().map(|file| file.meta.list_date).collect();
    let digests = files
        .iter()
        .map(|file| file.meta.source_digest.clone().unwrap_or_default());
    let digests: Vec<String> = digests.collect();
    let meta = ListMeta {
        list_date: dates.and_then(|dates| dates.into_iter().min()),
        source_digest: Some(crate::files::digest_of_bytes(digests.join("\n").as_bytes())),
    };
    let mut metadata = meta.pairs().to_vec();
    metadata.push((FILES_KEY, Some(row_text::files_to_text(files))));
    let mut chunks = people.chunks(CHUNK);
    let first = batch(chunks.next().unwrap_or_default(), files);
    let rest = chunks.map(|chunk| batch(chunk, files));
    let digested = Digested {
        columns: &canonical::COLUMN_NAMES,
        more: &meta.more(),
    };
    tables::write_batches(path, first, rest, version::LISTS, &metadata, &digested)
}

fn batch(people: &[Person], files: &[MergedFile]) -> RecordBatch {
    let entries: Vec<Entry> = people.iter().map(|person| person.entry.clone()).collect();
    let mut columns = canonical::columns(&entries);
    let rows = people.iter().map(|person| {
        let sources = person.sources.iter();
        sources
            .map(|source| fields(source, person, files))
            .collect()
    });
    columns.struct_lists(COLUMN, &FIELDS, rows).finish()
}

/// An entry that stayed alone is its row; only the others are kept as text.
fn fields(source: &SourceRow, person: &Person, files: &[MergedFile]) -> Vec<Option<String>> {
    let alone = source.entry == person.entry;
    vec![
        Some(files[source.file].name.clone()),
        Some(source.row.to_string()),
        Some(source.entry.list.clone()),
        source.rule.map(str::to_owned),
        (!alone).then(|| row_text::to_text(&source.entry)),
    ]
}

/// A file as it was before the merge, with its entries in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    pub file: MergedFile,
    pub entries: Vec<Entry>,
}

/// Takes a merged list apart again.
pub fn split(path: &Path) -> Result<Vec<Original>> {
    let source = Source::open(path)?;
    let files = source
        .metadata(FILES_KEY)
        .and_then(|text| row_text::files_of_text(&text));
    let files = files.ok_or_else(|| no_merge(path, "it does not name the files it was made of"))?;
    let people = read::read(path)?.entries;
    let mut rows: Vec<Vec<(usize, Entry)>> = vec![Vec::new(); files.len()];
    let mut at = 0;
    for batch in source.read(&[COLUMN])? {
        let batch = batch?;
        let column = batch
            .column_by_name(COLUMN)
            .and_then(|column| column.as_list_opt());
        let column = column.ok_or_else(|| no_merge(path, "it has no column of sources"))?;
        for row in 0..batch.num_rows() {
            let sources = sources(column, row, &files, &people[at]);
            let sources =
                sources.ok_or_else(|| no_merge(path, &format!("row {} is damaged", at + 1)))?;
            sources
                .into_iter()
                .for_each(|(file, row, entry)| rows[file].push((row, entry)));
            at += 1;
        }
    }
    let originals = files.into_iter().zip(rows).map(|(file, mut rows)| {
        rows.sort_by_key(|(row, _)| *row);
        let entries = rows.into_iter().map(|(_, entry)| entry).collect();
        Original { file, entries }
    });
    Ok(originals.collect())
}

/// List and entry.
pub type Key = (String, String);

/// Every list that people stand on, with its date.
pub type Listed = BTreeMap<Key, BTreeMap<String, Option<Date>>>;

/// Of these people every list that they were merged of, with the date of its
/// file; nobody where the file is no merged one.
pub fn lists_of(path: &Path, wanted: &BTreeSet<Key>) -> Result<Listed> {
    let mut found = Listed::new();
    let source = Source::open(path)?;
    let files = source
        .metadata(FILES_KEY)
        .and_then(|text| row_text::files_of_text(&text));
    let Some(files) = files else {
        return Ok(found);
    };
    let people = read::read(path)?.entries;
    let mut people = people.into_iter();
    for batch in source.read(&[COLUMN])? {
        let batch = batch?;
        let column = batch
            .column_by_name(COLUMN)
            .and_then(|column| column.as_list_opt());
        let column = column.ok_or_else(|| no_merge(path, "it has no column of sources"))?;
        for (row, person) in (0..batch.num_rows()).zip(people.by_ref()) {
            let key = (person.list.clone(), person.entry_id.clone());
            if !wanted.contains(&key) {
                continue;
            }
            let said = sources(column, row, &files, &person);
            let said = said.ok_or_else(|| no_merge(path, "a row of sources is damaged"))?;
            let lists = said.into_iter().map(|(file, _, entry)| {
                let date = files[file].meta.list_date;
                (entry.list, date)
            });
            found.insert(key, lists.collect());
        }
    }
    Ok(found)
}

/// File, row and entry of each source of one person; `None` when one cannot be read.
fn sources(
    column: &ListArray,
    row: usize,
    files: &[MergedFile],
    person: &Entry,
) -> Option<Vec<(usize, usize, Entry)>> {
    if !column.is_valid(row) {
        return None;
    }
    let items = column.values().as_struct_opt()?;
    let [file, number, _, _, entry] = FIELDS.map(|name| Text::of_field(items, name));
    let offsets = column.value_offsets();
    (offsets[row] as usize..offsets[row + 1] as usize)
        .map(|item| {
            let name = file.get(item)?;
            let file = files.iter().position(|file| file.name == name)?;
            let entry = match entry.get(item) {
                None => person.clone(),
                Some(text) => row_text::of_text(text)?,
            };
            Some((file, number.get(item)?.parse().ok()?, entry))
        })
        .collect()
}

fn no_merge(path: &Path, cause: &str) -> Error {
    Error::new(Kind::Data, format!("{} is no merged list", path.display()))
        .because(cause)
        .hint("give a file that `preboard watchlist merge` wrote")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::watchlist::samples::{entry, full_entry};

    #[test]
    fn what_was_merged_comes_apart_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("merged.parquet");
        let file = |name: &str, day: i8| MergedFile {
            name: name.to_owned(),
            meta: ListMeta {
                list_date: Some(jiff::civil::date(2026, 11, day)),
                source_digest: Some(name.to_uppercase()),
            },
        };
        let files = [file("a", 20), file("b", 3)];
        let source = |file, row, entry: &Entry, rule| SourceRow {
            file,
            row,
            rule,
            entry: entry.clone(),
        };
        let (one, two, three) = (full_entry("1"), entry("2"), full_entry("3"));
        let mut both = one.clone();
        both.reason = Some("united".to_owned());
        let people = [
            Person {
                entry: both,
                sources: vec![
                    source(0, 2, &one, Some("document")),
                    source(1, 1, &three, Some("document")),
                ],
            },
            Person {
                entry: two.clone(),
                sources: vec![source(0, 1, &two, None)],
            },
        ];
        write(&path, &people, &files).unwrap();
        let list = read::read(&path).unwrap();
        assert_eq!(list.entries.len(), 2);
        assert_eq!(list.list_date, Some(jiff::civil::date(2026, 11, 3)));
        let [a, b] = files;
        assert_eq!(
            split(&path).unwrap(),
            [
                Original {
                    file: a,
                    entries: vec![two, one]
                },
                Original {
                    file: b,
                    entries: vec![three]
                },
            ]
        );
        canonical::write::<Entry>(&path, [], &ListMeta::default()).unwrap();
        assert_eq!(split(&path).unwrap_err().kind, Kind::Data);
    }
}
