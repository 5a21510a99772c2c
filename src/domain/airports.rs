//! Where airports lie and what their clocks say.
//!
//! The table is built by `scripts/tables/build_airports`; time zones come from the tz
//! database that is compiled in, so that no machine's own files change a result. An
//! airport that the table lacks has no local time: callers fall back to UTC.

use crate::domain::cities;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Mean radius of the earth (IUGG), km.
const EARTH_KM: f64 = 6371.0;

/// One airport with an IATA code.
#[derive(Clone, Debug, PartialEq)]
pub struct Airport {
    pub iata: &'static str,
    /// Four characters; for small fields a national code.
    pub icao: &'static str,
    /// ISO 3166-1 alpha-3, `XKX` for Kosovo.
    pub country: &'static str,
    pub zone: TimeZone,
    /// Degrees, to a hundredth.
    pub position: Position,
    pub name: &'static str,
}

/// Degrees north and east.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    pub latitude: f64,
    pub longitude: f64,
}

impl Position {
    /// Great-circle distance on a sphere (haversine); within 0.6 % of the ellipsoid's.
    pub fn km_to(self, other: Position) -> f64 {
        let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
        let along = half(self.latitude, other.latitude);
        let across = half(self.longitude, other.longitude);
        let both = self.latitude.to_radians().cos() * other.latitude.to_radians().cos();
        2.0 * EARTH_KM * (along + both * across).sqrt().min(1.0).asin()
    }
}

/// By IATA or ICAO code, upper case.
pub fn find(code: &str) -> Option<&'static Airport> {
    let table = &*TABLE;
    let at = match code.len() {
        3 => place_of(code).and_then(|place| table.by_iata[place]),
        _ => table.by_icao.get(code).copied(),
    };
    at.map(|at| &table.airports[at])
}

/// Of an airport, or of a city or a station that is none.
pub fn zone(code: &str) -> Option<&'static TimeZone> {
    let airport = find(code).or_else(|| find(cities::airport_of(code)?));
    airport.map(|airport| &airport.zone)
}

pub fn position(code: &str) -> Option<Position> {
    find(code).map(|airport| airport.position)
}

/// The date at the airport, in UTC when its zone is not known.
pub fn local_date(moment: Timestamp, code: &str) -> Date {
    let zone = zone(code).cloned().unwrap_or(TimeZone::UTC);
    moment.to_zoned(zone).date()
}

/// What was compiled in, for its digest.
pub fn bundled_text() -> &'static str {
    TEXT
}

const TEXT: &str = include_str!("airports.tsv");

static TABLE: LazyLock<Table> = LazyLock::new(Table::bundled);

struct Table {
    /// Ascending by IATA code.
    airports: Vec<Airport>,
    /// By [`place_of`] the code: asked several times for every passenger of a night.
    by_iata: Vec<Option<usize>>,
    by_icao: HashMap<&'static str, usize>,
}

/// Of a code of three capitals among all such codes.
fn place_of(code: &str) -> Option<usize> {
    code.bytes().try_fold(0, |place, letter| {
        let capital = letter.is_ascii_uppercase();
        capital.then(|| place * 26 + usize::from(letter - b'A'))
    })
}

impl Table {
    fn bundled() -> Table {
        let database = TimeZoneDatabase::bundled();
        let mut zones: HashMap<&str, TimeZone> = HashMap::new();
        let mut zone_of = |name: &'static str| {
            let known = zones.entry(name);
            let read = || {
                database
                    .get(name)
                    .expect("the table's test reads every zone")
            };
            known.or_insert_with(read).clone()
        };
        let rows = TEXT.lines().filter(|line| !line.starts_with('#'));
        let airports: Vec<Airport> = rows.map(|row| airport(row, &mut zone_of)).collect();
        let codes = || airports.iter().enumerate();
        let mut by_iata = vec![None; 26 * 26 * 26];
        for (at, airport) in codes() {
            let place = place_of(airport.iata);
            by_iata[place.expect("the table's test finds every row")] = Some(at);
        }
        let by_icao = codes().map(|(at, airport)| (airport.icao, at)).collect();
        Table {
            airports,
            by_iata,
            by_icao,
        }
    }
}

fn airport(row: &'static str, zone_of: &mut impl FnMut(&'static str) -> TimeZone) -> Airport {
    let mut fields = row.split('\t');
    let mut text = || fields.next().expect("the table's test reads every row");
    let (iata, country, zone, name, icao) = (text(), text(), text(), text(), text());
    let mut degrees = || text().parse().expect("the table's test reads every row");
    Airport {
        iata,
        icao,
        country,
        zone: zone_of(zone),
        position: Position {
            latitude: degrees(),
            longitude: degrees(),
        },
        name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_that_is_no_airport_has_the_clock_of_one() {
        for (place, airport) in cities::PLACES {
            assert!(find(airport).is_some(), "{airport}");
            assert_eq!(zone(place), zone(airport), "{place}");
        }
        assert_eq!(cities::airport_of("JFK"), None);
    }

    use jiff::civil::date;

    #[test]
    fn every_row_reads_and_either_code_finds_it() {
        assert!(7_000 < TABLE.airports.len());
        assert!(
            TABLE
                .airports
                .is_sorted_by(|one, next| one.iata < next.iata)
        );
        for airport in &TABLE.airports {
            assert_eq!(find(airport.iata), Some(airport));
            assert_eq!(find(airport.icao), Some(airport));
        }
        assert_eq!(find("QQQ"), None);
        assert_eq!(find(""), None);
    }

    #[test]
    fn the_same_moment_has_other_dates_elsewhere() {
        let moment = "2026-11-23T22:00:00Z".parse().unwrap();
        for (airport, expect) in [
            ("CDG", date(2026, 11, 23)),
            ("DEL", date(2026, 11, 24)),
            ("AKL", date(2026, 11, 24)),
            ("HNL", date(2026, 11, 23)),
            ("QQQ", date(2026, 11, 23)),
        ] {
            assert_eq!(local_date(moment, airport), expect, "{airport}");
        }
    }

    #[test]
    fn distances_are_those_of_the_atlas() {
        // Great-circle kilometres between the published coordinates.
        for (from, to, km) in [
            ("JFK", "LHR", 5_540.0),
            ("SYD", "SCL", 11_340.0),
            ("NRT", "HNL", 6_130.0),
            ("CDG", "CDG", 0.0),
        ] {
            let found = position(from).unwrap().km_to(position(to).unwrap());
            assert!((found - km).abs() <= 30.0, "{from} {to} {found}");
        }
    }
}
