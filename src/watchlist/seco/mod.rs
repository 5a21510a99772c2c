//! Switzerland's list of sanctions (SECO), as XML: programmes and places first, then targets that
//! refer to them by number. Each target keeps its history in copies of itself, which are not read;
//! one whose latest change took it off the list is passed over. Places may stand behind the targets
//! that name them, so both are joined at the end.

mod known;
mod names;

use crate::domain::codes::{Country, Sex};
use crate::domain::date::{ListedBirth, PartialDate};
use crate::domain::entry::{Entry, NameKind};
use crate::domain::states;
use crate::error::{Error, Kind, Result};
use crate::tables::limits::Limits;
use crate::watchlist::import::{ImportCode, ImportReject, Imported, Losses, push};
use crate::watchlist::names::usable;
use crate::watchlist::prose;
use crate::watchlist::unknown::OF_NO_KNOWN_TYPE;
use crate::watchlist::xml::{self, Node};
use jiff::civil::Date;
use known::KNOWN;
use std::collections::BTreeMap;
use std::path::Path;

/// Imports one file, gzip or plain. The list date is the file's own unless one is given.
pub fn import(path: &Path, list_date: Option<Date>) -> Result<Imported> {
    import_within(path, list_date, &Limits::default())
}

/// The same within the limits of the settings.
pub fn import_within(path: &Path, list_date: Option<Date>, limits: &Limits) -> Result<Imported> {
    let mut reading = Reading::new(path);
    let parts = ["sanctions-program", "place", "target"];
    let heading = xml::records(path, limits, &parts, |_, node| match node.name.as_str() {
        "sanctions-program" => reading.programme(&node),
        "place" => reading.place(&node),
        _ => reading.target(&node),
    })?;
    KNOWN.check_outside(&heading.outside, &mut reading.lost);
    if heading.root.name != "swiss-sanctions-list" {
        let what = format!("{} is no Swiss sanctions list", path.display());
        return Err(Error::new(Kind::Data, what).hint("give its XML form, the whole list"));
    }
    let date = heading.root.attribute("date").get(..10);
    let partial = heading.root.attribute("list-type");
    let partial = (!matches!(partial, "whole-list" | "")).then(|| {
        format!("the file is of type {partial}: it holds changes, and not the whole list")
    });
    let (rows, passed_over) = (reading.row as u64, std::mem::take(&mut reading.passed_over));
    let (entries, rejects) = reading.finished();
    Ok(Imported {
        retracted: Default::default(),
        entries,
        rejects,
        rows,
        passed_over,
        source_digest: crate::files::digest_of_file(path)?,
        list_date: list_date.or_else(|| date?.parse().ok()),
        warnings: partial.into_iter().collect(),
    })
}

/// A person, and the numbers that the file spells out elsewhere.
struct Listed {
    row: usize,
    entry: Entry,
    sets: Vec<String>,
    birth_places: Vec<String>,
}

struct Reading {
    lost: Losses,
    row: usize,
    /// The programme of each set of measures.
    programmes: BTreeMap<String, String>,
    places: BTreeMap<String, String>,
    people: Vec<Listed>,
    passed_over: BTreeMap<&'static str, u64>,
}

impl Reading {
    fn new(path: &Path) -> Reading {
        Reading {
            lost: Losses::of(path),
            row: 0,
            programmes: BTreeMap::new(),
            places: BTreeMap::new(),
            people: Vec::new(),
            passed_over: BTreeMap::new(),
        }
    }

    /// Its key stands in several languages.
    fn programme(&mut self, node: &Node) {
        KNOWN.check(node, 0, &mut self.lost);
        let mut keys = node.all("program-key");
        let english = keys.find(|key| key.attribute("lang") == "eng");
        let key = english.map_or_else(|| node.text_of("program-key"), Node::words);
        for set in node.all("sanctions-set") {
            let id = set.attribute("ssid").to_owned();
            self.programmes.insert(id, key.clone());
        }
    }

    fn place(&mut self, node: &Node) {
        KNOWN.check(node, 0, &mut self.lost);
        let parts = ["location", "area", "country"].map(|part| node.text_of(part));
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let id = node.attribute("ssid").to_owned();
        self.places.insert(id, parts.join(", "));
    }

