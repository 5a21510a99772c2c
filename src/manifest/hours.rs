//! Whether times that claim to be UTC are: airlines hardly depart in the small hours, so a
//! feed that wrote its local times as UTC puts many flights there.

use crate::domain::airports;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::Timestamp;

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
