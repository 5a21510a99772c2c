//! Which liaison group a flight belongs to.
//!
//! By the country of the last foreign airport, else by the port of arrival, else
//! `unrouted`: a case without a group is shown, never dropped. For a passenger of several
//! legs that airport is where the leg into the USA begins (`entry.rs`).

pub mod entry;

pub mod directory;

use crate::domain::airports;
use crate::domain::passenger::Flight;
use directory::Desk;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub const UNROUTED: &str = "unrouted";

/// The operator's table: group to countries (alpha-3), group to ports (IATA), and how to
/// reach each group.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Tables {
    pub groups: BTreeMap<String, Vec<String>>,
    pub ports: BTreeMap<String, Vec<String>>,
    pub contacts: BTreeMap<String, Contact>,
    /// Whom to phone at a carrier.
    pub directory: Vec<Desk>,
}

/// How a group is reached. A blank value is one that nobody has told yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    pub phone: String,
    pub email: String,
    /// When it answers, in words, as in `24 h` or `06:00-22:00 UTC`.
    pub hours: String,
    /// Inside so many minutes before departure: phone. `output.cut_off_minutes` when absent.
    pub cutoff_minutes: Option<i64>,
    /// Foreign airports (IATA) that the group watches first.
    pub designated_airports: Vec<String>,
}

pub struct Routing {
    tables: Tables,
}

impl Routing {
    pub fn new(tables: Tables) -> Routing {
        Routing { tables }
    }

    /// Every group of the tables.
    pub fn groups(&self) -> Vec<String> {
        let names = self.tables.groups.keys().chain(self.tables.ports.keys());
        let mut names: Vec<String> = names.cloned().collect();
        names.sort();
        names.dedup();
        names
    }

    pub fn group_of(&self, flight: &Flight) -> &str {
        let country = airports::find(&flight.departure_airport).map(|airport| airport.country);
        let by_country = country.and_then(|code| holder(&self.tables.groups, code));
        let by_port = || holder(&self.tables.ports, &flight.arrival_airport);
        by_country.or_else(by_port).unwrap_or(UNROUTED)
    }
}

fn holder<'a>(table: &'a BTreeMap<String, Vec<String>>, code: &str) -> Option<&'a str> {
    let mut rows = table.iter();
    let row = rows.find(|(_, codes)| codes.iter().any(|known| known == code));
    row.map(|(group, _)| group.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flight(from: &str, to: &str) -> Flight {
        Flight {
            carrier: "XX".to_owned(),
            number: "1".to_owned(),
            departure_airport: from.to_owned(),
            arrival_airport: to.to_owned(),
            scheduled_departure: jiff::Timestamp::UNIX_EPOCH,
            scheduled_arrival: None,
        }
    }

    fn table(rows: &[(&str, &str)]) -> BTreeMap<String, Vec<String>> {
        let mut table: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (group, code) in rows {
            table
                .entry((*group).to_owned())
                .or_default()
                .push((*code).to_owned());
        }
        table
    }

    #[test]
    fn country_then_port_then_unrouted() {
        let routing = Routing::new(Tables {
            groups: table(&[("EAST", "FRA"), ("SOUTH", "BRA"), ("WEST", "GUM")]),
            ports: table(&[("EAST", "JFK"), ("LAKES", "ORD")]),
            contacts: BTreeMap::new(),
            directory: Vec::new(),
        });
        for (from, to, expect) in [
            ("CDG", "MIA", "EAST"),
            // The country of departure comes before the port.
            ("GRU", "JFK", "SOUTH"),
            ("GUM", "JFK", "WEST"),
            // From the USA, or from a country that no group has: by the port.
            ("BOS", "JFK", "EAST"),
            ("NRT", "ORD", "LAKES"),
            // An airport that nobody knows: by the port, else nobody's.
            ("QQQ", "ORD", "LAKES"),
            ("QQQ", "MIA", UNROUTED),
            ("", "", UNROUTED),
            ("BOS", "QQQ", UNROUTED),
        ] {
            assert_eq!(routing.group_of(&flight(from, to)), expect, "{from} {to}");
        }
        assert_eq!(routing.groups(), ["EAST", "LAKES", "SOUTH", "WEST"]);
    }
}
