//! A person's properties to one entry.

use super::entity::Entity;
use crate::domain::codes::{Country, Sex};
use crate::domain::date::{ListedBirth, PartialDate};
use crate::domain::document::ListedDocument;
use crate::domain::entry::{Entry, ListedName, NameKind};
use crate::domain::states;
use crate::watchlist::import::{ImportCode, Losses, push};
use crate::watchlist::names::{usable, whole_name};
use crate::watchlist::topics::{self, Topics};
use jiff::Timestamp;

/// `None` when nobody could look for the person.
pub(super) fn entry(
    entity: &Entity,
    topics: &Topics,
    row: usize,
    lost: &mut Losses,
) -> Option<Entry> {
    let names = usable(names(entity), row, "name", lost);
    if names.is_empty() {
        lost.row(
            row,
            "name",
            ImportCode::NoUsableName,
            "no name can be looked for",
        );
        return None;
    }
    let dataset = entity.datasets().into_iter().next();
    let dataset = dataset.unwrap_or_else(|| "ftm".to_owned());
    Some(Entry {
        entry_id: entity.id().to_owned(),
        authority: dataset.clone(),
        list: dataset,
        category: category(entity, topics).to_owned(),
        names,
        birth_dates: births(entity, row, lost),
        birth_places: unique(entity.texts("birthPlace")),
        sexes: sexes(entity, row, lost),
        nationalities: nationalities(entity, row, lost),
        documents: own_documents(entity),
        reason: Some(entity.texts("program").join(", ")).filter(|text| !text.is_empty()),
        handling: Some(entity.text("handling").to_owned()).filter(|text| !text.is_empty()),
        source_ref: Some(entity.id().to_owned()),
        updated_at: moment(entity.text("last_change")),
        ..Entry::default()
    })
}

/// The data set of a notice says what its people are, before any topic does.
fn category<'a>(entity: &Entity, topics: &'a Topics) -> &'a str {
    let said = [entity.datasets(), entity.texts("program")].concat();
    let notice = topics.of_notice(&said.join(" "));
    let notice = notice.filter(|found| topics::is_welfare(found));
    notice.unwrap_or_else(|| topics.category(&entity.texts("topics")))
}

fn unique(texts: Vec<String>) -> Vec<String> {
    let mut kept = Vec::new();
    texts.into_iter().for_each(|text| push(&mut kept, text));
    kept
}

/// The caption is the aggregator's choice of a primary name. One word beside fuller names is
/// a part of them that its source misfiled, and counts as weak.
fn names(entity: &Entity) -> Vec<ListedName> {
    let caption = entity.text("caption").to_owned();
    let mut all = entity.texts("name");
    if all.is_empty() {
        all.extend(parts(entity));
    }
    let primary = all.iter().position(|name| *name == caption).unwrap_or(0);
    if primary < all.len() {
        all[..=primary].rotate_right(1);
    }
    let fuller = all.iter().any(|name| name.contains(' '));
    let mut names: Vec<ListedName> = Vec::new();
    for (at, text) in all.iter().enumerate() {
        let kind = match (at, fuller && !text.contains(' ')) {
            (0, _) => NameKind::Primary,
            (_, true) => NameKind::WeakAlias,
            (_, false) => NameKind::Alias,
        };
        names.push(whole_name(kind, text));
    }
    if let Some(first) = names.first_mut() {
        give_parts(entity, first);
    }
    let strong = [entity.texts("alias"), entity.texts("previousName")].concat();
    names.extend(strong.iter().map(|text| whole_name(NameKind::Alias, text)));
    let weak = entity.texts("weakAlias");
    names.extend(
        weak.iter()
            .map(|text| whole_name(NameKind::WeakAlias, text)),
    );
    names
}

/// A name made of its parts, when there is no other.
fn parts(entity: &Entity) -> Option<String> {
    let order = [
        "firstName",
        "secondName",
        "middleName",
        "fatherName",
        "lastName",
    ];
    let parts: Vec<String> = order.iter().flat_map(|part| entity.texts(part)).collect();
    Some(parts.join(" ")).filter(|name| !name.is_empty())
}

