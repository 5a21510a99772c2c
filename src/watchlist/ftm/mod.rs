//! FollowTheMoney entities, one JSON object a line or an array of them, as OpenSanctions and investigators
//! publish them; nested entities are read as if they stood on lines of their own.
//!
//! A listed person is an entity of schema `Person` that is a target. Identifications,
//! passports and citizenships name their holder, and may stand before or after them. Of a
//! person the properties named here are read and no others: the files hold religion,
//! ethnicity, health and politics, which this program does not touch.

mod entity;
mod known;
mod person;
mod ties;

use crate::domain::codes::Country;
use crate::domain::document::ListedDocument;
use crate::domain::entry::Entry;
use crate::error::Result;
use crate::tables::limits::Limits;
use crate::watchlist::import::{ImportCode, Imported, Losses, push};
use crate::watchlist::json;
use crate::watchlist::topics::{self, Topics};
use entity::Entity;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use ties::Ties;

/// A person whose `status` is this word is taken off the list: whoever shared the person calls them
/// back.
pub const RETRACTED: &str = "retracted";

/// Imports one file, gzip or plain. The list date is the day of the newest
/// change that the file states, unless one is given.
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
    let mut reading = Reading::new(path, topics);
    json::values(path, limits, |row, value| reading.value(row, value))?;
    let date = list_date.or(reading.newest);
    let (rows, passed_over) = (reading.rows, std::mem::take(&mut reading.passed_over));
    let retracted = std::mem::take(&mut reading.retracted);
    let (entries, rejects) = reading.finished();
    Ok(Imported {
        retracted,
        entries,
        rejects,
        rows,
        passed_over,
        source_digest: crate::files::digest_of_file(path)?,
        list_date: date,
        warnings: Vec::new(),
    })
}

/// What a holder has, found before or after the holder.
#[derive(Default)]
struct Held {
    documents: Vec<ListedDocument>,
    states: Vec<Country>,
    programmes: Vec<String>,
}

impl Held {
    fn add(&mut self, more: &Held) {
        let Held {
            documents,
            states,
            programmes,
        } = more;
        documents
            .iter()
            .for_each(|one| push(&mut self.documents, one.clone()));
        states.iter().for_each(|one| push(&mut self.states, *one));
        programmes
            .iter()
            .for_each(|one| push(&mut self.programmes, one.clone()));
    }
}

struct Reading<'a> {
    lost: Losses,
    topics: &'a Topics,
    rows: u64,
    row: usize,
    people: Vec<Entry>,
    held: BTreeMap<String, Held>,
    ties: Ties,
    passed_over: BTreeMap<&'static str, u64>,
    retracted: BTreeSet<String>,
    newest: Option<Date>,
}

