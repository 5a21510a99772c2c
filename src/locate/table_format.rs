//! Folders that belong to a table format: which of their files are current stands in a log, and
//! to read them all would bring back travellers who were taken off.

use crate::error::{Error, Kind, Result};
use crate::files;
use std::path::Path;

/// Refuses a folder whose files mean nothing without its log.
pub(super) fn refuse(folder: &Path) -> Result<()> {
    let Some(format) = of(folder)? else {
        return Ok(());
    };
    let what = format!("{} is a table of {format}", folder.display());
    let cause = "its log says which of its files are current, and is not read";
    let hint = "export its current rows to a folder of their own, and name that";
    Err(Error::new(Kind::Data, what).because(cause).hint(hint))
}

fn of(folder: &Path) -> Result<Option<&'static str>> {
    let is_folder = |name: &str| files::is_plain_folder(&folder.join(name));
    if is_folder("_delta_log")? {
        return Ok(Some("Delta Lake"));
    }
    if is_folder(".hoodie")? {
        return Ok(Some("Apache Hudi"));
    }
    if is_folder("metadata")? {
        let names = files::list(&folder.join("metadata"))?.into_iter();
        let mut names = names.map(|path| files::name_of(&path));
        if names.any(|name| name.ends_with(".metadata.json") || name == "version-hint.text") {
            return Ok(Some("Apache Iceberg"));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_with_a_log_of_their_own_are_named() {
        for (mark, format) in [
            ("_delta_log/00000000000000000000.json", "Delta Lake"),
            (".hoodie/hoodie.properties", "Apache Hudi"),
            ("metadata/v1.metadata.json", "Apache Iceberg"),
        ] {
            let folder = tempfile::tempdir().unwrap();
            assert!(refuse(folder.path()).is_ok());
            let path = folder.path().join(mark);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
            let error = refuse(folder.path()).unwrap_err();
            assert_eq!(error.kind, Kind::Data);
            assert!(error.to_string().contains(format), "{error}");
        }
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("metadata")).unwrap();
        assert!(refuse(folder.path()).is_ok());
    }
}
