//! Dates and times of messages: two-digit years, no zones, four layouts.

use crate::domain::date::PartialDate;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

/// What a feed says about a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stated {
    /// Without a zone: the airport's clock, unless the operator says otherwise.
    Clock(DateTime),
    /// With a zone or offset.
    Moment(Timestamp),
}

/// Reads the value of a DTM by its UN/EDIFACT format (code list 2379): 201, 203, 204, 205,
/// 303 and 304; without a format, by its length.
pub fn dtm(text: &str, format: Option<&str>) -> Option<Stated> {
    let long = text.get(..12).and_then(compact);
    match format {
        Some("303" | "304") => with_zone(long?, text.trim_start_matches(digit).trim()),
        Some("205") => offset(long?, text.get(12..)?),
        Some("201") => compact(text).map(Stated::Clock),
        _ if text.ends_with('Z') => with_offset(compact(text.trim_end_matches('Z'))?, Offset::UTC),
        _ => compact(text).map(Stated::Clock),
    }
}

fn digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// `UTC`, or an offset as format 205 writes it. Another zone's letters (`EST`) are the clock
/// of the airport in words: there is no one list of them.
fn with_zone(clock: DateTime, zone: &str) -> Option<Stated> {
    match zone {
        "UTC" | "GMT" => with_offset(clock, Offset::UTC),
        "" => Some(Stated::Clock(clock)),
        zone if zone != "Z" && zone.chars().all(char::is_alphabetic) => Some(Stated::Clock(clock)),
        _ => offset(clock, zone),
    }
}

/// `+0200`, `+02:00`, `-03` or `Z` behind the digits.
fn offset(clock: DateTime, text: &str) -> Option<Stated> {
    if text.is_empty() || text == "Z" {
        return with_offset(clock, Offset::UTC);
    }
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = match (digits.len(), digits.get(2..3)) {
        (2, _) => (digits, "0"),
        (4, _) => (digits.get(..2)?, digits.get(2..)?),
        (5, Some(":")) => (digits.get(..2)?, digits.get(3..)?),
        _ => return None,
    };
    let (hours, minutes) = (
        number(hours)?,
        number(minutes).filter(|minutes| *minutes < 60)?,
    );
    let seconds = sign * (i32::from(hours) * 3600 + i32::from(minutes) * 60);
    with_offset(clock, Offset::from_seconds(seconds).ok()?)
}

fn with_offset(clock: DateTime, offset: Offset) -> Option<Stated> {
    let zoned = TimeZone::fixed(offset).to_timestamp(clock);
    zoned.ok().map(Stated::Moment)
}

/// `YYMMDDHHMM`, `CCYYMMDDHHMM` or `CCYYMMDDHHMMSS`; flights are of this century.
fn compact(text: &str) -> Option<DateTime> {
    let (day, clock) = match text.len() {
        10 => (short_date(text.get(..6)?, 2000)?, text.get(6..)?),
        12 | 14 => (long_date(text.get(..8)?)?, text.get(8..12)?),
        _ => return None,
    };
    Some(DateTime::from_parts(day, hour_minute(clock)?))
}

/// `HHMM`.
pub fn hour_minute(text: &str) -> Option<Time> {
    let number = |range| number(text.get(range)?);
    let whole = text.len() == 4;
    let time = Time::new(number(0..2)? as i8, number(2..4)? as i8, 0, 0);
    time.ok().filter(|_| whole)
}

/// `DDMMYY` of PNRGOV; flights are of this century.
pub fn day_month_year(text: &str) -> Option<Date> {
    let turned = [text.get(4..)?, text.get(2..4)?, text.get(..2)?].concat();
    short_date(&turned, 2000)
}

