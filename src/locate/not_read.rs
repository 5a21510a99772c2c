//! What a folder of inputs holds and nobody reads: a feed that files its parts into subfolders,
//! packs them or ends them otherwise, is a night on which they are missing without a word.

use super::{Input, files_of, folder, identity};
use crate::error::Result;
use crate::files;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Why something that lies beside the files is none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    Folder,
    DanglingLink,
    Packed,
    Unnamed,
    Other,
}

impl Why {
    fn words(self) -> &'static str {
        match self {
            Why::Folder => "links to folders",
            Why::DanglingLink => "links to nothing",
            Why::Packed => "packed files (.gz)",
            Why::Unnamed => "Parquet files that no path names",
            Why::Other => "files that are no Parquet",
        }
    }
}

/// One line for each folder and reason, with the first by name. Hidden names are left out, as
/// everywhere: feeds write under one until a file is whole.
pub fn not_read(input: Input, paths: &[PathBuf]) -> Result<Vec<String>> {
    let read = read(input, paths)?;
    let mut lines = Vec::new();
    for folder in folders(paths)? {
        let mut found: BTreeMap<Why, Vec<String>> = BTreeMap::new();
        folder::walk(&folder, 0, &mut |path| {
            if let Some(why) = why(input, path, &read)? {
                let name = path.strip_prefix(&folder).unwrap_or(path);
                found
                    .entry(why)
                    .or_default()
                    .push(name.display().to_string());
            }
            Ok(())
        })?;
        lines.extend(found.iter().map(|(why, names)| line(&folder, *why, names)));
    }
    Ok(lines)
}

fn line(folder: &Path, why: Why, names: &[String]) -> String {
    let more = match names.len() {
        1 => String::new(),
        count => format!(" and {} more", count - 1),
    };
    format!(
        "{} holds {} that are not read: {}{more}",
        folder.display(),
        why.words(),
        names[0]
    )
}

/// A path that holds nothing is told by whoever reads it.
fn read(input: Input, paths: &[PathBuf]) -> Result<BTreeSet<PathBuf>> {
    let files = paths.iter().filter_map(|path| files_of(input, path).ok());
    files.flatten().map(|file| identity(&file)).collect()
}

/// Folders that are named, and those of patterns: a pattern for some of a folder's files says
/// which are wanted, but one for all of an ending leaves the same behind.
fn folders(paths: &[PathBuf]) -> Result<BTreeSet<PathBuf>> {
    let mut folders = BTreeSet::new();
    for path in paths {
        let named = path.file_name();
        let every = named.is_some_and(|name| name == "*" || name == "*.parquet");
        let folder = match files::about(path)? {
            Some(about) => about.is_dir().then_some(path.as_path()),
            None => path.parent().filter(|_| every),
        };
        if let Some(folder) = folder
            && files::about(folder)?.is_some_and(|about| about.is_dir())
        {
            folders.insert(folder.to_owned());
        }
    }
    Ok(folders)
}

fn why(input: Input, path: &Path, read: &BTreeSet<PathBuf>) -> Result<Option<Why>> {
    let Some(about) = files::about(path)? else {
        return Ok(Some(Why::DanglingLink));
    };
    if about.is_dir() {
        return Ok(Some(Why::Folder));
    }
    if read.contains(&identity(path)?) || is_report(path)? {
        return Ok(None);
    }
    if input != Input::Messages && folder::is_wanted(input, path)? {
        return Ok(Some(Why::Unnamed));
    }
    let is_packed = path.extension().is_some_and(|ending| ending == "gz");
    Ok(match input {
        Input::Messages => None,
        Input::Manifest | Input::Watchlist | Input::LostDocuments if is_packed => Some(Why::Packed),
        Input::Manifest | Input::Watchlist | Input::LostDocuments => Some(Why::Other),
    })
}

/// An importer writes it beside the file that it reports on.
fn is_report(path: &Path) -> Result<bool> {
    let text = path.to_string_lossy();
    match text.strip_suffix(".rejects.csv") {
        Some(of) => files::is_there(Path::new(&format!("{of}.parquet"))),
        None => Ok(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_beside_the_files_is_named_once_a_kind() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in [
            "a.parquet",
            "a.rejects.csv",
            "b.parquet.gz",
            "c.csv",
            "d.rejects.csv",
            ".hidden.parquet",
        ] {
            std::fs::write(path(name), "").unwrap();
        }
        std::fs::create_dir(path("2026")).unwrap();
        std::fs::write(path("2026/f.txt"), "").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(path("gone"), path("e.csv")).unwrap();
        let told = |input, paths: &[PathBuf]| -> Vec<String> {
            let lines = not_read(input, paths).unwrap().into_iter();
            let lines = lines.map(|line| line.replace(&folder.path().display().to_string(), "F"));
            lines.collect()
        };
        let all = [
            #[cfg(unix)]
            "F holds links to nothing that are not read: e.csv",
            "F holds packed files (.gz) that are not read: b.parquet.gz",
            "F holds files that are no Parquet that are not read: 2026/f.txt and 2 more",
        ];
        for named in [folder.path().to_owned(), path("*.parquet")] {
            assert_eq!(told(Input::Manifest, &[named]), all);
        }
        let messages = told(Input::Messages, &[folder.path().to_owned()]);
        assert_eq!(messages, all[..messages.len()]);
        assert!(!messages.is_empty());
        assert_eq!(told(Input::Watchlist, &[path("a.parquet")]), [""; 0]);
    }
}
