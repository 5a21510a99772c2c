//! What shows only across the night: one document on several people, one person on two
//! flights that cannot both be flown, one person booked twice on one flight.
//!
//! Passengers are kept as digests of 64 bits, some 70 bytes each, so that a night of
//! millions fits; two unlike values meet in one digest once in some hundred thousand
//! nights, and a person looks before anything happens. The same person means: the same
//! document, birth date and half of the name, or the same booking, name and birth date. A
//! namesake born on the same day is never taken for one: that would find somebody every
//! night.

mod digests;

mod itinerary;

mod persons;

use crate::analysis::journeys::{self, Journeys, Way};
use crate::documents::fault::{Fault, Found};
use crate::documents::rules::DocumentRules;
use crate::domain::ids::RowRef;
use crate::domain::passenger::{Flight, Passenger};
use crate::routing::entry::entry_leg;
pub use digests::DigestedPassenger;
use digests::{BookingDigest, DocumentDigest, PassengerDigest};
use persons::Persons;
use std::collections::HashMap;
use std::num::NonZeroI32;

/// One person, or one number, in more places of one night is test data; and every pair of
/// places is looked at.
const MOST_PLACES: usize = 100;

/// Filled by a first reading of the night.
#[derive(Default)]
pub struct Collector {
    passengers: Vec<PassengerDigest>,
    papers: Vec<DocumentDigest>,
    bookings: Vec<BookingDigest>,
    flights: Vec<Flight>,
    flight_numbers: HashMap<Flight, u32>,
}

/// What the night says about single passengers, and about its feed.
#[derive(Default)]
pub struct Consistency {
    found: HashMap<RowRef, Vec<Found>>,
    /// Of passengers whose own leg does not lead into the USA.
    entries: HashMap<RowRef, Flight>,
    /// Whose flights are legs of one journey.
    pub journeys: Journeys,
    /// How many people travel, each with all of their flights.
    pub people: u64,
    pub feed_faults: Vec<FeedFault>,
}

/// One number on more people than any document serves: test data, or a filler.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FeedFault {
    pub first: RowRef,
    pub passengers: u32,
}

impl Consistency {
    pub fn of(&self, row: RowRef) -> &[Found] {
        self.found.get(&row).map_or(&[], Vec::as_slice)
    }

    /// The leg by which this row's passenger enters the USA, when another one does.
    pub fn entry_leg(&self, row: RowRef) -> Option<&Flight> {
        self.entries.get(&row)
    }

    pub fn way(&self, row: RowRef) -> Way {
        self.journeys.of_row(row)
    }

    fn add(&mut self, row: RowRef, found: Found) {
        let known = self.found.entry(row).or_default();
        if !known.contains(&found) {
            known.push(found);
        }
    }
}

impl Collector {
    /// Room for so many passengers, so that growing never doubles the memory.
    pub fn with_passengers(count: usize) -> Collector {
        Collector {
            passengers: Vec::with_capacity(count),
            papers: Vec::with_capacity(count),
            bookings: Vec::with_capacity(count),
            ..Collector::default()
        }
    }

    pub fn visit(&mut self, passenger: &Passenger) {
        self.add(&passenger.flight, DigestedPassenger::new(passenger));
    }

    /// What was digested before, on whatever thread, in the order of the passengers.
    pub fn add(&mut self, flight: &Flight, digested: DigestedPassenger) {
        let number = self.passengers.len() as u32;
        let DigestedPassenger {
            mut person,
            papers,
            booking,
        } = digested;
        person.flight = self.flight(flight);
        self.papers
            .extend(papers.into_iter().map(|paper| DocumentDigest {
                person: number,
                ..paper
            }));
        self.bookings
            .extend(booking.map(|key| BookingDigest::new(key, number)));
        self.passengers.push(person);
    }

    fn flight(&mut self, flight: &Flight) -> u32 {
        // Those of one flight mostly come one after the other.
        if let Some(last) = self.passengers.last()
            && self.flights[last.flight as usize] == *flight
        {
            return last.flight;
        }
        if let Some(known) = self.flight_numbers.get(flight) {
            return *known;
        }
        let number = self.flights.len() as u32;
        self.flights.push(flight.clone());
        self.flight_numbers.insert(flight.clone(), number);
        number
    }

    pub fn finish(mut self, rules: &DocumentRules) -> Consistency {
        self.papers.sort_unstable();
        self.bookings.sort_unstable();
        let mut result = Consistency::default();
        let mut persons = Persons::default();
        for number in self
            .papers
            .chunk_by(|one, other| one.number == other.number)
        {
            if self.is_feed_fault(number, rules) {
                let rows = number.iter().map(|paper| self.person(paper).row());
                result.feed_faults.extend(rows.min().map(|first| FeedFault {
                    first,
                    passengers: number.len() as u32,
                }));
                continue;
            }
            for document in number.chunk_by(|one, other| one.issuer == other.issuer) {
                self.judge_document(document, rules, &mut persons, &mut result);
            }
        }
        for booking in self.bookings.chunk_by(BookingDigest::is_same) {
            let same: Vec<u32> = booking.iter().map(|booking| booking.person).collect();
            persons.are_one(&same);
            self.judge_person(&same, rules, &mut result);
        }
        let persons = persons.groups();
        let again = persons.iter().map(|person| person.len() as u64 - 1);
        result.people = self.passengers.len() as u64 - again.sum::<u64>();
        result.journeys = self.journeys(&persons);
        result.feed_faults.sort_unstable();
        result
    }

