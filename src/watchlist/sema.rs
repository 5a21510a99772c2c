//! Canada's consolidated list of autonomous sanctions (SEMA), as XML: flat records of people,
//! companies and ships, told apart by which elements are filled.
//!
//! A record has no id of its own: country, schedule and item make one, which stays until a schedule
//! is numbered anew. The country is the programme's, and no nationality.

use crate::domain::entry::{Entry, ListedName, NameKind};
use crate::domain::written::Order;
use crate::error::{Error, Kind, Result};
use crate::tables::limits::Limits;
use crate::watchlist::dates;
use crate::watchlist::import::{ImportCode, Imported, Losses, push};
use crate::watchlist::known::Known;
use crate::watchlist::names::{one_blank, script_of, usable, whole_name};
use crate::watchlist::xml::{self, Node};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const KNOWN: Known = Known {
    read: "record Country LastName GivenName Aliases DateOfBirthOrShipBuildDate EntityOrShip \
           ShipIMONumber Schedule Item",
    ignored: "TitleOrShip DateOfListing",
};

/// Imports one file, gzip or plain. It bears no date.
pub fn import(path: &Path, list_date: Option<Date>) -> Result<Imported> {
    import_within(path, list_date, &Limits::default())
}

/// The same within the limits of the settings.
pub fn import_within(path: &Path, list_date: Option<Date>, limits: &Limits) -> Result<Imported> {
    let mut lost = Losses::of(path);
    let mut entries: Vec<Entry> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut passed_over: BTreeMap<&'static str, u64> = BTreeMap::new();
    let mut rows = 0;
    let heading = xml::records(path, limits, &["record"], |row, node| {
        rows += 1;
        let other = no_person(&node);
        if other.is_none() {
            KNOWN.check(&node, row, &mut lost);
        }
        if let Some(other) = other {
            *passed_over.entry(other).or_default() += 1;
        } else if let Some(mut entry) = person(&node, row, &mut lost) {
            if !told_apart(&mut entry, &entries, &mut seen) {
                let why = "the same item and name as an earlier record";
                lost.row(row, "Item", ImportCode::DuplicateId, why);
                return;
            }
            entries.push(entry);
        }
    })?;
    KNOWN.check_outside(&heading.outside, &mut lost);
    if heading.root.name != "data-set" {
        let what = format!("{} is no Canadian sanctions list", path.display());
        return Err(Error::new(Kind::Data, what).hint("give its XML form, sema-lmes.xml"));
    }
    let undated = "the file bears no date: give --list-date, or no run can tell its age";
    let undated = list_date.is_none().then(|| undated.to_owned());
    Ok(Imported {
        retracted: Default::default(),
        entries,
        rejects: lost.rejects,
        rows,
        passed_over,
        source_digest: crate::files::digest_of_file(path)?,
        list_date,
        warnings: undated.into_iter().collect(),
    })
}

fn no_person(node: &Node) -> Option<&'static str> {
    let has = |name| !node.text_of(name).is_empty();
    match (has("LastName") || has("GivenName"), has("EntityOrShip")) {
        _ if has("ShipIMONumber") => Some("ship"),
        (false, true) => Some("entity"),
        (true, _) | (false, false) => None,
    }
}

/// Two people under one item are two; the same one twice is refused.
fn told_apart(entry: &mut Entry, entries: &[Entry], seen: &mut BTreeSet<String>) -> bool {
    let item = entry.entry_id.clone();
    let mut again = 1;
    while !seen.insert(entry.entry_id.clone()) {
        let before = entries.iter().find(|one| one.entry_id == entry.entry_id);
        if before.is_some_and(|before| before.names.first() == entry.names.first()) {
            return false;
        }
        again += 1;
        entry.entry_id = format!("{item}/{again}");
    }
    true
}

fn person(node: &Node, row: usize, lost: &mut Losses) -> Option<Entry> {
    let [country, schedule, item] = ["Country", "Schedule", "Item"].map(|name| node.text_of(name));
    if item.is_empty() {
        let why = "no item: nothing tells the record from others";
        lost.row(row, "Item", ImportCode::MissingValue, why);
        return None;
    }
    let names = usable(names(node), row, "LastName", lost);
    if names.is_empty() {
        let why = "no name can be looked for";
        lost.row(row, "LastName", ImportCode::NoUsableName, why);
        return None;
    }
    let mut birth_dates = Vec::new();
    let text = node.text_of("DateOfBirthOrShipBuildDate");
    if !text.is_empty() {
        let (birth, why) = dates::stated(&text, Some(Order::DayMonthYear));
        if !why.is_empty() {
            let column = "DateOfBirthOrShipBuildDate";
            lost.value(row, column, ImportCode::BadValue, why);
        }
        birth
            .into_iter()
            .for_each(|birth| push(&mut birth_dates, birth));
    }
    // The name stands in both languages.
    let english = country.split('/').next().unwrap_or_default().trim();
    let id = [english, &schedule, &item].join("/");
    let programme = [country.as_str(), schedule.as_str()].into_iter();
    let programme: Vec<&str> = programme.filter(|part| !part.is_empty()).collect();
    Some(Entry {
        source_ref: Some(id.clone()),
        entry_id: id,
        list: "CA_SEMA".to_owned(),
        authority: "Global Affairs Canada".to_owned(),
        category: "sanctions".to_owned(),
        names,
        birth_dates,
        reason: Some(programme.join(", ")).filter(|text| !text.is_empty()),
        ..Entry::default()
    })
}

