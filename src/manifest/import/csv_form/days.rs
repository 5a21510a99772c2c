//! Days and moments of flat files: figures in the order that is said, months in letters, the
//! numbers of spreadsheets and of clocks.

use crate::domain::date::PartialDate;
use crate::domain::written::{Order, Written, WrittenDay};
use crate::manifest::import::dates::{self, Stated};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use std::cell::RefCell;

/// Of one row; it remembers what it could not read for want of an order.
pub(super) struct Days {
    order: Option<Order>,
    in_doubt: RefCell<Vec<&'static str>>,
}

impl Days {
    pub(super) fn of(order: Option<Order>) -> Days {
        Days {
            order,
            in_doubt: RefCell::default(),
        }
    }

    /// Columns whose day may be read in two ways.
    pub(super) fn in_doubt(&self) -> impl Iterator<Item = &'static str> {
        let mut columns = self.in_doubt.borrow().clone();
        columns.sort_unstable();
        columns.dedup();
        columns.into_iter()
    }

    fn doubt(&self, column: &str) {
        const COLUMNS: [&str; 5] = [
            "birth_date",
            "document_expiry",
            "visa_expiry",
            "scheduled_departure",
            "scheduled_arrival",
        ];
        let known = COLUMNS.into_iter().find(|known| *known == column);
        self.in_doubt.borrow_mut().extend(known);
    }

    /// A day in a form that the readers of messages know; everything else as it stands.
    pub(super) fn written(&self, column: &str, text: String) -> String {
        match column {
            "birth_date" => self.day(column, &text, true).unwrap_or(text),
            "document_expiry" | "visa_expiry" => self.day(column, &text, false).unwrap_or(text),
            _ => text,
        }
    }

    fn day(&self, column: &str, text: &str, keeps_year: bool) -> Option<String> {
        match Written::read(text, self.order) {
            Written::Day(day) => known(day),
            Written::Ambiguous(day) => {
                self.doubt(column);
                keeps_year.then(|| known(day)).flatten()
            }
            Written::Nothing => serial(text).map(|moment| moment.date().to_string()),
        }
    }

    pub(super) fn moment(&self, column: &'static str, text: &str) -> Option<Stated> {
        if let Some(stated) = dates::free(text) {
            return Some(stated);
        }
        let (text, is_utc) = match text.strip_suffix("UTC").or(text.strip_suffix('Z')) {
            Some(clock) => (clock.trim_end(), true),
            None => (text, false),
        };
        let clock = self.clock(column, text);
        match (clock, is_utc) {
            (Some(clock), true) => {
                let moment = TimeZone::UTC.to_timestamp(clock);
                moment.ok().map(Stated::Moment)
            }
            (Some(clock), false) => Some(Stated::Clock(clock)),
            (None, _) => serial(text).map(Stated::Clock).or_else(|| epoch(text)),
        }
    }

    /// `24/11/2026 10:30`, `11/24/2026 1:45:00 PM`, `24NOV26 1030`.
    fn clock(&self, column: &str, text: &str) -> Option<DateTime> {
        let upper = text.to_ascii_uppercase();
        let (rest, half) = match (upper.strip_suffix("AM"), upper.strip_suffix("PM")) {
            (Some(rest), _) => (rest.trim_end(), Some(0)),
            (_, Some(rest)) => (rest.trim_end(), Some(12)),
            (None, None) => (upper.as_str(), None),
        };
        let (day, time) = rest.rsplit_once([' ', 'T'])?;
        let time = time_of_day(time, half)?;
        let day = match Written::read(day, self.order) {
            Written::Day(day) => day,
            Written::Ambiguous(_) => {
                self.doubt(column);
                return None;
            }
            Written::Nothing => return None,
        };
        // Flights are of this century.
        let year = day.year + if day.is_short { 2000 } else { 0 };
        let date = Date::new(year, day.month? as i8, day.day? as i8).ok()?;
        Some(DateTime::from_parts(date, time))
    }
}

/// A century that is not written stays the reader's to tell.
fn known(day: WrittenDay) -> Option<String> {
    match (day.is_short, day.month, day.day) {
        (true, Some(month), Some(date)) => Some(format!("{:02}{month:02}{date:02}", day.year)),
        (true, _, _) => None,
        (false, month, date) => {
            PartialDate::new(day.year, month, date).map(|date| date.to_string())
        }
    }
}

