//! The US Consolidated Screening List of trade.gov, as CSV: eleven lists of three
//! departments in one file.
//!
//! The Treasury's lists say what a row is. The others do not, so there a row is a person
//! unless its name says otherwise (`lists`), and its reason says that this was read off the
//! name. Who is refused by the name has a row in the report, for somebody to read. Numbers have type and issuer in their field; those that only the remarks hold are
//! read out of them and marked.

mod ids;
mod lists;
mod written;

use crate::domain::background::Background;
use crate::domain::codes::{Country, Sex};
use crate::domain::date::ListedBirth;
use crate::domain::entry::{Entry, ListedName, NameKind};
use crate::domain::states;
use crate::error::Result;
use crate::tables::limits::Limits;
use crate::watchlist::import::{ImportCode, Imported, Losses, push};
use crate::watchlist::names::{split_name, usable, whole_name};
use crate::watchlist::table::{Record, Table};
use crate::watchlist::unknown::Unknown;
use crate::watchlist::{associates, dates, prose};
use jiff::civil::Date;
use lists::{SourceList, Subject};
use std::collections::BTreeMap;
use std::path::Path;
use written::Written;

const REQUIRED: [&str; 4] = ["_id", "source", "type", "name"];

const ALSO_READ: [&str; 12] = [
    "entity_number",
    "programs",
    "federal_register_notice",
    "start_date",
    "end_date",
    "remarks",
    "alt_names",
    "citizenships",
    "dates_of_birth",
    "nationalities",
    "places_of_birth",
    "ids",
];

/// Of ships, of orders and licences, and addresses: left alone.
const IGNORED: [&str; 14] = [
    "title",
    "addresses",
    "country",
    "standard_order",
    "license_requirement",
    "license_policy",
    "call_sign",
    "vessel_type",
    "gross_tonnage",
    "gross_registered_tonnage",
    "vessel_flag",
    "vessel_owner",
    "source_list_url",
    "source_information_url",
];

const TYPES: [&str; 5] = ["", "Individual", "Entity", "Vessel", "Aircraft"];

/// Imports one CSV file, gzip or plain. The file bears no date of its own.
pub fn import(path: &Path, list_date: Option<Date>) -> Result<Imported> {
    import_within(path, list_date, &Limits::default())
}

/// The same within the limits of the settings.
pub fn import_within(path: &Path, list_date: Option<Date>, limits: &Limits) -> Result<Imported> {
    let mut lost = Losses::of(path);
    let mut entries = Vec::new();
    let mut passed_over = BTreeMap::new();
    let mut rows = 0;
    let mut table = Table::open(path, limits, &REQUIRED)?;
    table.know(&[&REQUIRED, &ALSO_READ, &IGNORED]);
    while let Some(record) = table.next()? {
        rows += 1;
        let Some(record) = record.whole(&mut lost) else {
            continue;
        };
        let Some(list) = SourceList::of(record.text("source")) else {
            let why = "a list that this program does not know";
            lost.row(record.row, "source", ImportCode::BadValue, why);
            continue;
        };
        if !TYPES.contains(&record.text("type")) {
            lost.unknown(record.row, Unknown::RowType, record.text("type"));
        }
        let written = Written::read(record.text("name"));
        let subject = lists::subject(list, record.text("type"), &written);
        if let Subject::Other(what) = subject {
            *passed_over.entry(what).or_default() += 1;
        } else if subject == Subject::NoPersonByName {
            let why = "the list does not say what this is, and the name reads like no person's";
            lost.row(record.row, "name", ImportCode::NoPersonByName, why);
        } else if let Some(entry) = entry(&record, list, subject, &written, &mut lost) {
            let id = (entry.list.as_str(), entry.entry_id.as_str());
            let why = "the same list and _id as an earlier row";
            if lost.is_new(id, record.row, "_id", why) {
                entries.push(entry);
            }
        }
    }
    table.tell_unknown(&mut lost);
    Ok(Imported {
        retracted: Default::default(),
        warnings: warnings(list_date),
        entries,
        rejects: lost.rejects,
        rows,
        passed_over,
        source_digest: crate::files::digest_of_file(path)?,
        list_date,
    })
}

fn warnings(list_date: Option<Date>) -> Vec<String> {
    let line = "the file bears no date: give --list-date, or no run can tell its age";
    list_date
        .is_none()
        .then(|| line.to_owned())
        .into_iter()
        .collect()
}

/// `None` when nobody could look for the person.
fn entry(
    record: &Record,
    list: SourceList,
    subject: Subject,
    written: &Written,
    lost: &mut Losses,
) -> Option<Entry> {
    let entry_id = record.required("_id", lost)?;
    let names = usable(names(record, written), record.row, "name", lost);
    if names.is_empty() {
        let why = "neither the name nor an alias can be looked for";
        lost.row(record.row, "name", ImportCode::NoUsableName, why);
        return None;
    }
    let identity = ids::read(record, lost);
    let mut documents = identity.documents;
    for found in prose::documents(record.text("remarks")) {
        // What the field says is not said again.
        let said = documents
            .iter()
            .any(|known| known.number.contains(&found.number));
        if !said {
            documents.push(found);
        }
    }
    Some(Entry {
        source_ref: Some(record.text("entity_number").to_owned())
            .filter(|text| !text.is_empty())
            .or(Some(entry_id.clone())),
        entry_id,
        list: list.id.to_owned(),
        authority: list.authority.to_owned(),
        category: list.category.to_owned(),
        names,
        birth_dates: births(record, lost),
        birth_places: record.items("places_of_birth", "; "),
        sexes: identity.sexes,
        nationalities: states(record, lost),
        documents,
        reason: reason(record, subject),
        valid_from: record.date("start_date", lost),
        valid_to: record.date("end_date", lost),
        background: Background {
            associates: associates::linked(record.text("remarks")),
            ..Background::default()
        },
        ..Entry::default()
    })
}

