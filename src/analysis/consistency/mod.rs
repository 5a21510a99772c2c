//! What shows only across the night: one document on several people, one person on two
//! flights that cannot both be flown, one person booked twice on one flight.
//!
//! Travellers are kept as digests of 64 bits, some 90 bytes each, so that a night of
//! millions fits; two unlike values meet in one digest once in some hundred thousand
//! nights, and a person looks before anything happens. The same person means: the same
//! document and birth date, or the same booking, name and birth date. A namesake born on
//! the same day is never taken for one: that would find somebody every night.

mod itinerary;

use crate::documents::fault::{Fault, Found};
use crate::documents::number;
use crate::documents::rules::Rules;
use crate::domain::codes::{Country, DocumentType};
use crate::domain::ids::RowRef;
use crate::domain::passenger::{Flight, Passenger, PersonType};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// One person, or one number, in more places of one night is test data; and every pair of
/// places is looked at.
const MOST_PLACES: usize = 100;

/// Filled by a first reading of the night.
#[derive(Default)]
pub struct Collector {
    travellers: Vec<Traveller>,
    papers: Vec<Paper>,
    bookings: Vec<(u64, u32)>,
    flights: Vec<Flight>,
    flight_numbers: HashMap<Flight, u32>,
}

struct Traveller {
    row: RowRef,
    name: u64,
    surname: u32,
    /// Days since year 0; none for a partial date.
    birth: Option<i32>,
    flight: u32,
    /// An infant may travel on a parent's passport.
    infant: bool,
}

/// One document in one traveller's hands; sorted by number, then issuer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Paper {
    number: u64,
    /// Issuer, or nothing.
    issuer: Option<Country>,
    traveller: u32,
    /// Among the traveller's documents.
    at: u8,
}

/// What the night says about single travellers, and about its feed.
#[derive(Default)]
pub struct Consistency {
    found: HashMap<RowRef, Vec<Found>>,
    pub feed_faults: Vec<FeedFault>,
}

/// One number on more people than any document serves: test data, or a filler.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FeedFault {
    pub first: RowRef,
    pub travellers: u32,
}

impl Consistency {
    pub fn of(&self, row: RowRef) -> &[Found] {
        self.found.get(&row).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, row: RowRef, found: Found) {
        let known = self.found.entry(row).or_default();
        if !known.contains(&found) {
            known.push(found);
        }
    }
}

impl Collector {
    /// Room for so many travellers, so that growing never doubles the memory.
    pub fn with_travellers(count: usize) -> Collector {
        Collector {
            travellers: Vec::with_capacity(count),
            papers: Vec::with_capacity(count),
            bookings: Vec::with_capacity(count),
            ..Collector::default()
        }
    }

    pub fn visit(&mut self, passenger: &Passenger) {
        let number = self.travellers.len() as u32;
        let flight = self.flight(&passenger.flight);
        let traveller = Traveller {
            row: passenger.row(),
            name: name_of(&[&passenger.surname, &passenger.given_names]),
            surname: name_of(&[&passenger.surname]) as u32,
            birth: passenger.birth_date.and_then(|birth| {
                let whole = birth.to_date()?;
                Some(i32::from(whole.year()) * 366 + i32::from(whole.day_of_year()))
            }),
            flight,
            infant: passenger.person_type == PersonType::Infant,
        };
        self.papers.extend(papers(passenger, number));
        if let (Some(booking), Some(birth)) = (&passenger.booking_ref, traveller.birth) {
            let key = (&passenger.flight.carrier, booking, traveller.name, birth);
            self.bookings.push((digest(&key), number));
        }
        self.travellers.push(traveller);
    }

    fn flight(&mut self, flight: &Flight) -> u32 {
        if let Some(known) = self.flight_numbers.get(flight) {
            return *known;
        }
        let number = self.flights.len() as u32;
        self.flights.push(flight.clone());
        self.flight_numbers.insert(flight.clone(), number);
        number
    }

    pub fn finish(mut self, rules: &Rules) -> Consistency {
        self.papers.sort_unstable();
        self.bookings.sort_unstable();
        let mut result = Consistency::default();
        for number in self
            .papers
            .chunk_by(|one, other| one.number == other.number)
        {
            if self.is_feed_fault(number, rules) {
                let rows = number.iter().map(|paper| self.traveller(paper).row);
                result.feed_faults.extend(rows.min().map(|first| FeedFault {
                    first,
                    travellers: number.len() as u32,
                }));
                continue;
            }
            for document in number.chunk_by(|one, other| one.issuer == other.issuer) {
                self.judge_document(document, rules, &mut result);
            }
        }
        for booking in self.bookings.chunk_by(|one, other| one.0 == other.0) {
            let same: Vec<u32> = booking.iter().map(|(_, traveller)| *traveller).collect();
            self.judge_person(&same, rules, &mut result);
        }
        result.feed_faults.sort_unstable();
        result
    }

