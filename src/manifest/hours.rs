//! Whether times that claim to be UTC are: airlines hardly depart in the small hours, so a
//! feed that wrote its local times as UTC puts many flights there.

use crate::domain::airports;
use crate::domain::passenger::flight_day;
use crate::manifest::decode::is_sensible;
use crate::manifest::schema::ManifestColumns;
use crate::tables::read::{Moments, Text};
use arrow_array::RecordBatch;
use foldhash::fast::FixedState;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use std::collections::{BTreeSet, HashMap};
use std::hash::BuildHasher;

/// Hours of the day with few scheduled departures, first and after the last.
pub const QUIET: std::ops::Range<i8> = 1..5;

/// Fewer flights than these tell nothing.
pub const FEWEST: u64 = 12;

/// Flights by the hour of their departure, read as UTC and read as the airport's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hours {
    pub flights: u64,
    /// In the quiet hours of the airport, when the times are the UTC they claim to be.
    pub quiet_as_stated: u64,
    /// In the quiet hours, when they are the airport's own clock.
    pub quiet_as_local: u64,
}

impl Hours {
    /// A flight from an airport of unknown zone, or whose clock is UTC's, tells nothing.
    pub fn add(&mut self, departs: Timestamp, airport: &str) {
        let Some(zone) = airports::zone(airport) else {
            return;
        };
        let local = departs.to_zoned(zone.clone()).datetime();
        let stated = departs.to_zoned(TimeZone::UTC).datetime();
        if local == stated {
            return;
        }
        let quiet = |clock: DateTime| u64::from(QUIET.contains(&clock.hour()));
        self.flights += 1;
        self.quiet_as_stated += quiet(local);
        self.quiet_as_local += quiet(stated);
    }

    pub fn join(&mut self, other: Hours) {
        self.flights += other.flights;
        self.quiet_as_stated += other.quiet_as_stated;
        self.quiet_as_local += other.quiet_as_local;
    }

    /// A sixth of a day's hours hold a sixth of random times; real schedules have a few in
    /// a hundred there. Doubted are feeds with a tenth or more, and at least three times
    /// what reading the same times as local would leave.
    pub fn doubtful(&self) -> bool {
        FEWEST <= self.flights
            && self.flights <= self.quiet_as_stated * 10
            && 3 * self.quiet_as_local.max(1) <= self.quiet_as_stated
    }
}

/// Each flight once, however many travel on it.
#[derive(Default)]
pub struct Flights(HashMap<u64, Departure>);

struct Departure {
    carrier: String,
    number: String,
    airport: String,
    departs: Timestamp,
}

impl Flights {
    pub fn add_rows(&mut self, batch: &RecordBatch, columns: &ManifestColumns) {
        let text = |column| Text::of(batch, columns.name(column));
        let [carrier, number, airport] =
            ["carrier", "flight_number", "departure_airport"].map(text);
        let departure = Moments::of(batch, columns.name("scheduled_departure"));
        for row in 0..batch.num_rows() {
            let (Some(airport), Some(departs)) = (airport.get(row), departure.known(row)) else {
                continue;
            };
            let flight = (
                carrier.get(row),
                number.get(row),
                airport,
                departs.as_second(),
            );
            self.0
                .entry(FixedState::default().hash_one(flight))
                .or_insert_with(|| Departure {
                    carrier: carrier.get(row).unwrap_or_default().to_owned(),
                    number: number.get(row).unwrap_or_default().to_owned(),
                    airport: airport.to_ascii_uppercase(),
                    departs,
                });
        }
    }

    pub fn join(&mut self, other: Flights) {
        self.0.extend(other.0);
    }

    pub fn hours(&self) -> Hours {
        let mut hours = Hours::default();
        #[expect(clippy::iter_over_hash_type, reason = "a sum has no order")]
        for flight in self.0.values() {
            hours.add(flight.departs, &flight.airport);
        }
        hours
    }

    /// Of each flight once, ascending; no moment that no schedule holds.
    pub fn departures(&self) -> Vec<Timestamp> {
        let departures = self.0.values().map(|flight| flight.departs);
        let mut departures: Vec<Timestamp> = departures.filter(|at| is_sensible(*at)).collect();
        departures.sort_unstable();
        departures
    }

    /// By `flight_day`.
    pub fn days(&self) -> BTreeSet<String> {
        let flights = self.0.values();
        flights
            .map(|one| flight_day(&one.carrier, &one.number, &one.airport, one.departs))
            .collect()
    }

    /// Carrier and airport of departure: where somebody may have to be phoned.
    pub fn desks(&self) -> BTreeSet<(String, String)> {
        let flights = self.0.values();
        flights
            .map(|one| (one.carrier.clone(), one.airport.clone()))
            .collect()
    }
}

impl std::fmt::Display for Hours {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} of {} flights would depart between {} and {} o'clock at night by the airport's \
             clock, {} if the times are local",
            self.quiet_as_stated, self.flights, QUIET.start, QUIET.end, self.quiet_as_local
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;

    /// Twenty flights an hour apart, from 06:00 on, written as they are or as local.
    fn hours(airport: &str, as_utc: bool) -> Hours {
        let zone = airports::zone(airport).unwrap();
        let zone = if as_utc { TimeZone::UTC } else { zone.clone() };
        let mut hours = Hours::default();
        for number in 0..18_i64 {
            let clock = jiff::civil::date(2026, 11, 23).at(6, 0, 0, 0);
            let clock = clock.checked_add(number.hours()).unwrap();
            hours.add(clock.to_zoned(zone.clone()).unwrap().timestamp(), airport);
        }
        hours
    }

    #[test]
    fn local_times_written_as_utc_are_doubted_and_true_ones_are_not() {
        for (airport, as_utc, expect) in [
            ("JFK", false, false),
            ("JFK", true, true),
            ("BKK", true, true),
            ("SYD", false, false),
            // Where the clock is UTC's there is nothing to tell.
            ("LHR", true, false),
        ] {
            let found = hours(airport, as_utc);
            assert_eq!(found.doubtful(), expect, "{airport} {as_utc}: {found}");
        }
    }

    #[test]
    fn random_times_and_few_flights_are_not_doubted() {
        let mut hours = Hours::default();
        for minute in 0..1440 {
            let clock = jiff::civil::date(2026, 11, 23).at(0, 0, 0, 0);
            let clock = clock.checked_add(i64::from(minute).minutes()).unwrap();
            hours.add(clock.to_zoned(TimeZone::UTC).unwrap().timestamp(), "JFK");
            assert!(!hours.doubtful() || FEWEST <= hours.flights, "{hours}");
        }
        assert!(!hours.doubtful(), "{hours}");
        hours.add(Timestamp::UNIX_EPOCH, "QQQ");
        assert_eq!(hours.flights, 1440);
    }
}
