//! Whom to phone at a carrier: the operator's own directory of desks.

use serde::{Deserialize, Serialize};

/// One desk of a carrier, by the designator that its manifests bear.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Desk {
    pub carrier: String,
    /// The airport of departure (IATA); blank for a desk that answers for every station.
    #[serde(default)]
    pub station: String,
    pub phone: String,
    /// When it answers and who, in words, as in `24 h, gate desk`.
    #[serde(default)]
    pub hours: String,
}

/// The desk at the station, else the carrier's own.
pub fn desk_of<'a>(directory: &'a [Desk], carrier: &str, station: &str) -> Option<&'a Desk> {
    let own = |station: &str| {
        let mut desks = directory.iter();
        desks.find(|desk| desk.carrier == carrier && desk.station == station)
    };
    own(station).or_else(|| own(""))
}

/// What a telephone is given to dial: digits, behind a plus where there is one. None when
/// there is nothing to dial.
pub fn dialled(phone: &str) -> Option<String> {
    let plus = if phone.trim_start().starts_with('+') {
        "+"
    } else {
        ""
    };
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    (!digits.is_empty()).then(|| format!("{plus}{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_station_comes_before_the_carrier() {
        let desk = |carrier: &str, station: &str| Desk {
            carrier: carrier.to_owned(),
            station: station.to_owned(),
            ..Desk::default()
        };
        let directory = [desk("AA", ""), desk("AA", "LIM"), desk("LA", "LIM")];
        let of = |carrier, station| desk_of(&directory, carrier, station);
        assert_eq!(of("AA", "LIM"), Some(&directory[1]));
        assert_eq!(of("AA", "BOG"), Some(&directory[0]));
        assert_eq!(of("LA", "BOG"), None);
    }

    #[test]
    fn only_what_a_telephone_dials_is_dialled() {
        for (phone, expect) in [
            ("+1 305 555-0142", Some("+13055550142")),
            (" +51 (1) 555", Some("+511555")),
            ("0800 555", Some("0800555")),
            ("ask the desk", None),
        ] {
            assert_eq!(dialled(phone).as_deref(), expect, "{phone}");
        }
    }
}
