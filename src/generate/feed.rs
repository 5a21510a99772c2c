//! How a carrier's feed writes a person down: its columns, its habits, its gaps.

use crate::domain::codes::Sex;
use crate::domain::passenger::Flight;
use crate::generate::people::{Person, day_of};
use crate::generate::rng::{chance, fill};
use crate::generate::{latin, mrz};
use crate::manifest::row::ManifestRow;
use jiff::ToSpan;
use jiff::civil::Date;
use rand::Rng;
use rand_chacha::ChaCha8Rng;

/// Carriers whose feeds write birth dates as `YYMMDD`.
const SHORT_DATES: [&str; 3] = ["AI", "LA", "MS"];
/// Carriers whose feeds give no passenger reference.
const NO_REFERENCES: [&str; 3] = ["TK", "CM", "PR"];
/// Carriers whose feeds glue the title to the given names.
const GLUED_TITLES: [&str; 2] = ["KQ", "MS"];

/// A clean row: everything the person's papers say, in plain capitals.
pub(crate) fn row(rng: &mut ChaCha8Rng, flight: &Flight, person: &Person) -> ManifestRow {
    let expiry = valid_until(rng, flight);
    let seen = |percent: f64, rng: &mut ChaCha8Rng| chance(rng, percent);
    ManifestRow {
        person_type: Some("passenger".to_owned()),
        surname: Some(latin::plain(&person.surname, person.origin)),
        given_names: Some(latin::plain(&person.all_given(), person.origin)),
        birth_date: Some(person.birth.to_string()),
        sex: Some(person.sex.code().to_owned()),
        nationality: Some(person.nationality.issuer_code().to_owned()),
        residence: seen(20.0, rng).then(|| person.nationality.code.to_owned()),
        birth_country: seen(70.0, rng).then(|| person.birth_state.code.to_owned()),
        birth_place: seen(30.0, rng).then(|| person.birth_place.to_owned()),
        document_type: Some("P".to_owned()),
        document_number: Some(person.passport.clone()),
        document_issuer: Some(person.nationality.issuer_code().to_owned()),
        document_expiry: Some(expiry),
        mrz: seen(6.0, rng).then(|| mrz::passport(person, expiry)),
        known_traveller_number: (person.nationality.code == "USA" && seen(6.0, rng))
            .then(|| fill(rng, "#########")),
        redress_number: seen(0.1, rng).then(|| fill(rng, "#######")),
        seat: Some(seat(rng)),
        ..flight_columns(flight)
    }
}

fn flight_columns(flight: &Flight) -> ManifestRow {
    ManifestRow {
        carrier: Some(flight.carrier.clone()),
        flight_number: Some(flight.number.clone()),
        departure_airport: Some(flight.departure_airport.clone()),
        arrival_airport: Some(flight.arrival_airport.clone()),
        scheduled_departure: Some(flight.scheduled_departure),
        scheduled_arrival: flight.scheduled_arrival,
        ..ManifestRow::default()
    }
}

fn valid_until(rng: &mut ChaCha8Rng, flight: &Flight) -> Date {
    let days: i64 = rng.random_range(60..3600);
    day_of(flight.scheduled_departure).saturating_add(days.days())
}

fn seat(rng: &mut ChaCha8Rng) -> String {
    let letter = char::from(b"ABCDEFGHJK"[rng.random_range(0..10)]);
    format!("{}{letter}", rng.random_range(10..60))
}

/// What desks leave out or get wrong without any bad intent. Nothing here is labelled.
pub(crate) fn roughen(rng: &mut ChaCha8Rng, row: &mut ManifestRow, sex: Sex) {
    match rng.random_range(0..1000) {
        0..15 => row.birth_date = None,
        15..22 => cut_birth(row, 4),
        22..25 => cut_birth(row, 7),
        25..35 => row.sex = Some("U".to_owned()),
        35..50 => row.sex = None,
        50..52 => row.sex = Some("X".to_owned()),
        52..67 => row.document_type = Some(String::new()),
        67..77 => row.document_issuer = None,
        77..92 => row.document_expiry = None,
        92..112 => row.document_type = Some("I".to_owned()),
        112..132 => space_number(row),
        132..142 => row.given_names = row.given_names.take().map(|given| glued(given, sex)),
        142..150 => row.nationality = None,
        _ => {}
    }
}

fn cut_birth(row: &mut ManifestRow, len: usize) {
    row.birth_date = row
        .birth_date
        .take()
        .map(|date| date.chars().take(len).collect());
}

fn space_number(row: &mut ManifestRow) {
    if let Some(number) = &mut row.document_number {
        number.insert(2.min(number.len()), ' ');
    }
}

/// `CHARLESMR`.
pub(crate) fn glued(given: String, sex: Sex) -> String {
    format!("{given}{}", if sex == Sex::Female { "MRS" } else { "MR" })
}

/// What the states at both ends do not ask for, carriers do not send (a live
/// departure-control system's table).
pub(crate) fn leave_out_by_route(row: &mut ManifestRow, departure_state: &str) {
    match departure_state {
        "GBR" | "TUR" | "THA" => row.document_expiry = None,
        "CZE" | "CHN" | "VNM" => row.document_issuer = None,
        "IND" => {
            row.nationality = None;
            row.document_issuer = None;
        }
        _ => {}
    }
}

/// The carrier's own habits, last of all.
pub(crate) fn carrier_habits(row: &mut ManifestRow, carrier: &str) {
    if SHORT_DATES.contains(&carrier) {
        row.birth_date = row.birth_date.take().map(short_date);
    }
    if NO_REFERENCES.contains(&carrier) {
        row.passenger_ref = None;
    }
}

pub(crate) fn glues_titles(carrier: &str) -> bool {
    GLUED_TITLES.contains(&carrier)
}

/// `1970-03-05` to `700305`; partial dates stay.
fn short_date(date: String) -> String {
    if date.len() == 10 && date.is_ascii() {
        date[2..].replace('-', "")
    } else {
        date
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_and_carriers_leave_their_marks() {
        let whole = || ManifestRow {
            nationality: Some("IND".into()),
            document_issuer: Some("IND".into()),
            document_expiry: Some(jiff::civil::date(2030, 1, 1)),
            birth_date: Some("1970-03-05".into()),
            passenger_ref: Some("1".into()),
            ..ManifestRow::default()
        };
        let mut row = whole();
        leave_out_by_route(&mut row, "IND");
        assert_eq!((row.nationality, row.document_issuer), (None, None));
        let mut row = whole();
        leave_out_by_route(&mut row, "GBR");
        assert_eq!(row.document_expiry, None);
        let mut row = whole();
        carrier_habits(&mut row, "AI");
        assert_eq!(row.birth_date.as_deref(), Some("700305"));
        carrier_habits(&mut row, "TK");
        assert_eq!(row.passenger_ref, None);
        assert_eq!(short_date("1970".into()), "1970");
    }
}
