//! One leg of a flight: as a feed states it, and in the manifest's terms.

use crate::domain::airports;
use crate::manifest::import::dates::Stated;
use crate::manifest::import::rejects::Code;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// What times without a zone mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Times {
    /// The clock of the airport, as the standards of both messages say.
    #[default]
    Local,
    Utc,
}

/// As stated; blank is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatedLeg {
    pub carrier: Option<String>,
    /// Perhaps with the carrier's code before it.
    pub number: Option<String>,
    pub from: Option<String>,
    pub to: Option<String>,
    pub departs: Option<Stated>,
    pub arrives: Option<Stated>,
    /// The day of arrival is not given, and taken for that of departure.
    pub arrives_by_clock: bool,
    /// An arrival is stated that is no date and time.
    pub arrival_unread: bool,
}

/// In the manifest's terms.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Flight {
    pub carrier: String,
    /// Without leading zeros: 0989 and 989 are one flight.
    pub number: String,
    pub from: String,
    pub to: String,
    pub departs: Timestamp,
    pub arrives: Option<Timestamp>,
    /// The clock of the airport of departure.
    pub departs_clock: DateTime,
    pub arrives_clock: Option<DateTime>,
    pub inferred: Vec<&'static str>,
    /// The feed, or the operator for it, says that its times are no airport's clock.
    pub claims_utc: bool,
    /// An airport is in no table, so its clock was taken for UTC.
    pub zone_unknown: bool,
    /// An arrival is stated that is no moment.
    pub arrival_unread: bool,
}

/// Why a leg is none, with the contract's column.
pub type NoLeg = (&'static str, Code, &'static str);

impl StatedLeg {
    pub fn resolve(&self, times: Times) -> Result<Flight, NoLeg> {
        let mut inferred = Vec::new();
        let (carrier, number) = self.designator(&mut inferred)?;
        let from = airport(self.from.as_deref(), "departure_airport", &mut inferred)?;
        let to = airport(self.to.as_deref(), "arrival_airport", &mut inferred)?;
        let why = "the departure is no date and time";
        let no_departure = ("scheduled_departure", Code::BadTimestamp, why);
        let stated = self.departs.ok_or(no_departure)?;
        // Hours off, somebody would be told of when the flight has left.
        if is_clock(stated, times) && airports::zone(&from).is_none() {
            let why = "the clock of this place is not known: if times are UTC, import with \
                       --times utc";
            return Err(("departure_airport", Code::UnknownZone, why));
        }
        let departs = at(stated, &from, times, "scheduled_departure", &mut inferred);
        let departs = departs.ok_or(no_departure)?;
        let arrives = self
            .arrives
            .and_then(|stated| at(stated, &to, times, "scheduled_arrival", &mut inferred))
            .map(|arrives| self.not_before(departs, arrives));
        let unknown = |code: &str, stated: Option<Stated>| {
            stated.is_some_and(|stated| is_clock(stated, times)) && airports::zone(code).is_none()
        };
        Ok(Flight {
            zone_unknown: unknown(&to, self.arrives),
            arrival_unread: self.arrival_unread || (self.arrives.is_some() && arrives.is_none()),
            claims_utc: !is_clock(stated, times),
            departs_clock: clock(departs, &from),
            arrives_clock: arrives.map(|moment| clock(moment, &to)),
            carrier,
            number,
            from,
            to,
            departs,
            arrives,
            inferred,
        })
    }

    /// A clock without a day that would arrive before it departs means the next day.
    fn not_before(&self, departs: Timestamp, arrives: Timestamp) -> Timestamp {
        let next_day = arrives.checked_add(24.hours()).unwrap_or(arrives);
        if self.arrives_by_clock && arrives < departs {
            next_day
        } else {
            arrives
        }
    }

    fn designator(&self, inferred: &mut Vec<&'static str>) -> Result<(String, String), NoLeg> {
        let missing = ("flight_number", Code::MissingValue, "no flight number");
        let written = self.number.as_deref().ok_or(missing)?.to_uppercase();
        let written: String = written.split_whitespace().collect();
        let declared = self.carrier.as_deref().map(str::to_uppercase);
        let (carrier, number) = match &declared {
            Some(carrier) => {
                let number = written.strip_prefix(carrier.as_str()).unwrap_or(&written);
                // DL and DAL9: the number bears the carrier's other code.
                let other = split_designator(number).filter(|_| !number.starts_with(digit));
                (carrier.as_str(), other.map_or(number, |(_, number)| number))
            }
            None => {
                let why = "neither the carrier nor a flight number that starts with it";
                inferred.push("carrier");
                let split = split_designator(&written);
                let private = || registration(&written).map(|number| (PRIVATE, number));
                split
                    .or_else(private)
                    .ok_or(("carrier", Code::MissingValue, why))?
            }
        };
        let plain = number.trim_start_matches('0');
        let number = if plain.is_empty() { number } else { plain };
        if number.is_empty() {
            return Err(missing);
        }
        Ok((carrier.to_owned(), number.to_owned()))
    }
}

