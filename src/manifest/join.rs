//! The several rows of one passenger on one flight become one passenger.
//!
//! Rows belong together when flight, names and `passenger_ref` agree, or flight, names,
//! birth date and `booking_ref`, whatever file they stand in: the passenger list and the
//! booking of one passenger bear references of two systems. Names are part of the key even
//! beside a reference: a wrong reference must never swallow a second person. The error left
//! is a passenger screened twice, which costs a line, never a match.

use crate::domain::document::Document;
use crate::domain::parsed::{Reject, RejectCode};
use crate::domain::passenger::{FromZone, Passenger};
use crate::manifest::schema::ManifestColumns;
use crate::tables::read::{Moments, Text};
use arrow_array::RecordBatch;
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::hash::BuildHasher;
use std::sync::Arc;

/// ManifestColumns of the passenger's key.
pub const KEY_COLUMNS: [&str; 8] = [
    "carrier",
    "flight_number",
    "departure_airport",
    "scheduled_departure",
    "passenger_ref",
    "booking_ref",
    "surname",
    "given_names",
];

/// Passengers with several rows: hash of the key to number of rows. Eight bytes a row
/// while it is built.
#[derive(Clone)]
pub struct Repeats(Arc<HashMap<u64, u32>>);

impl Repeats {
    pub fn of(mut hashes: Vec<u64>) -> Repeats {
        hashes.sort_unstable();
        let groups = hashes.chunk_by(|one, other| one == other);
        let repeated = groups.filter(|group| group.len() > 1);
        let counts = repeated.map(|group| (group[0], group.len() as u32));
        Repeats(Arc::new(counts.collect()))
    }
}

/// Hashes of the rows that can have company.
pub fn hash_rows(batch: &RecordBatch, columns: &ManifestColumns, hashes: &mut Vec<u64>) {
    hashes.extend(self::hashes(batch, columns).into_iter().flatten());
}

/// One per row, of its flight and names; `None` for a row without any reference, which
/// stands alone. Which of the namesakes on a flight are one is told row by row.
pub fn hashes(batch: &RecordBatch, columns: &ManifestColumns) -> Vec<Option<u64>> {
    let text = |column: &str| Text::of(batch, columns.name(column));
    let [
        carrier,
        number,
        airport,
        _,
        reference,
        booking,
        surname,
        given,
    ] = KEY_COLUMNS.map(text);
    let departure = Moments::of(batch, columns.name("scheduled_departure"));
    (0..batch.num_rows())
        .map(|row| {
            let (reference, booking) = (reference.stated(row), booking.stated(row));
            if reference.is_none() && booking.is_none() {
                return None;
            }
            let names = [carrier, number, airport, surname, given].map(|field| field.get(row));
            let moment = departure.known(row).map(|moment| moment.as_second());
            Some(FixedState::default().hash_one((names, moment)))
        })
        .collect()
}

/// Holds passengers back until all their rows have come.
pub struct Joiner {
    repeats: Repeats,
    waiting: HashMap<u64, Waiting>,
    most_documents: usize,
}

#[derive(Default)]
struct Waiting {
    passengers: Vec<Passenger>,
    rows: u32,
}

impl Joiner {
    pub fn new(repeats: Repeats, most_documents: usize) -> Joiner {
        Joiner {
            repeats,
            most_documents,
            waiting: HashMap::new(),
        }
    }

    /// Passengers come out in the order of their last rows. A row with one more document than
    /// are read of a passenger comes back: the passenger is screened without it.
    pub fn add(
        &mut self,
        hash: Option<u64>,
        passenger: Passenger,
        out: &mut Vec<Passenger>,
    ) -> Option<Reject> {
        let Some(hash) = hash.filter(|hash| self.repeats.0.contains_key(hash)) else {
            out.push(passenger);
            return None;
        };
        let most = self.most_documents;
        let waiting = self.waiting.entry(hash).or_default();
        // Equal hashes are not yet equal people.
        match waiting
            .passengers
            .iter_mut()
            .find(|known| is_same(known, &passenger))
        {
            Some(known) if has_surplus(known, &passenger, most) => {
                let reject = surplus(&passenger, most);
                self.count_row(hash, out);
                return Some(reject);
            }
            Some(known) => merge(known, passenger),
            None => waiting.passengers.push(passenger),
        }
        self.count_row(hash, out);
        None
    }