    fn target(&mut self, node: &Node) {
        self.row += 1;
        let Some(person) = node.all("individual").next() else {
            let has = |name| node.all(name).next().is_some();
            let other = match (has("entity"), has("object")) {
                (true, _) => "entity",
                (false, true) => "ship or other object",
                (false, false) => OF_NO_KNOWN_TYPE,
            };
            if other == OF_NO_KNOWN_TYPE {
                KNOWN.check(node, self.row, &mut self.lost);
            }
            *self.passed_over.entry(other).or_default() += 1;
            return;
        };
        KNOWN.check(node, self.row, &mut self.lost);
        if is_delisted(node) {
            *self.passed_over.entry("no longer listed").or_default() += 1;
            return;
        }
        let row = self.row;
        let id = node.attribute("ssid").to_owned();
        if id.is_empty() {
            let lost = &mut self.lost;
            lost.row(row, "ssid", ImportCode::MissingValue, "no id");
        } else if let Some(entry) = self.entry(person, id) {
            let why = "the same id as an earlier target";
            if !self.lost.is_new(("", &entry.entry_id), row, "ssid", why) {
                return;
            }
            let own = std::iter::once(node.attribute("sanctions-set-id").to_owned());
            let places = person
                .all("identity")
                .flat_map(|identity| identity.all("place-of-birth"));
            let places = places.map(|place| place.attribute("place-id").to_owned());
            self.people.push(Listed {
                row,
                entry,
                sets: own
                    .chain(node.all("sanctions-set-id").map(Node::words))
                    .collect(),
                birth_places: places.collect(),
            });
        }
    }

    fn entry(&mut self, person: &Node, id: String) -> Option<Entry> {
        let row = self.row;
        let mut all = Vec::new();
        for identity in person.all("identity") {
            let is_main = identity.attribute("main") != "false";
            all.extend(names::read(identity, is_main, row, &mut self.lost));
        }
        all.sort_by_key(|name| name.kind);
        let mut names = usable(all, row, "name", &mut self.lost);
        if names.is_empty() {
            let why = "no name can be looked for";
            self.lost.row(row, "name", ImportCode::NoUsableName, why);
            return None;
        }
        for other in names.iter_mut().skip(1) {
            other.kind = other.kind.max(NameKind::Alias);
        }
        let mut entry = Entry {
            source_ref: Some(id.clone()),
            entry_id: id,
            list: "CH_SECO".to_owned(),
            authority: "Swiss State Secretariat for Economic Affairs".to_owned(),
            category: "sanctions".to_owned(),
            names,
            ..Entry::default()
        };
        let sex = person.attribute("sex");
        match Sex::parse(sex) {
            Some(sex) => push(&mut entry.sexes, sex),
            None if sex.is_empty() => {}
            None => {
                let why = "a sex that cannot be read";
                self.lost.value(row, "sex", ImportCode::BadValue, why);
            }
        }
        for identity in person.all("identity") {
            self.facts(identity, &mut entry);
        }
        Some(entry)
    }

    fn finished(mut self) -> (Vec<Entry>, Vec<ImportReject>) {
        let mut entries = Vec::new();
        for mut listed in self.people {
            let mut programmes = Vec::new();
            for programme in listed
                .sets
                .iter()
                .filter_map(|set| self.programmes.get(set))
            {
                push(&mut programmes, programme.clone());
            }
            listed.entry.reason = Some(programmes.join(", ")).filter(|text| !text.is_empty());
            for id in listed.birth_places {
                match self.places.get(&id) {
                    Some(text) if text.is_empty() => {}
                    Some(text) => push(&mut listed.entry.birth_places, text.clone()),
                    None => {
                        let why = "a place that the file does not name";
                        let code = ImportCode::BadValue;
                        self.lost.value(listed.row, "place-of-birth", code, why);
                    }
                }
            }
            entries.push(listed.entry);
        }
        (entries, self.lost.rejects)
    }

