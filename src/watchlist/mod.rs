//! Watchlists and lost documents: the only place that knows how lists are written.

mod dates;

mod names;

#[cfg(test)]
mod samples;

mod source;

mod stream;

mod whole;

mod xml;

mod table;

pub mod topics;

mod prose;

mod unknown;

mod known;

mod associates;

mod warnings;

pub mod canonical;

mod row;

pub mod dictionary;

pub mod schema;

mod too_much;

pub mod read;

pub mod lost;

pub mod import;

pub mod verdict;

pub mod merged;

pub mod csv_form;

mod json;

pub mod ofac;

pub mod un;

pub mod uk;

pub mod eu;

pub mod csl;

pub mod ftm;

pub mod opensanctions;

pub mod senzing;

pub mod interpol;

pub mod sema;

pub mod seco;

pub mod dfat;

use crate::documents::lost::{LostBuilder, LostIndex};
use crate::domain::entry::Entry;
use crate::error::{Error, Kind, Result};
use crate::locate::{self, Input};
use crate::tables::limits::Limits;
use crate::tables::source::Source;
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::collections::BTreeMap;
use std::hash::BuildHasher;
use std::path::{Path, PathBuf};

/// One list file, read whole. Entry `i` is row `i + 1` of the file.
#[derive(Clone, Debug)]
pub struct List {
    pub path: PathBuf,
    pub digest: String,
    pub entries: Vec<Entry>,
    /// The day as of which the authority published it, when the file says so.
    pub list_date: Option<jiff::civil::Date>,
    /// SHA-256 of what it was imported from.
    pub source_digest: Option<String>,
    /// Values that could not be read, by column, and how many.
    pub unreadable: BTreeMap<&'static str, u64>,
    /// The same by class with the first row, and columns that are absent: one line each.
    pub warnings: Vec<String>,
}

/// Reads every list (files, folders, patterns); an id that two files share is refused,
/// since a case names its entry.
pub fn read_all(paths: &[PathBuf]) -> Result<Vec<List>> {
    read_all_within(paths, &Limits::default())
}

/// The same within the limits of the settings.
pub fn read_all_within(paths: &[PathBuf], limits: &Limits) -> Result<Vec<List>> {
    let lists = locate::files(Input::Watchlist, paths)?
        .iter()
        .map(|path| read::read_within(path, limits))
        .collect::<Result<Vec<List>>>()?;
    // Reading one has looked through it.
    if 1 < lists.len() {
        refuse_duplicates(&lists)?;
    }
    Ok(lists)
}

/// Every list, of which nothing but the footer is read.
pub fn footers(paths: &[PathBuf], limits: &Limits) -> Result<Vec<Source>> {
    let paths = locate::files(Input::Watchlist, paths)?.into_iter();
    paths
        .map(|path| schema::check_within(&path, limits))
        .collect()
}

/// The same of lost documents; there may be none.
pub fn lost_footers(paths: &[PathBuf], limits: &Limits) -> Result<Vec<Source>> {
    if paths.is_empty() {
        return Ok(Vec::new());
    }
    lost::open_all(&locate::files(Input::LostDocuments, paths)?, limits)
}

/// Reads every file of lost documents, row by row; the same report in two files does no
/// harm. There may be none.
pub fn read_lost_all(paths: &[PathBuf]) -> Result<(Vec<lost::LostFile>, LostIndex)> {
    read_lost_all_within(paths, &Limits::default())
}

/// The same within the limits of the settings.
pub fn read_lost_all_within(
    paths: &[PathBuf],
    limits: &Limits,
) -> Result<(Vec<lost::LostFile>, LostIndex)> {
    if paths.is_empty() {
        return Ok((Vec::new(), LostIndex::default()));
    }
    let paths = locate::files(Input::LostDocuments, paths)?;
    let sources = lost::open_all(&paths, limits)?;
    let rows: u64 = sources.iter().map(|source| source.rows()).sum();
    let mut builder = LostBuilder::with_rows(rows as usize);
    let files = sources
        .iter()
        .map(|source| lost::read_into(source, &mut builder));
    let files = files.collect::<Result<Vec<_>>>()?;
    Ok((files, builder.finish()))
}

/// A list and a row of it, both from 0.
type Place = (u32, u32);

fn refuse_duplicates(lists: &[List]) -> Result<()> {
    let entry = |(list, row): Place| &lists[list as usize].entries[row as usize];
    let key = |place: Place| (&entry(place).list, &entry(place).entry_id);
    let digest = |place: &Place| FixedState::default().hash_one(key(*place));
    let mut seen: HashTable<Place> = HashTable::new();
    for (number, list) in (0_u32..).zip(lists) {
        for row in 0..list.entries.len() as u32 {
            let here = (number, row);
            let hash = digest(&here);
            if let Some(&before) = seen.find(hash, |&other| key(other) == key(here)) {
                let named = |(list, row): Place| {
                    let path = lists[list as usize].path.as_path();
                    (path, row as usize + 1)
                };
                return Err(duplicate(named(before), named(here)));
            }
            seen.insert_unique(hash, here, digest);
        }
    }
    Ok(())
}

fn duplicate((before, first): (&Path, usize), (here, row): (&Path, usize)) -> Error {
    let what = if before == here {
        let here = here.display();
        format!("{here}: rows {first} and {row} have the same list and entry_id")
    } else {
        let (before, here) = (before.display(), here.display());
        format!("{before} row {first} and {here} row {row} have the same list and entry_id")
    };
    Error::new(Kind::Data, what).hint("import the list again, or name one file only")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::watchlist::canonical::{ListMeta, write};
    use crate::watchlist::samples::entry;

    #[test]
    fn an_id_in_two_files_is_refused_with_both_rows() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, ids: &[&str]| {
            let entries: Vec<_> = ids.iter().map(|id| entry(id)).collect();
            write(&folder.path().join(name), &entries, &ListMeta::default()).unwrap();
        };
        let all = || read_all(&[folder.path().to_owned()]);
        put("a.parquet", &["1", "2"]);
        put("b.parquet", &["3", "4"]);
        let counts: Vec<_> = all().unwrap().iter().map(|l| l.entries.len()).collect();
        assert_eq!(counts, [2, 2]);
        put("b.parquet", &["3", "2"]);
        let error = all().unwrap_err();
        assert_eq!(error.kind, Kind::Data);
        for part in ["a.parquet row 2", "b.parquet row 2"] {
            assert!(error.what.contains(part), "{error}");
        }
    }
}
