//! Records in Senzing's form, as OpenSanctions and others publish lists for it: one object a line,
//! or an array. A record's features stand flat in it, or in lists of small objects of which each is
//! one feature (`NAMES`, `FEATURES` and others); both are read alike.
//!
//! The category comes from the topics of `RISKS` alone. `COUNTRY_OF_ASSOCIATION` and the like are
//! no nationality.

mod features;

use crate::domain::entry::{Entry, NameKind};
use crate::error::Result;
use crate::tables::limits::Limits;
use crate::watchlist::import::{ImportCode, Imported, Losses};
use crate::watchlist::json;
use crate::watchlist::names::usable;
use crate::watchlist::topics::Topics;
use crate::watchlist::unknown::{OF_NO_KNOWN_TYPE, Unknown};
use features::Features;
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Imports one file, gzip or plain. The list date is the day of the newest change that the file
/// states, unless one is given.
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
        passed_over: BTreeMap::new(),
        newest: None,
    };
    json::values(path, limits, |row, value| reading.value(row, value))?;
    Ok(Imported {
        retracted: Default::default(),
        warnings: Vec::new(),
        entries: reading.entries,
        rejects: reading.lost.rejects,
        rows: reading.rows,
        passed_over: reading.passed_over,
        source_digest: crate::files::digest_of_file(path)?,
        list_date: list_date.or(reading.newest),
    })
}

struct Reading<'a> {
    lost: Losses,
    topics: &'a Topics,
    rows: u64,
    entries: Vec<Entry>,
    passed_over: BTreeMap<&'static str, u64>,
    newest: Option<Date>,
}

impl Reading<'_> {
    fn value(&mut self, row: usize, text: &[u8]) {
        if text.iter().all(u8::is_ascii_whitespace) {
            return;
        }
        self.rows += 1;
        let Ok(Value::Object(record)) = serde_json::from_slice(text) else {
            self.lost.row(row, "", ImportCode::BadValue, "no record");
            return;
        };
        let features = Features::of(&record);
        let changed = features.text("LAST_CHANGE").get(..10).map(str::to_owned);
        let changed = changed.and_then(|day| day.parse().ok());
        self.newest = self.newest.max(changed);
        let other = match features.text("RECORD_TYPE").to_uppercase().as_str() {
            "PERSON" => None,
            "ORGANIZATION" | "ORGANISATION" | "COMPANY" => Some("organisation"),
            "VESSEL" | "VEHICLE" | "AIRCRAFT" => Some("ship, vehicle or aircraft"),
            // Without a type a record with a person's names is one.
            "" if features.has("NAME_LAST") || features.has("NAME_FIRST") => None,
            "" => Some("of no stated type"),
            _ => Some(OF_NO_KNOWN_TYPE),
        };
        if other == Some(OF_NO_KNOWN_TYPE) {
            let of_type = features.text("RECORD_TYPE");
            self.lost.unknown(row, Unknown::RowType, of_type);
        }
        if matches!(other, None | Some(OF_NO_KNOWN_TYPE)) {
            features.tell_unknown(row, &mut self.lost);
        }
        if let Some(other) = other {
            *self.passed_over.entry(other).or_default() += 1;
            return;
        }
        if let Some(entry) = self.entry(&features, row) {
            self.entries.push(entry);
        }
    }

    fn entry(&mut self, features: &Features, row: usize) -> Option<Entry> {
        let lost = &mut self.lost;
        let id = features.text("RECORD_ID");
        if id.is_empty() {
            lost.row(row, "RECORD_ID", ImportCode::MissingValue, "no id");
            return None;
        }
        let source = features.text("DATA_SOURCE");
        let why = "the same source and id as an earlier record";
        if !lost.is_new((source, id), row, "RECORD_ID", why) {
            return None;
        }
        let mut names = features.names();
        names.sort_by_key(|name| name.kind);
        let mut names = usable(names, row, "NAME_FULL", lost);
        let Some((first, others)) = names.split_first_mut() else {
            let why = "no name can be looked for";
            lost.row(row, "NAME_FULL", ImportCode::NoUsableName, why);
            return None;
        };
        if first.kind == NameKind::Alias {
            first.kind = NameKind::Primary;
        }
        for other in others {
            other.kind = other.kind.max(NameKind::Alias);
        }
        let list = match source {
            "" => "SENZING",
            source => source,
        };
        let topics = features.texts("TOPIC");
        Some(Entry {
            source_ref: Some(id.to_owned()),
            entry_id: id.to_owned(),
            list: list.to_owned(),
            authority: list.to_owned(),
            category: self.topics.category(&topics).to_owned(),
            names,
            birth_dates: features.births(row, lost),
            birth_places: features.texts("PLACE_OF_BIRTH"),
            sexes: features.sexes(row, lost),
            nationalities: features.states(row, lost),
            documents: features.documents(row, lost),
            reason: Some(topics.join(", ")).filter(|text| !text.is_empty()),
            ..Entry::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::watchlist::{import, samples};

    #[test]
    fn the_sample_becomes_entries_with_every_record_accounted_for() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/watchlist/senzing.jsonl");
        let imported = import(&path, None).unwrap();
        assert!(imported.adds_up());
        assert_eq!(imported.list_date, Some(jiff::civil::date(2026, 11, 3)));
        let passed: Vec<_> = imported.passed_over.iter().collect();
        assert_eq!(passed, [(&"of no stated type", &1), (&"organisation", &1)]);
        assert_eq!(imported.warnings, Vec::<String>::new());
        assert_eq!(
            import::unknown(&imported),
            ["property SHOE_SIZE is not known and was not read, once, first in row 2"]
        );
        assert_eq!(
            samples::lost(&imported),
            [
                (2, "property", ImportCode::NotKnown, false),
                (2, "DATE_OF_BIRTH", ImportCode::BadValue, false),
                (2, "GENDER", ImportCode::BadValue, false),
                (2, "NATIONALITY", ImportCode::BadValue, false),
                (4, "", ImportCode::BadValue, true),
                (5, "RECORD_ID", ImportCode::DuplicateId, true),
                (6, "NAME_FULL", ImportCode::NoUsableName, false),
                (6, "NAME_FULL", ImportCode::NoUsableName, true),
                (7, "RECORD_ID", ImportCode::MissingValue, true),
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
                name("primary", "Jo Specimen"),
                name("alias", "Muster, Joan"),
                name("alias", "Жо Образец"),
            ]
        );
        let births: Vec<_> = jo.birth_dates.iter().map(ToString::to_string).collect();
        assert_eq!(births, ["1970-03-05", "1971"]);
        let states: Vec<_> = jo.nationalities.iter().map(ToString::to_string).collect();
        assert_eq!(states, ["EGY", "LBN"]);
        let documents: Vec<_> = jo.documents.iter().map(samples::shown).collect();
        assert_eq!(documents, ["P|X1234567|EGY", "National ID|55-66|"]);
        assert_eq!(
            (jo.category.as_str(), jo.list.as_str()),
            ("sanctions", "OS_SAMPLE")
        );
        assert_eq!(max.category, "unclassified");
        assert_eq!(max.display_name(), "Muster, Max M");
    }
}
