//! What an output must not replace.

use super::{about, disk};
use crate::error::{Error, Kind, Result};
use std::path::{Path, PathBuf};

/// Before any work: neither a source, by whatever path it is named, nor what is no file.
pub fn check_target(path: &Path, sources: &[PathBuf]) -> Result<()> {
    check_regular(path)?;
    // What is not there yet is no source.
    if about(path)?.is_none() {
        return Ok(());
    }
    let canonical = |path: &Path| disk::canonical(path).map_err(|e| Error::cannot_read(path, &e));
    let target = canonical(path)?;
    for source in sources {
        if about(source)?.is_some() && is_of(&target, &canonical(source)?)? {
            let what = format!("{} is to be read and to be written", path.display());
            return Err(Error::new(Kind::Usage, what).hint("name another output file with -o"));
        }
    }
    Ok(())
}

/// The source itself, or a file of a folder that is a source. What was written there before
/// as Parquet is none: no format that takes a folder reads it.
fn is_of(target: &Path, source: &Path) -> Result<bool> {
    let written = target.extension().is_some_and(|end| end == "parquet")
        || target.to_string_lossy().ends_with(".rejects.csv");
    let is_folder = || Ok(about(source)?.is_some_and(|about| about.is_dir()));
    let inside = !written && target.parent() == Some(source);
    Ok(target == source || (inside && is_folder()?))
}

/// A rename would put a file in the place of a device, or of a link to one.
pub(super) fn check_regular(path: &Path) -> Result<()> {
    match about(path)? {
        Some(about) if !about.is_file() => Err(Error::new(
            Kind::CannotCreate,
            format!("{} is there, and is no regular file", path.display()),
        )
        .hint("name a file, not a folder or a device")),
        Some(_) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_source_is_never_the_output() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("sdn.csv"), "x").unwrap();
        fs::write(at("old.parquet"), "x").unwrap();
        let kind = |path: PathBuf, source: PathBuf| {
            check_target(&path, &[source]).err().map(|error| error.kind)
        };
        let dotted = folder.path().join(".").join("sdn.csv");
        assert_eq!(kind(dotted, at("sdn.csv")), Some(Kind::Usage));
        assert_eq!(kind(at("sdn.csv"), at("")), Some(Kind::Usage));
        assert_eq!(kind(at("old.parquet"), at("")), None);
        assert_eq!(kind(at("new.parquet"), at("sdn.csv")), None);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink("/dev/null", &link).unwrap();
        for path in [&link, Path::new("/dev/null"), folder.path()] {
            let error = super::super::write_atomic(path, b"x").err().unwrap();
            assert_eq!(error.kind, Kind::CannotCreate, "{}", path.display());
        }
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }
}
