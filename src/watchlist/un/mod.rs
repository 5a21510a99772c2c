//! The consolidated list of the United Nations Security Council, as XML.
//!
//! Individuals only. Names come in up to four parts of which nobody says which is the
//! surname, so they are kept whole; aliases of low quality are weak. A document whose number
//! stands in a note is read out of it and marked (`prose`).

mod births;
mod documents;
mod known;
mod names;

use crate::domain::background::Background;
use crate::domain::codes::{Country, Sex};
use crate::domain::entry::Entry;
use crate::domain::states;
use crate::error::{Error, Kind, Result};
use crate::tables::limits::Limits;
use crate::watchlist::associates;
use crate::watchlist::import::{ImportCode, Imported, Losses, push};
use crate::watchlist::xml::{self, Node};
use jiff::Timestamp;
use jiff::civil::Date;
use known::KNOWN;
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
    let heading = xml::records(path, limits, &["INDIVIDUAL", "ENTITY"], |row, node| {
        rows += 1;
        if node.name == "ENTITY" {
            others += 1;
            return;
        }
        KNOWN.check(&node, row, &mut lost);
        if let Some(entry) = entry(&node, row, &mut lost) {
            let why = "the same reference number as an earlier individual";
            if lost.is_new(("", &entry.entry_id), row, "REFERENCE_NUMBER", why) {
                entries.push(entry);
            }
        }
    })?;
    KNOWN.check_outside(&heading.outside, &mut lost);
    if heading.root.name != "CONSOLIDATED_LIST" {
        let what = format!("{} is no UN consolidated list", path.display());
        return Err(Error::new(Kind::Data, what).hint("give the XML form of the list"));
    }
    Ok(Imported {
        retracted: Default::default(),
        entries,
        rejects: lost.rejects,
        rows,
        passed_over: BTreeMap::from([("entity", others)]),
        source_digest: crate::files::digest_of_file(path)?,
        list_date: list_date.or_else(|| generated(&heading.root)),
        warnings: encoding_warning(heading.invalid),
    })
}

fn generated(root: &Node) -> Option<Date> {
    root.attribute("dateGenerated").get(..10)?.parse().ok()
}

fn encoding_warning(invalid: u64) -> Vec<String> {
    let line = format!(
        "{invalid} bytes are no UTF-8 and were read as Latin-1: the file is damaged, and names in \
         other scripts are lost"
    );
    (0 < invalid).then_some(line).into_iter().collect()
}

/// `None` when nobody could look for the person.
fn entry(node: &Node, row: usize, lost: &mut Losses) -> Option<Entry> {
    let reference = node.text_of("REFERENCE_NUMBER");
    let entry_id = [&reference, &node.text_of("DATAID")]
        .into_iter()
        .find(|id| !id.is_empty())
        .cloned();
    let Some(entry_id) = entry_id else {
        let why = "neither a reference number nor a data id";
        lost.row(row, "REFERENCE_NUMBER", ImportCode::MissingValue, why);
        return None;
    };
    let names = names::read(node, row, lost);
    if names.is_empty() {
        let why = "neither the name nor an alias can be looked for";
        lost.row(row, "FIRST_NAME", ImportCode::NoUsableName, why);
        return None;
    }
    Some(Entry {
        list: "UN_SC".to_owned(),
        authority: "UN Security Council".to_owned(),
        category: "sanctions".to_owned(),
        names,
        birth_dates: births::read(node, row, lost),
        birth_places: places(node),
        sexes: sexes(node, row, lost),
        nationalities: nationalities(node, row, lost),
        documents: documents::read(node, row, lost),
        reason: Some(node.text_of("UN_LIST_TYPE")).filter(|text| !text.is_empty()),
        source_ref: Some(entry_id.clone()),
        updated_at: updated(node),
        background: Background {
            associates: associates::noted(&node.text_of("COMMENTS1")),
            ..Background::default()
        },
        entry_id,
        ..Entry::default()
    })
}

/// Places of birth; those that only an alias claims stand with the others.
fn places(node: &Node) -> Vec<String> {
    let own = node.all("INDIVIDUAL_PLACE_OF_BIRTH");
    let own = own.map(|place| joined(place, &["CITY", "STATE_PROVINCE", "COUNTRY"]));
    let claimed = node.all("INDIVIDUAL_ALIAS");
    let claimed = claimed.map(|alias| joined(alias, &["CITY_OF_BIRTH", "COUNTRY_OF_BIRTH"]));
    let mut places = Vec::new();
    own.chain(claimed)
        .filter(|place| !place.is_empty())
        .for_each(|place| push(&mut places, place));
    places
}

