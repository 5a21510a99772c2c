//! Times, flights and people in the page's words.

use crate::domain::airports;
use crate::inert::cut;
use crate::recommend::Action;
use crate::schema::rows::CaseRow;
use crate::wording::text::span;
use jiff::Timestamp;

pub(super) fn is_urgent(row: &CaseRow, cut_off_minutes: i64) -> bool {
    0 <= row.minutes_to_departure && row.minutes_to_departure <= cut_off_minutes
}

pub(super) fn has_left(row: &CaseRow) -> bool {
    row.minutes_to_departure < 0
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

/// As [`short_action`], and whom to tell when the flight has left.
pub(super) fn asked(row: &CaseRow) -> String {
    let short = short_action(row);
    if has_left(row) {
        format!("Tell port of arrival ({})", short.to_lowercase())
    } else {
        short.to_owned()
    }
}

/// `Departs in 2 h 35 min`.
pub(super) fn departs(minutes: i64) -> String {
    let verb = if minutes < 0 { "Departed" } else { "Departs" };
    format!("{verb} {}", span(minutes))
}

/// `23 Nov 2026 04:35 UTC`.
pub(super) fn moment(at: Timestamp) -> String {
    at.strftime("%d %b %Y %H:%M UTC").to_string()
}

/// `23 Nov 04:35`, in tables: the page says once that times are UTC.
pub(super) fn day_and_hour(at: Timestamp) -> String {
    at.strftime("%d %b %H:%M").to_string()
}

/// `05:35 at CDG`, what the station's own clock shows; empty for an unknown airport.
pub(super) fn station_clock(row: &CaseRow) -> String {
    let airport = &row.departure_airport;
    airports::find(airport).map_or_else(String::new, |known| {
        let there = row.scheduled_departure.to_zoned(known.zone.clone());
        format!("{} at {}", there.strftime("%H:%M"), cut(airport))
    })
}

pub(super) fn flight(row: &CaseRow) -> String {
    let CaseRow {
        carrier,
        flight_number,
        departure_airport,
        arrival_airport,
        ..
    } = row;
    cut(&format!(
        "{carrier} {flight_number} {departure_airport} to {arrival_airport}"
    ))
}

pub(super) fn person(row: &CaseRow) -> String {
    match &row.given_names {
        Some(given) => cut(&format!("{}, {given}", row.surname)),
        None => cut(&row.surname),
    }
}

/// `1 case`, `2 cases`.
pub(super) fn counted(number: usize, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::samples::case_row;

    #[test]
    fn only_flights_that_wait_inside_the_cut_off_are_urgent() {
        let mut row = case_row("C-1");
        for (minutes, expect) in [(-1, false), (0, true), (180, true), (181, false)] {
            row.minutes_to_departure = minutes;
            assert_eq!(is_urgent(&row, 180), expect, "{minutes}");
            assert_eq!(has_left(&row), minutes < 0);
        }
    }

    #[test]
    fn the_stations_clock_is_its_own() {
        let mut row = case_row("C-1");
        assert_eq!(station_clock(&row), "05:35 at CDG");
        row.departure_airport = "QQQ".to_owned();
        assert_eq!(station_clock(&row), "");
    }

    #[test]
    fn no_value_grows_without_bound() {
        let mut row = case_row("C-1");
        row.surname = "A".repeat(10_000);
        assert!(person(&row).chars().count() <= crate::inert::MOST_LETTERS + 1);
    }
}
