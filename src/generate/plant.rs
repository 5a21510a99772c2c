//! The rows of one planted case.

use crate::domain::document::LostDocument;
use crate::domain::passenger::Flight;
use crate::generate::bookings::Booking;
use crate::generate::countries;
use crate::generate::kinds::Kind;
use crate::generate::listed::CONFUSABLE;
use crate::generate::people::{self, Age, Person, day_of};
use crate::generate::rng::{Use, chance, fill, pick, stream};
use crate::generate::schedule::Case;
use crate::generate::{World, distort, feed, flights, lost, mrz};
use crate::manifest::row::ManifestRow;
use jiff::ToSpan;
use rand::Rng;
use rand_chacha::ChaCha8Rng;

/// Passengers of one document number, as when test data reaches production.
const SHARERS: usize = 5;

/// One row, or several for kinds that show only across rows.
pub(crate) fn rows(world: &World, case: &Case, booking_id: usize) -> Vec<ManifestRow> {
    let flight = &world.flights[case.flight];
    let mut rng = stream(world.plan.seed, Use::Case, case.number);
    let rng = &mut rng;
    let person = traveller(rng, world, case);
    let entry = case.entry.map(|at| world.entry(at));

    let mut row = feed::row(rng, flight, &person);
    let (surname, given) = distort::names(rng, case.kind, case.round, &person, entry.as_ref());
    row.surname = surname;
    row.given_names = given;
    row.birth_date = distort::birth(rng, case.kind, case.round, person.birth);
    if case.kind == Kind::WeakAlias || case.kind == Kind::Alias {
        row.known_traveller_number = None;
    }
    // A zone would repeat the name and the date that the kind has just changed.
    row.mrz = None;
    Booking::new(rng, booking_id, &person).mark(&mut row, 1);

    let state = countries::of_airport(&flight.departure_airport).code;
    if !case.kind.rests_on_document() && case.entry.is_some() && case.kind != Kind::NearMiss {
        feed::leave_out_by_route(&mut row, state);
    }
    let mut rows = with_documents(rng, world, case, flight, &person, row);
    for row in &mut rows {
        feed::carrier_habits(row, &flight.carrier);
    }
    rows
}

/// The listed person, somebody who merely resembles them, or anybody.
fn traveller(rng: &mut ChaCha8Rng, world: &World, case: &Case) -> Person {
    let Some(entry) = case.entry else {
        // A stream of the case alone: both halves of an impossible itinerary draw it.
        let mut own = stream(world.plan.seed, Use::CasePerson, case.number);
        let home = pick(&mut own, countries::all());
        return people::citizen(&mut own, home, day_of(world.plan.as_of));
    };
    let mut person = world.listed_person(entry);
    if matches!(case.kind, Kind::NearMiss | Kind::NameTwin) {
        let other = countries::all()
            .iter()
            .filter(|state| state.code != person.nationality.code);
        let others: Vec<_> = other.collect();
        person.passport = fill(rng, person.nationality.passport);
        if case.kind == Kind::NearMiss || case.round.is_multiple_of(2) {
            person.nationality = *pick(rng, others.as_slice());
        }
        person.birth_state = person.nationality;
        person.birth_place = person.birth_state.town(rng);
    }
    person
}

/// What the passenger shows at the desk.
fn with_documents(
    rng: &mut ChaCha8Rng,
    world: &World,
    case: &Case,
    flight: &Flight,
    person: &Person,
    mut row: ManifestRow,
) -> Vec<ManifestRow> {
    let departure = day_of(flight.scheduled_departure);
    match case.kind {
        Kind::DocumentConfusable => {
            row.document_number = row.document_number.map(|number| confused(rng, &number));
        }
        Kind::DocumentOneEdit => {
            row.document_number = row
                .document_number
                .map(|number| one_digit_off(rng, &number));
        }
        Kind::ExpiredDocument => {
            let days: i64 = rng.random_range(3..400);
            row.document_expiry = Some(departure.saturating_sub(days.days()));
        }
        Kind::ExpiresBeforeArrival => {
            row.document_expiry = Some(flights::local_departure(flight));
        }
        Kind::NoDocument => {
            row.document_type = None;
            row.document_number = None;
            row.document_issuer = None;
            row.document_expiry = None;
        }
        Kind::LostDocument => {
            let at = lost::single_for(case.round, world.plan.lost_documents);
            if let Some(lost) = at.map(|at| world.lost_document(at)) {
                present(&mut row, &lost, lost.number.clone());
            }
        }
        Kind::StolenBlankRange => {
            let at = lost::range_for(case.round, world.plan.lost_documents);
            if let Some(range) = at.map(|at| world.lost_document(at)) {
                present(&mut row, &range, lost::inside(rng, &range));
            }
        }
        Kind::MrzCheckDigit | Kind::MrzFieldConflict => add_zone(case.kind, person, &mut row),
        Kind::SpecimenDocument => {
            row.document_issuer = Some("UTO".to_owned());
            row.document_number = Some(fill(rng, "lA#######"));
        }
        Kind::SeveralDocumentsRows => return two_documents(rng, case.round, person, row),
        Kind::DocumentShared => return shared(rng, flight, row),
        Kind::InfantSharedDocument => return with_infant(rng, flight, person, row),
        _ => {}
    }
    vec![row]
}

