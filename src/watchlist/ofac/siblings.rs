//! Which files belong together, whatever the case of their names, compressed or not.

use super::rows::{SdnRow, is_piped};
use super::{CONS, SDN};
use crate::error::{Error, Kind, Result};
use crate::files::{self, digest_of_bytes, digest_of_file};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub(super) struct Siblings {
    /// Which of the two lists it is.
    pub(super) list: &'static str,
    pub(super) sdn: PathBuf,
    /// Required: without aliases listed people pass under their other names.
    pub(super) alt: PathBuf,
    /// Absent in older sets.
    pub(super) comments: Option<PathBuf>,
    comments_name: &'static str,
    /// The other list lies in the same folder and was not asked for.
    other: bool,
}

/// What the files of one list are called; parted by `|` they end in `.pip`.
const FILES: [(&str, [&str; 3]); 4] = [
    (SDN, ["sdn.csv", "alt.csv", "sdn_comments.csv"]),
    (CONS, ["cons_prim.csv", "cons_alt.csv", "cons_comments.csv"]),
    (SDN, ["sdn.pip", "alt.pip", "sdn_comments.pip"]),
    (CONS, ["cons_prim.pip", "cons_alt.pip", "cons_comments.pip"]),
];

impl Siblings {
    pub(super) fn find(source: &Path) -> Result<Siblings> {
        let about = files::about(source)?;
        let is_folder = about.is_some_and(|about| about.is_dir());
        let folder = match source.parent() {
            _ if is_folder => source,
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let mut mains = Vec::new();
        if is_folder {
            for (_, [main, ..]) in FILES {
                mains.extend(named(folder, main)?);
            }
        } else {
            mains.push(source.to_owned());
        }
        // One list twice, in both forms, is one.
        let lists = mains.iter().map(|main| super::list_of(main));
        let other = 1 < lists.collect::<BTreeSet<_>>().len();
        let [(_, csv), ..] = FILES;
        let main = mains.into_iter().next();
        let main = main.ok_or_else(|| missing(folder, csv, csv[0]))?;
        let list = super::list_of(&main);
        let form = (list, is_piped(&main));
        let mut forms = FILES.into_iter();
        let names = forms.find(|(list, [main, ..])| (*list, main.ends_with(".pip")) == form);
        let names = names.map_or(csv, |(_, names)| names);
        let [_, alt, comments] = names;
        Ok(Siblings {
            list,
            comments_name: comments,
            sdn: main,
            alt: named(folder, alt)?.ok_or_else(|| missing(folder, names, alt))?,
            comments: named(folder, comments)?,
            other,
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
                "{} is absent: the remarks of {overflowing} people may be cut",
                self.comments_name
            ));
        }
        if self.other {
            let line = "cons_prim.csv is a list of its own and was not read: import it by its name";
            lines.push(line.to_owned());
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

fn missing(folder: &Path, [sdn, alt, comments]: [&str; 3], name: &str) -> Error {
    let what = format!("{} holds no {name}", folder.display());
    let hint = format!("fetch {sdn}, {alt} and {comments} of one day into one folder");
    Error::new(Kind::NoInput, what).hint(hint)
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
        let piped = tempfile::tempdir().unwrap();
        for name in ["cons_prim.pip", "cons_alt.pip", "alt.csv"] {
            std::fs::write(piped.path().join(name), "x").unwrap();
        }
        let found = Siblings::find(piped.path()).unwrap();
        assert_eq!(
            (found.list, found.sdn_name().as_str()),
            (CONS, "cons_prim.pip")
        );
        assert!(is_piped(&found.alt) && !is_piped(Path::new("alt.csv.gz")));
        put("alt.csv");
        assert_eq!(
            Siblings::find(folder.path()).err().unwrap().kind,
            Kind::Data
        );
    }
}