/// Treasury writes `SURNAME, Given`; the others write names in their order, with commas
/// before a suffix or a place.
fn names(record: &Record, written: &Written) -> Vec<ListedName> {
    let treasury = !record.text("type").is_empty();
    let (primary, others) = match treasury {
        true => (record.text("name"), &[][..]),
        false => (written.name.as_str(), written.others.as_slice()),
    };
    let read = |kind, text: &str| match treasury {
        true => split_name(kind, text),
        false => whole_name(kind, text),
    };
    let aliases = record.items("alt_names", "; ");
    let aliases = aliases.iter().map(|text| {
        let text = text.strip_prefix("and ").unwrap_or(text);
        read(NameKind::Alias, text)
    });
    let others = others.iter().map(|text| read(NameKind::Alias, text));
    std::iter::once(read(NameKind::Primary, primary))
        .chain(others)
        .chain(aliases)
        .collect()
}

fn births(record: &Record, lost: &mut Losses) -> Vec<ListedBirth> {
    let read = |text: &str| ListedBirth::parse(text).or_else(|| dates::birth(text));
    let mut births = Vec::new();
    for text in record.items("dates_of_birth", "; ") {
        match read(&text) {
            Some(birth) => push(&mut births, birth),
            None => {
                let why = "a birth date that cannot be read";
                lost.value(record.row, "dates_of_birth", ImportCode::BadValue, why);
            }
        }
    }
    births
}

fn states(record: &Record, lost: &mut Losses) -> Vec<Country> {
    let mut states = Vec::new();
    for column in ["nationalities", "citizenships"] {
        for text in record.items(column, "; ") {
            match states::by_alpha2(&text) {
                Some(country) => push(&mut states, country),
                None => {
                    let why = "a state that is in no table";
                    lost.value(record.row, column, ImportCode::BadValue, why);
                }
            }
        }
    }
    states
}

fn reason(record: &Record, subject: Subject) -> Option<String> {
    let stated = [
        record.text("programs"),
        record.text("federal_register_notice"),
    ]
    .into_iter()
    .find(|text| !text.is_empty())
    .unwrap_or_default();
    let guessed = match subject {
        Subject::PersonByName => "the list does not say that this is a person",
        Subject::Person | Subject::NoPersonByName | Subject::Other(_) => "",
    };
    let parts: Vec<&str> = [stated, guessed]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    Some(parts.join("; ")).filter(|text| !text.is_empty())
}

/// Sex and documents stand in one field.
struct Identity {
    sexes: Vec<Sex>,
    documents: Vec<crate::domain::document::ListedDocument>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::watchlist::samples;

    #[test]
    fn the_sample_becomes_entries_with_every_row_accounted_for() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/watchlist/csl.csv");
        let imported = import(&path, Some(jiff::civil::date(2026, 11, 1))).unwrap();
        assert!(imported.adds_up());
        assert_eq!(
            imported.passed_over,
            BTreeMap::from([("entity", 1), ("vessel", 1)])
        );
        let lost = samples::lost(&imported);
        assert_eq!(
            lost,
            [
                (2, "ids", ImportCode::MissingValue, false),
                (2, "dates_of_birth", ImportCode::BadValue, false),
                (2, "nationalities", ImportCode::BadValue, false),
                (6, "source", ImportCode::BadValue, true),
                (7, "name", ImportCode::NoPersonByName, true),
                (8, "", ImportCode::WrongFieldCount, true),
                (9, "_id", ImportCode::MissingValue, true),
            ]
        );
        let [jo, ash, frank, iwan] = imported.entries.as_slice() else {
            panic!("four people")
        };
        let names: Vec<_> = jo.names.iter().map(ListedName::display).collect();
        assert_eq!(names, ["SPECIMEN, Jo", "MUSTER, Joan", "ABU SAMPLE"]);
        let names: Vec<_> = frank.names.iter().map(ListedName::display).collect();
        assert_eq!(names, ["JO SPECIMEN", "MAX MUSTER"]);
        assert_eq!(iwan.names[0].display(), "Iwan Muster");
        assert_eq!(iwan.reason, None);
        let births: Vec<_> = jo.birth_dates.iter().map(ToString::to_string).collect();
        assert_eq!(births, ["1970-03-05", "circa 1971", "1968/1972"]);
        let documents: Vec<_> = jo
            .documents
            .iter()
            .map(|d| {
                let issuer = d.issuer.map(|c| c.to_string()).unwrap_or_default();
                format!(
                    "{}|{}|{issuer}",
                    d.kind.as_deref().unwrap_or_default(),
                    d.number
                )
            })
            .collect();
        assert_eq!(
            documents,
            [
                "P|K475336|JOR",
                "National ID No.|28940000602|",
                "Passport (from text)|OR801168|PAK",
            ]
        );
        assert_eq!(jo.sexes, [Sex::Female]);
        assert_eq!(
            (jo.list.as_str(), jo.category.as_str()),
            ("CSL_SDN", "sanctions")
        );
        assert_eq!(
            (ash.list.as_str(), ash.category.as_str()),
            ("CSL_DPL", "export_control")
        );
        assert_eq!(ash.names[0].display(), "A. SPECIMEN, JR.");
        assert_eq!(ash.valid_to, Some(jiff::civil::date(2056, 6, 29)));
        assert!(
            ash.reason
                .as_ref()
                .unwrap()
                .contains("does not say that this is a person")
        );
    }
}