/// Roles, when one first and one last name are all the words of the name.
fn give_parts(entity: &Entity, name: &mut ListedName) {
    let (first, last) = (entity.texts("firstName"), entity.texts("lastName"));
    if let ([first], [last]) = (first.as_slice(), last.as_slice()) {
        let whole = name.full.as_deref().unwrap_or_default();
        if whole == format!("{first} {last}") || whole == format!("{last} {first}") {
            name.full = None;
            name.surname = Some(last.clone());
            name.given_names = Some(first.clone());
        }
    }
}

fn births(entity: &Entity, row: usize, lost: &mut Losses) -> Vec<ListedBirth> {
    let mut births = Vec::new();
    for text in entity.texts("birthDate") {
        match PartialDate::parse_iso(text.get(..10).unwrap_or(&text)) {
            Some(date) => push(&mut births, ListedBirth::Known(date)),
            None => {
                let why = "a birth date that cannot be read";
                lost.value(row, "birthDate", ImportCode::BadValue, why);
            }
        }
    }
    births
}

fn sexes(entity: &Entity, row: usize, lost: &mut Losses) -> Vec<Sex> {
    let mut sexes = Vec::new();
    for text in entity.texts("gender") {
        match Sex::parse(&text) {
            Some(sex) => push(&mut sexes, sex),
            None => lost.value(
                row,
                "gender",
                ImportCode::BadValue,
                "no sex of the list's form",
            ),
        }
    }
    sexes
}

/// `country` is a state somehow linked with the person, so it is not read: as a
/// nationality it would contradict where the true one is only missing.
fn nationalities(entity: &Entity, row: usize, lost: &mut Losses) -> Vec<Country> {
    states(entity, &["nationality", "citizenship"], row, lost)
}

/// What is in no table is told.
pub(super) fn states(
    entity: &Entity,
    properties: &[&'static str],
    row: usize,
    lost: &mut Losses,
) -> Vec<Country> {
    let mut states = Vec::new();
    for property in properties {
        for text in entity.texts(property) {
            match states::by_any(&text) {
                Some(state) => push(&mut states, state),
                None => {
                    let why = "a state that is in no table";
                    lost.value(row, property, ImportCode::BadValue, why);
                }
            }
        }
    }
    states
}

/// Numbers on the person itself have no issuer.
fn own_documents(entity: &Entity) -> Vec<ListedDocument> {
    let mut documents = Vec::new();
    for (property, kind) in [("passportNumber", "P"), ("idNumber", "National ID")] {
        for number in entity.texts(property) {
            push(&mut documents, numbered(kind, number, None));
        }
    }
    documents
}

/// Of a `Passport` or `Identification` entity: one for each of its numbers.
pub(super) fn documents(entity: &Entity, row: usize, lost: &mut Losses) -> Vec<ListedDocument> {
    let numbers = unique([entity.texts("number"), entity.texts("passportNumber")].concat());
    if numbers.is_empty() {
        let why = "a document without a number would match everybody's";
        lost.value(row, "number", ImportCode::UnderSpecified, why);
    }
    let stated = entity.texts("type").into_iter().next();
    let kind = match entity.schema() {
        "Passport" => "P".to_owned(),
        _ => stated.unwrap_or_else(|| "National ID".to_owned()),
    };
    let issuers = states(entity, &["country"], row, lost);
    // Of several issuers nobody knows which is meant: the number may still match.
    let issuer = match issuers.as_slice() {
        [issuer] => Some(*issuer),
        [] => None,
        _ => {
            let why = "several issuers; the document is kept without one";
            lost.value(row, "country", ImportCode::BadValue, why);
            None
        }
    };
    let numbers = numbers.into_iter();
    numbers
        .map(|number| numbered(&kind, number, issuer))
        .collect()
}

fn numbered(kind: &str, number: String, issuer: Option<Country>) -> ListedDocument {
    ListedDocument {
        kind: Some(kind.to_owned()),
        number,
        issuer,
    }
}

/// Moments come without a zone and mean UTC.
fn moment(text: &str) -> Option<Timestamp> {
    text.parse()
        .ok()
        .or_else(|| format!("{text}Z").parse().ok())
}