/// The moment that a CSV feed writes: RFC 3339, ISO without a zone, or as a message.
/// `2020-01-19T23:00[America/Lima]` is the clock of that zone; one that is not known, or
/// that an offset beside it contradicts, makes it none: as a clock it would be the airport's.
pub fn free(text: &str) -> Option<Stated> {
    if text.contains('[') {
        let zoned = text.parse::<Zoned>().ok();
        return zoned.map(|zoned| Stated::Moment(zoned.timestamp()));
    }
    let moment = text.parse::<Timestamp>().ok().map(Stated::Moment);
    let clock = || text.parse::<DateTime>().ok().map(Stated::Clock);
    // A date alone parses as midnight, which no feed means.
    let has_time = text.contains(':');
    let iso = moment.or_else(clock).filter(|_| has_time);
    iso.or_else(|| dtm(text, None))
}

/// A birth date in a form the manifest knows: `YYMMDD` as it stands, so that the century
/// stays the reader's to tell, or ISO, perhaps partial. `None` for what is no date.
pub fn birth(text: &str) -> Option<String> {
    let iso = || PartialDate::parse_iso(text).map(|date| date.to_string());
    let long = || long_date(text).map(|date| date.to_string());
    let short = short_date(text, 2000).map(|_| text.to_owned());
    let other = || words(text).or_else(long).or_else(iso);
    short.or_else(other).or_else(|| year_alone(text))
}

/// `12JUL64` to `640712`.
fn words(text: &str) -> Option<String> {
    let (day, month, year) = day_month_words(text)?;
    match year.len() {
        2 => {
            let turned = format!("{year}{month:02}{day:02}");
            short_date(&turned, 2000).map(|_| turned)
        }
        _ => PartialDate::new(year.parse().ok()?, Some(month), Some(day)).map(|d| d.to_string()),
    }
}

/// `19720000`: only the year is known.
fn year_alone(text: &str) -> Option<String> {
    let year = text.strip_suffix("0000").filter(|year| year.len() == 4)?;
    PartialDate::parse_iso(year).map(|date| date.to_string())
}

/// An expiry date, and whether its century is inferred: the one nearest to the flight.
pub fn expiry(text: &str, flight: Date) -> Option<(Date, bool)> {
    if let Some(date) = text.parse().ok().or_else(|| long_date(text)) {
        return Some((date, false));
    }
    let (year, month, day) = match day_month_words(text) {
        Some((day, month, year)) => (year.to_owned(), month, day),
        None if text.len() == 6 => {
            let part = |range| number(text.get(range)?);
            (
                text.get(..2)?.to_owned(),
                part(2..4)? as u8,
                part(4..6)? as u8,
            )
        }
        None => return None,
    };
    let date = |year: i16| Date::new(year, month as i8, day as i8).ok();
    let written = number(&year)?;
    if year.len() == 4 {
        return date(written).map(|date| (date, false));
    }
    let century = flight.year() / 100 * 100;
    let years = [century - 100, century, century + 100].map(|c| c + written);
    let found = years.into_iter().filter_map(date);
    found
        .min_by_key(|date| (date.year() - flight.year()).abs())
        .map(|date| (date, true))
}

/// `12JUL64` or `12JUL1964`: day, month, year as written.
fn day_month_words(text: &str) -> Option<(u8, u8, &str)> {
    const MONTHS: [&str; 12] = [
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
    ];
    let year = text.get(5..).filter(|year| matches!(year.len(), 2 | 4))?;
    let name = text.get(2..5)?.to_ascii_uppercase();
    let month = MONTHS.iter().position(|month| *month == name)?;
    number(year)?;
    Some((number(text.get(..2)?)? as u8, month as u8 + 1, year))
}

fn short_date(text: &str, century: i16) -> Option<Date> {
    let part = |range| number(text.get(range)?);
    let whole = text.len() == 6;
    let date = Date::new(century + part(0..2)?, part(2..4)? as i8, part(4..6)? as i8);
    date.ok().filter(|_| whole)
}

fn long_date(text: &str) -> Option<Date> {
    let part = |range| number(text.get(range)?);
    let whole = text.len() == 8;
    let date = Date::new(part(0..4)?, part(4..6)? as i8, part(6..8)? as i8);
    date.ok().filter(|_| whole)
}

