//! Paths with `*`, `?`, `[…]` and `**` in them become the paths that match, in order.
//!
//! The pattern library's own walk takes a folder that it cannot look at for an empty one; here
//! that is an error, as it is everywhere.

use crate::error::{Error, Kind, Result};
use crate::files::{about, is_plain_folder, list, name_of};
use glob::{MatchOptions, Pattern};
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

/// Everything that matches, hidden things only where the pattern says so.
pub fn matches(pattern: &Path) -> Result<Vec<PathBuf>> {
    let mut found = vec![PathBuf::new()];
    for part in pattern.components() {
        found = match part {
            Component::Normal(name) => below(found, &name.to_string_lossy(), pattern)?,
            Component::Prefix(_)
            | Component::RootDir
            | Component::CurDir
            | Component::ParentDir => found.into_iter().map(|path| path.join(part)).collect(),
        };
    }
    Ok(found)
}

fn below(folders: Vec<PathBuf>, name: &str, whole: &Path) -> Result<Vec<PathBuf>> {
    let mut found = BTreeSet::new();
    if name == "**" {
        for folder in folders {
            every_folder(folder, &mut found)?;
        }
        return Ok(found.into_iter().collect());
    }
    let matcher = Pattern::new(name).map_err(|e| {
        let what = format!("{} is no valid pattern", whole.display());
        Error::new(Kind::NoInput, what)
            .because(e)
            .hint("check the path")
    })?;
    let options = MatchOptions {
        require_literal_leading_dot: true,
        ..MatchOptions::new()
    };
    for folder in folders {
        if !name.contains(['*', '?', '[']) {
            let path = folder.join(name);
            found.extend(about(&path)?.map(|_| path));
        } else if is_folder(&folder)? {
            let items = list(or_here(&folder))?.into_iter();
            let names = items.map(|path| name_of(&path));
            let matching = names.filter(|name| matcher.matches_with(name, options));
            found.extend(matching.map(|name| folder.join(name)));
        }
    }
    Ok(found.into_iter().collect())
}

/// The folder and all below it; links to folders are not entered, they may lead back.
fn every_folder(folder: PathBuf, found: &mut BTreeSet<PathBuf>) -> Result<()> {
    if !is_folder(&folder)? {
        return Ok(());
    }
    for path in list(or_here(&folder))? {
        let name = name_of(&path);
        let plain = is_plain_folder(&path)?;
        if plain && !name.starts_with('.') {
            every_folder(folder.join(name), found)?;
        }
    }
    found.insert(folder);
    Ok(())
}

fn is_folder(path: &Path) -> Result<bool> {
    Ok(about(or_here(path))?.is_some_and(|about| about.is_dir()))
}

fn or_here(path: &Path) -> &Path {
    match path.as_os_str().is_empty() {
        true => Path::new("."),
        false => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_at_every_depth_and_what_fails_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        for path in [
            "b/1.parquet",
            "a/2.parquet",
            "a/c/3.parquet",
            "a/.d/4.parquet",
            "a/5.csv",
        ] {
            std::fs::create_dir_all(at(path).parent().unwrap()).unwrap();
            std::fs::write(at(path), "").unwrap();
        }
        let found = |pattern: &str| matches(&at(pattern)).unwrap();
        assert_eq!(found("*/*.parquet"), [at("a/2.parquet"), at("b/1.parquet")]);
        assert_eq!(
            found("a/**/*.parquet"),
            [at("a/2.parquet"), at("a/c/3.parquet")]
        );
        assert_eq!(found("[b]/?.parquet"), [at("b/1.parquet")]);
        assert!(found("none/*").is_empty());
        assert!(matches(&at("[a/x")).is_err());
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("loop", at("loop")).unwrap();
            assert!(matches(&at("loop/*")).is_err());
        }
    }
}
