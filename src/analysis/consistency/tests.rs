//! Small nights with and without contradictions.

use super::*;
use crate::documents::fault::FaultKind;
use crate::domain::codes::{Country, DocumentType};
use crate::domain::date::PartialDate;
use crate::domain::document::Document;
use crate::domain::passenger::PersonType;
use std::collections::BTreeMap;

fn rules() -> DocumentRules {
    DocumentRules {
        elements: BTreeMap::new(),
        authority: BTreeMap::new(),
        longest_passport_years: 11,
        feed_fault_people: 10,
        minimum_connection_minutes: 30,
        fastest_kmh: 1200.0,
    }
}

/// `CDG 10:00 JFK 18:00`, all on one day, UTC; then the number, else each its own.
fn flight(text: &str) -> Flight {
    let parts: Vec<&str> = text.split(' ').collect();
    let moment = |time: &str| format!("2026-11-24T{time}:00Z").parse().unwrap();
    Flight {
        carrier: "XX".to_owned(),
        number: parts.get(4).unwrap_or(&text).to_string(),
        departure_airport: parts[0].to_owned(),
        arrival_airport: parts[2].to_owned(),
        scheduled_departure: moment(parts[1]),
        scheduled_arrival: parts.get(3).map(|time| moment(time)),
    }
}

/// Surname, birth, document and flight.
fn passenger(row: u64, (surname, birth, number, journey): (&str, &str, &str, &str)) -> Passenger {
    let flight = flight(journey);
    let mut person = Passenger::of_name(
        surname.to_owned(),
        "A".to_owned(),
        flight.scheduled_departure,
    );
    person.flight = std::sync::Arc::new(flight);
    person.rows = vec![RowRef { file: 0, row }];
    person.birth_date = PartialDate::parse_iso(birth);
    person.documents = vec![Document {
        kind: Some(DocumentType::Passport),
        number: number.to_owned(),
        issuer: Country::parse("FRA"),
        expiry: None,
        mrz: None,
    }];
    person
}

fn finish(people: &[Passenger]) -> Consistency {
    let mut collector = Collector::default();
    people.iter().for_each(|person| collector.visit(person));
    collector.finish(&rules())
}

/// Kinds by row, rows from 1.
fn kinds(people: &[Passenger]) -> Vec<Vec<FaultKind>> {
    let result = finish(people);
    let found = people.iter().map(|person| result.of(person.row()));
    found
        .map(|found| found.iter().map(|(_, fault)| fault.kind()).collect())
        .collect()
}

const DAY: &str = "CDG 10:00 JFK 18:00";

#[test]
fn one_document_serves_one_person_and_the_infants() {
    use FaultKind::DocumentShared as Shared;
    for (rows, expect) in [
        (
            [
                ("MARTIN", "1974-08-12", "12AB34567"),
                ("BERNARD", "1980-01-02", "12AB34567"),
            ],
            true,
        ),
        (
            [
                ("MARTIN", "1974-08-12", "12AB34567"),
                ("BERNARD", "1980-01-02", "12AB34568"),
            ],
            false,
        ),
        // A married name, a mistyped date, a row without one.
        (
            [
                ("MARTIN", "1974-08-12", "12AB34567"),
                ("DUPONT", "1974-08-12", "12ab 34567"),
            ],
            false,
        ),
        (
            [
                ("MARTIN", "1974-08-12", "12AB34567"),
                ("MARTIN", "1974-12-08", "12AB34567"),
            ],
            false,
        ),
        (
            [
                ("MARTIN", "1974-08-12", "12AB34567"),
                ("MARTIN", "1974", "12AB34567"),
            ],
            false,
        ),
        (
            [
                ("MARTIN", "1974-08-12", "12AB34567"),
                ("DUPONT", "1974", "12AB34567"),
            ],
            true,
        ),
    ] {
        // Two flights that one person can fly.
        let journeys = ["CDG 01:00 AMS 02:00", "AMS 10:00 JFK 18:00"];
        let people: Vec<Passenger> = (1..)
            .zip(rows.iter().zip(journeys))
            .map(|(row, ((surname, birth, number), journey))| {
                passenger(row, (surname, birth, number, journey))
            })
            .collect();
        let shared = if expect { vec![Shared] } else { vec![] };
        assert_eq!(kinds(&people), [shared.clone(), shared], "{rows:?}");
    }
    let parent = passenger(1, ("MARTIN", "1974-08-12", "12AB34567", DAY));
    let mut infant = passenger(2, ("MARTIN", "2026-02-03", "12AB34567", DAY));
    let baby = infant.clone();
    infant.person_type = PersonType::Infant;
    infant.birth_date = None;
    for child in [infant, baby] {
        assert_eq!(kinds(&[parent.clone(), child]), [vec![], vec![]]);
    }
    // A birth date alone makes nobody the same person, here or on two flights.
    let mut other = passenger(
        2,
        ("BERNARD", "1974-08-12", "12AB34567", "CDG 12:00 FRA 13:00"),
    );
    other.given_names = "B".to_owned();
    assert_eq!(kinds(&[parent, other]), [[Shared], [Shared]]);
}

