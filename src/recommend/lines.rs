//! The parts of a score with the values that they compared. Values are copied here, and only
//! for hits; what they are called is told by `wording/`.

use crate::domain::document::{Document, ListedDocument};
use crate::domain::entry::Entry;
use crate::domain::passenger::Passenger;
use crate::evidence::align::Pair;
use crate::evidence::name::Side;
use crate::evidence::prepared::{PreparedEntry, PreparedName, PreparedPassenger};
use crate::names::tampering::{Tampering, tampering};
use crate::names::tokens::{self, Token};
use crate::recommend::{Detail, EvidenceLine, Level, NameLevel};
use crate::score::{Evidence, Part, Score};

/// InParallel sides of a scored pair, as written and as prepared.
pub struct Compared<'a> {
    pub passenger: &'a Passenger,
    pub prepared: &'a PreparedPassenger,
    pub entry: &'a Entry,
    pub prepared_entry: &'a PreparedEntry,
}

/// The listed name of a hit, with its tokens as the list writes them.
struct Matched<'a> {
    prepared: &'a PreparedName,
    tokens: Vec<Token>,
}

/// One line per part, in the score's order.
pub fn of_score(score: &Score, compared: &Compared) -> Vec<EvidenceLine> {
    let name = &compared.prepared_entry.names[score.name];
    let name = Matched {
        tokens: tokens::of_listed(&compared.entry.names[name.index]),
        prepared: name,
    };
    score
        .parts
        .iter()
        .map(|part| of_part(part, &name, compared))
        .collect()
}

fn of_part(part: &Part, name: &Matched, compared: &Compared) -> EvidenceLine {
    let Compared {
        passenger,
        prepared,
        entry,
        ..
    } = compared;
    let (level, detail, passenger_value, entry_value) = match part.evidence {
        Evidence::Prior => (Level::Prior, Detail::None, String::new(), String::new()),
        Evidence::NamePair(pair) => {
            let item = &prepared.items[usize::from(pair.passenger_item)].item;
            (
                Level::Name(pair_level(pair, prepared, name)),
                Detail::Name {
                    field: prepared.field_of(item.start()),
                    exchanged: pair.swapped,
                    tampering: tampering_of(passenger),
                },
                item.text.clone(),
                listed_text(name, pair),
            )
        }
        Evidence::NameLeftOver {
            side: Side::Passenger,
            position,
        } => (
            Level::Name(NameLevel::PassengerOnly),
            Detail::Name {
                field: prepared.field_of(position),
                exchanged: false,
                tampering: None,
            },
            plain(&prepared.tokens[position]),
            String::new(),
        ),
        Evidence::NameLeftOver {
            side: Side::Entry,
            position,
        } => (
            Level::Name(NameLevel::EntryOnly),
            Detail::None,
            String::new(),
            plain(&name.tokens[position]),
        ),
        Evidence::NameDependence => (
            Level::Name(NameLevel::Dependence),
            Detail::None,
            String::new(),
            String::new(),
        ),
        Evidence::Birth(level, listed) => (
            Level::BirthDate(level),
            match passenger.possible_birth() {
                None if passenger.birth_date.is_some() => Detail::BornAfterDeparture,
                _ => Detail::None,
            },
            marked(text(passenger.birth_date), passenger.from_zone.birth_date),
            text(listed),
        ),
        Evidence::Document(level, pair) => (
            Level::Document(level),
            pair.map_or(Detail::None, |(own, _)| Detail::Document(own)),
            pair.map(|(own, _)| document_text(&passenger.documents[own]))
                .unwrap_or_default(),
            pair.map(|(_, listed)| listed_document_text(&entry.documents[listed]))
                .unwrap_or_default(),
        ),
        Evidence::Nationality(level) => (
            Level::Nationality(level),
            Detail::None,
            marked(text(passenger.nationality), passenger.from_zone.nationality),
            joined(&entry.nationalities),
        ),
        Evidence::BirthPlace(level) => (
            Level::BirthPlace(level),
            Detail::None,
            passenger.birth_place.clone().unwrap_or_default(),
            joined(&entry.birth_places),
        ),
        Evidence::Sex(level) => (
            Level::Sex(level),
            Detail::None,
            marked(
                text(passenger.sex.map(|sex| sex.code())),
                passenger.from_zone.sex,
            ),
            joined(&entry.sexes.iter().map(|sex| sex.code()).collect::<Vec<_>>()),
        ),
    };
    EvidenceLine {
        level,
        detail,
        passenger_value,
        entry_value,
        points: part.points,
    }
}

/// A value that nobody states but the machine-readable zone of a document.
fn marked(value: String, is_from_zone: bool) -> String {
    match is_from_zone {
        true => format!("{value} (from the zone)"),
        false => value,
    }
}

fn pair_level(pair: Pair, prepared: &PreparedPassenger, name: &Matched) -> NameLevel {
    let own = &prepared.items[usize::from(pair.passenger_item)].item;
    let listed = name.prepared.items[usize::from(pair.listed_item)];
    NameLevel::of_pair(pair.relation, own.is_join() || listed.mask.count_ones() > 1)
}

fn tampering_of(passenger: &Passenger) -> Option<Tampering> {
    let fields = [&passenger.surname, &passenger.given_names];
    fields.into_iter().find_map(|field| tampering(field))
}

/// The listed tokens as the list spells them, with spaces where it has them.
fn listed_text(name: &Matched, pair: Pair) -> String {
    let item = name.prepared.items[usize::from(pair.listed_item)];
    let positions = name.tokens.iter().enumerate();
    let used = positions.filter(|(position, _)| item.mask & (1 << position) != 0);
    used.map(|(_, token)| plain(token))
        .collect::<Vec<_>>()
        .join(" ")
}

fn plain(token: &Token) -> String {
    token.forms[0].clone()
}

fn document_text(document: &Document) -> String {
    with_issuer(&document.number, text(document.issuer))
}

fn listed_document_text(document: &ListedDocument) -> String {
    with_issuer(&document.number, text(document.issuer))
}

fn with_issuer(number: &str, issuer: String) -> String {
    if issuer.is_empty() {
        number.to_owned()
    } else {
        format!("{number} {issuer}")
    }
}

fn text(value: Option<impl std::fmt::Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn joined(values: &[impl std::fmt::Display]) -> String {
    values
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}
