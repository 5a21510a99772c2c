//! A traveller on one flight, with every document the rows of the manifest gave.

use crate::domain::codes::{Country, Sex};
use crate::domain::date::PartialDate;
use crate::domain::document::Document;
use crate::domain::ids::RowRef;
use jiff::Timestamp;

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
    /// Every manifest row of this traveller on this flight, in order; never empty.
    pub rows: Vec<RowRef>,
    pub flight: Flight,
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
}

impl Passenger {
    /// The row that names this traveller in outputs and logs.
    pub fn row(&self) -> RowRef {
        self.rows
            .first()
            .copied()
            .unwrap_or(RowRef { file: 0, row: 0 })
    }
}
