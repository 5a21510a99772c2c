//! One night of a season: ordinary passengers, agencies' telephones among them, and those of the
//! cast who travel.

use super::cast::{Party, Role, Trip};
use super::{Season, lists};
use crate::domain::passenger::Flight;
use crate::generate::bookings::{self, Booking};
use crate::generate::numbers::Numbers;
use crate::generate::rng::{Use, chance, pick, stream};
use crate::generate::{self, Plan, feed};
use crate::manifest::row::ManifestRow;
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;

/// Passengers of each agency in the season whose telephone stands in their bookings.
const AGENCIES: [usize; 5] = [200, 500, 1_000, 2_000, 4_000];

/// What a desk types when nobody gives a telephone.
const PLACEHOLDER: &str = "+10000000000";

/// Percent of bookings.
const PLACEHOLDERS: f64 = 2.0;

/// Percent of the bookings of a network's clients that its card pays; the others have its
/// telephone.
const BY_CARD: f64 = 60.0;

/// Bookings of one night; a night has fewer.
const BOOKINGS: usize = 2_000_000;

/// Bookings of the cast begin here, beyond those of any night.
const CAST_BOOKINGS: usize = 900_000_000;

/// What was planted in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub role: Role,
    /// `network-2`, say.
    pub group: String,
    /// `network-2-1`: also the id of the entry of whoever is listed.
    pub person: String,
    pub is_listed: bool,
}

pub type SeasonRow = (ManifestRow, Option<Part>);

pub(super) fn rows(season: &Season, night: usize) -> Vec<SeasonRow> {
    let plan = Plan {
        seed: season.plan.seed.wrapping_add(1 + night as u64),
        as_of: season.as_of(night),
        entries: 0,
        lost_documents: 0,
        planted_rate: 0.0,
        ..season.plan
    };
    let world = generate::world(&plan);
    let mut numbers = Numbers::beside(season.reported.clone());
    let ordinary = (0..world.flights.len()).flat_map(|flight| world.flight_rows(flight));
    let mut rows: Vec<SeasonRow> = ordinary.map(|(row, _)| (row, None)).collect();
    let mut rng = stream(season.plan.seed, Use::SeasonNight, night);
    rename_bookings(&mut rows, night);
    let passengers = season.plan.passengers * season.nights;
    give_telephones(&mut rng, &mut rows, passengers);
    rows.iter_mut()
        .for_each(|(row, _)| numbers.settle(row, true));
    for (serial, party) in season.parties.iter().enumerate() {
        let trips = party.trips.iter().filter(|trip| trip.night == night);
        for trip in trips {
            let first = CAST_BOOKINGS + (night * season.parties.len() + serial) * 64;
            let mut travelling = travelling(&mut rng, party, trip, &world.flights, first);
            travelling
                .iter_mut()
                .for_each(|(row, _)| numbers.settle(row, false));
            rows.extend(travelling);
        }
    }
    rows
}

/// Every night numbers its bookings from the same start: without this a locator would mean another
/// party on the next day.
fn rename_bookings(rows: &mut [SeasonRow], night: usize) {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for (row, _) in rows {
        let Some(old) = row.booking_ref.take() else {
            continue;
        };
        let next = night * BOOKINGS + names.len();
        let new = names
            .entry(old.clone())
            .or_insert_with(|| bookings::locator(next));
        row.passenger_ref = row.passenger_ref.take().map(|text| text.replace(&old, new));
        row.booking_ref = Some(new.clone());
    }
}

/// By booking.
fn give_telephones(rng: &mut ChaCha8Rng, rows: &mut [SeasonRow], passengers: usize) {
    let mut given: BTreeMap<String, Option<(String, Option<String>)>> = BTreeMap::new();
    for (row, _) in rows {
        let Some(booking) = row.booking_ref.clone() else {
            continue;
        };
        let drawn = given
            .entry(booking)
            .or_insert_with(|| telephone(rng, passengers));
        if let Some((phone, agency)) = drawn {
            row.contact_phone = Some(phone.clone());
            row.agency = agency.clone().or(row.agency.take());
        }
    }
}

fn telephone(rng: &mut ChaCha8Rng, passengers: usize) -> Option<(String, Option<String>)> {
    for (number, share) in AGENCIES.iter().enumerate() {
        if chance(rng, 100.0 * *share as f64 / passengers.max(1) as f64) {
            let phone = format!("+99800000{number:02}");
            return Some((phone, Some(format!("AGENCY{number}"))));
        }
    }
    chance(rng, PLACEHOLDERS).then(|| (PLACEHOLDER.to_owned(), None))
}

fn travelling(
    rng: &mut ChaCha8Rng,
    party: &Party,
    trip: &Trip,
    flights: &[Flight],
    first_booking: usize,
) -> Vec<SeasonRow> {
    let own: Vec<&Flight> = flights
        .iter()
        .filter(|flight| {
            party
                .from
                .is_none_or(|from| flight.departure_airport == from)
        })
        .collect();
    let all: Vec<&Flight> = flights.iter().collect();
    let Some(flight) = [own, all].into_iter().find(|some| !some.is_empty()) else {
        return Vec::new();
    };
    let flight = *pick(rng, &flight);
    let mut rows = Vec::new();
    for (place, &at) in trip.who.iter().enumerate() {
        let member = &party.members[at];
        let mut row = feed::row(rng, flight, &member.person);
        let (booking, number) = match trip.is_one_booking {
            true => (0, place + 1),
            false => (place, 1),
        };
        Booking::new(rng, first_booking + booking, &member.person).mark(&mut row, number);
        share(rng, party, at, &mut row);
        let part = Part {
            role: party.role,
            group: format!("{}-{}", party.role.as_str(), party.number),
            person: lists::entry_id(party, at),
            is_listed: member.listed.is_some(),
        };
        rows.push((row, Some(part)));
    }
    rows
}

/// What a member's booking has in common with the others.
fn share(rng: &mut ChaCha8Rng, party: &Party, member: usize, row: &mut ManifestRow) {
    let (card, phone) = (Some(party.card.clone()), Some(party.phone.clone()));
    match party.role {
        // The facilitator has the card and the telephone.
        Role::Network if member == 0 => (row.payment_ref, row.contact_phone) = (card, phone),
        Role::Network if chance(rng, BY_CARD) => row.payment_ref = card,
        Role::Network => row.contact_phone = phone,
        Role::Family => {
            (row.payment_ref, row.contact_phone) = (card, phone);
            row.contact_email = None;
        }
        // One booking, one payment, and the organiser's telephone.
        Role::Tour => {
            (row.payment_ref, row.contact_phone) = (card, phone);
            row.contact_email = None;
            row.agency = Some(format!("TOURS{}", party.number));
        }
        Role::Courier => (),
    }
}
