//! The form to 2017: small elements, documents in one line of prose, dates with remarks.

use super::current::kind;
use super::known::OLD;
use super::{Read, blank, finished, id};
use crate::domain::codes::{Country, Sex};
use crate::domain::date::{ListedBirth, PartialDate};
use crate::domain::document::ListedDocument;
use crate::domain::entry::{ListedName, NameKind};
use crate::watchlist::import::{ImportCode, Losses, push};
use crate::watchlist::names::{script_of, usable};
use crate::watchlist::prose;
use crate::watchlist::xml::Node;
use jiff::civil::Date;

/// `11/02/2016`, the day first.
pub(super) fn date(root: &Node) -> Option<Date> {
    let mut parts = root.attribute("Date").split('/');
    let (day, month) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Date::new(parts.next()?.parse().ok()?, month, day).ok()
}

pub(super) fn entry(node: &Node, row: usize, lost: &mut Losses) -> Read {
    if node.attribute("Type") != "P" {
        return Read::NoPerson;
    }
    OLD.check(node, row, lost);
    let Some(entry_id) = id(node, "Id", row, lost) else {
        return Read::Refused;
    };
    let programmes = [node.attribute("programme").to_owned()];
    let mut entry = blank(
        entry_id,
        node.attribute("legal_basis").to_owned(),
        &programmes,
    );
    let names = node
        .all("NAME")
        .enumerate()
        .map(|(at, form)| name(form, at == 0));
    entry.names = usable(names, row, "NAME", lost);
    for form in node.all("NAME") {
        if let Some(sex) = Sex::parse(&form.text_of("GENDER")) {
            push(&mut entry.sexes, sex);
        }
    }
    for form in node.all("BIRTH") {
        let text = form.text_of("DATE");
        match birth(&text) {
            Some(birth) => push(&mut entry.birth_dates, birth),
            None if text.is_empty() => {}
            None => {
                let why = "a birth date that cannot be read";
                lost.value(row, "BIRTH", ImportCode::BadValue, why);
            }
        }
        let place = [form.text_of("PLACE"), form.text_of("COUNTRY")];
        let place: Vec<String> = place.into_iter().filter(|part| !part.is_empty()).collect();
        if !place.is_empty() {
            push(&mut entry.birth_places, place.join(", "));
        }
    }
    for form in node.all("CITIZEN") {
        let text = form.text_of("COUNTRY");
        match Country::parse(&text) {
            Some(country) => push(&mut entry.nationalities, country),
            None if text.is_empty() => {}
            None => {
                let why = "a citizenship that is no code";
                lost.value(row, "CITIZEN", ImportCode::BadValue, why);
            }
        }
    }
    for form in node.all("PASSPORT") {
        match document(
            &form.text_of("NUMBER"),
            Country::parse(&form.text_of("COUNTRY")),
        ) {
            Some(document) => push(&mut entry.documents, document),
            None => {
                let why = "a document without a number that can be read";
                lost.value(row, "PASSPORT", ImportCode::MissingValue, why);
            }
        }
    }
    finished(entry, row, lost)
}

fn name(form: &Node, first: bool) -> ListedName {
    let part = |text: String| Some(text).filter(|text| !text.is_empty());
    let given = [form.text_of("FIRSTNAME"), form.text_of("MIDDLENAME")].join(" ");
    let whole = form.text_of("WHOLENAME");
    let script = script_of(&whole);
    let (full, surname, given_names) = match (
        part(form.text_of("LASTNAME")),
        part(given.trim().to_owned()),
    ) {
        (Some(surname), Some(given)) => (None, Some(surname), Some(given)),
        (one, other) => (part(whole).or(one).or(other), None, None),
    };
    ListedName {
        kind: if first {
            NameKind::Primary
        } else {
            NameKind::Alias
        },
        full,
        surname,
        given_names,
        script,
    }
}

/// `1924-02-21`, `1971 (approximative)`, `1968 - 1972 (approximative)`.
fn birth(text: &str) -> Option<ListedBirth> {
    let (date, circa) = match text.split_once('(') {
        Some((date, remark)) => (date.trim(), remark.starts_with("approximative")),
        None => (text, false),
    };
    if let Some((from, to)) = date.split_once(" - ") {
        return ListedBirth::parse(&format!("{}/{}", from.trim(), to.trim()));
    }
    let date = PartialDate::parse_iso(date)?;
    Some(if circa {
        ListedBirth::Circa(date)
    } else {
        ListedBirth::Known(date)
    })
}

/// `L 191609 (passport-National passport) (remark)`: the code is in the first brackets; of
/// an `other` number the remark may tell the kind.
fn document(text: &str, issuer: Option<Country>) -> Option<ListedDocument> {
    let (number, remark) = text.split_once(" (").unwrap_or((text, ""));
    let (code, _) = remark.split_once('-').unwrap_or((remark, ""));
    let mut found = prose::of_field(kind(code), number, issuer)?;
    if found.kind.is_none() && remark.contains("passport") {
        found.kind = Some(format!("Passport{}", prose::FROM_TEXT));
    }
    Some(found)
}
