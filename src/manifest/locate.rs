//! Files, directories and globs become a sorted list of Parquet files.

use crate::error::{Error, Kind, Result};
use std::path::{Path, PathBuf};

/// Each path's files in name order; a file named twice is read once.
pub fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    if paths.is_empty() {
        return Err(Error::new(Kind::NoInput, "no input is named")
            .hint("name it in [inputs] of the settings, or on the command line"));
    }
    let mut found: Vec<PathBuf> = Vec::new();
    for path in paths {
        for file in files_of(path)? {
            if !found.contains(&file) {
                found.push(file);
            }
        }
    }
    Ok(found)
}

fn files_of(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_dir() {
        return some(
            path,
            parquet_files_in(path)?,
            "the directory holds no .parquet file",
        );
    }
    let text = path.to_string_lossy();
    let is_pattern = !path.exists() && text.contains(['*', '?', '[']);
    if is_pattern {
        let matches = glob::glob(&text).map_err(|e| {
            Error::new(Kind::NoInput, format!("{text} is no valid pattern")).because(e)
        })?;
        let mut matches: Vec<PathBuf> = matches.filter_map(|item| item.ok()).collect();
        matches.sort();
        return some(path, matches, "no file matches the pattern");
    }
    std::fs::metadata(path).map_err(|e| Error::cannot_read(path, &e))?;
    Ok(vec![path.to_owned()])
}

fn parquet_files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let items = std::fs::read_dir(folder).map_err(|e| Error::cannot_read(folder, &e))?;
    let paths = items.filter_map(|item| item.ok().map(|item| item.path()));
    let mut files: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|ext| ext == "parquet"))
        .collect();
    files.sort();
    Ok(files)
}

fn some(path: &Path, files: Vec<PathBuf>, why_none: &str) -> Result<Vec<PathBuf>> {
    if files.is_empty() {
        return Err(
            Error::new(Kind::NoInput, format!("{}: {why_none}", path.display()))
                .hint("check the path and the feed that fills it"),
        );
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directories_globs_and_files_are_found_in_order() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.parquet", "a.parquet", "c.txt"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let names = |path: PathBuf| {
            let found = files(&[path]).map_err(|e| e.kind)?;
            Ok(found
                .iter()
                .map(|f| f.file_name().unwrap().to_string_lossy().into_owned())
                .collect())
        };
        let expect: std::result::Result<Vec<String>, Kind> =
            Ok(vec!["a.parquet".to_owned(), "b.parquet".to_owned()]);
        assert_eq!(names(folder.path().to_owned()), expect);
        assert_eq!(names(folder.path().join("*.parquet")), expect);
        assert_eq!(names(folder.path().join("*.csv")), Err(Kind::NoInput));
        assert_eq!(
            names(folder.path().join("none.parquet")),
            Err(Kind::NoInput)
        );
        let empty = tempfile::tempdir().unwrap();
        assert_eq!(names(empty.path().to_owned()), Err(Kind::NoInput));
    }
}
