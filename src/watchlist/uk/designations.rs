//! The list as XML: one `Designation` for each person, with all their names.

use super::known::KNOWN;
use super::{add_births, add_documents, add_sex, add_states, blank, finished, kind, name, values};
use crate::domain::entry::{Entry, NameKind};
use crate::error::{Error, Kind, Result};
use crate::tables::limits::Limits;
use crate::watchlist::import::{ImportCode, Imported, Losses, push};
use crate::watchlist::names::whole_name;
use crate::watchlist::unknown::OF_NO_KNOWN_TYPE;
use crate::watchlist::xml::{self, Node};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::Path;

/// Imports one file, gzip or plain. The list date is the file's own unless one is given.
pub fn import(path: &Path, list_date: Option<Date>) -> Result<Imported> {
    import_within(path, list_date, &Limits::default())
}

/// The same within the limits of the settings.
pub fn import_within(path: &Path, list_date: Option<Date>, limits: &Limits) -> Result<Imported> {
    let mut lost = Losses::of(path);
    let mut entries = Vec::new();
    let mut passed_over: BTreeMap<&'static str, u64> = BTreeMap::new();
    let (mut row, mut generated) = (0, None);
    let heading = xml::records(
        path,
        limits,
        &["Designation", "DateGenerated"],
        |_, node| {
            if node.name == "DateGenerated" {
                generated = super::report_date(&node.words());
                return;
            }
            row += 1;
            let other = super::no_person(&node.text_of("IndividualEntityShip"), row, &mut lost);
            if matches!(other, None | Some(OF_NO_KNOWN_TYPE)) {
                KNOWN.check(&node, row, &mut lost);
            }
            match other {
                Some(other) => *passed_over.entry(other).or_default() += 1,
                None => {
                    let entry = person(&node, row, &mut lost);
                    let why = "the same id as an earlier designation";
                    let is_new =
                        |entry: &Entry| lost.is_new(("", &entry.entry_id), row, "UniqueID", why);
                    entries.extend(entry.filter(is_new));
                }
            }
        },
    )?;
    KNOWN.check_outside(&heading.outside, &mut lost);
    if heading.root.name != "Designations" {
        let what = format!("{} is no UK Sanctions List", path.display());
        return Err(Error::new(Kind::Data, what).hint("give its XML form, or import uk-csv"));
    }
    Ok(Imported {
        retracted: Default::default(),
        entries,
        rejects: lost.rejects,
        rows: row as u64,
        passed_over,
        source_digest: crate::files::digest_of_file(path)?,
        list_date: list_date.or(generated),
        warnings: Vec::new(),
    })
}

fn person(node: &Node, row: usize, lost: &mut Losses) -> Option<Entry> {
    let id = node.text_of("UniqueID");
    if id.is_empty() {
        lost.row(row, "UniqueID", ImportCode::MissingValue, "no id");
        return None;
    }
    let mut entry = blank(id, &node.text_of("RegimeName"));
    for form in below(node, ["Names", "Name"]) {
        let (of_type, strength) = (form.text_of("NameType"), form.text_of("AliasStrength"));
        let kind = kind(&of_type, &strength, row, lost);
        let parts = ["Name1", "Name2", "Name3", "Name4", "Name5", "Name6"];
        entry
            .names
            .push(name(kind, &parts.map(|part| form.text_of(part))));
    }
    for form in below(node, ["NonLatinNames", "NonLatinName"]) {
        let native = values(&form.text_of("NameNonLatinScript")).into_iter();
        let native = native.map(|text| whole_name(NameKind::Alias, &text));
        entry.names.extend(native);
    }
    for individual in below(node, ["IndividualDetails", "Individual"]) {
        details(individual, &mut entry, row, lost);
    }
    finished(entry, row, lost)
}

