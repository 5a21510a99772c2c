//! One passenger and one document in a few bytes.

use crate::documents::number;
use crate::domain::airports;
use crate::domain::codes::{Country, DocumentType};
use crate::domain::ids::RowRef;
use crate::domain::passenger::{Passenger, PersonType};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::num::{NonZeroI32, NonZeroU32};

pub(super) struct PassengerDigest {
    pub(super) name: u64,
    /// Beside its file, and not as a `RowRef`, for which there would be eight bytes more.
    row: u64,
    file: u32,
    pub(super) surname: u32,
    /// Nothing when there are none.
    pub(super) given: Option<NonZeroU32>,
    /// Days since year 0; none for a partial date.
    pub(super) birth: Option<NonZeroI32>,
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
    /// See [`issuer`].
    pub(super) issuer: u16,
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
        let (surname, given) = (words(&passenger.surname), words(&passenger.given_names));
        let RowRef { file, row } = passenger.row();
        PassengerDigest {
            row,
            file,
            surname: digest(&surname) as u32,
            given: (!given.is_empty())
                .then(|| NonZeroU32::new(digest(&given) as u32).unwrap_or(NonZeroU32::MIN)),
            name: digest(&sorted(surname, given)),
            birth: passenger.birth_date.and_then(|birth| {
                let whole = birth.to_date()?;
                NonZeroI32::new(i32::from(whole.year()) * 366 + i32::from(whole.day_of_year()))
            }),
            flight: 0,
            infant: baby || passenger.person_type == PersonType::Infant,
            crew: passenger.person_type == PersonType::Crew,
        }
    }

    pub(super) fn row(&self) -> RowRef {
        RowRef {
            file: self.file,
            row: self.row,
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

/// In the place of the issuer: the number is none (NULL, 123456789). That many bear it tells of the
/// feed, and of nobody who bears it.
pub(super) const STAND_IN: u16 = u16::MAX;

/// Visas and fillers left out.
fn papers(passenger: &Passenger) -> impl Iterator<Item = DocumentDigest> {
    let documents = passenger.documents.iter().zip(0u16..);
    let held = documents.filter(|(document, _)| document.kind != Some(DocumentType::Visa));
    held.filter_map(move |(document, at)| {
        let known = number::normalise(&document.number);
        let (number, issuer) = match known {
            Some(number) => (number, issuer(document.issuer)),
            None => (number::stand_in(&document.number)?, STAND_IN),
        };
        Some(DocumentDigest {
            number: digest(&number),
            issuer,
            person: 0,
            at,
        })
    })
}

/// A number for each state in the order of their codes, and zero for none.
fn issuer(state: Option<Country>) -> u16 {
    let number = |state: Country| {
        let letters = state.as_str().bytes();
        letters.fold(0, |number, letter| {
            26 * number + u16::from(letter.saturating_sub(b'A'))
        })
    };
    state.map_or(0, |state| 1 + number(state))
}

/// One booking of one person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct BookingDigest {
    /// Two halves: a whole would take four bytes more.
    key: [u32; 2],
    pub(super) person: u32,
}

impl BookingDigest {
    pub(super) fn new(key: u64, person: u32) -> BookingDigest {
        BookingDigest {
            key: [(key >> 32) as u32, key as u32],
            person,
        }
    }

    pub(super) fn is_same(&self, other: &BookingDigest) -> bool {
        self.key == other.key
    }
}

/// The words of a field, in one order and case whatever it says.
fn words(field: &str) -> Vec<String> {
    let words = field.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    sorted(words.map(str::to_uppercase).collect(), Vec::new())
}

fn sorted(mut words: Vec<String>, more: Vec<String>) -> Vec<String> {
    words.extend(more);
    words.sort_unstable();
    words
}

/// The same on every run: its keys are fixed.
fn digest(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issuers_keep_their_order_and_are_told_apart() {
        let codes = ["AAA", "AAB", "ABA", "BAA", "DEU", "FRA", "XKX", "ZZY"];
        let states = codes.map(Country::parse);
        assert!(states.iter().all(Option::is_some));
        let mut numbers = vec![issuer(None)];
        numbers.extend(states.map(issuer));
        assert!(
            numbers.is_sorted_by(|one, other| one < other),
            "{numbers:?}"
        );
    }

    /// Of three million passengers each byte is three megabytes.
    #[test]
    fn digests_are_as_small_as_they_are_said_to_be() {
        assert_eq!(size_of::<PassengerDigest>(), 40);
        assert_eq!(size_of::<DocumentDigest>(), 16);
        assert_eq!(size_of::<BookingDigest>(), 12);
    }
}
