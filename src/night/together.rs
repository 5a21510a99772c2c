//! Cases that were on the same departures more often than chance has it, on nights before and
//! tonight. Only cases are asked about.

use crate::analysis::journeys::Journeys;
use crate::analysis::network::members::Earlier;
use crate::analysis::network::together::{self, Cell, Departure, Together};
use crate::analysis::network::walk::Basis;
use crate::domain::passenger::Flight;
use crate::night::links::Nights;
use crate::recommend::case::Case;
use crate::schema::rows::{JOURNEYS, LinkRow, TOGETHER};
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};

/// One person's journeys, and the case to name them by: tonight's, or the last one before.
#[derive(Default)]
struct Person<'a> {
    flown: BTreeSet<Departure>,
    case_id: &'a str,
    is_tonight: bool,
}

/// `kept` is of tonight's cases, in their order; `offered` counts the departures of routes in
/// weeks, and is asked only where two people share two journeys or more.
pub fn rows(
    (cases, kept): (&[Case], &[Earlier]),
    nights: &Nights,
    journeys: &Journeys,
    offered: impl FnOnce(&BTreeSet<Cell>) -> BTreeMap<Cell, u64>,
) -> Vec<LinkRow> {
    let mut people: BTreeMap<&str, Person> = BTreeMap::new();
    for (links, case) in nights.links.iter().zip(&nights.cases) {
        let person = people.entry(&links.person).or_default();
        person.flown.extend(case.begun.clone());
        person.case_id = &case.case_id;
    }
    for (case, kept) in cases.iter().zip(kept) {
        let (flight, row) = (&case.passenger.flight, case.passenger.row());
        let begins = journeys.begins(flight, journeys.of_row(row));
        let person = people.entry(&kept.person).or_default();
        person.flown.extend(begins.then(|| departure(flight)));
        person.case_id = &case.recommendation.case_id;
        person.is_tonight = true;
    }
    let people: Vec<Person> = people.into_values().collect();
    let flown: Vec<BTreeSet<Departure>> = people.iter().map(|one| one.flown.clone()).collect();
    let numbered = people.iter().enumerate();
    let asked: BTreeSet<usize> = numbered
        .filter(|(_, one)| one.is_tonight)
        .map(|(at, _)| at)
        .collect();
    let pairs = together::candidates(&flown, &asked);
    if pairs.is_empty() {
        return Vec::new();
    }
    let cells = pairs.keys().flat_map(|pair| together::cells(&flown, *pair));
    let offered = offered(&cells.collect());
    let found = together::together(&flown, &asked, &offered);
    found.iter().flat_map(|one| both(&people, one)).collect()
}

/// Where a flight begins, as journeys are compared.
pub fn departure(flight: &Flight) -> Departure {
    Departure {
        route: format!("{}-{}", flight.departure_airport, flight.arrival_airport),
        day: flight.scheduled_departure.to_zoned(TimeZone::UTC).date(),
        flight: format!("{} {}", flight.carrier, flight.number),
    }
}

/// A row of each that is a case tonight.
fn both(people: &[Person], found: &Together) -> Vec<LinkRow> {
    let (one, other) = (&people[found.one], &people[found.other]);
    let shared = one.flown.intersection(&other.flown);
    let last = shared.map(|departure| departure.day).max();
    let row = |own: &Person, other: &Person| LinkRow {
        case_id: own.case_id.to_owned(),
        run_id: String::new(),
        other_case_id: Some(other.case_id.to_owned()),
        other_passenger_row: String::new(),
        relation: TOGETHER.to_owned(),
        value_digest: String::new(),
        kind: JOURNEYS.to_owned(),
        step: Some(1),
        via_passenger_row: None,
        sharers: None,
        strength_bits: None,
        stated: Basis::Derived.as_str().to_owned(),
        other_day: last,
        journeys: i32::try_from(found.journeys).ok(),
        chance: Some(found.chance),
    };
    let mirrored = other.is_tonight.then(|| row(other, one));
    [row(one, other)].into_iter().chain(mirrored).collect()
}
