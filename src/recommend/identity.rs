//! What a case is called: the same name on every night, and no name twice in one.

use crate::documents::number::normalise;
use crate::domain::passenger::Passenger;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Stable from night to night for the same passenger, flight and cause. The departure
/// counts by its day, so that a delay within it keeps the case; documents do not count,
/// since they often arrive only at check-in.
pub fn case_id(passenger: &Passenger, cause: &str) -> String {
    let flight = &passenger.flight;
    let day = flight
        .scheduled_departure
        .to_zoned(TimeZone::UTC)
        .date()
        .to_string();
    let birth = passenger
        .birth_date
        .map(|date| date.to_string())
        .unwrap_or_default();
    let parts = [
        flight.carrier.as_str(),
        &flight.number,
        &flight.departure_airport,
        &flight.arrival_airport,
        &day,
        passenger.booking_ref.as_deref().unwrap_or(""),
        passenger.passenger_ref.as_deref().unwrap_or(""),
        &passenger.surname,
        &passenger.given_names,
        &birth,
        cause,
    ];
    format!("C-{}", digest16(&parts))
}

/// Namesakes on one flight of whom nothing else is known bear one id: all but the first
/// get a number behind it, by their documents and then by their rows. With another
/// document the next night two such may change places; nothing tells them apart then.
pub fn tell_apart<'a>(cases: impl Iterator<Item = (&'a Passenger, &'a mut String)>) {
    let mut bearers: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for (passenger, id) in cases {
        bearers.entry(id.clone()).or_default().push((passenger, id));
    }
    for mut namesakes in bearers.into_values().filter(|same| same.len() > 1) {
        namesakes.sort_by_key(|(passenger, _)| (numbers(passenger), passenger.rows.clone()));
        for (number, (_, id)) in namesakes.iter_mut().enumerate().skip(1) {
            id.push_str(&format!("-{}", number + 1));
        }
    }
}

fn numbers(passenger: &Passenger) -> Vec<String> {
    let documents = passenger.documents.iter();
    documents
        .filter_map(|document| normalise(&document.number))
        .collect()
}

fn digest16(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        // A separator no value holds: ("AB","C") and ("A","BC") are different passengers.
        hasher.update([0x1f]);
    }
    hasher.finalize()[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document::Document;
    use crate::domain::ids::RowRef;
    use std::sync::Arc;

    fn namesake(row: u64, document: &str) -> Passenger {
        let at = "2026-11-24T06:00:00Z".parse().unwrap();
        let mut passenger = Passenger::of_name("DOE".to_owned(), "JO".to_owned(), at);
        passenger.rows = vec![RowRef { file: 0, row }];
        passenger.documents = vec![Document {
            kind: None,
            number: document.to_owned(),
            issuer: None,
            expiry: None,
            mrz: None,
        }];
        passenger
    }

    #[test]
    fn a_booking_another_flight_or_another_cause_is_another_case() {
        let one = namesake(1, "A1");
        let mut booked = one.clone();
        booked.booking_ref = Some("QX2".to_owned());
        let mut through = one.clone();
        Arc::make_mut(&mut through.flight).arrival_airport = "SYD".to_owned();
        let id = case_id(&one, "L:1");
        for other in [
            case_id(&booked, "L:1"),
            case_id(&through, "L:1"),
            case_id(&one, "L:2"),
        ] {
            assert_ne!(id, other);
        }
        assert_eq!(
            id,
            case_id(&namesake(9, "B2"), "L:1"),
            "row and document are no part"
        );
    }

    #[test]
    fn namesakes_bear_different_ids_whatever_their_order_of_rows() {
        for rows in [[1, 2], [2, 1]] {
            let people = [namesake(rows[0], "A1234567"), namesake(rows[1], "B1234567")];
            let mut ids = people.each_ref().map(|person| case_id(person, "L:1"));
            let first = ids[0].clone();
            tell_apart(people.iter().zip(&mut ids));
            assert_eq!(ids, [first.clone(), format!("{first}-2")]);
        }
    }
}