/// Other names stand in a cell of their own, and in brackets behind a part of the first.
fn names(node: &Node) -> Vec<ListedName> {
    let [(surname, one), (given, two)] =
        ["LastName", "GivenName"].map(|name| known_as(&node.text_of(name)));
    let part = |text: &str| Some(one_blank(text)).filter(|text| !text.is_empty());
    let script = script_of(&format!("{surname} {given}"));
    let (full, surname, given_names) = match (part(&surname), part(&given)) {
        (Some(surname), Some(given)) => (None, Some(surname), Some(given)),
        (one, other) => (one.or(other), None, None),
    };
    let mut names = vec![ListedName {
        kind: NameKind::Primary,
        full,
        surname,
        given_names,
        script,
    }];
    let others = [one, two, node.text_of("Aliases")];
    names.extend(others.iter().flat_map(|text| aliases(text)));
    names
}

const MARKS: [&str; 4] = ["(a.k.a.", "(also known as", "(aka", "(alias"];

/// The text before `(a.k.a. ...)`, and what is in the brackets.
fn known_as(text: &str) -> (String, String) {
    let lower = text.to_ascii_lowercase();
    let found = MARKS
        .iter()
        .filter_map(|mark| Some((lower.find(mark)?, mark.len())));
    match found.min() {
        Some((at, length)) => (text[..at].to_owned(), text[at + length..].replace(')', ";")),
        None => (text.to_owned(), String::new()),
    }
}

/// Parted by commas and semicolons; a language stands before some. One word alone is weak.
fn aliases(text: &str) -> Vec<ListedName> {
    let (text, more) = known_as(text);
    let parts = text.split([',', ';']).chain(more.split([',', ';']));
    let parts = parts.map(|part| part.rsplit(':').next().unwrap_or_default());
    let parts = parts.map(|part| one_blank(part.trim_matches(['(', ')', ' ', '.'])));
    let parts = parts.filter(|part| !part.is_empty());
    parts
        .map(|part| match part.contains(' ') {
            true => whole_name(NameKind::Alias, &part),
            false => whole_name(NameKind::WeakAlias, &part),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::watchlist::samples;

    #[test]
    fn the_sample_becomes_entries_with_every_record_accounted_for() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/watchlist/sema.xml");
        let imported = import(&path, None).unwrap();
        assert!(imported.adds_up());
        let passed: Vec<_> = imported.passed_over.iter().collect();
        assert_eq!(passed, [(&"entity", &1), (&"ship", &1)]);
        assert_eq!(
            samples::lost(&imported),
            [
                (5, "DateOfBirthOrShipBuildDate", ImportCode::BadValue, false),
                (6, "Item", ImportCode::MissingValue, true),
                (7, "LastName", ImportCode::NoUsableName, false),
                (7, "LastName", ImportCode::NoUsableName, true),
                (8, "Item", ImportCode::DuplicateId, true),
            ]
        );
        let ids: Vec<_> = imported
            .entries
            .iter()
            .map(|e| e.entry_id.as_str())
            .collect();
        assert_eq!(
            ids,
            [
                "Utopia/1, Part 1/1",
                "Utopia/1, Part 1/2",
                "Utopia/1, Part 1/2/2"
            ]
        );
        let jo = &imported.entries[0];
        let names: Vec<_> = jo
            .names
            .iter()
            .map(|n| (n.kind.as_str(), n.display()))
            .collect();
        let name = |kind, text: &str| (kind, text.to_owned());
        assert_eq!(
            names,
            [
                name("primary", "Specimen, Jo Anna"),
                name("alias", "Joan Muster"),
                name("weak_alias", "Jojo"),
                name("alias", "Жо Образец"),
            ]
        );
        let births = |at: usize| {
            imported.entries[at]
                .birth_dates
                .first()
                .map(ToString::to_string)
        };
        assert_eq!(births(0).as_deref(), Some("1965-04-29"));
        assert_eq!(births(1).as_deref(), Some("1970-03-05"));
        assert_eq!(jo.reason.as_deref(), Some("Utopia / Utopie, 1, Part 1"));
        assert_eq!(jo.nationalities, []);
        assert!(imported.warnings[0].contains("--list-date"));
    }

    #[test]
    fn another_root_is_no_canadian_list() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        std::io::Write::write_all(&mut file, b"<records><record/></records>").unwrap();
        let error = import(file.path(), None).unwrap_err();
        assert!(error.to_string().contains("no Canadian"), "{error}");
    }
}