    /// Of everybody with several flights.
    fn journeys(&self, persons: &[Vec<u32>]) -> Journeys {
        let mut journeys = journeys::Builder::default();
        for person in persons {
            let flights = person.iter().map(|number| self.place(*number));
            journeys.add(flights.collect());
        }
        journeys.finish()
    }

    fn place(&self, number: u32) -> (RowRef, &Flight) {
        let person = &self.passengers[number as usize];
        (person.row(), &self.flights[person.flight as usize])
    }

    fn person(&self, paper: &DocumentDigest) -> &PassengerDigest {
        &self.passengers[paper.person as usize]
    }

    /// By names alone: test data often has one birth date too, and nobody has ten names.
    fn is_feed_fault(&self, number: &[DocumentDigest], rules: &DocumentRules) -> bool {
        let most = rules.feed_fault_people as usize;
        if number.len() < most || MOST_PLACES < number.len() {
            return MOST_PLACES < number.len();
        }
        let adults = number.iter().map(|paper| self.person(paper));
        let mut names: Vec<u64> = adults
            .filter(|person| !person.infant)
            .map(|person| person.name)
            .collect();
        names.sort_unstable();
        names.dedup();
        most <= names.len()
    }

    /// One paper of each person, infants left out. Few: more names were a feed fault.
    fn people<'a>(&self, papers: &'a [DocumentDigest]) -> Vec<&'a DocumentDigest> {
        let mut people: Vec<&DocumentDigest> = Vec::new();
        for paper in papers.iter().filter(|paper| !self.person(paper).infant) {
            let own = self.person(paper);
            if !people.iter().any(|other| self.person(other).may_be(own)) {
                people.push(paper);
            }
        }
        people
    }

    fn judge_document(
        &self,
        document: &[DocumentDigest],
        rules: &DocumentRules,
        persons: &mut Persons,
        result: &mut Consistency,
    ) {
        let is_number = document
            .iter()
            .all(|paper| paper.issuer != digests::STAND_IN);
        if document.len() < 2 || !is_number {
            return;
        }
        let people = self.people(document).len() as u32;
        if 1 < people {
            for paper in document.iter().filter(|paper| !self.person(paper).infant) {
                let shared = Fault::Shared { others: people - 1 };
                result.add(
                    self.person(paper).row(),
                    (Some(usize::from(paper.at)), shared),
                );
            }
        }
        let mut born: Vec<(NonZeroI32, u32)> = document
            .iter()
            .filter_map(|paper| Some((self.person(paper).birth?, paper.person)))
            .collect();
        born.sort_unstable();
        born.dedup();
        for person in born.chunk_by(|one, other| one.0 == other.0) {
            let mut left: Vec<u32> = person.iter().map(|(_, person)| *person).collect();
            while let Some(first) = left.first().copied() {
                let first = &self.passengers[first as usize];
                let is_first = |number: &u32| first.may_be(&self.passengers[*number as usize]);
                let (same, others) = left.into_iter().partition(is_first);
                left = others;
                let same: Vec<u32> = same;
                persons.are_one(&same);
                self.judge_person(&same, rules, result);
            }
        }
    }

    /// Every place that one person is booked on.
    fn judge_person(&self, same: &[u32], rules: &DocumentRules, result: &mut Consistency) {
        if same.len() < 2 || MOST_PLACES < same.len() {
            return;
        }
        let crew = same
            .iter()
            .any(|number| self.passengers[*number as usize].crew);
        let mut places: Vec<(RowRef, &Flight)> =
            same.iter().map(|number| self.place(*number)).collect();
        places.sort_by_key(|(row, flight)| (flight.scheduled_departure, *row));
        let flights: Vec<&Flight> = places.iter().map(|(_, flight)| *flight).collect();
        for (row, own) in &places {
            if let Some(entry) = entry_leg(own, &flights) {
                result.entries.entry(*row).or_insert_with(|| entry.clone());
            }
        }
        for (at, (row, flight)) in places.iter().enumerate() {
            let others = places.iter().enumerate().filter(|(other, _)| *other != at);
            let others = others.map(|(_, (_, other))| *other);
            let (again, elsewhere): (Vec<_>, Vec<_>) =
                others.partition(|other| itinerary::is_same_flight(flight, other));
            let shared = again
                .iter()
                .find(|other| itinerary::is_codeshare(flight, other));
            if let Some(other) = shared {
                let other = Box::new((*other).clone());
                result.add(*row, (None, Fault::Codeshare { other }));
            }
            let again = again
                .iter()
                .filter(|other| !itinerary::is_codeshare(flight, other));
            let others = again.count() as u32;
            if 0 < others {
                result.add(*row, (None, Fault::DuplicateBooking { others }));
            }
            let clash = elsewhere
                .into_iter()
                .filter(|other| !itinerary::is_part_of(flight, other))
                .find(|other| !itinerary::both_can_be_flown(flight, other, crew, rules));
            if let Some(other) = clash {
                let other = Box::new(other.clone());
                result.add(*row, (None, Fault::ItineraryImpossible { other }));
            }
        }
    }
}

#[cfg(test)]
mod tests;
