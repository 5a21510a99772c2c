//! The night's flights: mostly from abroad to the United States, leaving within 36 hours.
//!
//! Routes and designators look like real ones; times and numbers are invented.

use crate::domain::airports::local_date;
use crate::domain::passenger::Flight;
use crate::generate::Plan;
use crate::generate::rng::{Use, stream};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use rand::Rng;
use std::ops::Range;
use std::sync::LazyLock;

const SEATS: usize = 160;
const WINDOW_MINUTES: usize = 36 * 60;
/// A small night still has so many flights, unless they would be all but empty.
const FEWEST: usize = 40;
const FEWEST_SEATS: usize = 20;

struct Route {
    carrier: &'static str,
    number: usize,
    from: &'static str,
    to: &'static str,
    minutes: i64,
}

pub(crate) fn flights(plan: &Plan) -> Vec<Flight> {
    let count = count(plan.passengers);
    let mut rng = stream(plan.seed, Use::Flights, 0);
    let first_route = rng.random_range(0..routes().len());
    (0..count)
        .map(|at| {
            let jitter = rng.random_range(0..100);
            flight(
                plan.as_of,
                at,
                first_route,
                minutes_ahead(at * 100 + jitter, count * 100),
            )
        })
        .collect()
}

/// Which passengers, counted over the whole night, fly on this one.
pub(crate) fn seats(plan: &Plan, flights: usize, flight: usize) -> Range<usize> {
    let bound = |at: usize| {
        let even = plan.passengers as u128 * at as u128 / flights.max(1) as u128;
        let spread = (plan.passengers / flights.max(1) / 3) as u64;
        let inner = 0 < at && at < flights && spread > 0;
        let push = if inner {
            stream(plan.seed, Use::Flights, at).random_range(0..=spread)
        } else {
            0
        };
        (even as u64 + push) as usize
    };
    bound(flight)..bound(flight + 1)
}

/// Whether it lands on a later date than it leaves, each by the clock of its airport, so
/// that a document may run out in the air.
pub(crate) fn lands_next_day(flight: &Flight) -> bool {
    let landing = flight
        .scheduled_arrival
        .map(|moment| local_date(moment, &flight.arrival_airport));
    landing.is_some_and(|landing| local_departure(flight) < landing)
}

pub(crate) fn local_departure(flight: &Flight) -> Date {
    local_date(flight.scheduled_departure, &flight.departure_airport)
}

fn count(passengers: usize) -> usize {
    let small = FEWEST.min(passengers.div_ceil(FEWEST_SEATS));
    passengers.div_ceil(SEATS).max(small)
}

/// Departures thin out with distance: the next hours are the busiest. Never within the
/// first 20 minutes.
fn minutes_ahead(share: usize, whole: usize) -> i64 {
    let even = WINDOW_MINUTES * share / whole;
    let bent = (even + even * even / WINDOW_MINUTES) / 2;
    (20 + bent / 5 * 5) as i64
}

fn flight(as_of: Timestamp, at: usize, first_route: usize, ahead: i64) -> Flight {
    let routes = routes();
    // A stride without common divisor with the count visits every route once a lap.
    let route = &routes[(first_route + at * 37) % routes.len()];
    let lap = at / routes.len();
    let departure = later(round_to_minutes(as_of), ahead);
    Flight {
        carrier: route.carrier.to_owned(),
        number: ((route.number + lap * 100) % 9900 + usize::from(lap > 0)).to_string(),
        departure_airport: route.from.to_owned(),
        arrival_airport: route.to.to_owned(),
        scheduled_departure: departure,
        scheduled_arrival: Some(later(departure, route.minutes)),
    }
}

/// Timetables know no seconds.
fn round_to_minutes(at: Timestamp) -> Timestamp {
    let second = at.as_second();
    Timestamp::from_second(second - second.rem_euclid(300)).unwrap_or(at)
}

fn later(at: Timestamp, minutes: i64) -> Timestamp {
    at.checked_add(SignedDuration::from_mins(minutes))
        .unwrap_or(at)
}

fn routes() -> &'static [Route] {
    static ROUTES: LazyLock<Vec<Route>> = LazyLock::new(|| {
        include_str!("routes.tsv")
            .lines()
            .filter_map(read)
            .collect()
    });
    &ROUTES
}

fn read(line: &'static str) -> Option<Route> {
    let mut fields = line.split('\t');
    Some(Route {
        carrier: fields.next()?,
        number: fields.next()?.parse().ok()?,
        from: fields.next()?,
        to: fields.next()?,
        minutes: fields.next()?.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::countries;

    fn plan(passengers: usize) -> Plan {
        Plan {
            passengers,
            ..Plan::sample("2026-11-23T18:02:30Z".parse().unwrap())
        }
    }

    #[test]
    fn every_route_is_read_and_starts_at_a_known_airport() {
        assert_eq!(routes().len(), include_str!("routes.tsv").lines().count());
        assert_ne!(routes().len() % 37, 0, "the stride must visit every route");
        for route in routes() {
            assert_ne!(
                countries::of_airport(route.from).code,
                "USA",
                "{}",
                route.from
            );
        }
    }

    #[test]
    fn flights_leave_within_36_hours_and_several_within_three() {
        let plan = plan(5000);
        let flights = flights(&plan);
        assert_eq!(flights.len(), 40);
        let ahead = |f: &Flight| f.scheduled_departure.duration_since(plan.as_of).as_mins();
        assert!(
            flights
                .iter()
                .all(|f| (14..36 * 60 + 30).contains(&ahead(f)))
        );
        assert!(flights.iter().filter(|f| ahead(f) < 180).count() >= 3);
        assert!(flights.is_sorted_by_key(|f| f.scheduled_departure));
        assert!(flights.iter().any(lands_next_day));
    }

    #[test]
    fn seats_share_the_passengers_out_without_gap() {
        for passengers in [0, 1, 19, 5000, 123_456] {
            let plan = plan(passengers);
            let count = flights(&plan).len();
            let mut next = 0;
            for flight in 0..count {
                let seats = seats(&plan, count, flight);
                assert_eq!(seats.start, next);
                assert!(seats.end >= seats.start);
                next = seats.end;
            }
            assert_eq!(next, passengers);
        }
    }
}