/// Whom an aircraft without an airline is filed under.
const PRIVATE: &str = "PRIVATE";

/// Private aircraft fly under their registration: `N123QX`, `D-EABC`, `G-ABCD`.
fn registration(text: &str) -> Option<&str> {
    let signs = text
        .bytes()
        .all(|sign| sign.is_ascii_alphanumeric() || sign == b'-');
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let fits = (4..=8).contains(&text.len()) && signs && 1 <= letters;
    (fits && text.starts_with(|sign: char| sign.is_ascii_alphabetic())).then_some(text)
}

fn digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// `LA532`, `DAL0123`, `9W12A`: two or three characters of the carrier, then the number.
fn split_designator(text: &str) -> Option<(&str, &str)> {
    let fits = |at: &usize| {
        let Some((carrier, number)) = text.split_at_checked(*at) else {
            return false;
        };
        let digits = number.trim_end_matches(|c: char| c.is_ascii_uppercase());
        let letters = carrier.bytes().filter(u8::is_ascii_uppercase).count();
        let carrier_fits = carrier.bytes().all(|b| b.is_ascii_alphanumeric())
            && if *at == 3 { letters == 3 } else { 1 <= letters };
        let number_fits = (1..=4).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
            && number.len() - digits.len() <= 1;
        carrier_fits && number_fits
    };
    [2, 3]
        .iter()
        .find(|at| fits(at))
        .map(|at| text.split_at(*at))
}

/// Three letters; four are an ICAO code, read through the table.
fn airport(
    text: Option<&str>,
    column: &'static str,
    inferred: &mut Vec<&'static str>,
) -> Result<String, NoLeg> {
    let text = text.ok_or((column, Code::MissingValue, "no airport"))?;
    let code = text.to_ascii_uppercase();
    let letters = code.bytes().all(|b| b.is_ascii_alphabetic());
    match (code.len(), letters) {
        (3, true) => Ok(code),
        (4, _) if airports::find(&code).is_some() => {
            inferred.push(column);
            Ok(airports::find(&code).map_or(code, |airport| airport.iata.to_owned()))
        }
        _ => Err((column, Code::BadAirport, "no airport code")),
    }
}

fn is_clock(stated: Stated, times: Times) -> bool {
    matches!(stated, Stated::Clock(_)) && times == Times::Local
}

/// A clock that jumps: the hour that does not exist counts as the one after it, and of
/// the hour that comes twice the first is meant. `None` at the ends of the calendar.
fn at(
    stated: Stated,
    airport: &str,
    times: Times,
    column: &'static str,
    inferred: &mut Vec<&'static str>,
) -> Option<Timestamp> {
    match (stated, times) {
        (Stated::Moment(moment), _) => Some(moment),
        (Stated::Clock(clock), Times::Utc) => moment(&TimeZone::UTC, clock),
        (Stated::Clock(clock), Times::Local) => {
            let zone = airports::zone(airport).cloned().unwrap_or(TimeZone::UTC);
            let moment = moment(&zone, clock)?;
            inferred.push(column);
            Some(moment)
        }
    }
}

fn moment(zone: &TimeZone, clock: DateTime) -> Option<Timestamp> {
    zone.to_ambiguous_timestamp(clock).compatible().ok()
}

fn clock(moment: Timestamp, airport: &str) -> DateTime {
    let zone = airports::zone(airport).cloned().unwrap_or(TimeZone::UTC);
    moment.to_zoned(zone).datetime()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leg(departs: &str, arrives: &str) -> StatedLeg {
        let clock = |text: &str| text.parse().ok().map(Stated::Clock);
        StatedLeg {
            number: Some("XX101".to_owned()),
            from: Some("JFK".to_owned()),
            to: Some("CDG".to_owned()),
            departs: clock(departs),
            arrives: clock(arrives),
            ..StatedLeg::default()
        }
    }

    /// No departure is ever made up, least of all 1970.
    #[test]
    fn a_clock_at_the_end_of_the_calendar_is_no_moment() {
        let last = "9999-12-31T23:59";
        for times in [Times::Local, Times::Utc] {
            let (column, code, _) = leg(last, "").resolve(times).unwrap_err();
            assert_eq!((column, code), ("scheduled_departure", Code::BadTimestamp));
            let flight = leg("2026-11-24T06:00", last).resolve(times).unwrap();
            assert_eq!((flight.arrives, flight.arrival_unread), (None, true));
        }
        // The hour that the clock jumps over is the one after it.
        let flight = leg("2026-03-08T02:30", "").resolve(Times::Local).unwrap();
        assert_eq!(flight.departs.to_string(), "2026-03-08T07:30:00Z");
        assert!(!flight.arrival_unread);
    }
}
