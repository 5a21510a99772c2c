//! Birth dates with English months, as OFAC and notes of other lists write them: `05 Mar
//! 1970`, `circa 1970`, `Mar 1962 to Feb 1963`.
//!
//! A span that is finer than years is widened to its years: wider may offer a hit too
//! many, narrower would lose one.

use crate::domain::date::{ListedBirth, PartialDate};

pub(super) fn birth(text: &str) -> Option<ListedBirth> {
    let text = text.trim();
    let (circa, rest) = match text.strip_prefix("circa ") {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    if let Some((from, to)) = rest.split_once(" to ").or_else(|| rest.split_once('-')) {
        return years(date(from)?, date(to)?);
    }
    let known = date(rest)?;
    Some(if circa {
        ListedBirth::Circa(known)
    } else {
        ListedBirth::Known(known)
    })
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

/// `25-12-1965`, `12/25/1965` or `25.12.1965`: whichever of the two is above twelve is the
/// day. The year alone when either may be.
pub(super) fn numeric(text: &str) -> Option<PartialDate> {
    let mut parts = text.trim().split(['-', '/', '.']);
    let (one, other) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let year = parts.next().filter(|year| year.len() == 4)?;
    let (year, rest) = (number(year, 4)?, parts.next());
    let full = |day: i16, month: i16| PartialDate::new(year, Some(month as u8), Some(day as u8));
    match (rest, full(one, other), full(other, one)) {
        (Some(_), _, _) | (None, None, None) => None,
        (None, Some(date), None) | (None, None, Some(date)) => Some(date),
        (None, Some(date), Some(same)) if date == same => Some(date),
        (None, Some(_), Some(_)) => PartialDate::new(year, None, None),
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

pub(super) fn month(name: &str) -> Option<u8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let name = name.trim_end_matches('.').to_lowercase();
    let at = NAMES
        .iter()
        .position(|full| name.len() >= 3 && full.starts_with(&name))?;
    u8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_figures_keep_what_is_certain() {
        for (text, expected) in [
            ("25-12-1965", "1965-12-25"),
            ("12/25/1965", "1965-12-25"),
            ("5.5.1965", "1965-05-05"),
            ("2-12-1965", "1965"),
            ("31-31-1965", "none"),
            ("2-12-65", "none"),
            ("1965-12-02", "none"),
            ("-", "none"),
        ] {
            let read = numeric(text).map_or("none".to_owned(), |date| date.to_string());
            assert_eq!(read, expected, "{text}");
        }
    }

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
