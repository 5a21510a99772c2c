//! Places, series and counts in plain words.

use crate::analysis::warning::counts::{Level, Week};
use crate::analysis::warning::finding::Ground;
use crate::analysis::warning::signals::Standing;
use crate::inert::cut;
use crate::render::drawing::view::grouped;
use crate::schema::warning::{SignalRow, monday};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// `departures from GUA`, `the route GUA to IAH`.
pub(super) fn place(level: &str, place: &str) -> String {
    let place = cut(place);
    if let Some(around) = place.strip_prefix("near ") {
        return format!("all {level}s that share an airport with {around}");
    }
    match level {
        level if level == Level::Hub.as_str() => format!("departures from {place}"),
        level if level == Level::Arrival.as_str() => format!("arrivals at {place}"),
        level if level == Level::Route.as_str() => {
            format!("the route {}", place.replace('-', " to "))
        }
        _ => format!("the journey {}", place.replace('-', ", ")),
    }
}

/// The same as the first cell of a row: `Hub GUA`.
pub(super) fn place_name(level: &str, place: &str) -> String {
    let place = cut(place);
    if place.starts_with("near ") {
        return format!("{} {place}", capital(level));
    }
    match level {
        level if level == Level::Route.as_str() => format!("Route {}", place.replace('-', " to ")),
        level if level == Level::Journey.as_str() => {
            format!("Journey {}", place.replace('-', ", "))
        }
        level => format!("{} {place}", capital(level)),
    }
}

/// `smuggling, listed person`; `document expired`.
pub(super) fn subject(category: Option<&str>, reason_class: &str) -> String {
    match category {
        Some(category) => format!("{}, {}", plain(category), plain(reason_class)),
        None => plain(reason_class),
    }
}

pub(super) fn series(row: &SignalRow) -> String {
    let subject = subject(row.category.as_deref(), &row.reason_class);
    format!("{}, {subject}", place_name(&row.level, &row.place))
}

/// What a picture of a series says in its title.
pub(super) fn finding(row: &SignalRow) -> String {
    format!(
        "{}: {} cases in {}, {:.1} expected",
        series(row),
        count(row.cases),
        weeks(row.window_weeks),
        row.expected
    )
}

/// A code as words.
pub(super) fn plain(code: &str) -> String {
    cut(code).replace('_', " ")
}

pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

pub(super) fn count(count: i64) -> String {
    grouped(usize::try_from(count).unwrap_or(0))
}

/// `1 case`, `2,300 cases`.
pub(super) fn several(number: i64, one: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        many => format!("{} {one}s", count(many)),
    }
}

/// `16 Nov 2026`.
pub(super) fn day(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

/// The last day of a span that ends before a week.
pub(super) fn last_day(end: Week) -> Date {
    monday(end).saturating_sub(jiff::Span::new().days(1))
}

/// The last day of a week, by its Monday.
pub(super) fn sunday(monday: Date) -> Date {
    monday.saturating_add(jiff::Span::new().days(6))
}

pub(super) fn weeks(weeks: i32) -> String {
    match weeks {
        1 => "1 week".to_owned(),
        weeks => format!("{weeks} weeks"),
    }
}

/// `4.9`, and `-` where there is none.
pub(super) fn ratio(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.1}"))
}

/// Per 10,000, with as many places as tell rates apart.
pub(super) fn rate(value: Option<f64>) -> String {
    match value {
        None => "-".to_owned(),
        Some(value) if value < 10.0 => format!("{value:.2}"),
        Some(value) => format!("{value:.1}"),
    }
}

pub(super) fn compared_with(word: &str) -> &'static str {
    let ground = Ground::ALL.into_iter().find(|one| one.as_str() == word);
    match ground {
        Some(Ground::PastAndOthers) => "its past and all other places",
        Some(Ground::Others) => "all other places: its past is cut",
        Some(Ground::NewSeries) => "what is usual: it has hardly a past",
        Some(Ground::Displacement) => "where a signal ended",
        None => "not known",
    }
}

/// Signals that stand at the end of the span, each once, as it was told last; the gravest first:
/// the one that chance makes least often.
pub fn standing_signals(signals: &[SignalRow]) -> Vec<&SignalRow> {
    let mut seen = BTreeSet::new();
    let newest = signals.iter().rev().filter(|row| row.class == "signal");
    let newest = newest.filter(|row| seen.insert(name(row)));
    let ended = Standing::Ended.as_str();
    let mut standing: Vec<&SignalRow> = newest
        .filter(|row| row.standing.as_deref() != Some(ended))
        .collect();
    standing.sort_by(|one, other| {
        let by_chance = other.recurrence_weeks.total_cmp(&one.recurrence_weeks);
        by_chance.then_with(|| name(one).cmp(&name(other)))
    });
    standing
}

/// Those that ended within the span, newest first.
pub(super) fn ended_signals(signals: &[SignalRow]) -> Vec<&SignalRow> {
    let mut seen = BTreeSet::new();
    let newest = signals.iter().rev().filter(|row| row.class == "signal");
    let newest = newest.filter(|row| seen.insert(name(row)));
    let ended = Standing::Ended.as_str();
    newest
        .filter(|row| row.standing.as_deref() == Some(ended))
        .collect()
}

type Name<'a> = (&'a str, &'a str, Option<&'a str>, &'a str);

fn name(row: &SignalRow) -> Name<'_> {
    (
        &row.level,
        &row.place,
        row.category.as_deref(),
        &row.reason_class,
    )
}
