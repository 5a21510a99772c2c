//! The parts of a score as lines for a reader. Text is made here and only for hits.

use crate::domain::document::{Document, ListedDocument};
use crate::domain::entry::Entry;
use crate::domain::passenger::Passenger;
use crate::evidence::align::Pair;
use crate::evidence::birth::BirthLevel;
use crate::evidence::name::Side;
use crate::evidence::prepared::{PreparedEntry, PreparedName, PreparedPassenger};
use crate::names::tampering::tampering;
use crate::names::tokens::{self, Token};
use crate::recommend::EvidenceLine;
use crate::score::{Evidence, Part, Score};

/// Both sides of a scored pair, as written and as prepared.
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
    let (kind, level, passenger_value, entry_value, note) = match part.evidence {
        Evidence::Prior => (
            "prior",
            "base_rate",
            String::new(),
            String::new(),
            "chance before any comparison that a traveller is this listed person",
        ),
        Evidence::NamePair(pair) => (
            "name",
            pair_level(pair, prepared, name),
            prepared.items[usize::from(pair.passenger_item)]
                .item
                .text
                .clone(),
            listed_text(name, pair),
            pair_note(pair, passenger),
        ),
        Evidence::NameLeftOver {
            side: Side::Passenger,
            position,
        } => (
            "name",
            "passenger_only",
            plain(&prepared.tokens[position]),
            String::new(),
            "the listed name lacks it",
        ),
        Evidence::NameLeftOver {
            side: Side::Entry,
            position,
        } => (
            "name",
            "entry_only",
            String::new(),
            plain(&name.tokens[position]),
            "the traveller's name lacks it",
        ),
        Evidence::NameDependence => (
            "name",
            "hangs_together",
            String::new(),
            String::new(),
            "who shares part of a rare name often shares the rest of it, and the country",
        ),
        Evidence::Birth(level, listed) => (
            "birth_date",
            level.as_str(),
            text(passenger.birth_date),
            text(listed),
            match passenger.possible_birth() {
                None if passenger.birth_date.is_some() => {
                    "after departure, so it counts for nothing"
                }
                _ => birth_note(level),
            },
        ),
        Evidence::Document(level, pair) => (
            "document",
            level.as_str(),
            pair.map(|(own, _)| document_text(&passenger.documents[own]))
                .unwrap_or_default(),
            pair.map(|(_, listed)| listed_document_text(&entry.documents[listed]))
                .unwrap_or_default(),
            "",
        ),
        Evidence::Nationality(level) => (
            "nationality",
            level.as_str(),
            text(passenger.nationality),
            joined(&entry.nationalities),
            "",
        ),
        Evidence::BirthPlace(level) => (
            "birth_place",
            level.as_str(),
            passenger.birth_place.clone().unwrap_or_default(),
            joined(&entry.birth_places),
            "",
        ),
        Evidence::Sex(level) => (
            "sex",
            level.as_str(),
            passenger
                .sex
                .map(|sex| sex.code().to_owned())
                .unwrap_or_default(),
            joined(&entry.sexes.iter().map(|sex| sex.code()).collect::<Vec<_>>()),
            "",
        ),
    };
    EvidenceLine {
        kind,
        level,
        passenger_value,
        entry_value,
        points: part.points,
        note,
    }
}

fn pair_level(pair: Pair, prepared: &PreparedPassenger, name: &Matched) -> &'static str {
    let joined = prepared.items[usize::from(pair.passenger_item)]
        .item
        .is_join()
        || name.prepared.items[usize::from(pair.listed_item)]
            .mask
            .count_ones()
            > 1;
    match pair.relation {
        crate::names::relation::Relation::Equal if joined => "joined",
        relation => relation.as_str(),
    }
}

/// How the name is written comes before where: somebody may have hidden it.
fn pair_note(pair: Pair, passenger: &Passenger) -> &'static str {
    let fields = [&passenger.surname, &passenger.given_names];
    match fields.into_iter().find_map(|field| tampering(field)) {
        Some(sign) => sign.note(),
        None if pair.swapped => "surname and given name change places",
        None => "",
    }
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

fn birth_note(level: BirthLevel) -> &'static str {
    match level {
        BirthLevel::DayMonthSwapped => "day and month change places",
        BirthLevel::OneDigit => "one digit differs, or one part is off by one",
        BirthLevel::FirstOfJanuary => "1 January on both sides, which stands for an unknown day",
        BirthLevel::MonthKnown => "the day is not known on one side",
        BirthLevel::YearKnown => "only the year is known on one side, or 1 January stands for it",
        BirthLevel::InSpan => "within the years the list gives",
        BirthLevel::Exact
        | BirthLevel::SameMonth
        | BirthLevel::SameYear
        | BirthLevel::OneYear
        | BirthLevel::TwoYears
        | BirthLevel::Missing
        | BirthLevel::Contradiction => "",
    }
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