fn number(text: &str) -> Option<i16> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn moments_in_every_layout() {
        let cases = [
            ("2001192300", Some("201"), "2020-01-19T23:00:00"),
            ("202001192300", Some("203"), "2020-01-19T23:00:00"),
            ("20200119230059", Some("204"), "2020-01-19T23:00:00"),
            ("202001192300", None, "2020-01-19T23:00:00"),
            ("2001192300", None, "2020-01-19T23:00:00"),
            ("2001192300Z", None, "2020-01-19T23:00:00Z"),
            ("202001192300-0300", Some("205"), "2020-01-20T02:00:00Z"),
            ("202001192300UTC", Some("303"), "2020-01-19T23:00:00Z"),
            ("202001192300EST", Some("303"), "2020-01-19T23:00:00"),
            ("202001192300", Some("303"), "2020-01-19T23:00:00"),
            ("202001192300+0200", Some("303"), "2020-01-19T21:00:00Z"),
            ("202001192300-03", Some("303"), "2020-01-20T02:00:00Z"),
            ("202001192300-0330", Some("303"), "2020-01-20T02:30:00Z"),
            ("202001192300+05:45", Some("303"), "2020-01-19T17:15:00Z"),
            ("20200119230059+0200", Some("304"), "2020-01-19T21:00:00Z"),
            ("202001192300Z", Some("303"), "2020-01-19T23:00:00Z"),
            ("202001192300+9x", Some("303"), ""),
            ("202001192300+0199", Some("303"), ""),
            ("202001192300+-1-1", Some("205"), ""),
            ("2001192460", Some("201"), ""),
            ("200119", Some("101"), ""),
            ("20011923\u{e9}", None, ""),
            ("", None, ""),
        ];
        for (text, format, expect) in cases {
            let found = match dtm(text, format) {
                Some(Stated::Clock(clock)) => clock.to_string(),
                Some(Stated::Moment(moment)) => moment.to_string(),
                None => String::new(),
            };
            assert_eq!(found, expect, "{text} {format:?}");
        }
        assert_eq!(free("2020-01-19"), None);
        let lima = free("2020-01-19T23:00[America/Lima]");
        assert_eq!(lima, free("2020-01-20T04:00Z"));
        assert!(lima.is_some());
        for text in [
            "2020-01-19T23:00[Nowhere/At_All]",
            "2020-01-19T23:00+05:00[America/Lima]",
            "[America/Lima]2020-01-19T23:00",
            "2020-01-19T23:00[",
        ] {
            assert_eq!(free(text), None, "{text}");
        }
        assert!(matches!(free("2020-01-19 23:00"), Some(Stated::Clock(_))));
        assert!(matches!(
            free("2020-01-19T23:00-03:00"),
            Some(Stated::Moment(_))
        ));
    }

    #[test]
    fn births_keep_their_form_and_nonsense_is_none() {
        let cases = [
            ("670603", "670603"),
            ("000229", "000229"),
            ("19670603", "1967-06-03"),
            ("1967-06", "1967-06"),
            ("19670000", "1967"),
            ("12JUL64", "640712"),
            ("12jul1964", "1964-07-12"),
            ("671303", ""),
            ("31FEB64", ""),
            ("0", ""),
            ("1\u{e9}JUL64", ""),
        ];
        for (text, expect) in cases {
            assert_eq!(birth(text).unwrap_or_default(), expect, "{text}");
        }
    }

    #[test]
    fn an_expiry_lies_in_the_century_nearest_to_the_flight() {
        let flight = date(2017, 1, 27);
        let cases = [
            ("610218", "2061-02-18 true"),
            ("991231", "1999-12-31 true"),
            ("23AUG19", "2019-08-23 true"),
            ("20190823", "2019-08-23 false"),
            ("2019-08-23", "2019-08-23 false"),
            ("231301", ""),
            ("23", ""),
        ];
        for (text, expect) in cases {
            let found = expiry(text, flight).map(|(date, inferred)| format!("{date} {inferred}"));
            assert_eq!(found.unwrap_or_default(), expect, "{text}");
        }
    }
}