fn present(row: &mut ManifestRow, lost: &LostDocument, number: String) {
    row.document_number = Some(number);
    row.document_issuer = Some(lost.issuer.to_string());
    row.nationality = Some(lost.issuer.to_string());
    row.document_type = Some("P".to_owned());
}

fn add_zone(kind: Kind, person: &Person, row: &mut ManifestRow) {
    let Some(expiry) = row.document_expiry else {
        return;
    };
    let zone = mrz::passport(person, expiry);
    if kind == Kind::MrzCheckDigit {
        row.mrz = Some(mrz::with_wrong_digit(&zone));
    } else {
        // The fields were typed for somebody three years older.
        row.mrz = Some(zone);
        row.birth_date = Some(person.birth.saturating_sub(3.years()).to_string());
    }
}

/// The listed passport on the second row, another document on the first; the card is of
/// another type, the second passport of another state.
fn two_documents(
    rng: &mut ChaCha8Rng,
    round: usize,
    person: &Person,
    row: ManifestRow,
) -> Vec<ManifestRow> {
    let mut first = row.clone();
    if round.is_multiple_of(2) {
        first.document_type = Some("I".to_owned());
        first.document_number = Some(fill(rng, "##########"));
    } else {
        let state = pick(rng, countries::all());
        first.document_number = Some(fill(rng, state.passport));
        let other = if state.code == person.nationality.code {
            "USA"
        } else {
            state.code
        };
        first.document_issuer = Some(other.to_owned());
    }
    vec![first, row]
}

fn shared(rng: &mut ChaCha8Rng, flight: &Flight, row: ManifestRow) -> Vec<ManifestRow> {
    let today = day_of(flight.scheduled_departure);
    let mut rows = vec![row];
    for member in 2..=SHARERS {
        let state = pick(rng, countries::all());
        let other = people::citizen(rng, state, today);
        let mut next = feed::row(rng, flight, &other);
        next.mrz = None;
        next.document_number = rows[0].document_number.clone();
        next.document_issuer = rows[0].document_issuer.clone();
        next.document_type = rows[0].document_type.clone();
        join_booking(&mut next, &rows[0], member);
        rows.push(next);
    }
    rows
}

fn with_infant(
    rng: &mut ChaCha8Rng,
    flight: &Flight,
    parent: &Person,
    row: ManifestRow,
) -> Vec<ManifestRow> {
    let today = day_of(flight.scheduled_departure);
    let state = parent.nationality;
    let infant = people::member(
        rng,
        state,
        parent.origin,
        &parent.surname,
        Age::Infant,
        today,
    );
    let mut second = feed::row(rng, flight, &infant);
    second.person_type = Some("infant".to_owned());
    second.seat = None;
    second.mrz = None;
    second.document_number = row.document_number.clone();
    second.document_expiry = row.document_expiry;
    join_booking(&mut second, &row, 2);
    vec![row, second]
}

fn join_booking(row: &mut ManifestRow, of: &ManifestRow, member: usize) {
    let locator = of.booking_ref.as_deref().unwrap_or_default();
    row.passenger_ref = Some(format!("{locator}-{member}"));
    row.booking_ref = of.booking_ref.clone();
    row.contact_phone = of.contact_phone.clone();
    row.contact_email = of.contact_email.clone();
    row.payment_ref = of.payment_ref.clone();
    row.agency = of.agency.clone();
}

/// One digit read as the letter it resembles.
fn confused(rng: &mut ChaCha8Rng, number: &str) -> String {
    let letter = |digit: char| match digit {
        '0' => 'O',
        '1' => 'I',
        '2' => 'Z',
        '5' => 'S',
        '6' => 'G',
        _ => 'B',
    };
    let places: Vec<usize> = number.match_indices(CONFUSABLE).map(|(at, _)| at).collect();
    if places.is_empty() {
        return number.to_owned();
    }
    let place = *pick(rng, &places);
    number
        .char_indices()
        .map(|(at, sign)| if at == place { letter(sign) } else { sign })
        .collect()
}

fn one_digit_off(rng: &mut ChaCha8Rng, number: &str) -> String {
    let places: Vec<usize> = number
        .char_indices()
        .filter(|(_, sign)| sign.is_ascii_digit())
        .map(|(at, _)| at)
        .collect();
    if places.is_empty() {
        return format!("{number}7");
    }
    let place = *pick(rng, &places);
    let step = rng.random_range(1..10);
    number
        .char_indices()
        .map(|(at, sign)| match sign.to_digit(10) {
            Some(digit) if at == place => char::from_digit((digit + step) % 10, 10).unwrap_or(sign),
            _ => sign,
        })
        .collect()
}

/// Listed people travel in company now and then.
pub(crate) fn joins_neighbour(world: &World, case: &Case) -> bool {
    let mut rng = stream(world.plan.seed, Use::CasePerson, case.number);
    case.entry.is_some() && case.kind != Kind::SeveralDocumentsRows && chance(&mut rng, 25.0)
}

/// Puts a lone planted row into a neighbour's booking.
pub(crate) fn join_neighbour(rows: &mut [ManifestRow], neighbours: &[ManifestRow]) {
    let (Some(row), Some(neighbour)) = (rows.first_mut(), neighbours.last()) else {
        return;
    };
    let had_reference = row.passenger_ref.is_some();
    join_booking(row, neighbour, neighbours.len() + 1);
    if !had_reference {
        row.passenger_ref = None;
    }
}
