//! INTERPOL's notices, as its service answers with them: an answer with many, one notice a file or
//! a line, or an array of them.
//!
//! The colour says what a notice is, and stands in its address alone, or in a field that whoever
//! collected them added. Red Notices are fugitives; Yellow Notices are missing people, for welfare
//! and nothing else; Black Notices are the dead, whom nobody looks for here. Of what no colour or
//! another one is said, nothing is guessed: it is left out, unless the operator names a category.

use crate::domain::codes::Sex;
use crate::domain::entry::{Entry, ListedName, NameKind};
use crate::domain::states;
use crate::domain::written::{Order, Written};
use crate::error::Result;
use crate::tables::limits::Limits;
use crate::watchlist::dates::written_birth;
use crate::watchlist::import::{ImportCode, Imported, Losses, push};
use crate::watchlist::json;
use crate::watchlist::names::{script_of, usable};
use crate::watchlist::topics::{self, Topics};
use crate::watchlist::unknown::Unknown;
use jiff::civil::Date;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Fields that a notice has; what else stands in one is told.
const KNOWN: [&str; 23] = [
    "entity_id",
    "name",
    "forename",
    "date_of_birth",
    "place_of_birth",
    "country_of_birth_id",
    "nationalities",
    "sex_id",
    "arrest_warrants",
    "notice_type",
    "type",
    "_links",
    "_embedded",
    // Not read.
    "distinguishing_marks",
    "weight",
    "height",
    "eyes_colors_id",
    "hairs_id",
    "languages_spoken_ids",
    "date_of_event",
    "place",
    "country",
    "father_name",
];

const COLOURS: [&str; 8] = [
    "red", "yellow", "black", "blue", "green", "orange", "purple", "un",
];

/// Imports one file, gzip or plain. It bears no date.
pub fn import(path: &Path, list_date: Option<Date>) -> Result<Imported> {
    import_by(path, list_date, &Topics::bundled(), &Limits::default())
}

/// The same with the operator's own table of topics, within the limits of the settings.
pub fn import_by(
    path: &Path,
    list_date: Option<Date>,
    topics: &Topics,
    limits: &Limits,
) -> Result<Imported> {
    let mut reading = Reading {
        lost: Losses::of(path),
        topics,
        rows: 0,
        entries: Vec::new(),
        seen: BTreeSet::new(),
        passed_over: BTreeMap::new(),
    };
    json::values(path, limits, |row, value| reading.value(row, value))?;
    Ok(Imported {
        retracted: Default::default(),
        warnings: undated(list_date),
        entries: reading.entries,
        rejects: reading.lost.rejects,
        rows: reading.rows,
        passed_over: reading.passed_over,
        source_digest: crate::files::digest_of_file(path)?,
        list_date,
    })
}

struct Reading<'a> {
    lost: Losses,
    topics: &'a Topics,
    rows: u64,
    entries: Vec<Entry>,
    seen: BTreeSet<String>,
    passed_over: BTreeMap<&'static str, u64>,
}

impl Reading<'_> {
    fn value(&mut self, row: usize, text: &[u8]) {
        if text.iter().all(u8::is_ascii_whitespace) {
            return;
        }
        let Ok(Value::Object(value)) = serde_json::from_slice(text) else {
            self.rows += 1;
            self.lost.row(row, "", ImportCode::BadValue, "no notice");
            return;
        };
        // An answer holds its notices.
        let held = value.get("_embedded").and_then(|held| held.get("notices"));
        match held.and_then(Value::as_array) {
            None => self.notice(row, &value),
            Some(notices) => {
                for (at, notice) in notices.iter().enumerate() {
                    match notice.as_object() {
                        Some(notice) => self.notice(at + 1, notice),
                        None => {
                            self.rows += 1;
                            let code = ImportCode::BadValue;
                            self.lost.row(at + 1, "", code, "no notice");
                        }
                    }
                }
            }
        }
    }

    fn notice(&mut self, row: usize, notice: &Map<String, Value>) {
        self.rows += 1;
        let strange = notice.keys().filter(|key| !KNOWN.contains(&key.as_str()));
        for key in strange {
            self.lost.unknown(row, Unknown::Property, key);
        }
        let colour = colour(notice);
        if colour == "black" {
            *self
                .passed_over
                .entry("black notice: the dead")
                .or_default() += 1;
            return;
        }
        let id = text(notice, "entity_id");
        if id.is_empty() {
            let lost = &mut self.lost;
            lost.row(row, "entity_id", ImportCode::MissingValue, "no id");
        } else if !self.seen.insert(format!("{colour}/{id}")) {
            // Answers to several questions hold the same notice.
            *self.passed_over.entry("the same notice again").or_default() += 1;
        } else if let Some(entry) = entry(notice, &colour, self.topics, row, &mut self.lost) {
            self.entries.push(entry);
        }
    }
}

