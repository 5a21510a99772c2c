//! A passenger on one flight, with every document the rows of the manifest gave.

use crate::domain::airports;
use crate::domain::codes::{Country, Sex};
use crate::domain::date::PartialDate;
use crate::domain::document::Document;
use crate::domain::ids::RowRef;
use jiff::Timestamp;
use std::sync::Arc;

/// One flight segment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Flight {
    pub carrier: String,
    pub number: String,
    /// IATA airport code, upper case.
    pub departure_airport: String,
    /// IATA airport code, upper case.
    pub arrival_airport: String,
    pub scheduled_departure: Timestamp,
    pub scheduled_arrival: Option<Timestamp>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonType {
    Passenger,
    Crew,
    Infant,
}

/// One person on one flight. Only what screening may use is here: no meal, service,
/// religion or health field has a place to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passenger {
    /// Every manifest row of this passenger on this flight, in order; never empty.
    pub rows: Vec<RowRef>,
    /// Shared by all who travel on it.
    pub flight: Arc<Flight>,
    pub passenger_ref: Option<String>,
    pub booking_ref: Option<String>,
    pub person_type: PersonType,
    pub surname: String,
    pub given_names: String,
    pub birth_date: Option<PartialDate>,
    pub sex: Option<Sex>,
    pub nationality: Option<Country>,
    pub residence: Option<Country>,
    pub birth_country: Option<Country>,
    pub birth_place: Option<String>,
    pub documents: Vec<Document>,
    pub redress_number: Option<String>,
    pub known_traveller_number: Option<String>,
    pub from_zone: FromZone,
}

/// Which values nobody states: the machine-readable zone of a document does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FromZone {
    pub birth_date: bool,
    pub sex: bool,
    pub nationality: bool,
}

impl Passenger {
    /// A person without a flight, to be screened ad hoc or in an evaluation.
    pub fn of_name(surname: String, given_names: String, now: Timestamp) -> Passenger {
        Passenger {
            rows: vec![RowRef { file: 0, row: 1 }],
            flight: Arc::new(Flight {
                carrier: String::new(),
                number: String::new(),
                departure_airport: String::new(),
                arrival_airport: String::new(),
                scheduled_departure: now,
                scheduled_arrival: None,
            }),
            passenger_ref: None,
            booking_ref: None,
            person_type: PersonType::Passenger,
            surname,
            given_names,
            birth_date: None,
            sex: None,
            nationality: None,
            residence: None,
            birth_country: None,
            birth_place: None,
            documents: Vec::new(),
            redress_number: None,
            known_traveller_number: None,
            from_zone: FromZone::default(),
        }
    }

    /// The birth date, unless it lies after departure: nobody flies before being born, and a
    /// slip of the century is no evidence for or against anyone.
    pub fn possible_birth(&self) -> Option<PartialDate> {
        let flight = &self.flight;
        let leaves = airports::local_date(flight.scheduled_departure, &flight.departure_airport);
        self.birth_date
            .filter(|birth| birth.earliest().is_some_and(|day| day <= leaves))
    }

    /// The birth date as evidence: a possible one that does not stand for an unknown one.
    pub fn known_birth(&self) -> Option<PartialDate> {
        let flight = &self.flight;
        let leaves = airports::local_date(flight.scheduled_departure, &flight.departure_airport);
        let birth = self.possible_birth();
        birth.filter(|birth| birth.may_be_of_the_living(leaves))
    }

    /// The row that names this passenger in outputs and logs.
    pub fn row(&self) -> RowRef {
        self.rows
            .first()
            .copied()
            .unwrap_or(RowRef { file: 0, row: 0 })
    }
}

/// One flight of one day, in UTC: a delay within the day leaves it the same. `XX/101/CDG/2026-11-24`.
pub fn flight_day(
    carrier: &str,
    number: &str,
    departure_airport: &str,
    departure: Timestamp,
) -> String {
    let day = departure.strftime("%Y-%m-%d");
    format!("{carrier}/{number}/{departure_airport}/{day}")
}
