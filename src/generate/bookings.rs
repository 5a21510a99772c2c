//! Ordinary passengers: who books together, and what they share.

use crate::domain::passenger::Flight;
use crate::generate::countries::{self, State};
use crate::generate::people::{self, Age, Person, day_of};
use crate::generate::rng::{chance, fill, pick, pick_weighted};
use crate::generate::{feed, latin, names};
use crate::manifest::row::ManifestRow;
use rand::Rng;
use rand_chacha::ChaCha8Rng;

/// Percent of infants who travel on a parent's passport.
const INFANTS_WITHOUT_PASSPORT: f64 = 15.0;

/// What links the rows of one booking.
#[derive(Clone, Debug)]
pub(crate) struct Booking {
    pub(crate) locator: String,
    phone: Option<String>,
    email: Option<String>,
    payment: Option<String>,
    agency: Option<String>,
}

impl Booking {
    /// `id` is unique in the night, and so is the locator.
    pub(crate) fn new(rng: &mut ChaCha8Rng, id: usize, holder: &Person) -> Self {
        let mut given = |percent: f64| chance(rng, percent);
        let (has_phone, has_email, has_payment, by_agency) =
            (given(75.0), given(80.0), given(70.0), given(25.0));
        Booking {
            locator: locator(id),
            phone: has_phone
                .then(|| fill(rng, &format!("+{}555######", holder.nationality.dialling))),
            email: has_email.then(|| email(rng, holder)),
            payment: has_payment.then(|| format!("{:016x}", rng.random::<u64>())),
            agency: by_agency.then(|| fill(rng, "AG#####")),
        }
    }

    pub(crate) fn mark(&self, row: &mut ManifestRow, member: usize) {
        row.booking_ref = Some(self.locator.clone());
        row.passenger_ref = Some(format!("{}-{member}", self.locator));
        row.contact_phone = self.phone.clone();
        row.contact_email = self.email.clone();
        row.payment_ref = self.payment.clone();
        row.agency = self.agency.clone();
    }
}

/// The rows of one booking of at most `room` passengers, at least one.
pub(crate) fn rows(
    rng: &mut ChaCha8Rng,
    flight: &Flight,
    id: usize,
    room: usize,
) -> Vec<ManifestRow> {
    let people = travellers(rng, flight, room);
    let booking = Booking::new(rng, id, &people[0].0);
    let parent_passport = people[0].0.passport.clone();
    people
        .iter()
        .enumerate()
        .map(|(at, (person, age))| {
            let mut row = feed::row(rng, flight, person);
            booking.mark(&mut row, at + 1);
            if *age == Age::Infant {
                row.person_type = Some("infant".to_owned());
                row.seat = None;
                if chance(rng, INFANTS_WITHOUT_PASSPORT) {
                    row.document_number = Some(parent_passport.clone());
                    row.mrz = None;
                }
            }
            if feed::glues_titles(&flight.carrier) {
                row.given_names = row
                    .given_names
                    .take()
                    .map(|given| feed::glued(given, person.sex));
            }
            feed::roughen(rng, &mut row, person.sex);
            let departure_state = countries::of_airport(&flight.departure_airport).code;
            feed::leave_out_by_route(&mut row, departure_state);
            // China's interactive messages carry no given names; some feeds copy them.
            if departure_state == "CHN" && chance(rng, 8.0) {
                row.given_names = None;
            }
            feed::carrier_habits(&mut row, &flight.carrier);
            row
        })
        .collect()
}

fn travellers(rng: &mut ChaCha8Rng, flight: &Flight, room: usize) -> Vec<(Person, Age)> {
    let size = pick_weighted(rng, &[(1, 46), (2, 27), (3, 10), (4, 11), (5, 6)]).min(room.max(1));
    let today = day_of(flight.scheduled_departure);
    let state = home(rng, flight);
    let origin = pick_weighted(rng, &state.origins);
    let family = names::surname(rng, origin);
    let related = chance(rng, 85.0);
    (0..size)
        .map(|at| {
            let age = match at {
                0 => Age::Adult,
                1 if chance(rng, 82.0) => Age::Adult,
                _ if chance(rng, 12.0) => Age::Infant,
                _ if related => Age::Child,
                _ => Age::Adult,
            };
            let person = if related || at == 0 {
                people::member(rng, state, origin, &family, age, today)
            } else {
                people::citizen(rng, state, today)
            };
            // A friend is never an infant: only families bring those.
            let age = if related { age } else { Age::Adult };
            (person, age)
        })
        .collect()
}

/// Most live where the flight starts, or go home to where it lands.
fn home(rng: &mut ChaCha8Rng, flight: &Flight) -> &'static State {
    match rng.random_range(0..100) {
        0..56 => countries::of_airport(&flight.departure_airport),
        56..84 => countries::of_airport(&flight.arrival_airport),
        _ => pick(rng, countries::all()),
    }
}

/// Six signs; a multiplication by an odd number is one to one, so ids never collide.
pub(crate) fn locator(id: usize) -> String {
    const SIGNS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let mixed = (id as u64).wrapping_mul(0x9E37_79B1) & 0x3FFF_FFFF;
    (0..6)
        .map(|place| char::from(SIGNS[(mixed >> (5 * place)) as usize & 31]))
        .collect()
}

fn email(rng: &mut ChaCha8Rng, holder: &Person) -> String {
    let small = |name: &str| {
        let plain = latin::plain(name, holder.origin);
        plain
            .chars()
            .filter(char::is_ascii_alphabetic)
            .map(|letter| letter.to_ascii_lowercase())
            .collect::<String>()
    };
    let host = *pick(rng, &["mail", "post", "inbox", "letters"]);
    let number = rng.random_range(1..1000);
    format!(
        "{}.{}{number}@{host}.example",
        small(&holder.given),
        small(&holder.surname)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn locators_never_collide() {
        let seen: BTreeSet<String> = (0..100_000).map(locator).collect();
        assert_eq!(seen.len(), 100_000);
        assert!(seen.iter().all(|text| text.len() == 6));
    }
}
