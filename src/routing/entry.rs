//! By which of a passenger's legs the USA is entered: its departure airport is the last
//! foreign one, whichever leg the case is about.

use crate::domain::airports;
use crate::domain::passenger::Flight;
use jiff::SignedDuration;

/// Where a flight lands in the United States of INA 101(a)(38), by the airports' codes.
const UNITED_STATES: [&str; 5] = ["USA", "GUM", "MNP", "PRI", "VIR"];

/// Between the departures of two legs of one journey: the longest flight and a day between
/// two flights. A leg further off is another journey.
const ONE_JOURNEY: SignedDuration = SignedDuration::from_hours(42);

/// The leg among the others of one person that brings this one's passenger into the USA.
/// None when `own` does so itself, leads out of the USA, or no other leg does: then `own`
/// must answer. Wrong where a person has two journeys in two days; the case then reaches the
/// group of the other one.
pub fn entry_leg<'a>(own: &Flight, others: &[&'a Flight]) -> Option<&'a Flight> {
    let crossing = others.iter().copied().filter(|other| enters(other));
    let after = |other: &&Flight| {
        let wait = other
            .scheduled_departure
            .duration_since(own.scheduled_departure);
        SignedDuration::ZERO < wait && wait <= ONE_JOURNEY
    };
    let before = |other: &&Flight| {
        let since = own
            .scheduled_departure
            .duration_since(other.scheduled_departure);
        SignedDuration::ZERO < since && since <= ONE_JOURNEY
    };
    match (
        is_there(&own.departure_airport),
        is_there(&own.arrival_airport),
    ) {
        // A domestic leg behind the entry.
        (Some(true), Some(true)) => crossing
            .filter(before)
            .max_by_key(|other| other.scheduled_departure),
        // A leg abroad before it.
        (Some(false), Some(false)) => crossing
            .filter(after)
            .min_by_key(|other| other.scheduled_departure),
        _ => None,
    }
}

fn enters(flight: &Flight) -> bool {
    is_there(&flight.departure_airport) == Some(false)
        && is_there(&flight.arrival_airport) == Some(true)
}

/// None for an airport that the table lacks.
fn is_there(airport: &str) -> Option<bool> {
    airports::find(airport).map(|known| UNITED_STATES.contains(&known.country))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leg(text: &str) -> Flight {
        let words: Vec<&str> = text.split(' ').collect();
        Flight {
            carrier: "XX".to_owned(),
            number: "1".to_owned(),
            departure_airport: words[0].to_owned(),
            arrival_airport: words[1].to_owned(),
            scheduled_departure: format!("2026-11-{}:00:00Z", words[2]).parse().unwrap(),
            scheduled_arrival: None,
        }
    }

    #[test]
    fn the_last_foreign_airport_is_that_of_the_entering_leg() {
        for (own, others, expect) in [
            // Itself.
            (
                "LHR JFK 24T10",
                vec!["GRU LHR 23T20", "JFK MCO 24T20"],
                None,
            ),
            // Abroad before, and at home after.
            (
                "GRU LHR 23T20",
                vec!["LHR JFK 24T10", "JFK MCO 24T20"],
                Some("LHR JFK 24T10"),
            ),
            (
                "JFK MCO 24T20",
                vec!["GRU LHR 23T20", "LHR JFK 24T10"],
                Some("LHR JFK 24T10"),
            ),
            (
                "GRU LIS 23T10",
                vec!["LIS LHR 23T22", "LHR JFK 24T10"],
                Some("LHR JFK 24T10"),
            ),
            (
                "JFK ORD 24T20",
                vec!["ORD SEA 25T01", "LHR JFK 24T10"],
                Some("LHR JFK 24T10"),
            ),
            // Another day's journey, another direction, none at all.
            ("GRU LHR 20T10", vec!["LHR JFK 24T10"], None),
            ("GRU LHR 24T12", vec!["LHR JFK 24T10"], None),
            ("JFK LHR 24T20", vec!["CDG JFK 24T10"], None),
            ("GRU LHR 23T20", vec!["LHR CDG 24T10"], None),
            ("JFK MCO 24T20", vec![], None),
            // Territories are entered, and unknown airports decide nothing.
            ("GRU MIA 23T20", vec!["BOG SJU 24T10"], None),
            (
                "MEX BOG 23T20",
                vec!["BOG SJU 24T10"],
                Some("BOG SJU 24T10"),
            ),
            ("QQQ LHR 23T20", vec!["LHR JFK 24T10"], None),
        ] {
            let others: Vec<Flight> = others.into_iter().map(leg).collect();
            let others: Vec<&Flight> = others.iter().collect();
            let found = entry_leg(&leg(own), &others).cloned();
            assert_eq!(found, expect.map(leg), "{own}");
        }
    }
}
