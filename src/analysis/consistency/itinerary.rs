//! Whether one person can fly two flights.

use crate::documents::rules::DocumentRules;
use crate::domain::airports::position;
use crate::domain::passenger::Flight;
use jiff::Timestamp;

/// A flight that was retimed stands in the feed twice. Daily flights are 24 hours apart, 23
/// where the clocks change.
const RETIMED_HOURS: i64 = 20;

/// One aeroplane may fly under several carriers' numbers, and one number be retimed.
pub(super) fn is_same_flight(one: &Flight, other: &Flight) -> bool {
    let same_time = one.scheduled_departure == other.scheduled_departure;
    one.departure_airport == other.departure_airport
        && one.arrival_airport == other.arrival_airport
        && (same_time || is_same_service(one, other))
}

/// One aeroplane that two carriers sell, each under a number of its own: both send a list, and whoever
/// stands on both has one seat.
pub(super) fn is_codeshare(one: &Flight, other: &Flight) -> bool {
    one.carrier != other.carrier
        && is_same_flight(one, other)
        && one.scheduled_departure == other.scheduled_departure
}

/// A leg and the whole way of one flight number: `LHR SIN` and `LHR SYD`, or `SIN SYD`.
pub(super) fn is_part_of(one: &Flight, other: &Flight) -> bool {
    let share_an_end = one.departure_airport == other.departure_airport
        || one.arrival_airport == other.arrival_airport;
    share_an_end && is_same_service(one, other)
}

fn is_same_service(one: &Flight, other: &Flight) -> bool {
    let apart = one.scheduled_departure.as_second() - other.scheduled_departure.as_second();
    is_same_number(one, other) && apart.abs() < 3600 * RETIMED_HOURS
}

fn is_same_number(one: &Flight, other: &Flight) -> bool {
    let number = |flight: &Flight| flight.number.trim_start_matches('0').to_owned();
    one.carrier == other.carrier && number(one) == number(other)
}

/// Errs to yes: what is not known is no obstacle. Crew turn round with their aeroplane, and
/// nobody changes who flies on under the same number.
pub(super) fn both_can_be_flown(
    one: &Flight,
    other: &Flight,
    crew: bool,
    rules: &DocumentRules,
) -> bool {
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
    let flies_on =
        is_same_number(first, second) && first.arrival_airport == second.departure_airport;
    let change = match crew || flies_on {
        true => 0,
        false => 60 * rules.minimum_connection_minutes,
    };
    change + way.unwrap_or(0) <= gap
}

/// As scheduled, else not before the fastest aeroplane would.
fn landing(flight: &Flight, rules: &DocumentRules) -> Option<Timestamp> {
    flight.scheduled_arrival.or_else(|| {
        let way = seconds_between(&flight.departure_airport, &flight.arrival_airport, rules)?;
        Timestamp::from_second(flight.scheduled_departure.as_second() + way).ok()
    })
}

fn seconds_between(from: &str, to: &str, rules: &DocumentRules) -> Option<i64> {
    let km = position(from)?.km_to(position(to)?);
    Some((km / rules.fastest_kmh * 3600.0) as i64)
}
