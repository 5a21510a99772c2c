//! One passenger and one document in a few bytes.

use crate::documents::number;
use crate::domain::airports;
use crate::domain::codes::{Country, DocumentType};
use crate::domain::ids::RowRef;
use crate::domain::passenger::{Passenger, PersonType};
use std::hash::{DefaultHasher, Hash, Hasher};

pub(super) struct PassengerDigest {
    pub(super) row: RowRef,
    pub(super) name: u64,
    pub(super) surname: u32,
    /// Nothing when there are none.
    pub(super) given: Option<u32>,
    /// Days since year 0; none for a partial date.
    pub(super) birth: Option<i32>,
    pub(super) flight: u32,
    /// An infant may travel on a parent's passport.
    pub(super) infant: bool,
    pub(super) crew: bool,
}

/// Completed years from which a child has a seat, and a document, of its own.
const INFANT_YEARS: i16 = 2;

/// One document in one passenger's hands; sorted by number, then issuer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct DocumentDigest {
    pub(super) number: u64,
    /// Issuer, or nothing.
    pub(super) issuer: Option<Country>,
    pub(super) person: u32,
    /// Among the passenger's documents.
    pub(super) at: u16,
}

/// One passenger, ready for the collector.
pub struct DigestedPassenger {
    pub(super) person: PassengerDigest,
    pub(super) papers: Vec<DocumentDigest>,
    /// Carrier, booking, name and birth date.
    pub(super) booking: Option<u64>,
}

impl DigestedPassenger {
    pub fn new(passenger: &Passenger) -> DigestedPassenger {
        let person = PassengerDigest::new(passenger);
        let booking = passenger.booking_ref.as_ref().zip(person.birth);
        let booking = booking.map(|(booking, birth)| {
            digest(&(&passenger.flight.carrier, booking, person.name, birth))
        });
        DigestedPassenger {
            papers: papers(passenger).collect(),
            person,
            booking,
        }
    }
}

impl PassengerDigest {
    /// The flight has no number yet.
    fn new(passenger: &Passenger) -> PassengerDigest {
        let moment = passenger.flight.scheduled_departure;
        let leaves = airports::local_date(moment, &passenger.flight.departure_airport);
        let baby = passenger
            .possible_birth()
            .is_some_and(|birth| birth.youngest_age_at(leaves) < INFANT_YEARS);
        let given = name_of(&[&passenger.given_names]) as u32;
        PassengerDigest {
            row: passenger.row(),
            name: name_of(&[&passenger.surname, &passenger.given_names]),
            surname: name_of(&[&passenger.surname]) as u32,
            given: passenger
                .given_names
                .contains(char::is_alphanumeric)
                .then_some(given),
            birth: passenger.birth_date.and_then(|birth| {
                let whole = birth.to_date()?;
                Some(i32::from(whole.year()) * 366 + i32::from(whole.day_of_year()))
            }),
            flight: 0,
            infant: baby || passenger.person_type == PersonType::Infant,
            crew: passenger.person_type == PersonType::Crew,
        }
    }

    /// Whether two rows on one document may be one person: the same name, or the same birth
    /// date and half of the name; where a birth date is missing, the same surname. A date
    /// alone excuses nobody: feeds fill in 1 January.
    pub(super) fn may_be(&self, other: &PassengerDigest) -> bool {
        let surname = self.surname == other.surname;
        let given = self.given.is_some() && self.given == other.given;
        let agree = match (self.birth, other.birth) {
            (Some(one), Some(other)) => one == other && (surname || given),
            _ => surname,
        };
        agree || self.name == other.name
    }
}

/// Visas and fillers left out.
fn papers(passenger: &Passenger) -> impl Iterator<Item = DocumentDigest> {
    let documents = passenger.documents.iter().zip(0u16..);
    let held = documents.filter(|(document, _)| document.kind != Some(DocumentType::Visa));
    held.filter_map(move |(document, at)| {
        let number = number::normalise(&document.number)?;
        Some(DocumentDigest {
            number: digest(&number),
            issuer: document.issuer,
            person: 0,
            at,
        })
    })
}

/// Of the words in any order and case.
pub(super) fn name_of(fields: &[&str]) -> u64 {
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
pub(super) fn digest(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
