//! Watchlists and lost documents: the only place that knows how lists are written.

pub mod canonical;

pub mod read;

pub mod lost;

pub mod import;

use crate::domain::entry::Entry;
use crate::error::{Error, Kind, Result};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// One list file, read whole.
#[derive(Clone, Debug)]
pub struct List {
    pub path: PathBuf,
    pub digest: String,
    pub entries: Vec<Entry>,
    pub list_date: Option<jiff::civil::Date>,
    /// Values that could not be read, by column, and how many.
    pub unreadable: BTreeMap<&'static str, u64>,
}

/// Reads every list; an id that two files share is refused, since a case names its entry.
pub fn read_all(paths: &[PathBuf]) -> Result<Vec<List>> {
    let lists: Vec<List> = paths
        .iter()
        .map(|path| read::read(path))
        .collect::<Result<_>>()?;
    let mut seen: BTreeMap<(&str, &str), &Path> = BTreeMap::new();
    for list in &lists {
        for entry in &list.entries {
            let key = (entry.list.as_str(), entry.entry_id.as_str());
            if let Some(before) = seen.insert(key, &list.path) {
                return Err(duplicate(before, &list.path, key));
            }
        }
    }
    Ok(lists)
}

fn duplicate(before: &Path, here: &Path, (list, id): (&str, &str)) -> Error {
    let what = if before == here {
        format!(
            "{}: entry_id {id} of list {list} occurs twice",
            here.display()
        )
    } else {
        let (before, here) = (before.display(), here.display());
        format!("entry_id {id} of list {list} is both in {before} and in {here}")
    };
    Error::new(Kind::Data, what).hint("import the list again, or name one file only")
}
