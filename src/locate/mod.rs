//! Files, folders and patterns become a list of files, in order.

mod not_read;

use crate::error::{Error, Kind, Result};
pub use not_read::not_read;
use std::collections::BTreeSet;
use std::io::ErrorKind;
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
            if seen.insert(identity(&file)) {
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
fn identity(file: &Path) -> PathBuf {
    std::fs::canonicalize(file).unwrap_or_else(|_| file.to_owned())
}

fn files_of(input: Input, path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_dir() {
        let (any, why_none) = match input {
            Input::Messages => ("*", "holds no file"),
            Input::Manifest | Input::Watchlist | Input::LostDocuments => {
                ("*.parquet", "holds no .parquet file")
            }
        };
        let pattern = Path::new(&glob::Pattern::escape(&path.to_string_lossy())).join(any);
        return matches(&pattern.to_string_lossy(), path, why_none);
    }
    let text = path.to_string_lossy();
    if !path.exists() && text.contains(['*', '?', '[']) {
        return matches(&text, path, "matches no file");
    }
    std::fs::metadata(path).map_err(|e| not_there(input, path, &e))?;
    Ok(vec![path.to_owned()])
}

/// The night's inputs may be named in the settings too.
fn not_there(input: Input, path: &Path, cause: &std::io::Error) -> Error {
    let error = Error::cannot_read(path, cause);
    match (input, cause.kind()) {
        (Input::Messages, _) => error,
        (Input::Manifest | Input::Watchlist | Input::LostDocuments, ErrorKind::NotFound) => {
            error.hint("check the path, or the [inputs] of the settings file")
        }
        (Input::Manifest | Input::Watchlist | Input::LostDocuments, _) => error,
    }
}

/// In name order, as the pattern library gives them.
fn matches(pattern: &str, path: &Path, why_none: &str) -> Result<Vec<PathBuf>> {
    // Hidden files are left out: feeds write under a hidden name until a file is whole.
    let options = glob::MatchOptions {
        require_literal_leading_dot: true,
        ..glob::MatchOptions::new()
    };
    let no_input = |what: &str| Error::new(Kind::NoInput, format!("{} {what}", path.display()));
    let items = glob::glob_with(pattern, options).map_err(|e| {
        no_input("is no valid pattern")
            .because(e)
            .hint("check the path")
    })?;
    let mut files = Vec::new();
    for item in items {
        // A file that cannot be looked at must not be left out in silence.
        let file = item.map_err(|e| Error::cannot_read(e.path(), e.error()))?;
        if file.is_file() {
            files.push(file);
        }
    }
    if files.is_empty() {
        return Err(no_input(why_none).hint("check the path and the feed that fills it"));
    }
    Ok(files)
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
        std::fs::create_dir(folder.path().join("e.parquet")).unwrap();
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
        for nothing in ["*.csv", "none.parquet", "none/*.parquet", "e.parquet"] {
            assert_eq!(
                names(&[nothing]).err().unwrap().kind,
                Kind::NoInput,
                "{nothing}"
            );
        }
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