/// `10:30`, `10:30:59.000`, `1030`; `half` is what the afternoon adds.
fn time_of_day(text: &str, half: Option<i8>) -> Option<Time> {
    let plain = match text.split_once(':') {
        None => return dates::hour_minute(text).filter(|_| half.is_none()),
        Some((hour, rest)) => {
            let minute = rest.split(':').next()?;
            let number = |text: &str| text.parse::<i8>().ok().filter(|_| text.len() <= 2);
            (number(hour)?, number(minute)?)
        }
    };
    let hour = match half {
        None => plain.0,
        Some(half) if (1..=12).contains(&plain.0) => plain.0 % 12 + half,
        Some(_) => return None,
    };
    Time::new(hour, plain.1, 0, 0).ok()
}

/// Days since 1899-12-30, as spreadsheets count them: five figures, and perhaps a part of a day.
fn serial(text: &str) -> Option<DateTime> {
    let whole = text.split('.').next().unwrap_or(text);
    let figures = whole.len() == 5
        && text
            .bytes()
            .all(|sign| sign.is_ascii_digit() || sign == b'.');
    let days: f64 = text.parse().ok().filter(|_| figures)?;
    let minutes = (days * 1_440.0).round() as i64;
    let first = jiff::civil::date(1899, 12, 30).at(0, 0, 0, 0);
    first
        .checked_add(Span::new().try_minutes(minutes).ok()?)
        .ok()
}

/// Seconds or milliseconds since 1970, of this century.
fn epoch(text: &str) -> Option<Stated> {
    let number: i64 = text.parse().ok()?;
    let moment = match text.len() {
        10 => Timestamp::from_second(number),
        13 => Timestamp::from_millisecond(number),
        _ => return None,
    };
    let moment = moment
        .ok()
        .filter(|moment| 946_684_800 <= moment.as_second());
    moment.map(Stated::Moment)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str, order: Option<Order>) -> String {
        match Days::of(order).moment("scheduled_departure", text) {
            Some(Stated::Clock(clock)) => clock.to_string(),
            Some(Stated::Moment(moment)) => moment.to_string(),
            None => String::new(),
        }
    }

    #[test]
    fn moments_as_spreadsheets_and_people_write_them() {
        let dmy = Some(Order::DayMonthYear);
        for (text, order, expect) in [
            ("24/11/2026 10:30", None, "2026-11-24T10:30:00"),
            ("05/12/2026 10:30", None, ""),
            ("05/12/2026 10:30", dmy, "2026-12-05T10:30:00"),
            ("24.11.2026 10:30", None, "2026-11-24T10:30:00"),
            ("11/24/2026 10:30:00 AM", None, "2026-11-24T10:30:00"),
            ("11/24/2026 1:45:00 PM", None, "2026-11-24T13:45:00"),
            ("11/24/2026 12:05 AM", None, "2026-11-24T00:05:00"),
            ("24NOV26 1030", None, "2026-11-24T10:30:00"),
            ("24-Nov-2026 10:30", None, "2026-11-24T10:30:00"),
            ("24112026 1030", dmy, "2026-11-24T10:30:00"),
            ("24/11/2026 10:30Z", None, "2026-11-24T10:30:00Z"),
            ("46350.4375", None, "2026-11-24T10:30:00"),
            ("1795512600", None, "2026-11-24T09:30:00Z"),
            ("1795512600000", None, "2026-11-24T09:30:00Z"),
            ("13/13/2026 10:30", None, ""),
            ("24/11/2026 25:30", None, ""),
            ("24/11/2026", None, ""),
        ] {
            assert_eq!(moment(text, order), expect, "{text}");
        }
    }

    #[test]
    fn days_keep_their_century_open_and_doubts_are_told() {
        let days = Days::of(None);
        let born = |text: &str| days.written("birth_date", text.to_owned());
        for (text, expect) in [
            ("17APR61", "610417"),
            ("610417", "610417"),
            ("17/04/1961", "1961-04-17"),
            ("22388", "1961-04-17"),
            ("1961-04-17 00:00:00", "1961-04-17"),
            ("nonsense", "nonsense"),
        ] {
            assert_eq!(born(text), expect, "{text}");
        }
        assert_eq!(days.in_doubt().count(), 0);
        assert_eq!(born("05/04/1961"), "1961");
        assert_eq!(days.in_doubt().collect::<Vec<_>>(), ["birth_date"]);
    }
}
