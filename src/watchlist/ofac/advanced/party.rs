//! One party: what it is, and the features that say when and where a person was born, of which
//! state and which sex.

use super::names;
use super::period;
use super::references::References;
use crate::domain::codes::{Country, Sex};
use crate::domain::entry::{Entry, NameKind};
use crate::domain::states;
use crate::watchlist::import::{ImportCode, Losses, push};
use crate::watchlist::names::usable;
use crate::watchlist::ofac::known::{ADVANCED, is_no_document, is_other_feature};
use crate::watchlist::ofac::{SDN, blank, document, identifiers, no_person, note_unknown_state};
use crate::watchlist::unknown::{OF_NO_KNOWN_TYPE, Unknown};
use crate::watchlist::xml::Node;

pub(super) enum Party {
    Person(Box<Listed>),
    Other(&'static str),
    /// Its reason is in the losses.
    Refused,
}

pub(super) struct Listed {
    pub(super) row: usize,
    pub(super) identities: Vec<String>,
    pub(super) entry: Entry,
}

pub(super) fn read(node: &Node, references: &References, row: usize, lost: &mut Losses) -> Party {
    let Some(profile) = node.all("Profile").next() else {
        lost.row(row, "Profile", ImportCode::MissingValue, "no profile");
        return Party::Refused;
    };
    let of_type = references.party(profile.attribute("PartySubTypeID"));
    let other = no_person(of_type, row, lost);
    if matches!(other, None | Some(OF_NO_KNOWN_TYPE)) {
        ADVANCED.check(node, row, lost);
    }
    if let Some(other) = other {
        return Party::Other(other);
    }
    let id = profile.attribute("ID").to_owned();
    if id.is_empty() {
        lost.row(row, "Profile", ImportCode::MissingValue, "no id");
        return Party::Refused;
    }
    let mut entry = blank(SDN, id, &[]);
    let mut identities = Vec::new();
    let mut all = Vec::new();
    for identity in profile.all("Identity") {
        identities.push(identity.attribute("ID").to_owned());
        all.extend(names::read(identity, references, row, lost));
    }
    all.sort_by_key(|name| name.kind);
    entry.names = usable(all, row, "Alias", lost);
    if entry.names.is_empty() {
        let why = "neither the name nor an alias holds a letter";
        lost.row(row, "Alias", ImportCode::NoUsableName, why);
        return Party::Refused;
    }
    // Of several identities the first is the person's own.
    for name in entry.names.iter_mut().skip(1) {
        name.kind = name.kind.max(NameKind::Alias);
    }
    for form in profile.all("Feature") {
        feature(form, references, &mut entry, row, lost);
    }
    Party::Person(Box::new(Listed {
        row,
        identities,
        entry,
    }))
}

/// The profile of any party, and its first name.
pub(super) fn called(node: &Node, references: &References) -> Option<(String, String)> {
    let profile = node.all("Profile").next()?;
    let identity = profile.all("Identity").next()?;
    // What is odd about the names of a person is told where the person is read.
    let mut untold = Losses::of(std::path::Path::new(""));
    let names = names::read(identity, references, 0, &mut untold);
    Some((profile.attribute("ID").to_owned(), names.first()?.display()))
}

/// Features of other matters are passed over; one whose number means nothing is told.
fn feature(form: &Node, references: &References, entry: &mut Entry, row: usize, lost: &mut Losses) {
    let kind = references.text("FeatureType", form.attribute("FeatureTypeID"));
    let bad = |lost: &mut Losses, why: &str| lost.value(row, "Feature", ImportCode::BadValue, why);
    for version in versions(form) {
        match kind.map(|kind| kind.trim_end_matches([':', ' '])) {
            Some("Birthdate") => {
                for stated in version.all("DatePeriod") {
                    match period::birth(stated) {
                        Some(birth) => push(&mut entry.birth_dates, birth),
                        None => bad(lost, "a birth date that cannot be read"),
                    }
                }
            }
            Some("Place of Birth") => {
                let place = place(version, references);
                if !place.is_empty() {
                    push(&mut entry.birth_places, place);
                }
            }
            Some("Nationality Country" | "Citizenship Country") => {
                match state(version, references) {
                    Some(state) => push(&mut entry.nationalities, state),
                    None => note_unknown_state(row, "Feature", lost),
                }
            }
            Some("Gender") => match Sex::parse(&detail(version, references)) {
                Some(sex) => push(&mut entry.sexes, sex),
                None => bad(lost, "a gender that cannot be read"),
            },
            Some(kind) if is_other_feature(kind) => {}
            Some(kind) => lost.unknown(row, Unknown::Feature, kind),
            None => bad(lost, "a feature of a type that is not known"),
        }
    }
}

/// Older copies have the value in the feature itself.
fn versions(form: &Node) -> Vec<&Node> {
    let versions: Vec<&Node> = form.all("FeatureVersion").collect();
    if versions.is_empty() {
        vec![form]
    } else {
        versions
    }
}

/// Its text, or that of the reference it names.
fn detail(version: &Node, references: &References) -> String {
    let Some(detail) = version.all("VersionDetail").next() else {
        return String::new();
    };
    let named = references.text("DetailReference", detail.attribute("DetailReferenceID"));
    named.map_or_else(|| detail.words(), str::to_owned)
}

fn place(version: &Node, references: &References) -> String {
    let mut places = version.all("VersionLocation");
    let place = places.find_map(|place| references.place(place.attribute("LocationID")));
    place.map_or_else(|| detail(version, references), |place| place.text.clone())
}

fn state(version: &Node, references: &References) -> Option<Country> {
    let mut places = version.all("VersionLocation");
    let place = places.find_map(|place| references.place(place.attribute("LocationID")));
    let stated = || states::by_name(&detail(version, references));
    place.and_then(|place| place.state).or_else(stated)
}

/// A document that names one of the person's identities; what is no document of a person is
/// passed over.
pub(super) fn add_document(
    node: &Node,
    references: &References,
    listed: &mut Listed,
    lost: &mut Losses,
) {
    let row = listed.row;
    let stated = references.text("IDRegDocType", node.attribute("IDRegDocTypeID"));
    let kind = stated.and_then(identifiers::document_kind);
    if let (Some(stated), None) = (stated, kind) {
        if !is_no_document(stated) {
            lost.unknown(row, Unknown::DocumentType, stated);
        }
        return;
    }
    let mut told = |code, why| lost.value(row, "IDRegDocument", code, why);
    let Some(kind) = kind else {
        let why = "a document of a type that is not known";
        told(ImportCode::BadValue, why);
        return;
    };
    let issuer = match node.attribute("IssuedBy-CountryID") {
        "" => None,
        id => {
            let state = references.state(id);
            if state.is_none() {
                let why = "a document kept without its issuer, which is in no table";
                told(ImportCode::BadValue, why);
            }
            state
        }
    };
    match document(kind, &node.text_of("IDRegistrationNo"), issuer) {
        Some(document) => push(&mut listed.entry.documents, document),
        None => told(ImportCode::MissingValue, "a document without a number"),
    }
}
