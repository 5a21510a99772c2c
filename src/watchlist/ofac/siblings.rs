//! Which files belong together, whatever the case of their names, compressed or not.

use super::rows::SdnRow;
use crate::error::{Error, Kind, Result};
use crate::files::{self, digest_of_bytes, digest_of_file};
use jiff::civil::Date;
use std::path::{Path, PathBuf};

pub(super) struct Siblings {
    pub(super) sdn: PathBuf,
    /// Required: without aliases listed people pass under their other names.
    pub(super) alt: PathBuf,
    /// Absent in older sets.
    pub(super) comments: Option<PathBuf>,
}

impl Siblings {
    pub(super) fn find(source: &Path) -> Result<Siblings> {
        let about = files::about(source)?;
        let is_folder = about.is_some_and(|about| about.is_dir());
        let folder = match source.parent() {
            _ if is_folder => source,
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let required = |name: &str| named(folder, name)?.ok_or_else(|| missing(folder, name));
        let sdn = if is_folder {
            required("sdn.csv")?
        } else {
            source.to_owned()
        };
        Ok(Siblings {
            sdn,
            alt: required("alt.csv")?,
            comments: named(folder, "sdn_comments.csv")?,
        })
    }

    pub(super) fn sdn_name(&self) -> String {
        let name = self.sdn.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    pub(super) fn paths(&self) -> Vec<&Path> {
        let files = [Some(&self.sdn), Some(&self.alt), self.comments.as_ref()];
        files.into_iter().flatten().map(PathBuf::as_path).collect()
    }

    /// Over the digests of the files in a fixed order.
    pub(super) fn digest(&self) -> Result<String> {
        let mut digests = String::new();
        for path in self.paths() {
            digests += &digest_of_file(path)?;
            digests.push('\n');
        }
        Ok(digest_of_bytes(digests.as_bytes()))
    }

    pub(super) fn warnings(&self, people: &[SdnRow], list_date: Option<Date>) -> Vec<String> {
        let mut lines = Vec::new();
        let overflowing = people.iter().filter(|person| person.overflows()).count();
        if self.comments.is_none() && overflowing > 0 {
            lines.push(format!(
                "sdn_comments.csv is absent: the remarks of {overflowing} people may be cut"
            ));
        }
        if list_date.is_none() {
            let name = self.sdn_name();
            lines.push(format!(
                "{name} bears no date: give --list-date, or no run can tell its age"
            ));
        }
        lines
    }
}

fn named(folder: &Path, name: &str) -> Result<Option<PathBuf>> {
    let mut found = Vec::new();
    for path in files::list(folder)? {
        let lower = files::name_of(&path).to_lowercase();
        if lower == name || lower.strip_suffix(".gz") == Some(name) {
            found.push(path);
        }
    }
    match found.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(one.clone())),
        [one, other, ..] => Err(Error::new(
            Kind::Data,
            format!("both {} and {} are there", one.display(), other.display()),
        )
        .hint("keep the newer one")),
    }
}

fn missing(folder: &Path, name: &str) -> Error {
    Error::new(
        Kind::NoInput,
        format!("{} holds no {name}", folder.display()),
    )
    .hint("fetch sdn.csv, alt.csv and sdn_comments.csv of one day into one folder")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn siblings_are_found_in_any_case_and_the_aliases_are_not_optional() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str| std::fs::write(folder.path().join(name), "x").unwrap();
        put("SDN.CSV");
        let error = Siblings::find(folder.path()).err().unwrap();
        assert_eq!(error.kind, Kind::NoInput);
        assert!(error.what.contains("alt.csv"), "{error}");
        put("ALT.csv.gz");
        let found = Siblings::find(folder.path()).unwrap();
        assert_eq!(found.sdn_name(), "SDN.CSV");
        assert!(found.comments.is_none());
        let by_file = Siblings::find(&folder.path().join("SDN.CSV")).unwrap();
        assert_eq!(by_file.digest().unwrap(), found.digest().unwrap());
        put("alt.csv");
        assert_eq!(
            Siblings::find(folder.path()).err().unwrap().kind,
            Kind::Data
        );
    }
}