    /// A row of that key went to quarantine: nobody waits for it.
    pub fn skip(&mut self, hash: Option<u64>, out: &mut Vec<Passenger>) {
        if let Some(hash) = hash.filter(|hash| self.repeats.0.contains_key(hash)) {
            self.waiting.entry(hash).or_default();
            self.count_row(hash, out);
        }
    }

    fn count_row(&mut self, hash: u64, out: &mut Vec<Passenger>) {
        let waiting = self.waiting.entry(hash).or_default();
        waiting.rows += 1;
        if self.repeats.0.get(&hash) == Some(&waiting.rows) {
            let done = self.waiting.remove(&hash).unwrap_or_default();
            out.extend(done.passengers);
        }
    }
}

/// Whether the row would bring more documents than are read of one passenger.
fn has_surplus(known: &Passenger, row: &Passenger, most: usize) -> bool {
    let is_new = |document: &&Document| !known.documents.contains(document);
    most <= known.documents.len() && row.documents.iter().any(|document| is_new(&document))
}

fn surplus(row: &Passenger, most: usize) -> Reject {
    Reject {
        row: row.row(),
        column: "document_number",
        code: RejectCode::TooManyDocuments,
        message: format!("the passenger has limits.documents = {most} already"),
    }
}

fn is_same(one: &Passenger, other: &Passenger) -> bool {
    let same_flight = one.flight.carrier == other.flight.carrier
        && one.flight.number == other.flight.number
        && one.flight.departure_airport == other.flight.departure_airport
        && one.flight.scheduled_departure == other.flight.scheduled_departure;
    let same_name = one.surname == other.surname && one.given_names == other.given_names;
    let same = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
    let same_booking =
        same(&one.booking_ref, &other.booking_ref) && one.birth_date == other.birth_date;
    // Two references say two people, unless the day of birth says one.
    let birth_or_no_reference =
        one.birth_date.is_some() || (one.passenger_ref.is_none() && other.passenger_ref.is_none());
    let same_reference =
        same(&one.passenger_ref, &other.passenger_ref) || (same_booking && birth_or_no_reference);
    let births_clash = matches!((one.birth_date, other.birth_date), (Some(a), Some(b)) if a != b)
        && one.from_zone.birth_date == other.from_zone.birth_date;
    same_flight && same_name && same_reference && !births_clash
}

/// The first value that is there wins; documents add up.
fn merge(into: &mut Passenger, other: Passenger) {
    let Passenger {
        rows,
        flight,
        passenger_ref,
        booking_ref,
        person_type: _,
        surname: _,
        given_names: _,
        birth_date,
        sex,
        nationality,
        residence,
        birth_country,
        birth_place,
        documents,
        redress_number,
        known_traveller_number,
        from_zone,
    } = other;
    into.rows.extend(rows);
    if into.flight.scheduled_arrival.is_none() && flight.scheduled_arrival.is_some() {
        Arc::make_mut(&mut into.flight).scheduled_arrival = flight.scheduled_arrival;
    }
    fill(&mut into.passenger_ref, passenger_ref);
    fill(&mut into.booking_ref, booking_ref);
    let FromZone {
        birth_date: born,
        sex: sexed,
        nationality: national,
    } = &mut into.from_zone;
    state(&mut into.birth_date, born, birth_date, from_zone.birth_date);
    state(&mut into.sex, sexed, sex, from_zone.sex);
    state(
        &mut into.nationality,
        national,
        nationality,
        from_zone.nationality,
    );
    fill(&mut into.residence, residence);
    fill(&mut into.birth_country, birth_country);
    fill(&mut into.birth_place, birth_place);
    fill(&mut into.redress_number, redress_number);
    fill(&mut into.known_traveller_number, known_traveller_number);
    for document in documents {
        if !into.documents.contains(&document) {
            into.documents.push(document);
        }
    }
}

/// The same, and a value that is stated takes the place of one that a zone filled in.
fn state<T>(into: &mut Option<T>, is_from_zone: &mut bool, value: Option<T>, of_zone: bool) {
    let better = *is_from_zone && !of_zone;
    if value.is_some() && (into.is_none() || better) {
        (*into, *is_from_zone) = (value, of_zone);
    }
}

fn fill<T>(into: &mut Option<T>, value: Option<T>) {
    if into.is_none() {
        *into = value;
    }
}
