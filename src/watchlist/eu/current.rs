//! The present form: everything in attributes of `sanctionEntity`'s children.

use super::known::{CURRENT, WITHOUT_KIND};
use super::{Read, blank, finished, id};
use crate::domain::codes::Sex;
use crate::domain::date::{ListedBirth, PartialDate};
use crate::domain::document::ListedDocument;
use crate::domain::entry::{ListedName, NameKind};
use crate::domain::states;
use crate::watchlist::import::{ImportCode, Losses, push};
use crate::watchlist::names::{script_of, usable};
use crate::watchlist::prose;
use crate::watchlist::unknown::Unknown;
use crate::watchlist::xml::Node;
use jiff::civil::Date;

pub(super) fn date(root: &Node) -> Option<Date> {
    root.attribute("generationDate").get(..10)?.parse().ok()
}

pub(super) fn entry(node: &Node, row: usize, lost: &mut Losses) -> Read {
    let of_person = |kind: &Node| {
        kind.attribute("code") == "person" || kind.attribute("classificationCode") == "P"
    };
    if !node.all("subjectType").any(of_person) {
        return Read::NoPerson;
    }
    CURRENT.check(node, row, lost);
    let Some(entry_id) = id(node, "logicalId", row, lost) else {
        return Read::Refused;
    };
    let mut programmes = Vec::new();
    for regulation in node.all("regulation") {
        let programme = regulation.attribute("programme").to_owned();
        push(&mut programmes, programme);
    }
    let reference = node.attribute("euReferenceNumber").to_owned();
    let mut entry = blank(entry_id, reference, &programmes);
    let names = node
        .all("nameAlias")
        .enumerate()
        .map(|(at, form)| name(form, at == 0));
    entry.names = usable(names, row, "nameAlias", lost);
    for form in node.all("nameAlias") {
        if let Some(sex) = Sex::parse(form.attribute("gender")) {
            push(&mut entry.sexes, sex);
        }
    }
    for form in node.all("birthdate") {
        births(form, &mut entry.birth_dates, row, lost);
        let place = place(form);
        if !place.is_empty() {
            push(&mut entry.birth_places, place);
        }
    }
    for form in node.all("citizenship") {
        let code = form.attribute("countryIso2Code");
        match states::by_alpha2(code) {
            Some(country) => push(&mut entry.nationalities, country),
            None if matches!(code, "" | "00") => {}
            None => {
                let why = "a citizenship that is in no table";
                lost.value(row, "citizenship", ImportCode::BadValue, why);
            }
        }
    }
    for form in node.all("identification") {
        let code = form.attribute("identificationTypeCode");
        if kind(code).is_empty() && !WITHOUT_KIND.contains(&code.to_lowercase().as_str()) {
            lost.unknown(row, Unknown::DocumentType, code);
        }
        match document(form) {
            Some(document) => push(&mut entry.documents, document),
            None => {
                let why = "a document without a number that can be read";
                lost.value(row, "identification", ImportCode::MissingValue, why);
            }
        }
    }
    finished(entry, row, lost)
}

/// The first strong name is the primary one.
fn name(form: &Node, first: bool) -> ListedName {
    let kind = match (form.attribute("strong") == "false", first) {
        (true, _) => NameKind::WeakAlias,
        (false, true) => NameKind::Primary,
        (false, false) => NameKind::Alias,
    };
    let part = |text: String| Some(text).filter(|text| !text.trim().is_empty());
    let given = [form.attribute("firstName"), form.attribute("middleName")].join(" ");
    let (surname, given) = (
        form.attribute("lastName").to_owned(),
        given.trim().to_owned(),
    );
    let whole = form.attribute("wholeName").to_owned();
    let script = script_of(&whole).or_else(|| script_of(&surname));
    // Parts tell more than the whole; one part alone may be the whole in the wrong field.
    let (full, surname, given_names) = match (part(surname), part(given)) {
        (Some(surname), Some(given)) => (None, Some(surname), Some(given)),
        (one, other) => (part(whole).or(one).or(other), None, None),
    };
    ListedName {
        kind,
        full,
        surname,
        given_names,
        script,
    }
}

/// A form without any date gives a place only.
fn births(form: &Node, births: &mut Vec<ListedBirth>, row: usize, lost: &mut Losses) {
    let number = |name| form.attribute(name).parse::<i16>().ok();
    let calendar = form.attribute("calendarType");
    let date = form.attribute("birthdate");
    let known = if date.is_empty() {
        number("year").and_then(|year| {
            PartialDate::new(year, part(form, "monthOfYear"), part(form, "dayOfMonth"))
        })
    } else {
        PartialDate::parse_iso(date.get(..10).unwrap_or(date))
    };
    let span = number("yearRangeFrom").zip(number("yearRangeTo"));
    let read = match (known, span) {
        _ if !matches!(calendar, "" | "GREGORIAN") => None,
        (Some(date), _) if form.attribute("circa") == "true" => Some(ListedBirth::Circa(date)),
        (Some(date), _) => Some(ListedBirth::Known(date)),
        (None, Some((from, to))) => ListedBirth::parse(&format!("{from:04}/{to:04}")),
        (None, None) if date.is_empty() && form.attribute("year").is_empty() => return,
        (None, None) => None,
    };
    match read {
        Some(birth) => push(births, birth),
        None => {
            let why = "a birth date that cannot be read, or of another calendar";
            lost.value(row, "birthdate", ImportCode::BadValue, why);
        }
    }
}

fn part(form: &Node, name: &str) -> Option<u8> {
    form.attribute(name)
        .parse()
        .ok()
        .filter(|number| *number != 0)
}

fn place(form: &Node) -> String {
    let parts = ["city", "place", "region", "countryDescription"].map(|name| form.attribute(name));
    let known = |part: &&str| !part.is_empty() && *part != "UNKNOWN";
    parts
        .into_iter()
        .filter(known)
        .collect::<Vec<_>>()
        .join(", ")
}

fn document(form: &Node) -> Option<ListedDocument> {
    let issuer = states::by_alpha2(form.attribute("countryIso2Code"))
        .or_else(|| states::by_any(form.attribute("issuedBy")));
    let number = [form.attribute("number"), form.attribute("latinNumber")]
        .into_iter()
        .find(|number| !number.is_empty())?;
    prose::of_field(
        kind(form.attribute("identificationTypeCode")),
        number,
        issuer,
    )
}

/// The authority's codes; an unknown one says nothing of the document.
pub(super) fn kind(code: &str) -> &'static str {
    match code.trim().to_lowercase().as_str() {
        "passport" => "P",
        "id" | "nationalid" => "National ID",
        "ssn" => "SSN",
        "drivinglicence" => "Driving licence",
        "travelcardid" | "traveldocid" => "Travel document",
        "residentperm" => "Residence permit",
        "birthcert" => "Birth certificate",
        _ => "",
    }
}
