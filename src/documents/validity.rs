//! Faults that a document shows by itself, without any list.

use crate::documents::lost::LostIndex;
use crate::domain::date::PartialDate;
use crate::domain::document::{Document, LostStatus};
use crate::domain::passenger::Passenger;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// What is wrong with a document, whoever holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Expired when the flight leaves.
    Expired { on: Date },
    /// Valid at departure, expired on landing.
    ExpiresBeforeArrival { on: Date },
    /// The holder is born after the document ran out.
    BornAfterExpiry { birth: PartialDate, expiry: Date },
    /// The issuing state reports it. The holder may be the innocent owner.
    LostStolenRevoked {
        status: LostStatus,
        reported_on: Option<Date>,
    },
    /// No row of this traveller names any document.
    NoDocument,
}

/// Faults with the index of the document that shows each, `None` for a missing one.
///
/// Dates are compared in UTC: a document that expires on the day of departure may be
/// valid or not by the local clock, so it counts as valid (an innocent traveller is not
/// stopped for a time zone).
pub fn faults(passenger: &Passenger, lost: &LostIndex) -> Vec<(Option<usize>, Fault)> {
    if passenger.documents.is_empty() {
        return vec![(None, Fault::NoDocument)];
    }
    let departure = passenger
        .flight
        .scheduled_departure
        .to_zoned(TimeZone::UTC)
        .date();
    let arrival = passenger
        .flight
        .scheduled_arrival
        .map(|at| at.to_zoned(TimeZone::UTC).date());
    let mut faults = Vec::new();
    for (number, document) in passenger.documents.iter().enumerate() {
        let dates = fault_of_dates(document, passenger, departure, arrival);
        let reported = lost.find(document).map(|report| Fault::LostStolenRevoked {
            status: report.status,
            reported_on: report.reported_on,
        });
        faults.extend(
            dates
                .into_iter()
                .chain(reported)
                .map(|fault| (Some(number), fault)),
        );
    }
    faults
}

fn fault_of_dates(
    document: &Document,
    passenger: &Passenger,
    departure: Date,
    arrival: Option<Date>,
) -> Option<Fault> {
    let expiry = document.expiry?;
    let born_after = passenger
        .birth_date
        .filter(|birth| birth.year > expiry.year());
    if let Some(birth) = born_after {
        Some(Fault::BornAfterExpiry { birth, expiry })
    } else if expiry < departure {
        Some(Fault::Expired { on: expiry })
    } else if arrival.is_some_and(|landing| expiry < landing) {
        Some(Fault::ExpiresBeforeArrival { on: expiry })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::passenger::{Flight, PersonType};
    use jiff::civil::date;

    fn passenger(birth: &str, expiry: Option<Date>) -> Passenger {
        let document = Document {
            kind: None,
            number: "12AB34567".to_owned(),
            issuer: None,
            expiry,
            mrz: None,
        };
        Passenger {
            rows: Vec::new(),
            flight: Flight {
                carrier: "XX".to_owned(),
                number: "1".to_owned(),
                departure_airport: "CDG".to_owned(),
                arrival_airport: "JFK".to_owned(),
                scheduled_departure: "2026-11-23T22:00:00Z".parse().unwrap(),
                scheduled_arrival: Some("2026-11-24T06:00:00Z".parse().unwrap()),
            },
            passenger_ref: None,
            booking_ref: None,
            person_type: PersonType::Passenger,
            surname: "A".to_owned(),
            given_names: String::new(),
            birth_date: PartialDate::parse_iso(birth),
            sex: None,
            nationality: None,
            residence: None,
            birth_country: None,
            birth_place: None,
            documents: vec![document],
            redress_number: None,
            known_traveller_number: None,
        }
    }

    #[test]
    fn dates_are_judged_at_departure_and_landing() {
        for (birth, expiry, expect) in [
            (
                "1970",
                Some(date(2026, 11, 22)),
                "[(Some(0), Expired { on: 2026-11-22 })]",
            ),
            (
                "1970",
                Some(date(2026, 11, 23)),
                "[(Some(0), ExpiresBeforeArrival { on: 2026-11-23 })]",
            ),
            ("1970", Some(date(2026, 11, 24)), "[]"),
            ("1970", None, "[]"),
            (
                "2027",
                Some(date(2026, 12, 24)),
                "[(Some(0), BornAfterExpiry { birth: 2027, expiry: 2026-12-24 })]",
            ),
        ] {
            let found = faults(&passenger(birth, expiry), &LostIndex::default());
            let found = format!("{found:?}")
                .replace("PartialDate { year: 2027, month: None, day: None }", "2027");
            assert_eq!(found, expect);
        }
        let mut bare = passenger("1970", None);
        bare.documents.clear();
        assert_eq!(
            faults(&bare, &LostIndex::default()),
            [(None, Fault::NoDocument)]
        );
    }
}
