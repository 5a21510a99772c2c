//! Times, flights and people in the page's words.
//!
//! A page is read hours after it was made, so no time here is counted from the run: moments
//! are said as moments, and only the page's script says how far off they are.

use crate::domain::airports;
use crate::inert::cut;
use crate::recommend::Action;
use crate::schema::rows::CaseRow;
use crate::wording::latin;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

pub(super) fn has_left(row: &CaseRow) -> bool {
    row.minutes_to_departure < 0
}

/// Paper may be read by those whom the passenger is to be protected from.
pub(super) fn is_protected(row: &CaseRow) -> bool {
    row.action == Action::WelfareReferral
}

/// What [`short_action`] can say, gravest first.
pub(super) const SHORT_ACTIONS: [&str; 5] = [
    "Recommend denial",
    "Verify document",
    "Possible match",
    "Ask the airline",
    "Welfare referral",
];

/// A match is told only where somebody listed was found.
pub(super) fn short_action(row: &CaseRow) -> &'static str {
    let [denial, document, possible_match, airline, welfare] = SHORT_ACTIONS;
    match row.action {
        Action::RecommendDenial => denial,
        Action::VerifyDocument => document,
        Action::ContactGroup if row.hits == 0 => airline,
        Action::ContactGroup => possible_match,
        Action::WelfareReferral => welfare,
    }
}

/// A shape beside the words, so that no colour has to be seen.
pub(super) fn sign(action: Action) -> &'static str {
    match action {
        Action::RecommendDenial => "■",
        Action::VerifyDocument => "▲",
        Action::ContactGroup => "●",
        Action::WelfareReferral => "◆",
    }
}

/// As [`short_action`], and whom to tell when the flight has left.
pub(super) fn asked(row: &CaseRow) -> String {
    let short = short_action(row);
    if has_left(row) {
        format!("Tell port of arrival ({})", short.to_lowercase())
    } else {
        short.to_owned()
    }
}

/// `23 Nov 2026 04:35 UTC`, of the run itself.
pub(in crate::render) fn moment(at: Timestamp) -> String {
    at.strftime("%-d %b %Y %H:%M UTC").to_string()
}

/// `23 Nov 04:35`; with its year where it is not the run's. The page says once that times
/// are UTC.
pub(super) fn day_and_hour(at: Timestamp, as_of: Timestamp) -> String {
    let year = |at: Timestamp| at.to_zoned(TimeZone::UTC).year();
    let format = if year(at) == year(as_of) {
        "%-d %b %H:%M"
    } else {
        "%-d %b %Y %H:%M"
    };
    at.strftime(format).to_string()
}

/// `24 Nov 02:40 UTC (23 Nov 21:40 at LIM)`.
pub(super) fn departure(row: &CaseRow, as_of: Timestamp) -> String {
    let utc = day_and_hour(row.scheduled_departure, as_of);
    match station_clock(row) {
        clock if clock.is_empty() => format!("{utc} UTC"),
        clock => format!("{utc} UTC ({clock})"),
    }
}

/// `05:35 at CDG`, what the station's own clock shows, with its date where that is another;
/// empty for an unknown airport.
pub(super) fn station_clock(row: &CaseRow) -> String {
    let airport = &row.departure_airport;
    airports::find(airport).map_or_else(String::new, |known| {
        let there = row.scheduled_departure.to_zoned(known.zone.clone());
        let here = row.scheduled_departure.to_zoned(TimeZone::UTC);
        let format = if there.date() == here.date() {
            "%H:%M"
        } else {
            "%-d %b %H:%M"
        };
        format!("{} at {}", there.strftime(format), cut(airport))
    })
}

/// `6 May 1971`; a part of a date as it is written.
pub(in crate::render) fn day(written: &str) -> String {
    match written.parse::<Date>() {
        Ok(day) => day.strftime("%-d %b %Y").to_string(),
        Err(_) => cut(written),
    }
}

pub(super) fn flight(row: &CaseRow) -> String {
    format!("{} {}", flight_number(row), route(row))
}

/// `XX 123`.
pub(in crate::render) fn flight_number(row: &CaseRow) -> String {
    cut(&format!("{} {}", row.carrier, row.flight_number))
}

/// `CDG to JFK`.
pub(in crate::render) fn route(row: &CaseRow) -> String {
    let (from, to) = (&row.departure_airport, &row.arrival_airport);
    cut(&format!("{from} to {to}"))
}

/// A name as a desk agent will read it, and as the airline has it when that is in another
/// script.
pub(super) struct Person {
    pub(super) name: String,
    pub(super) original: Option<String>,
}

impl Person {
    pub(super) fn of(row: &CaseRow) -> Person {
        let written = match &row.given_names {
            Some(given) => format!("{}, {given}", row.surname),
            None => row.surname.clone(),
        };
        match latin::reading(&written) {
            Some(reading) => Person {
                name: cut(&reading),
                original: Some(cut(&written)),
            },
            None => Person {
                name: cut(&written),
                original: None,
            },
        }
    }
}

/// For tables and links.
pub(in crate::render) fn person(row: &CaseRow) -> String {
    let Person { name, original } = Person::of(row);
    match original {
        Some(original) => format!("{name} ({original})"),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::samples::case_row;

    #[test]
    fn the_stations_clock_is_its_own_and_says_its_date_where_it_differs() {
        let as_of = "2026-11-23T02:00:00Z".parse().unwrap();
        let mut row = case_row("C-1");
        assert_eq!(station_clock(&row), "05:35 at CDG");
        row.departure_airport = "LIM".to_owned();
        assert_eq!(
            departure(&row, as_of),
            "23 Nov 04:35 UTC (22 Nov 23:35 at LIM)"
        );
        row.departure_airport = "QQQ".to_owned();
        assert_eq!(departure(&row, as_of), "23 Nov 04:35 UTC");
    }

    #[test]
    fn a_year_is_said_where_it_is_not_the_runs() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let as_of = at("2026-12-31T20:00:00Z");
        for (moment, expect) in [
            ("2026-12-31T23:00:00Z", "31 Dec 23:00"),
            ("2027-01-01T01:00:00Z", "1 Jan 2027 01:00"),
        ] {
            assert_eq!(day_and_hour(at(moment), as_of), expect);
        }
    }

    #[test]
    fn a_name_of_another_script_is_read_in_latin_first() {
        let mut row = case_row("C-1");
        assert_eq!(person(&row), "SPECIMEN, IVAN");
        row.surname = "Петров".to_owned();
        row.given_names = Some("Юлия".to_owned());
        assert_eq!(person(&row), "PETROV, YULIYA (Петров, Юлия)");
    }

    #[test]
    fn dates_are_spoken_and_parts_of_them_as_written() {
        assert_eq!(day("1971-05-06"), "6 May 1971");
        assert_eq!(day("1971-05"), "1971-05");
    }

    #[test]
    fn no_value_grows_without_bound() {
        let mut row = case_row("C-1");
        row.surname = "A".repeat(10_000);
        assert!(person(&row).chars().count() <= crate::inert::MOST_LETTERS + 1);
    }
}