impl Reading<'_> {
    fn new<'a>(path: &Path, topics: &'a Topics) -> Reading<'a> {
        Reading {
            lost: Losses::of(path),
            topics,
            rows: 0,
            row: 0,
            people: Vec::new(),
            held: BTreeMap::new(),
            ties: Ties::default(),
            passed_over: BTreeMap::new(),
            retracted: BTreeSet::new(),
            newest: None,
        }
    }

    fn value(&mut self, row: usize, line: &[u8]) {
        self.row = row;
        if line.iter().all(u8::is_ascii_whitespace) {
            return;
        }
        self.rows += 1;
        match serde_json::from_slice(line).ok().and_then(Entity::of) {
            None => {
                let why = "no entity with id, schema and properties";
                self.lost.row(self.row, "", ImportCode::BadValue, why);
            }
            Some(entity) => {
                for nested in entity.nested() {
                    self.take_held(&nested);
                    self.ties.take(&nested);
                }
                self.take(&entity);
            }
        }
    }

    fn take(&mut self, entity: &Entity) {
        let changed = entity.text("last_change").get(..10);
        let changed = changed.and_then(|day| day.parse::<Date>().ok());
        self.newest = self.newest.max(changed);
        if entity.is_retracted() {
            self.retract(entity);
        } else if self.take_held(entity) {
            self.pass("document, citizenship or sanction, joined to its holder");
        } else if self.ties.take(entity) {
            self.pass("tie between two entities, told to those that are listed");
        } else if entity.schema() != "Person" {
            self.pass("of another schema");
        } else if entity.is_no_target() {
            self.pass("person who is no target");
        } else if self.is_new(entity.id()) {
            known::check(entity, self.topics, self.row, &mut self.lost);
            self.retracted.remove(entity.id());
            let entry = person::entry(entity, self.topics, self.row, &mut self.lost);
            self.people.extend(entry);
        }
    }

    fn is_new(&mut self, id: &str) -> bool {
        let why = "the same id as an earlier entity";
        self.lost.is_new(("", id), self.row, "id", why)
    }

    /// In the order of the file: who is shared again later is on it again.
    fn retract(&mut self, entity: &Entity) {
        let id = entity.id();
        let before = self.people.len();
        self.people.retain(|entry| entry.entry_id != id);
        self.lost.forget(("", id));
        self.retracted.insert(id.to_owned());
        // Rows stay accounted for: the entity of before is none of the entries now.
        let taken = (before - self.people.len()) as u64;
        if 0 < taken {
            *self.passed_over.entry("taken back").or_default() += taken;
        }
        self.pass("a retraction");
    }

    fn pass(&mut self, what: &'static str) {
        *self.passed_over.entry(what).or_default() += 1;
    }

    /// Whether the entity says something of a holder and of nothing else.
    fn take_held(&mut self, entity: &Entity) -> bool {
        let link = match entity.schema() {
            "Passport" | "Identification" => "holder",
            "Citizenship" | "Nationality" => "person",
            "Sanction" => "entity",
            _ => return false,
        };
        known::check(entity, self.topics, self.row, &mut self.lost);
        let mut said = Held::default();
        match link {
            "holder" => said.documents = person::documents(entity, self.row, &mut self.lost),
            "person" => {
                let properties = ["country", "nationality"];
                said.states = person::states(entity, &properties, self.row, &mut self.lost);
            }
            _ => said.programmes = entity.texts("program"),
        }
        for holder in [entity.texts(link), entity.texts("holder")].concat() {
            self.held.entry(holder).or_default().add(&said);
        }
        true
    }

    fn finished(mut self) -> (Vec<Entry>, Vec<crate::watchlist::import::ImportReject>) {
        for entry in &mut self.people {
            let Some(held) = self.held.remove(&entry.entry_id) else {
                continue;
            };
            // The same number without its issuer, on the person, is the same document.
            entry.documents.retain(|known| {
                !held
                    .documents
                    .iter()
                    .any(|other| other.number == known.number)
            });
            held.documents
                .into_iter()
                .for_each(|document| push(&mut entry.documents, document));
            held.states
                .into_iter()
                .for_each(|state| push(&mut entry.nationalities, state));
            let notice = self.topics.of_notice(&held.programmes.join(" "));
            if let Some(category) = notice.filter(|found| topics::is_welfare(found)) {
                category.clone_into(&mut entry.category);
            }
            if entry.reason.is_none() && !held.programmes.is_empty() {
                entry.reason = Some(held.programmes.join(", "));
            }
        }
        self.ties.give(&mut self.people);
        (self.people, self.lost.rejects)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::watchlist::samples;

    #[test]
    fn the_sample_becomes_entries_with_every_row_accounted_for() {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/watchlist/people.ftm.json");
        let imported = import(&path, None).unwrap();
        assert!(imported.adds_up());
        assert_eq!(imported.list_date, Some(jiff::civil::date(2026, 10, 3)));
        let lost = samples::lost(&imported);
        let passed: Vec<_> = imported.passed_over.into_iter().collect();
        assert_eq!(
            passed,
            [
                ("document, citizenship or sanction, joined to its holder", 7),
                ("of another schema", 1),
                ("person who is no target", 1),
            ]
        );
        assert_eq!(
            lost,
            [
                (2, "birthDate", ImportCode::BadValue, false),
                (2, "nationality", ImportCode::BadValue, false),
                (7, "", ImportCode::BadValue, true),
                (8, "name", ImportCode::NoUsableName, false),
                (8, "name", ImportCode::NoUsableName, true),
                (9, "id", ImportCode::DuplicateId, true),
                (13, "country", ImportCode::BadValue, false),
                (14, "number", ImportCode::UnderSpecified, false),
                (15, "country", ImportCode::BadValue, false),
            ]
        );
        let [jo, nested] = imported.entries.as_slice() else {
            panic!("two people")
        };
        let names: Vec<_> = jo
            .names
            .iter()
            .map(|n| {
                format!(
                    "{} {} {}",
                    n.kind.as_str(),
                    n.display(),
                    n.script.clone().unwrap()
                )
            })
            .collect();
        assert_eq!(
            names,
            [
                "primary SPECIMEN, Jo Latn",
                "weak_alias Jo Latn",
                "alias Joan Muster Latn",
                "alias Жо Образец Cyrl",
                "weak_alias The Sample Latn",
            ]
        );
        let births: Vec<_> = jo.birth_dates.iter().map(ToString::to_string).collect();
        assert_eq!(births, ["1970-03-05", "1971"]);
        let states: Vec<_> = jo.nationalities.iter().map(ToString::to_string).collect();
        assert_eq!(states, ["EGY", "LBN"]);
        let documents: Vec<_> = jo
            .documents
            .iter()
            .chain(&nested.documents)
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
                "National ID|55-66|",
                "P|X1234567|EGY",
                "P|N7654321|UTO",
                "P|N1|",
                "P|N2|",
            ]
        );
        assert_eq!(
            (jo.category.as_str(), jo.reason.as_deref()),
            ("sanctions", Some("SAMPLE"))
        );
        assert_eq!(jo.list, "sample_list");
        assert_eq!(nested.category, "unclassified");
        // The same as an array.
        let lines = std::fs::read_to_string(&path).unwrap();
        let lines = lines
            .lines()
            .filter(|line| serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok());
        let array = format!("[{}]", lines.collect::<Vec<_>>().join(",\n"));
        let mut file = tempfile::NamedTempFile::new().unwrap();
        std::io::Write::write_all(&mut file, array.as_bytes()).unwrap();
        let again = import(file.path(), None).unwrap();
        assert!(again.adds_up());
        assert_eq!(again.entries, [jo.clone(), nested.clone()]);
    }
}
