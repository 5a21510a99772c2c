//! The European Union's consolidated list of financial sanctions, as XML: the present form
//! (`export`, FSF 1.1) and the one before it (`WHOLE`, to 2017).
//!
//! Persons only. The present form says whether an alias is strong or weak; the old one does
//! not, and its aliases then count as strong. Every language version of a name is kept.

mod current;
mod known;
mod old;

use crate::domain::entry::Entry;
use crate::error::{Error, Kind, Result};
use crate::tables::limits::Limits;
use crate::watchlist::import::{ImportCode, Imported, Losses};
use crate::watchlist::xml::{self, Node};
use jiff::civil::Date;
use known::CURRENT;
use std::collections::BTreeMap;
use std::path::Path;

/// Imports one XML file, gzip or plain. The list date is the file's own unless one is given.
pub fn import(path: &Path, list_date: Option<Date>) -> Result<Imported> {
    import_within(path, list_date, &Limits::default())
}

/// The same within the limits of the settings.
pub fn import_within(path: &Path, list_date: Option<Date>, limits: &Limits) -> Result<Imported> {
    let mut lost = Losses::of(path);
    let mut entries = Vec::new();
    let (mut rows, mut others) = (0, 0);
    let heading = xml::records(path, limits, &["sanctionEntity", "ENTITY"], |row, node| {
        rows += 1;
        let read = match node.name.as_str() {
            "ENTITY" => old::entry(&node, row, &mut lost),
            _ => current::entry(&node, row, &mut lost),
        };
        match read {
            Read::NoPerson => others += 1,
            Read::Refused => {}
            Read::Person(entry) => {
                let why = "the same id as an earlier entity";
                if lost.is_new(("", &entry.entry_id), row, "Id", why) {
                    entries.push(*entry);
                }
            }
        }
    })?;
    CURRENT.check_outside(&heading.outside, &mut lost);
    let date = match heading.root.name.as_str() {
        "WHOLE" => old::date(&heading.root),
        "export" => current::date(&heading.root),
        _ => {
            let what = format!("{} is no EU sanctions list", path.display());
            return Err(Error::new(Kind::Data, what).hint("give its XML form"));
        }
    };
    Ok(Imported {
        retracted: Default::default(),
        entries,
        rejects: lost.rejects,
        rows,
        passed_over: BTreeMap::from([("enterprise", others)]),
        source_digest: crate::files::digest_of_file(path)?,
        list_date: list_date.or(date),
        warnings: Vec::new(),
    })
}

/// What a record turned out to be.
enum Read {
    Person(Box<Entry>),
    NoPerson,
    /// Its reason is in the losses.
    Refused,
}

/// The entry without what its form says of the person.
fn blank(entry_id: String, source_ref: String, programmes: &[String]) -> Entry {
    Entry {
        entry_id,
        list: "EU_FSF".to_owned(),
        authority: "European Union".to_owned(),
        category: "sanctions".to_owned(),
        reason: Some(programmes.join(", ")).filter(|text| !text.is_empty()),
        source_ref: Some(source_ref).filter(|text| !text.is_empty()),
        ..Entry::default()
    }
}

/// Refuses an entry that nobody could look for.
fn finished(entry: Entry, row: usize, lost: &mut Losses) -> Read {
    if entry.names.is_empty() {
        let why = "no name can be looked for";
        lost.row(row, "NAME", ImportCode::NoUsableName, why);
        return Read::Refused;
    }
    Read::Person(Box::new(entry))
}

fn id(node: &Node, name: &'static str, row: usize, lost: &mut Losses) -> Option<String> {
    let id = node.attribute(name).to_owned();
    if id.is_empty() {
        lost.row(row, name, ImportCode::MissingValue, "no id");
        return None;
    }
    Some(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::NameKind;

    fn sample(name: &str) -> Imported {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/watchlist");
        import(&folder.join(name), None).unwrap()
    }

    fn facts(entry: &Entry) -> Vec<String> {
        let names = entry.names.iter().map(|n| {
            let script = n.script.as_deref().unwrap_or_default();
            format!("{} {} {script}", n.kind.as_str(), n.display())
        });
        let births = entry.birth_dates.iter().map(|b| format!("born {b}"));
        let places = entry.birth_places.iter().map(|p| format!("in {p}"));
        let states = entry.nationalities.iter().map(|c| format!("of {c}"));
        let documents = entry.documents.iter().map(|d| {
            let issuer = d.issuer.map(|c| c.to_string()).unwrap_or_default();
            format!(
                "{}|{}|{issuer}",
                d.kind.as_deref().unwrap_or_default(),
                d.number
            )
        });
        names
            .chain(births)
            .chain(places)
            .chain(states)
            .chain(documents)
            .collect()
    }

    #[test]
    fn the_present_form_is_read() {
        let imported = sample("eu_current.xml");
        assert!(imported.adds_up());
        assert_eq!((imported.rows, imported.passed()), (3, 1));
        assert_eq!(imported.list_date, Some(jiff::civil::date(2026, 11, 2)));
        assert_eq!(
            facts(&imported.entries[0]),
            [
                "primary SPECIMEN, Jo Anna Latn",
                "alias Жо Образец Cyrl",
                "weak_alias The Sample Latn",
                "born 1970-03-05",
                "born circa 1971",
                "born 1968/1972",
                "in Utopia City, EGYPT",
                "of EGY",
                "P|X1234567|EGY",
                "National ID|55-66|",
            ]
        );
        assert_eq!(imported.entries[0].reason.as_deref(), Some("SAMPLE, OTHER"));
        let lost: Vec<_> = imported
            .rejects
            .iter()
            .map(|r| (r.row, r.column, r.code))
            .collect();
        assert_eq!(
            lost,
            [
                (1, "birthdate", ImportCode::BadValue),
                (2, "nameAlias", ImportCode::NoUsableName),
                (2, "NAME", ImportCode::NoUsableName),
            ]
        );
    }

    #[test]
    fn the_old_form_is_read() {
        let imported = sample("eu_old.xml");
        assert!(imported.adds_up());
        assert_eq!((imported.rows, imported.passed()), (2, 1));
        assert_eq!(imported.list_date, Some(jiff::civil::date(2016, 2, 11)));
        let first = &imported.entries[0];
        assert_eq!(first.names[1].kind, NameKind::Alias);
        assert_eq!(
            facts(first),
            [
                "primary SPECIMEN, Jo Anna Latn",
                "alias Abu Sample Latn",
                "born 1970-03-05",
                "born circa 1971",
                "born 1968/1972",
                "in Utopia City",
                "in Tunis, TUN",
                "of TUN",
                "P|L 191609|TUN",
                "Passport (from text)|X0000099|",
                "National ID|DE-473900|MAR",
            ]
        );
    }

    #[test]
    fn another_xml_file_is_refused() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/watchlist/un.xml");
        let error = import(&path, None).unwrap_err();
        assert_eq!(error.kind, Kind::Data);
        assert!(error.what.contains("no EU sanctions list"), "{error}");
    }
}
