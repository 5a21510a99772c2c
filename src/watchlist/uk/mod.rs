//! The UK Sanctions List, since January 2026 the only list of the United Kingdom, as CSV (`rows`)
//! and as XML (`designations`). Both say the same of a person, and what they say is read here:
//! cells of several values, days `dd/mm/yyyy` with letters for what is not known, six parts of a
//! name of which the sixth is the surname.

mod designations;
mod known;
mod rows;

use crate::domain::codes::Sex;
use crate::domain::entry::{Entry, ListedName, NameKind};
use crate::domain::states;
use crate::domain::written::{Order, Written};
use crate::watchlist::dates::written_birth;
use crate::watchlist::import::{ImportCode, Losses, push};
use crate::watchlist::names::{one_blank, script_of, usable};
use crate::watchlist::prose;
use crate::watchlist::unknown::{OF_NO_KNOWN_TYPE, Unknown};
pub use designations::{import as import_xml, import_within as import_xml_within};
use jiff::civil::Date;
pub use rows::{import, import_within};

/// The entry without what the list says of the person.
fn blank(id: String, regime: &str) -> Entry {
    Entry {
        source_ref: Some(id.clone()),
        entry_id: id,
        list: "UKSL".to_owned(),
        authority: "UK Foreign, Commonwealth and Development Office".to_owned(),
        category: "sanctions".to_owned(),
        reason: Some(one_blank(regime)).filter(|text| !text.is_empty()),
        ..Entry::default()
    }
}

/// Six parts as the list numbers them. A name in one part alone may be whole in the wrong field.
fn name(kind: NameKind, parts: &[String; 6]) -> ListedName {
    let [given @ .., surname] = parts;
    let given = given.iter().map(|part| one_blank(part));
    let given: Vec<String> = given.filter(|part| !part.is_empty()).collect();
    let (surname, given) = (one_blank(surname), given.join(" "));
    let script = script_of(&format!("{surname} {given}"));
    let part = |text: String| Some(text).filter(|text| !text.is_empty());
    let (full, surname, given_names) = match (part(surname), part(given)) {
        (Some(surname), Some(given)) => (None, Some(surname), Some(given)),
        (one, other) => (one.or(other), None, None),
    };
    ListedName {
        kind,
        full,
        surname,
        given_names,
        script,
    }
}

/// Letter case varies in the list. A type that is not known is told, and counts as another name.
fn kind(of_type: &str, strength: &str, row: usize, lost: &mut Losses) -> NameKind {
    let lower = strength.to_lowercase();
    let weak = lower.starts_with("low");
    if !weak && !lower.is_empty() && !lower.starts_with("good") {
        lost.unknown(row, Unknown::AliasType, strength);
    }
    match of_type.to_lowercase().as_str() {
        "primary name" | "" => NameKind::Primary,
        "primary name variation" => NameKind::Alias,
        "alias" if weak => NameKind::WeakAlias,
        "alias" => NameKind::Alias,
        _ => {
            lost.unknown(row, Unknown::NameType, of_type);
            if weak {
                NameKind::WeakAlias
            } else {
                NameKind::Alias
            }
        }
    }
}

fn add_births(entry: &mut Entry, text: &str, row: usize, lost: &mut Losses) {
    for text in values(text) {
        let (birth, why) = written_birth(Written::read(&text, Some(Order::DayMonthYear)));
        if !why.is_empty() {
            lost.value(row, "birth_dates", ImportCode::BadValue, why);
        }
        birth
            .into_iter()
            .for_each(|birth| push(&mut entry.birth_dates, birth));
    }
}

fn add_states(entry: &mut Entry, text: &str, row: usize, lost: &mut Losses) {
    for text in values(text) {
        match states::stated(&text) {
            Some(state) => push(&mut entry.nationalities, state),
            None => {
                let why = "no known state";
                lost.value(row, "nationalities", ImportCode::BadValue, why);
            }
        }
    }
}

fn add_sex(entry: &mut Entry, text: &str, row: usize, lost: &mut Losses) {
    match Sex::parse(text) {
        Some(sex) => push(&mut entry.sexes, sex),
        None if text.is_empty() => {}
        None => lost.value(row, "sexes", ImportCode::BadValue, "no known sex"),
    }
}

/// What stands beside a number may say whose document it is: `Afghan national ID card`. Beside
/// several numbers nobody knows of which.
fn add_documents(
    entry: &mut Entry,
    kind: &str,
    (text, beside): (&str, &str),
    row: usize,
    lost: &mut Losses,
) {
    let numbers = values(text);
    let issuer = match numbers.len() {
        1 => states::at_the_start(beside),
        _ => None,
    };
    for number in numbers {
        let Some(document) = prose::of_field(kind, &number, issuer) else {
            let why = "a document without a number";
            lost.value(row, "documents", ImportCode::MissingValue, why);
            continue;
        };
        let known = entry.documents.iter_mut();
        let mut known =
            known.filter(|one| (&one.kind, &one.number) == (&document.kind, &document.number));
        match known.next() {
            Some(before) => before.issuer = before.issuer.or(document.issuer),
            None => entry.documents.push(document),
        }
    }
}

/// A cell holds several values on lines of their own, or numbered: `(1) Russia. (2) Syria.`
fn values(cell: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for line in cell.split(['\n', ';']) {
        let mut rest = line;
        while let Some(at) = numbered(rest) {
            parts.push(&rest[..at.0]);
            rest = &rest[at.1..];
        }
        parts.push(rest);
    }
    let clean = parts
        .into_iter()
        .map(|part| one_blank(part.trim().trim_end_matches('.')));
    clean.filter(|part| !part.is_empty()).collect()
}

/// Where `(2)` begins and ends.
fn numbered(text: &str) -> Option<(usize, usize)> {
    let open = text.find('(')?;
    let close = open + text[open..].find(')')?;
    let digits = &text[open + 1..close];
    let is_number = !digits.is_empty() && digits.bytes().all(|sign| sign.is_ascii_digit());
    is_number.then_some((open, close + 1))
}

/// One primary name and first, whatever the order of rows; `None` for a person without a usable one.
fn finished(mut entry: Entry, row: usize, lost: &mut Losses) -> Option<Entry> {
    let mut names = std::mem::take(&mut entry.names);
    names.sort_by_key(|name| name.kind);
    entry.names = usable(names, row, "names", lost);
    if entry.names.is_empty() {
        let why = "no name can be looked for";
        lost.row(row, "names", ImportCode::NoUsableName, why);
        return None;
    }
    for other in entry.names.iter_mut().skip(1) {
        other.kind = other.kind.max(NameKind::Alias);
    }
    Some(entry)
}

/// What a designation is that is no person's.
fn no_person(of_type: &str, row: usize, lost: &mut Losses) -> Option<&'static str> {
    match of_type.to_lowercase().as_str() {
        "individual" => None,
        "entity" => Some("entity"),
        "ship" => Some("ship"),
        _ => {
            lost.unknown(row, Unknown::RowType, of_type);
            Some(OF_NO_KNOWN_TYPE)
        }
    }
}

/// `20-Nov-2026` or `20/11/2026`.
fn report_date(text: &str) -> Option<Date> {
    let day = Written::read(text.trim(), Some(Order::DayMonthYear)).certain()?;
    Date::new(day.year, day.month? as i8, day.day? as i8).ok()
}