fn details(node: &Node, entry: &mut Entry, row: usize, lost: &mut Losses) {
    for form in below(node, ["DOBs", "DOB"]) {
        add_births(entry, &form.words(), row, lost);
    }
    for form in below(node, ["Nationalities", "Nationality"]) {
        add_states(entry, &form.words(), row, lost);
    }
    for form in below(node, ["Genders", "Gender"]) {
        add_sex(entry, &form.words(), row, lost);
    }
    for (path, kind) in [
        (["PassportDetails", "Passport"], "P"),
        (
            ["NationalIdentifierDetails", "NationalIdentifier"],
            "National ID",
        ),
    ] {
        for form in below(node, path) {
            let [_, of] = path;
            let number = form.text_of(&format!("{of}Number"));
            let beside = form.text_of(&format!("{of}AdditionalInformation"));
            add_documents(entry, kind, (&number, &beside), row, lost);
        }
    }
    for form in below(node, ["BirthDetails", "Location"]) {
        for place in ["TownOfBirth", "CountryOfBirth"]
            .map(|part| values(&form.text_of(part)))
            .concat()
        {
            push(&mut entry.birth_places, place);
        }
    }
}

/// The elements in a list of them, as `Names` holds each `Name`.
fn below<'a>(node: &'a Node, [list, each]: [&'a str; 2]) -> impl Iterator<Item = &'a Node> {
    node.all(list).flat_map(move |list| list.all(each))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::watchlist::samples;

    #[test]
    fn the_sample_becomes_entries_with_every_designation_accounted_for() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/watchlist/uk.xml");
        let imported = import(&path, None).unwrap();
        assert!(imported.adds_up());
        assert_eq!(imported.list_date, Some(jiff::civil::date(2026, 11, 20)));
        let passed: Vec<_> = imported.passed_over.iter().collect();
        let each = [
            (&"entity", &1),
            (&"of a type that is not known", &1),
            (&"ship", &1),
        ];
        assert_eq!(passed, each);
        assert_eq!(
            samples::lost(&imported),
            [
                (1, "alias type", ImportCode::NotKnown, false),
                (1, "birth_dates", ImportCode::BadValue, false),
                (1, "nationalities", ImportCode::BadValue, false),
                (1, "documents", ImportCode::MissingValue, false),
                (4, "row type", ImportCode::NotKnown, false),
                (5, "name type", ImportCode::NotKnown, false),
                (6, "UniqueID", ImportCode::MissingValue, true),
                (7, "names", ImportCode::NoUsableName, false),
                (7, "names", ImportCode::NoUsableName, true),
                (8, "UniqueID", ImportCode::DuplicateId, true),
            ]
        );
        let [jo, max] = imported.entries.as_slice() else {
            panic!("two people")
        };
        let names: Vec<_> = jo
            .names
            .iter()
            .map(|n| (n.kind.as_str(), n.display()))
            .collect();
        let name = |kind, text: &str| (kind, text.to_owned());
        assert_eq!(
            names,
            [
                name("primary", "SPECIMEN, Jo Anna"),
                name("alias", "MUSTER, Joan"),
                name("alias", "Old Jo"),
                name("alias", "Жо Образец"),
                name("weak_alias", "Jo, Little"),
            ]
        );
        let births: Vec<_> = jo.birth_dates.iter().map(ToString::to_string).collect();
        assert_eq!(births, ["1970-03-05", "1971", "1972-08", "1979-08-15"]);
        assert_eq!(jo.birth_places, ["Utopia City", "Egypt"]);
        let documents: Vec<_> = jo.documents.iter().map(samples::shown).collect();
        assert_eq!(documents, ["P|D0009871|AFG", "National ID|545167|AFG"]);
        assert_eq!(jo.sexes.len(), 1);
        assert_eq!(jo.nationalities.len(), 1);
        assert_eq!(jo.reason.as_deref(), Some("The Sample Regulations 2020"));
        assert_eq!(max.names.len(), 2);
    }

    #[test]
    fn another_root_is_no_uk_list() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        std::io::Write::write_all(&mut file, b"<export/>").unwrap();
        let error = import(file.path(), None).unwrap_err();
        assert!(
            error.to_string().contains("no UK Sanctions List"),
            "{error}"
        );
    }
}