    fn traveller(&self, paper: &Paper) -> &Traveller {
        &self.travellers[paper.traveller as usize]
    }

    /// By names alone: test data often has one birth date too, and nobody has ten names.
    fn is_feed_fault(&self, number: &[Paper], rules: &Rules) -> bool {
        let most = rules.feed_fault_people as usize;
        if number.len() < most || MOST_PLACES < number.len() {
            return MOST_PLACES < number.len();
        }
        let adults = number.iter().map(|paper| self.traveller(paper));
        let mut names: Vec<u64> = adults
            .filter(|traveller| !traveller.infant)
            .map(|traveller| traveller.name)
            .collect();
        names.sort_unstable();
        names.dedup();
        most <= names.len()
    }

    /// One paper of each person, infants left out. Few: more names were a feed fault.
    fn people<'a>(&self, papers: &'a [Paper]) -> Vec<&'a Paper> {
        let mut people: Vec<&Paper> = Vec::new();
        for paper in papers.iter().filter(|paper| !self.traveller(paper).infant) {
            let own = self.traveller(paper);
            if !people.iter().any(|other| self.traveller(other).may_be(own)) {
                people.push(paper);
            }
        }
        people
    }

    fn judge_document(&self, document: &[Paper], rules: &Rules, result: &mut Consistency) {
        if document.len() < 2 {
            return;
        }
        let people = self.people(document).len() as u32;
        if 1 < people {
            for paper in document
                .iter()
                .filter(|paper| !self.traveller(paper).infant)
            {
                let shared = Fault::Shared { others: people - 1 };
                result.add(
                    self.traveller(paper).row,
                    (Some(usize::from(paper.at)), shared),
                );
            }
        }
        let mut born: Vec<(i32, u32)> = document
            .iter()
            .filter_map(|paper| Some((self.traveller(paper).birth?, paper.traveller)))
            .collect();
        born.sort_unstable();
        born.dedup();
        for person in born.chunk_by(|one, other| one.0 == other.0) {
            let same: Vec<u32> = person.iter().map(|(_, traveller)| *traveller).collect();
            self.judge_person(&same, rules, result);
        }
    }

    /// Every place that one person is booked on.
    fn judge_person(&self, same: &[u32], rules: &Rules, result: &mut Consistency) {
        if same.len() < 2 || MOST_PLACES < same.len() {
            return;
        }
        let place = |number: u32| {
            let traveller = &self.travellers[number as usize];
            (traveller.row, &self.flights[traveller.flight as usize])
        };
        let mut places: Vec<(RowRef, &Flight)> = same.iter().map(|number| place(*number)).collect();
        places.sort_by_key(|(row, flight)| (flight.scheduled_departure, *row));
        for (at, (row, flight)) in places.iter().enumerate() {
            let others = places.iter().enumerate().filter(|(other, _)| *other != at);
            let others = others.map(|(_, (_, other))| *other);
            let (again, elsewhere): (Vec<_>, Vec<_>) =
                others.partition(|other| itinerary::is_same_flight(flight, other));
            if !again.is_empty() {
                let others = again.len() as u32;
                result.add(*row, (None, Fault::DuplicateBooking { others }));
            }
            let clash = elsewhere
                .into_iter()
                .find(|other| !itinerary::both_can_be_flown(flight, other, rules));
            if let Some(other) = clash {
                let other = Box::new(other.clone());
                result.add(*row, (None, Fault::ItineraryImpossible { other }));
            }
        }
    }
}

impl Traveller {
    /// Whether two rows on one document may be one person: the same birth date or the same
    /// name; where a birth date is missing, the same surname.
    fn may_be(&self, other: &Traveller) -> bool {
        let births = match (self.birth, other.birth) {
            (Some(one), Some(other)) => one == other,
            _ => self.surname == other.surname,
        };
        births || self.name == other.name
    }
}

/// Visas and fillers left out.
fn papers(passenger: &Passenger, traveller: u32) -> impl Iterator<Item = Paper> {
    let documents = passenger.documents.iter().zip(0u8..);
    let held = documents.filter(|(document, _)| document.kind != Some(DocumentType::Visa));
    held.filter_map(move |(document, at)| {
        let number = number::normalise(&document.number)?;
        Some(Paper {
            number: digest(&number),
            issuer: document.issuer,
            traveller,
            at,
        })
    })
}

/// Of the words in any order and case.
fn name_of(fields: &[&str]) -> u64 {
    let words = fields
        .iter()
        .flat_map(|field| field.split(|c: char| !c.is_alphanumeric()));
    let mut words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_uppercase)
        .collect();
    words.sort_unstable();
    digest(&words)
}

/// The same on every run: its keys are fixed.
fn digest(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests;
