//! Files, folders and patterns become a list of Parquet files, in order.

use crate::error::{Error, Kind, Result};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// In the order of the paths, each path's files by name; a file named twice is read once.
pub(super) fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for path in paths {
        for file in files_of(path)? {
            if seen.insert(identity(&file)) {
                found.push(file);
            }
        }
    }
    Ok(found)
}

/// `lists/a.parquet` and `./lists/a.parquet` are one file.
fn identity(file: &Path) -> PathBuf {
    std::fs::canonicalize(file).unwrap_or_else(|_| file.to_owned())
}

fn files_of(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_dir() {
        let pattern = Path::new(&glob::Pattern::escape(&path.to_string_lossy())).join("*.parquet");
        return matches(&pattern.to_string_lossy(), path, "holds no .parquet file");
    }
    let text = path.to_string_lossy();
    if !path.exists() && text.contains(['*', '?', '[']) {
        return matches(&text, path, "matches no file");
    }
    std::fs::metadata(path).map_err(|e| Error::cannot_read(path, &e))?;
    Ok(vec![path.to_owned()])
}

/// In name order, as the pattern library gives them.
fn matches(pattern: &str, path: &Path, why_none: &str) -> Result<Vec<PathBuf>> {
    let no_input = |what: &str| Error::new(Kind::NoInput, format!("{} {what}", path.display()));
    let items = glob::glob(pattern).map_err(|e| no_input("is no valid pattern").because(e))?;
    let mut files = Vec::new();
    for item in items {
        // A list that cannot be looked at must not be left out in silence.
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
        for name in ["b.parquet", "a.parquet", "c.txt", ".b.parquet.part"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let names = |paths: &[&str]| -> Result<Vec<String>> {
            let paths: Vec<_> = paths.iter().map(|p| folder.path().join(p)).collect();
            let found = files(&paths)?;
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
        assert_eq!(names(&[]).unwrap(), Vec::<String>::new());
        for nothing in ["*.csv", "none.parquet", "none/*.parquet"] {
            assert_eq!(
                names(&[nothing]).err().unwrap().kind,
                Kind::NoInput,
                "{nothing}"
            );
        }
    }
}
