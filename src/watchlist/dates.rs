//! Birth dates with English months, as OFAC and notes of other lists write them: `05 Mar
//! 1970`, `circa 1970`, `Mar 1962 to Feb 1963`.
//!
//! A span that is finer than years is widened to its years: wider may offer a hit too
//! many, narrower would lose one.

use crate::domain::date::{ListedBirth, PartialDate};
pub(super) use crate::domain::written::month;
use crate::domain::written::{Order, Written, WrittenDay};

pub(super) fn birth(text: &str) -> Option<ListedBirth> {
    let (circa, rest) = about(text.trim());
    let rest = rest.strip_prefix("between ").unwrap_or(rest);
    let span = rest
        .split_once(" to ")
        .or_else(|| rest.split_once(" and "))
        .or_else(|| rest.split_once('-'));
    if let Some((from, to)) = span {
        return years(date(from)?, date(to)?);
    }
    let known = date(rest)?;
    Some(if circa {
        ListedBirth::Circa(known)
    } else {
        ListedBirth::Known(known)
    })
}

/// Signs and words that say "about", and what is left without them: `c. 1970`, `~1970`, `1970?`.
fn about(text: &str) -> (bool, &str) {
    const BEFORE: [&str; 11] = [
        "circa ",
        "c. ",
        "c.",
        "ca. ",
        "ca ",
        "approx. ",
        "approx ",
        "approximately ",
        "about ",
        "around ",
        "~",
    ];
    let said = BEFORE.iter().find_map(|word| {
        let start = text.get(..word.len())?;
        start
            .eq_ignore_ascii_case(word)
            .then(|| text[word.len()..].trim_start())
    });
    match (said, text.strip_suffix('?')) {
        (Some(rest), _) => (true, rest),
        (None, Some(rest)) => (true, rest.trim_end()),
        (None, None) => (false, text),
    }
}

fn years(from: PartialDate, to: PartialDate) -> Option<ListedBirth> {
    match from.year.cmp(&to.year) {
        std::cmp::Ordering::Less => Some(ListedBirth::Years(from.year, to.year)),
        std::cmp::Ordering::Equal => {
            PartialDate::new(from.year, None, None).map(ListedBirth::Known)
        }
        std::cmp::Ordering::Greater => None,
    }
}

/// `1970`, `Mar 1970`, `5 Mar 1970`; months may be written out.
fn date(text: &str) -> Option<PartialDate> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (day, name, year) = match words.as_slice() {
        [year] => (None, None, year),
        [name, year] => (None, Some(name), year),
        [day, name, year] => (Some(number(day, 2)? as u8), Some(name), year),
        _ => return None,
    };
    let month = match name {
        Some(name) => Some(month(name)?),
        None => None,
    };
    if year.len() != 4 {
        return None;
    }
    PartialDate::new(number(year, 4)?, month, day)
}

fn number(text: &str, most: usize) -> Option<i16> {
    let digits = text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// A birth as people write it, and what of it is lost. Two figures of a year are one of the
/// last century, unless they may be of this one.
pub(super) fn written_birth(day: Written) -> (Option<ListedBirth>, &'static str) {
    const FIRST_CERTAIN: i16 = 30;
    let known = |day: WrittenDay| {
        let year = match (day.is_short, FIRST_CERTAIN <= day.year) {
            (false, _) => day.year,
            (true, true) => 1900 + day.year,
            (true, false) => return None,
        };
        PartialDate::new(year, day.month, day.day).map(ListedBirth::Known)
    };
    match day {
        Written::Day(day) => match known(day) {
            Some(birth) => (Some(birth), ""),
            None => (None, "cannot be read"),
        },
        Written::Ambiguous(day) => {
            let why = "day and month in unknown order: only the year is kept";
            (known(day), why)
        }
        Written::Nothing => (None, "cannot be read"),
    }
}

/// A birth in any form that lists have: the contract's, with English months, circa or a span, or in
/// figures; and what of it is lost.
pub(super) fn stated(text: &str, order: Option<Order>) -> (Option<ListedBirth>, &'static str) {
    match ListedBirth::parse(text).or_else(|| birth(text)) {
        Some(birth) => (Some(birth), ""),
        None => written_birth(Written::read(text, order)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_seen_in_the_lists() {
        let cases = [
            ("05 Mar 1970", Some("1970-03-05")),
            ("5 March 1970", Some("1970-03-05")),
            ("Mar 1970", Some("1970-03")),
            ("1970", Some("1970")),
            ("circa 1970", Some("circa 1970")),
            ("circa 07 Jul 1966", Some("circa 1966-07-07")),
            ("1968 to 1972", Some("1968/1972")),
            ("circa 1979-1982", Some("1979/1982")),
            ("01 Jan 1961 to 31 Dec 1962", Some("1961/1962")),
            ("01 Jan 1961 to 31 Dec 1961", Some("1961")),
            ("Mar 1962 to Feb 1963", Some("1962/1963")),
            ("c. 1970", Some("circa 1970")),
            ("Ca. Mar 1970", Some("circa 1970-03")),
            ("approx. 1970", Some("circa 1970")),
            ("~1970", Some("circa 1970")),
            ("1970?", Some("circa 1970")),
            ("between 1968 and 1972", Some("1968/1972")),
            ("about then", None),
            ("?", None),
            ("1972 to 1968", None),
            ("31 Feb 1970", None),
            ("Ma 1970", None),
            ("70", None),
            ("unknown", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let read = birth(text).map(|birth| birth.to_string());
            assert_eq!(read.as_deref(), expected, "{text}");
        }
    }
}
