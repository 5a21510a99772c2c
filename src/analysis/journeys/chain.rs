//! The flights of one person, joined where one lands and the next one leaves.

use crate::domain::ids::RowRef;
use crate::domain::passenger::Flight;
use jiff::SignedDuration;

/// A longer stay between two flights ends a journey: the industry calls it a stopover, and
/// not a connection.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(24);

/// The same from the departure of a flight whose landing nobody states: the longest flight more.
const LONGEST_FROM_DEPARTURE: SignedDuration = SignedDuration::from_hours(42);

/// A journey of two flights or more.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Chain<'a> {
    /// No airport twice: who comes back is on another journey.
    pub(super) airports: Vec<&'a str>,
    /// The passengers that its person is on its flights; two where a flight was booked twice.
    pub(super) rows: Vec<RowRef>,
}

/// Every journey of one person that has several legs.
pub(super) fn joined(mut flights: Vec<(RowRef, &Flight)>) -> Vec<Chain<'_>> {
    flights.sort_by_key(|(row, flight)| (flight.scheduled_departure, *row));
    let mut chains: Vec<Chain> = Vec::new();
    let mut last: Option<&Flight> = None;
    for (row, flight) in flights {
        let (from, to) = (
            flight.departure_airport.as_str(),
            flight.arrival_airport.as_str(),
        );
        match (chains.last_mut(), last) {
            (Some(chain), Some(before)) if is_same(before, flight) => chain.rows.push(row),
            (Some(chain), Some(before))
                if joins(before, flight) && !chain.airports.contains(&to) =>
            {
                chain.airports.push(to);
                chain.rows.push(row);
            }
            _ => chains.push(Chain {
                airports: vec![from, to],
                rows: vec![row],
            }),
        }
        last = Some(flight);
    }
    chains.retain(|chain| 2 < chain.airports.len());
    chains
}

/// Booked twice, or under two carriers' numbers.
fn is_same(one: &Flight, other: &Flight) -> bool {
    one.scheduled_departure == other.scheduled_departure
        && one.departure_airport == other.departure_airport
        && one.arrival_airport == other.arrival_airport
}

fn joins(one: &Flight, next: &Flight) -> bool {
    let (since, longest) = match one.scheduled_arrival {
        Some(landing) => (landing, LONGEST_WAIT),
        None => (one.scheduled_departure, LONGEST_FROM_DEPARTURE),
    };
    let wait = next.scheduled_departure.duration_since(since);
    one.arrival_airport == next.departure_airport
        && one.scheduled_departure < next.scheduled_departure
        && SignedDuration::ZERO <= wait
        && wait <= longest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `GRU LIS 23T10 23T20`: from, to, departure, and landing where it is known.
    fn flight(text: &str) -> Flight {
        let words: Vec<&str> = text.split(' ').collect();
        let moment = |word: &str| format!("2026-11-{word}:00:00Z").parse().unwrap();
        Flight {
            carrier: "XX".to_owned(),
            number: "1".to_owned(),
            departure_airport: words[0].to_owned(),
            arrival_airport: words[1].to_owned(),
            scheduled_departure: moment(words[2]),
            scheduled_arrival: words.get(3).map(|word| moment(word)),
        }
    }

    /// Each chain with its rows, which are the places among the flights.
    fn chains(flights: &[&str]) -> Vec<(String, Vec<u64>)> {
        let flights: Vec<Flight> = flights.iter().map(|text| flight(text)).collect();
        let numbered = (0..).zip(&flights);
        let placed = numbered.map(|(row, flight)| (RowRef { file: 0, row }, flight));
        let chains = joined(placed.collect()).into_iter();
        let chains = chains.map(|chain| {
            let rows = chain.rows.iter().map(|row| row.row);
            (chain.airports.join("-"), rows.collect())
        });
        chains.collect()
    }

    #[test]
    fn legs_join_where_one_lands_and_the_next_leaves() {
        let one = |text: &str, rows: &[u64]| vec![(text.to_owned(), rows.to_vec())];
        for (flights, expect) in [
            (vec!["GRU LIS 23T10 23T20"], vec![]),
            (
                vec!["GRU LIS 23T10 23T20", "LIS JFK 24T08 24T16"],
                one("GRU-LIS-JFK", &[0, 1]),
            ),
            // In whatever order they stand.
            (
                vec![
                    "JFK MCO 24T20 24T23",
                    "LIS JFK 24T08 24T16",
                    "GRU LIS 23T10 23T20",
                ],
                one("GRU-LIS-JFK-MCO", &[2, 1, 0]),
            ),
            // Elsewhere, a day and more later, before it lands.
            (vec!["GRU LIS 23T10 23T20", "OPO JFK 24T08"], vec![]),
            (vec!["GRU LIS 23T10 23T20", "LIS JFK 24T21"], vec![]),
            (vec!["GRU LIS 23T10 23T20", "LIS JFK 23T19"], vec![]),
            // No landing is stated.
            (
                vec!["GRU LIS 23T10", "LIS JFK 24T21"],
                one("GRU-LIS-JFK", &[0, 1]),
            ),
            (vec!["GRU LIS 23T10", "LIS JFK 25T05"], vec![]),
            // There and back are two journeys.
            (vec!["JFK LHR 23T01 23T08", "LHR JFK 23T18 24T02"], vec![]),
            (
                vec![
                    "LIS LHR 23T01 23T03",
                    "LHR JFK 23T05 23T12",
                    "JFK LIS 23T20 24T03",
                ],
                one("LIS-LHR-JFK", &[0, 1]),
            ),
            // One leg stands twice.
            (
                vec![
                    "GRU LIS 23T10 23T20",
                    "LIS JFK 24T08 24T16",
                    "LIS JFK 24T08 24T16",
                ],
                one("GRU-LIS-JFK", &[0, 1, 2]),
            ),
        ] {
            assert_eq!(chains(&flights), expect, "{flights:?}");
        }
    }
}