fn undated(list_date: Option<Date>) -> Vec<String> {
    let line = "the file bears no date: give --list-date, or no run can tell its age";
    let line = list_date.is_none().then(|| line.to_owned());
    line.into_iter().collect()
}

/// Where it is said: `.../notices/v1/red/2026-1`, or in a field of its own. Empty where it is not.
fn colour(notice: &Map<String, Value>) -> String {
    let of_self = notice.get("_links").and_then(|links| links.get("self"));
    let address = of_self.and_then(|of_self| of_self.get("href"));
    let address = address.and_then(Value::as_str).unwrap_or_default();
    let parts: Vec<&str> = address.trim_end_matches('/').split('/').collect();
    let of_address = parts.iter().rev().nth(1).copied().unwrap_or_default();
    let fields = ["notice_type", "type"].map(|field| text(notice, field));
    let fields = fields.map(|said| said.to_lowercase().replace("notice", ""));
    let said = fields.iter().map(|said| said.trim().to_owned());
    let said = said.chain([of_address.to_lowercase()]);
    let mut known = said.filter(|said| COLOURS.contains(&said.as_str()));
    known.next().unwrap_or_default()
}

fn entry(
    notice: &Map<String, Value>,
    colour: &str,
    topics: &Topics,
    row: usize,
    lost: &mut Losses,
) -> Option<Entry> {
    let names = usable([name(notice)], row, "name", lost);
    if names.is_empty() {
        let why = "no name can be looked for";
        lost.row(row, "name", ImportCode::NoUsableName, why);
        return None;
    }
    let id = text(notice, "entity_id");
    let category = topics.of_notice(&format!("{colour} notice"));
    let mut entry = Entry {
        source_ref: Some(id.clone()),
        entry_id: id,
        list: "INTERPOL".to_owned(),
        authority: "INTERPOL".to_owned(),
        category: category.unwrap_or(topics::UNCLASSIFIED).to_owned(),
        names,
        reason: reason(notice, colour),
        ..Entry::default()
    };
    facts(notice, &mut entry, row, lost);
    Some(entry)
}

fn name(notice: &Map<String, Value>) -> ListedName {
    let part = |field| Some(text(notice, field)).filter(|text| !text.is_empty());
    let (surname, given) = (part("name"), part("forename"));
    let both = [surname.clone(), given.clone()].into_iter().flatten();
    let script = script_of(&both.collect::<Vec<_>>().join(" "));
    let (full, surname, given_names) = match (surname, given) {
        (Some(surname), Some(given)) => (None, Some(surname), Some(given)),
        (one, other) => (one.or(other), None, None),
    };
    ListedName {
        kind: NameKind::Primary,
        full,
        surname,
        given_names,
        script,
    }
}