#[test]
fn test_data_is_told_once_and_makes_no_case() {
    let people_on = |number: &str, count: u64| -> Vec<Passenger> {
        let birth = |n: u64| format!("19{:02}-01-01", n + 10);
        (1..=count)
            .map(|n| passenger(n, (&format!("NAME{n}"), &birth(n), number, DAY)))
            .collect()
    };
    let people = |count| people_on("X98765432", count);
    // What is no number tells of the feed too, and of nobody who bears it.
    assert_eq!(finish(&people_on("123456789", 60)).feed_faults.len(), 1);
    assert!(finish(&people_on("123456789", 9)).found.is_empty());
    let found = finish(&people(60));
    let first = RowRef { file: 0, row: 1 };
    assert_eq!(
        found.feed_faults,
        [FeedFault {
            first,
            passengers: 60
        }]
    );
    assert!(found.found.is_empty());
    let few = finish(&people(9));
    assert!(few.feed_faults.is_empty());
    assert_eq!(few.of(first), [(Some(0), Fault::Shared { others: 8 })]);
}

#[test]
fn two_flights_of_one_person_must_fit() {
    for (one, other, fits) in [
        (DAY, "CDG 12:00 FRA 13:00", false),
        (DAY, "JFK 19:00 LAX 23:59", true),
        (DAY, "JFK 18:20 LAX 23:59", false),
        // Newark is beside Kennedy; Los Angeles is not.
        (DAY, "EWR 18:40 LAX 23:59", true),
        (DAY, "LAX 19:00 NRT 23:59", false),
        (DAY, "LAX 22:00 NRT 23:59", true),
        // Without a landing the distance speaks: five hours at the very least.
        ("CDG 10:00 JFK", "JFK 12:00 LAX 18:00", false),
        ("CDG 10:00 JFK", "JFK 16:00 LAX 18:00", true),
        // Nowhere known: only the order speaks.
        ("QQQ 10:00 QQX", "QQY 10:30 QQZ 12:00", true),
        ("QQQ 10:00 QQX", "QQY 10:00 QQZ 12:00", false),
        // One number: on with it, a leg of it, and a way back that nobody flies.
        ("SEA 15:00 KTN 17:05 65", "KTN 17:20 WRG 18:00 065", true),
        ("SEA 15:00 KTN 17:05 65", "KTN 17:20 WRG 18:00 66", false),
        ("LHR 01:00 SIN 13:00 2", "LHR 01:10 SYD 23:59 2", true),
        ("SIN 14:00 SYD 21:00 2", "LHR 01:00 SYD 21:00 2", true),
        ("SEA 15:00 KTN 17:05 65", "KTN 17:00 WRG 18:00 65", false),
    ] {
        let person = |row, journey| passenger(row, ("MARTIN", "1974-08-12", "12AB34567", journey));
        let found = kinds(&[person(1, one), person(2, other)]);
        let expect = if fits {
            vec![]
        } else {
            vec![FaultKind::ItineraryImpossible]
        };
        assert_eq!(found, [expect.clone(), expect], "{one} {other}");
    }
}

#[test]
fn a_second_booking_on_one_flight_is_told_and_a_namesake_is_left_alone() {
    let person = |row, number| passenger(row, ("MARTIN", "1974-08-12", number, DAY));
    let twice = kinds(&[person(1, "12AB34567"), person(2, "12AB34567")]);
    assert_eq!(
        twice,
        [[FaultKind::DuplicateBooking], [FaultKind::DuplicateBooking]]
    );
    assert_eq!(
        kinds(&[person(1, "12AB34567"), person(2, "13CD34567")]),
        [vec![], vec![]]
    );
    // Two carriers' lists of one aeroplane are one seat.
    let mut partner = person(2, "12AB34567");
    let mut flight = (*partner.flight).clone();
    flight.carrier = "ZZ".to_owned();
    flight.number = "8840".to_owned();
    partner.flight = std::sync::Arc::new(flight);
    assert_eq!(
        kinds(&[person(1, "12AB34567"), partner]),
        [[FaultKind::Codeshare], [FaultKind::Codeshare]]
    );
    // A retimed flight is one flight; crew turn round in no time.
    let retimed = ["CDG 10:00 JFK 18:00 7", "CDG 10:30 JFK 18:30 7"];
    let on = |row, journey| passenger(row, ("MARTIN", "1974-08-12", "12AB34567", journey));
    assert_eq!(
        kinds(&[on(1, retimed[0]), on(2, retimed[1])]),
        [[FaultKind::DuplicateBooking], [FaultKind::DuplicateBooking]]
    );
    let crew = |row, journey| Passenger {
        person_type: PersonType::Crew,
        ..on(row, journey)
    };
    let turn = ["STN 06:00 DUB 07:10 22", "DUB 07:35 STN 08:45 23"];
    assert_eq!(
        kinds(&[crew(1, turn[0]), crew(2, turn[1])]),
        [vec![], vec![]]
    );
    // Without documents the booking speaks.
    let booked = |row, journey: &str, booking: &str| {
        let mut person = passenger(row, ("MARTIN", "1974-08-12", "", journey));
        person.booking_ref = Some(booking.to_owned());
        person
    };
    let clash = "CDG 12:00 FRA 13:00";
    let found = kinds(&[booked(1, DAY, "ABC123"), booked(2, clash, "ABC123")]);
    assert_eq!(
        found,
        [
            [FaultKind::ItineraryImpossible],
            [FaultKind::ItineraryImpossible]
        ]
    );
    assert_eq!(
        kinds(&[booked(1, DAY, "ABC123"), booked(2, clash, "XYZ789")]),
        [vec![], vec![]]
    );
}