fn joined(node: &Node, parts: &[&str]) -> String {
    let parts = parts.iter().map(|part| node.text_of(part));
    let parts: Vec<String> = parts
        .filter(|part| !part.is_empty() && part != "na")
        .collect();
    parts.join(", ")
}

fn sexes(node: &Node, row: usize, lost: &mut Losses) -> Vec<Sex> {
    let text = node.text_of("GENDER");
    let read = Sex::parse(&text);
    if read.is_none() && !text.is_empty() {
        let why = "a gender that cannot be read";
        lost.value(row, "GENDER", ImportCode::BadValue, why);
    }
    read.into_iter().collect()
}

/// `na` says that none is known; it is not Namibia.
fn nationalities(node: &Node, row: usize, lost: &mut Losses) -> Vec<Country> {
    let mut states = Vec::new();
    for text in values(node, "NATIONALITY") {
        match states::by_name(&text) {
            Some(country) => push(&mut states, country),
            None if text == "na" => {}
            None => {
                let why = "a nationality that is in no table";
                lost.value(row, "NATIONALITY", ImportCode::BadValue, why);
            }
        }
    }
    states
}

fn values(node: &Node, name: &str) -> Vec<String> {
    let all = node.all(name).flat_map(|list| list.all("VALUE"));
    all.map(Node::words)
        .filter(|text| !text.is_empty())
        .collect()
}

/// The latest of the days on which the entry changed.
fn updated(node: &Node) -> Option<Timestamp> {
    let days = values(node, "LAST_DAY_UPDATED");
    let latest = days
        .iter()
        .filter_map(|text| text.get(..10)?.parse::<Date>().ok())
        .max()?;
    let midnight = latest.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(midnight.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::NameKind;
    use crate::watchlist::samples;

    fn sample() -> Imported {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/watchlist/un.xml");
        import(&path, None).unwrap()
    }

    #[test]
    fn the_sample_becomes_entries_with_every_row_accounted_for() {
        let imported = sample();
        assert!(imported.adds_up());
        assert_eq!((imported.rows, imported.passed()), (5, 1));
        assert_eq!(imported.list_date, Some(jiff::civil::date(2026, 11, 1)));
        assert_eq!(imported.warnings, Vec::<String>::new());
        let lost = samples::lost(&imported);
        assert_eq!(
            lost,
            [
                (1, "INDIVIDUAL_DATE_OF_BIRTH", ImportCode::BadValue, false),
                (1, "NATIONALITY", ImportCode::BadValue, false),
                (1, "INDIVIDUAL_DOCUMENT", ImportCode::MissingValue, false),
                (3, "FIRST_NAME", ImportCode::NoUsableName, false),
                (3, "FIRST_NAME", ImportCode::NoUsableName, true),
                (4, "REFERENCE_NUMBER", ImportCode::DuplicateId, true),
            ]
        );
    }

    #[test]
    fn names_keep_their_strength_and_script() {
        let first = &sample().entries[0];
        let names: Vec<_> = first
            .names
            .iter()
            .map(|n| (n.kind, n.display(), n.script.clone().unwrap_or_default()))
            .collect();
        let name = |kind, text: &str, script: &str| (kind, text.to_owned(), script.to_owned());
        assert_eq!(
            names,
            [
                name(NameKind::Primary, "JO ANNA SPECIMEN", "Latn"),
                name(NameKind::Alias, "Жо Образец", "Cyrl"),
                name(NameKind::Alias, "Joan Muster", "Latn"),
                name(NameKind::Alias, "Jo Muster", "Latn"),
                name(NameKind::WeakAlias, "The Sample", "Latn"),
                name(NameKind::WeakAlias, "القدوة", "Arab"),
            ]
        );
    }

    #[test]
    fn dates_states_and_documents_are_read_in_every_form() {
        let first = &sample().entries[0];
        let births: Vec<_> = first.birth_dates.iter().map(ToString::to_string).collect();
        assert_eq!(
            births,
            [
                "1970-03-05",
                "circa 1971",
                "1968/1972",
                "1973-11",
                "1974-09",
                "1975-01-02"
            ]
        );
        let states: Vec<_> = first
            .nationalities
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(states, ["PRK", "TZA"]);
        let documents: Vec<_> = first
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
                "P|X 1234567|EGY",
                "Passport (from text)|L 191609|TUN",
                "National ID (from text)|57388|AFG",
            ]
        );
        assert_eq!(first.birth_places, ["Utopia City, Northern Utopia, Egypt"]);
        assert_eq!(first.sexes, [Sex::Female]);
        assert_eq!(first.reason.as_deref(), Some("SAMPLE"));
        assert_eq!(
            first.updated_at.unwrap().to_string(),
            "2026-10-02T00:00:00Z"
        );
    }
}