    fn facts(&mut self, identity: &Node, entry: &mut Entry) {
        let row = self.row;
        let lost = &mut self.lost;
        let bad =
            |lost: &mut Losses, column, why| lost.value(row, column, ImportCode::BadValue, why);
        for day in identity.all("day-month-year") {
            match birth(day) {
                Some(birth) => push(&mut entry.birth_dates, birth),
                None => bad(lost, "day-month-year", "a birth date that cannot be read"),
            }
        }
        for stated in identity.all("nationality") {
            match stated.all("country").next().and_then(state) {
                Some(state) => push(&mut entry.nationalities, state),
                None => bad(lost, "nationality", "a nationality that is in no table"),
            }
        }
        for form in identity.all("identification-document") {
            let issuer = form.all("issuer").next();
            let known = issuer.and_then(state);
            if issuer.is_some_and(|issuer| !issuer.words().is_empty()) && known.is_none() {
                let why = "a document kept without its issuer, which is in no table";
                bad(lost, "issuer", why);
            }
            let kind = document_kind(form.attribute("document-type"));
            match prose::of_field(&kind, &form.text_of("number"), known) {
                Some(document) => push(&mut entry.documents, document),
                None => {
                    let why = "a document without a number";
                    lost.value(row, "number", ImportCode::MissingValue, why);
                }
            }
        }
    }
}

/// The latest change decides; of changes of one day one that keeps the target on the list.
fn is_delisted(target: &Node) -> bool {
    let mut changes: Vec<(&str, bool)> = Vec::new();
    for change in target.all("modification") {
        let days = ["effective-date", "publication-date", "enactment-date"];
        let mut days = days.map(|name| change.attribute(name)).into_iter();
        let day = days.find(|day| !day.is_empty()).unwrap_or_default();
        changes.push((day, change.attribute("modification-type") != "de-listed"));
    }
    changes.into_iter().max().is_some_and(|(_, listed)| !listed)
}

fn birth(day: &Node) -> Option<ListedBirth> {
    let part = |name| {
        day.attribute(name)
            .parse::<u8>()
            .ok()
            .filter(|part| *part != 0)
    };
    let year = day.attribute("year").parse().ok()?;
    let month = part("month");
    let date = PartialDate::new(year, month, part("day").filter(|_| month.is_some()))?;
    Some(ListedBirth::Known(date))
}

/// By its code where there is one.
fn state(country: &Node) -> Option<Country> {
    let codes = ["iso-code", "code"].map(|name| country.attribute(name));
    let codes = codes.into_iter().find_map(states::by_alpha2);
    codes.or_else(|| states::by_any(&country.words()))
}

fn document_kind(of_type: &str) -> String {
    match of_type {
        "passport" | "diplomatic-passport" | "service-passport" => "P".to_owned(),
        "id-card" | "identity-card" => "National ID".to_owned(),
        "driving-license" | "driving-permit" => "Driving licence".to_owned(),
        "resident-permit" | "residence-permit" => "Residence permit".to_owned(),
        other => other.replace('-', " "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::watchlist::samples;

    #[test]
    fn the_sample_becomes_entries_with_every_target_accounted_for() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/watchlist/seco.xml");
        let imported = import(&path, None).unwrap();
        assert!(imported.adds_up());
        assert_eq!(imported.list_date, Some(jiff::civil::date(2026, 9, 28)));
        assert_eq!(imported.warnings, Vec::<String>::new());
        let passed: Vec<_> = imported.passed_over.iter().collect();
        assert_eq!(
            passed,
            [
                (&"entity", &1),
                (&"no longer listed", &1),
                (&"ship or other object", &1)
            ]
        );
        assert_eq!(
            samples::lost(&imported),
            [
                (1, "name type", ImportCode::NotKnown, false),
                (1, "day-month-year", ImportCode::BadValue, false),
                (1, "nationality", ImportCode::BadValue, false),
                (1, "number", ImportCode::MissingValue, false),
                (5, "ssid", ImportCode::DuplicateId, true),
            ]
        );
        let [jo] = imported.entries.as_slice() else {
            panic!("one person")
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
                name("primary", "Specimen, Jo"),
                name("alias", "Spezimen, Joe"),
                name("alias", "Spezimen, Jo"),
                name("alias", "Specimen, Joe"),
                name("alias", "Образец, Жо"),
                name("alias", "Joan bint Muster"),
                name("weak_alias", "The Sample"),
            ]
        );
        let births: Vec<_> = jo.birth_dates.iter().map(ToString::to_string).collect();
        assert_eq!(births, ["1954-08-30", "1955"]);
        assert_eq!(jo.birth_places, ["Utopia City, Egypt"]);
        let documents: Vec<_> = jo.documents.iter().map(samples::shown).collect();
        assert_eq!(documents, ["P|X1234567|EGY"]);
        assert_eq!((jo.sexes.len(), jo.nationalities.len()), (1, 1));
        assert_eq!(jo.reason.as_deref(), Some("Utopia"));
    }
}