/// What is charged, by the notice's own words.
fn reason(notice: &Map<String, Value>, colour: &str) -> Option<String> {
    let warrants = notice.get("arrest_warrants").and_then(Value::as_array);
    let warrants = warrants.into_iter().flatten().filter_map(Value::as_object);
    let mut charges = Vec::new();
    for warrant in warrants {
        let said = ["charge_translation", "charge"].map(|field| text(warrant, field));
        let mut said = said.into_iter().filter(|charge| !charge.is_empty());
        said.next()
            .into_iter()
            .for_each(|charge| push(&mut charges, charge));
    }
    let what = match colour {
        "" => Vec::new(),
        colour => vec![format!("{colour} notice")],
    };
    let parts = [what, charges].concat();
    Some(parts.join("; ")).filter(|text| !text.is_empty())
}

fn facts(notice: &Map<String, Value>, entry: &mut Entry, row: usize, lost: &mut Losses) {
    let mut bad = |column, why| lost.value(row, column, ImportCode::BadValue, why);
    let born = text(notice, "date_of_birth");
    if !born.is_empty() {
        let (birth, why) = written_birth(Written::read(&born, Some(Order::YearMonthDay)));
        if !why.is_empty() {
            bad("date_of_birth", why);
        }
        birth
            .into_iter()
            .for_each(|birth| push(&mut entry.birth_dates, birth));
    }
    let places = ["place_of_birth", "country_of_birth_id"].map(|field| text(notice, field));
    let places: Vec<String> = places.into_iter().filter(|text| !text.is_empty()).collect();
    if !places.is_empty() {
        push(&mut entry.birth_places, places.join(", "));
    }
    let codes = notice.get("nationalities").and_then(Value::as_array);
    for code in codes.into_iter().flatten() {
        match code.as_str().and_then(states::stated) {
            Some(state) => push(&mut entry.nationalities, state),
            None => bad("nationalities", "a state that is in no table"),
        }
    }
    match text(notice, "sex_id").as_str() {
        // Unknown.
        "" | "U" => {}
        sex => match Sex::parse(sex) {
            Some(sex) => push(&mut entry.sexes, sex),
            None => bad("sex_id", "a sex that cannot be read"),
        },
    }
}

fn text(object: &Map<String, Value>, field: &str) -> String {
    let text = object.get(field).and_then(Value::as_str);
    super::names::one_blank(text.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::watchlist::{import, samples};

    #[test]
    fn notices_are_what_their_colour_says_and_never_more() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/watchlist/interpol.json");
        let imported = import(&path, None).unwrap();
        assert!(imported.adds_up());
        let passed: Vec<_> = imported.passed_over.iter().collect();
        assert_eq!(
            passed,
            [
                (&"black notice: the dead", &1),
                (&"the same notice again", &1)
            ]
        );
        let people: Vec<_> = imported
            .entries
            .iter()
            .map(|e| (e.entry_id.as_str(), e.category.as_str(), e.display_name()))
            .collect();
        assert_eq!(
            people,
            [
                ("2026/1", "fugitive", "SPECIMEN, JO".to_owned()),
                ("2026/2", "missing_person", "MUSTER, EVE".to_owned()),
                ("2026/4", "unclassified", "VORLAGE, MAX".to_owned()),
                ("2026/5", "unclassified", "VORLAGE".to_owned()),
            ]
        );
        assert_eq!(
            samples::lost(&imported),
            [
                (1, "property", ImportCode::NotKnown, false),
                (4, "nationalities", ImportCode::BadValue, false),
                (4, "sex_id", ImportCode::BadValue, false),
                (5, "date_of_birth", ImportCode::BadValue, false),
                (7, "entity_id", ImportCode::MissingValue, true),
            ]
        );
        let jo = &imported.entries[0];
        let births: Vec<_> = jo.birth_dates.iter().map(ToString::to_string).collect();
        assert_eq!(births, ["1970-05-03"]);
        assert_eq!(jo.reason.as_deref(), Some("red notice; Sample charge"));
        assert_eq!((jo.nationalities.len(), jo.sexes.len()), (1, 1));
        assert_eq!(jo.birth_places, ["Utopia City, EG"]);
        assert_eq!(
            import::unknown(&imported),
            ["property shoe_size is not known and was not read, once, first in row 1"]
        );
    }
}
