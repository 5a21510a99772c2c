//! Files, folders and patterns become a list of files, in order.

mod folder;

mod table_format;

mod not_read;

mod pattern;

use crate::error::{Error, Kind, Result};
use crate::files;
pub use not_read::not_read;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What the files hold: an error says so, and which option names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    Manifest,
    Watchlist,
    LostDocuments,
    /// Carriers' messages and flat files, under any name.
    Messages,
}

impl Input {
    fn words(self) -> &'static str {
        match self {
            Input::Manifest => "manifest",
            Input::Watchlist => "watchlist",
            Input::LostDocuments => "file of lost documents",
            Input::Messages => "source",
        }
    }

    fn option(self) -> &'static str {
        match self {
            Input::Manifest => "--manifest",
            Input::Watchlist => "--watchlist",
            Input::LostDocuments => "--lost-documents",
            Input::Messages => "its path",
        }
    }
}

/// In the order of the paths, each path's files by name; a file named twice is read once.
pub fn files(input: Input, paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    if paths.is_empty() {
        return Err(nothing_named(input));
    }
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for path in paths {
        for file in files_of(input, path)? {
            if seen.insert(identity(&file)?) {
                found.push(file);
            }
        }
    }
    Ok(found)
}

fn nothing_named(input: Input) -> Error {
    let (words, option) = (input.words(), input.option());
    Error::new(Kind::Config, format!("no {words} is named")).hint(format!(
        "name it with {option}, or in [inputs] of the settings file (--config)"
    ))
}

/// `lists/a.parquet` and `./lists/a.parquet` are one file.
fn identity(file: &Path) -> Result<PathBuf> {
    files::canonical(file)
}

fn files_of(input: Input, path: &Path) -> Result<Vec<PathBuf>> {
    let about = files::about(path)?;
    let text = path.to_string_lossy();
    match about {
        Some(about) if about.is_dir() => of_folder(input, path),
        Some(_) => Ok(vec![path.to_owned()]),
        None if text.contains(['*', '?', '[']) => {
            let found = pattern::matches(path)?.into_iter();
            let visible = found.filter(|file| !folder::is_hidden(&files::name_of(file)));
            let visible: Vec<PathBuf> = visible.collect();
            let folders: BTreeSet<&Path> =
                visible.iter().filter_map(|file| file.parent()).collect();
            folders.into_iter().try_for_each(table_format::refuse)?;
            let visible = visible.into_iter();
            regular(input, visible, path, "matches no file")
        }
        None => {
            let cause = std::io::Error::from(rustix::io::Errno::NOENT);
            Err(not_there(input, path, &cause))
        }
    }
}

/// The night's inputs may be named in the settings too.
fn not_there(input: Input, path: &Path, cause: &std::io::Error) -> Error {
    let error = Error::cannot_read(path, cause);
    match input {
        Input::Messages => error,
        Input::Manifest | Input::Watchlist | Input::LostDocuments => {
            error.hint("check the path, or the [inputs] of the settings file")
        }
    }
}

fn of_folder(input: Input, folder: &Path) -> Result<Vec<PathBuf>> {
    let why_none = match input {
        Input::Messages => "holds no file",
        Input::Manifest | Input::Watchlist | Input::LostDocuments => "holds no Parquet file",
    };
    let found = folder::files_below(input, folder)?.into_iter();
    regular(input, found, folder, why_none)
}

/// Only files can be read. Folders among them are passed over, but nothing that is called as a
/// table is: whoever put it there meant it to be read.
fn regular(
    input: Input,
    items: impl Iterator<Item = PathBuf>,
    path: &Path,
    why_none: &str,
) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for item in items {
        let about = files::about(&item)?;
        let is_table = folder::is_named_as_table(&item);
        match about {
            Some(about) if about.is_file() => found.push(item),
            Some(about) if about.is_dir() && (!is_table || input == Input::Messages) => (),
            Some(about) => return Err(no_file(&item, about.is_dir())),
            None => {
                let cause = "it is a link that leads nowhere";
                let error = Error::new(Kind::NoInput, format!("cannot read {}", item.display()));
                return Err(error.because(cause).hint("mend it, or take it away"));
            }
        }
    }
    if found.is_empty() {
        let what = format!("{} {why_none}", path.display());
        let hint = "check the path and the feed that fills it";
        return Err(Error::new(Kind::NoInput, what).hint(hint));
    }
    Ok(found)
}

fn no_file(item: &Path, is_folder: bool) -> Error {
    let (what, hint) = match is_folder {
        true => (
            "is a folder",
            "name the folder itself, or move it elsewhere",
        ),
        false => (
            "is no regular file but a pipe, a socket or a device",
            "take it away: nothing was read",
        ),
    };
    Error::new(Kind::NoInput, format!("{} {what}", item.display())).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_patterns_and_files_are_found_in_order_and_once() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "b.parquet",
            "a.parquet",
            "c.txt",
            ".b.parquet.part",
            ".d.parquet",
        ] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        std::fs::create_dir(folder.path().join("e")).unwrap();
        let names = |paths: &[&str]| -> Result<Vec<String>> {
            let paths: Vec<_> = paths.iter().map(|p| folder.path().join(p)).collect();
            let found = files(Input::Manifest, &paths)?;
            let name = |f: &PathBuf| f.file_name().unwrap().to_string_lossy().into_owned();
            Ok(found.iter().map(name).collect())
        };
        let both = ["a.parquet", "b.parquet"];
        assert_eq!(names(&[""]).unwrap(), both);
        assert_eq!(names(&["*.parquet", "./a.parquet", ""]).unwrap(), both);
        assert_eq!(
            names(&["b.parquet", "[a]*"]).unwrap(),
            ["b.parquet", "a.parquet"]
        );
        for nothing in ["*.csv", "none.parquet", "none/*.parquet", "e"] {
            assert_eq!(
                names(&[nothing]).err().unwrap().kind,
                Kind::NoInput,
                "{nothing}"
            );
        }
    }

    /// What cannot be read was once left out, and its passengers with it.
    #[cfg(unix)]
    #[test]
    fn nothing_that_is_called_as_a_table_is_left_out() {
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        let make: [fn(&Path); 4] = [
            |path| std::os::unix::fs::symlink("nowhere", path).unwrap(),
            |path| std::os::unix::fs::symlink("b.parquet", path).unwrap(),
            |path| std::fs::create_dir(path).unwrap(),
            |path| mknodat(CWD, path, FileType::Fifo, Mode::RUSR, 0).unwrap(),
        ];
        for (make, named) in make.iter().flat_map(|make| [(make, "*"), (make, "")]) {
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join("a.parquet"), "").unwrap();
            let path = folder.path().join("b.parquet");
            make(&path);
            let error = files(Input::Manifest, &[folder.path().join(named)]).unwrap_err();
            assert_eq!(error.kind, Kind::NoInput);
            assert!(error.to_string().contains("b.parquet"), "{error}");
        }
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.parquet"), "").unwrap();
        std::fs::write(folder.path().join("B.PARQUET"), "").unwrap();
        let found = files(Input::Manifest, &[folder.path().to_owned()]).unwrap();
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn nothing_named_says_how_to_name_it() {
        for (input, expect) in [
            (
                Input::Manifest,
                "no manifest is named; name it with --manifest",
            ),
            (
                Input::Watchlist,
                "no watchlist is named; name it with --watchlist",
            ),
        ] {
            let error = files(input, &[]).unwrap_err();
            assert_eq!(error.kind, Kind::Config);
            assert!(error.to_string().starts_with(expect), "{error}");
        }
    }
}
