//! The zone against the typed fields of the same document and its holder.
//!
//! Three-valued throughout: what one side lacks is no conflict. Spellings are read as
//! generously as the name search reads them: a conflict should mean another person, or
//! another document, and not another keyboard.

use super::{Field, Format, Zone, ZoneDate};
use crate::documents::number;
use crate::domain::codes::{Country, DocumentType, Sex};
use crate::domain::date::PartialDate;
use crate::domain::document::Document;
use crate::domain::passenger::Passenger;
use crate::names::fold;
use jiff::civil::Date;

/// One field on which zone and manifest disagree, with both values.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Conflict {
    pub field: Field,
    pub zone: String,
    pub manifest: String,
}

pub fn conflicts(zone: &Zone, document: &Document, holder: &Passenger) -> Vec<Conflict> {
    let found = [
        number_conflict(zone, document),
        country_conflict(Field::Issuer, &zone.issuer, document.issuer),
        nationality_conflict(zone, document, holder),
        birth_conflict(zone.birth, holder.birth_date),
        sex_conflict(zone.sex, holder.sex),
        expiry_conflict(zone.expiry, document.expiry),
        name_conflict(zone, holder),
    ];
    found.into_iter().flatten().collect()
}

fn conflict(field: Field, zone: &str, manifest: &str) -> Option<Conflict> {
    Some(Conflict {
        field,
        zone: zone.to_owned(),
        manifest: manifest.to_owned(),
    })
}

/// The check digit may be glued on, and a field may be cut at nine characters. A visa's zone
/// may bear the number of the passport that it was put into, perhaps an older one.
fn number_conflict(zone: &Zone, document: &Document) -> Option<Conflict> {
    if matches!(zone.format, Format::MrvA | Format::MrvB) {
        return None;
    }
    let inside = number::normalise(&zone.number)?;
    let typed = number::normalise(&document.number)?;
    let same = inside == typed
        || number::without_check_digit(&typed) == Some(inside.as_str())
        || (9 <= typed.len() && inside.starts_with(&typed))
        || is_in_optional(zone, &typed);
    if same {
        return None;
    }
    conflict(Field::Number, &zone.number, &document.number)
}

/// Cards have the number of their holder in the place of their own, which then stands in the
/// optional data.
fn is_in_optional(zone: &Zone, typed: &str) -> bool {
    let is_card = zone.kind() != Some(DocumentType::Passport);
    is_card && number::signs(&zone.optional).contains(typed)
}

fn country_conflict(field: Field, inside: &str, typed: Option<Country>) -> Option<Conflict> {
    let (code, typed) = (Country::parse(inside)?, typed?);
    if is_one_state(code, typed) {
        return None;
    }
    conflict(field, inside, typed.as_str())
}

/// Passports of Hong Kong and Macao name China as issuer and nationality.
fn is_one_state(one: Country, other: Country) -> bool {
    let state = |code: Country| match code.as_str() {
        "HKG" | "MAC" => Country::parse("CHN"),
        _ => Some(code),
    };
    state(one) == state(other)
}

/// Whoever has two nationalities has one of them in the manifest: the other is no conflict
/// where the state of this document, or another document of the holder, bears it out.
fn nationality_conflict(zone: &Zone, document: &Document, holder: &Passenger) -> Option<Conflict> {
    let found = country_conflict(Field::Nationality, &zone.nationality, holder.nationality)?;
    let inside = Country::parse(&zone.nationality)?;
    let is_second = |code: Option<Country>| code.is_some_and(|code| is_one_state(code, inside));
    let others = holder.documents.iter().filter(|other| *other != document);
    let borne_out = is_second(document.issuer)
        || others.into_iter().any(|other| {
            let stated = other.mrz.as_deref().and_then(super::parse);
            let visa = other.kind == Some(DocumentType::Visa);
            is_second(other.issuer.filter(|_| !visa))
                || is_second(stated.and_then(|zone| Country::parse(&zone.nationality)))
        });
    (!borne_out).then_some(found)
}

fn birth_conflict(inside: ZoneDate, typed: Option<PartialDate>) -> Option<Conflict> {
    let typed = typed?;
    let year = (typed.year.rem_euclid(100)) as u8;
    if inside.differs(Some(year), typed.month, typed.day) {
        return conflict(Field::BirthDate, &inside.to_string(), &typed.to_string());
    }
    None
}

fn expiry_conflict(inside: ZoneDate, typed: Option<Date>) -> Option<Conflict> {
    let typed = typed?;
    let year = (typed.year().rem_euclid(100)) as u8;
    let (month, day) = (typed.month() as u8, typed.day() as u8);
    if inside.differs(Some(year), Some(month), Some(day)) {
        return conflict(Field::ExpiryDate, &inside.to_string(), &typed.to_string());
    }
    None
}

/// "Unspecified" agrees with anything: registers differ in writing it.
fn sex_conflict(inside: Option<Sex>, typed: Option<Sex>) -> Option<Conflict> {
    match (inside?, typed?) {
        (Sex::Male, Sex::Female) => conflict(Field::Sex, "M", "F"),
        (Sex::Female, Sex::Male) => conflict(Field::Sex, "F", "M"),
        _ => None,
    }
}

/// Surname and given names each need one word in common with the manifest's whole name:
/// fields are swapped, joined and cut. A last word that the zone cut is no conflict.
fn name_conflict(zone: &Zone, holder: &Passenger) -> Option<Conflict> {
    let typed = format!("{} {}", holder.surname, holder.given_names);
    let typed_words = fold::words(&typed);
    let agrees = |part: &str| {
        let words = fold::words(part);
        words.is_empty() || words.iter().any(|word| is_among(word, &typed_words))
    };
    let cut = zone.truncated && !zone.surname.contains(' ') && zone.given_names.is_empty();
    let given_typed = !fold::words(&holder.given_names).is_empty();
    let given_agree = !given_typed || zone.truncated || agrees(&zone.given_names);
    if typed_words.is_empty() || (agrees(&zone.surname) || cut) && given_agree {
        return None;
    }
    let inside = format!("{} {}", zone.surname, zone.given_names);
    conflict(Field::Names, inside.trim(), typed.trim())
}

/// Whether the zone is another person's by its names.
pub(super) fn names_another(zone: &Zone, holder: &Passenger) -> bool {
    name_conflict(zone, holder).is_some()
}

/// Equal in a reading, one inside the other, one slip apart, or the other's initial.
fn is_among(word: &[String], others: &[Vec<String>]) -> bool {
    let joined: String = others
        .iter()
        .filter_map(|forms| forms.first())
        .cloned()
        .collect();
    word.iter().any(|form| {
        let within = 1 < form.len() && joined.contains(form.as_str());
        within || others.iter().flatten().any(|other| is_near(form, other))
    })
}

fn is_near(one: &str, other: &str) -> bool {
    match one.len().min(other.len()) {
        0 => false,
        1 => one.starts_with(other) || other.starts_with(one),
        short => {
            let inside = 3 <= short && (one.contains(other) || other.contains(one));
            inside || strsim::osa_distance(&collapsed(one), &collapsed(other)) <= 1
        }
    }
}

/// Umlauts and their kin written as two letters, back to the one that others write.
fn collapsed(word: &str) -> String {
    let pairs = [("OE", "O"), ("AE", "A"), ("UE", "U"), ("AA", "A")];
    let shorten = |word: String, (pair, letter): (&str, &str)| word.replace(pair, letter);
    pairs.into_iter().fold(word.to_owned(), shorten)
}
