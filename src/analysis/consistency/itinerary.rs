//! Whether one person can fly two flights.

use crate::documents::rules::Rules;
use crate::domain::airports::position;
use crate::domain::passenger::Flight;
use jiff::Timestamp;

/// One aeroplane may fly under several carriers' numbers.
pub(super) fn is_same_flight(one: &Flight, other: &Flight) -> bool {
    let journey = |flight: &Flight| (flight.scheduled_departure, flight.departure_airport.clone());
    journey(one) == journey(other) && one.arrival_airport == other.arrival_airport
}

/// Errs to yes: what is not known is no obstacle.
pub(super) fn both_can_be_flown(one: &Flight, other: &Flight, rules: &Rules) -> bool {
    let (first, second) = match one.scheduled_departure <= other.scheduled_departure {
        true => (one, other),
        false => (other, one),
    };
    let Some(landing) = landing(first, rules) else {
        return first.scheduled_departure < second.scheduled_departure;
    };
    let seconds = |moment: Timestamp| moment.as_second();
    let gap = seconds(second.scheduled_departure) - seconds(landing);
    let way = seconds_between(&first.arrival_airport, &second.departure_airport, rules);
    60 * rules.minimum_connection_minutes + way.unwrap_or(0) <= gap
}

/// As scheduled, else not before the fastest aeroplane would.
fn landing(flight: &Flight, rules: &Rules) -> Option<Timestamp> {
    flight.scheduled_arrival.or_else(|| {
        let way = seconds_between(&flight.departure_airport, &flight.arrival_airport, rules)?;
        Timestamp::from_second(flight.scheduled_departure.as_second() + way).ok()
    })
}

fn seconds_between(from: &str, to: &str, rules: &Rules) -> Option<i64> {
    let km = position(from)?.km_to(position(to)?);
    Some((km / rules.fastest_kmh * 3600.0) as i64)
}
