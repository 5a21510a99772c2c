//! Dates as they really arrive: partial, approximate, or a span of years.

use jiff::civil::Date;

/// A date of which only the year, or the year and month, may be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    pub year: i16,
    pub month: Option<u8>,
    pub day: Option<u8>,
}

impl PartialDate {
    /// A calendar date known to the day.
    pub fn full(date: Date) -> Self {
        PartialDate {
            year: date.year(),
            month: Some(date.month() as u8),
            day: Some(date.day() as u8),
        }
    }

    /// Checks the calendar: `None` for 30 February, month 13, or a day without its month.
    pub fn new(year: i16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let known = Date::new(year, month.unwrap_or(1) as i8, day.unwrap_or(1) as i8);
        let whole = 1 <= year && (day.is_none() || month.is_some());
        (known.is_ok() && whole).then_some(PartialDate { year, month, day })
    }

    /// The calendar date, when the day is known.
    pub fn to_date(self) -> Option<Date> {
        Date::new(self.year, self.month? as i8, self.day? as i8).ok()
    }

    /// Reads `1970`, `1970-03` and `1970-03-05`; anything else is `None`.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let mut fields = text.split('-');
        let year = digits(fields.next()?, 4)?;
        let month = match fields.next() {
            Some(field) => Some(digits(field, 2)? as u8),
            None => None,
        };
        let day = match fields.next() {
            Some(field) => Some(digits(field, 2)? as u8),
            None => None,
        };
        if fields.next().is_some() {
            return None;
        }
        PartialDate::new(year, month, day)
    }

    /// Reads `YYMMDD` of a person's birth. Two-digit years mean the latest century in
    /// which the birth is not after `today`: nobody boards before being born, and a
    /// centenarian is read a century young (rare, and the weaker error: the year then
    /// contradicts, it never agrees by mistake).
    pub fn parse_birth_yymmdd(text: &str, today: Date) -> Option<Self> {
        if text.len() != 6 {
            return None;
        }
        let short = digits(text.get(0..2)?, 2)?;
        let month = digits(text.get(2..4)?, 2)? as u8;
        let day = digits(text.get(4..6)?, 2)? as u8;
        let century = today.year() / 100 * 100;
        [century + short, century - 100 + short]
            .into_iter()
            .filter_map(|year| PartialDate::new(year, Some(month), Some(day)))
            .find(|date| date.to_date().is_some_and(|known| known <= today))
    }

    /// As a manifest states a birth: ISO of any precision, `YYMMDD`, or `YYYYMMDD`.
    pub fn parse_birth(text: &str, today: Date) -> Option<Self> {
        PartialDate::parse_iso(text)
            .or_else(|| PartialDate::parse_birth_yymmdd(text, today))
            .or_else(|| PartialDate::parse_compact(text))
            .filter(|date| date.may_be_a_birth(today))
    }

    /// Beyond these years stand placeholders. Within them a birth after departure is kept: it
    /// is a fault of the document that a desk can see, and no evidence.
    pub fn may_be_a_birth(self, today: Date) -> bool {
        (1890..=today.year() + 100).contains(&self.year)
    }

    /// Whether somebody alive on that day may have been born then, and whether it is a date that
    /// somebody stated: systems write 1 January 1900 and 31 December 9999 for a date that they do
    /// not have.
    pub fn may_be_of_the_living(self, day: Date) -> bool {
        let placeholder = (self.year, self.month, self.day) == (1900, Some(1), Some(1));
        !placeholder && may_be_alive(self.year, day) && self.year <= day.year()
    }

    /// Reads `YYYYMMDD`.
    fn parse_compact(text: &str) -> Option<Self> {
        let (year, rest) = text.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        let (month, day) = (digits(month, 2)? as u8, digits(day, 2)? as u8);
        PartialDate::new(digits(year, 4)?, Some(month), Some(day))
    }

    /// The first day that it may mean.
    pub fn earliest(self) -> Option<Date> {
        let (month, day) = (self.month.unwrap_or(1), self.day.unwrap_or(1));
        Date::new(self.year, month as i8, day as i8).ok()
    }

    /// Completed years at `day`, at most: an unknown month or day counts as the latest,
    /// so a person who may be a minor is treated as one.
    pub fn youngest_age_at(self, day: Date) -> i16 {
        let month = self.month.unwrap_or(12);
        let born_day = self.day.unwrap_or(31);
        let had_birthday = (month, born_day) <= (day.month() as u8, day.day() as u8);
        day.year() - self.year - i16::from(!had_birthday)
    }
}

impl std::fmt::Display for PartialDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// Nobody is known to have lived longer, but for one (122).
const LONGEST_LIFE: i16 = 120;

fn may_be_alive(born: i16, day: Date) -> bool {
    day.year() - LONGEST_LIFE <= born
}

/// A birth date as a watchlist states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListedBirth {
    Known(PartialDate),
    Circa(PartialDate),
    /// InParallel years included.
    Years(i16, i16),
}

impl ListedBirth {
    /// Whether a passenger of that day may have been born then. Of a span the last year tells.
    pub fn may_be_of(self, day: Date) -> bool {
        match self {
            ListedBirth::Known(date) | ListedBirth::Circa(date) => date.may_be_of_the_living(day),
            ListedBirth::Years(from, to) => may_be_alive(to, day) && from <= day.year(),
        }
    }

    /// Reads the contract's forms: a partial date, `circa 1970`, `1968/1972`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(rest) = text.strip_prefix("circa ") {
            return PartialDate::parse_iso(rest).map(ListedBirth::Circa);
        }
        if let Some((from, to)) = text.split_once('/') {
            return span(PartialDate::parse_iso(from)?, PartialDate::parse_iso(to)?);
        }
        PartialDate::parse_iso(text).map(ListedBirth::Known)
    }
}

impl std::fmt::Display for ListedBirth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ListedBirth::Known(date) => write!(f, "{date}"),
            ListedBirth::Circa(date) => write!(f, "circa {date}"),
            ListedBirth::Years(from, to) => write!(f, "{from:04}/{to:04}"),
        }
    }
}

/// Lists also write spans of days; only the years are kept, which widens the span and
/// never loses a date in it. A span within one year is that year.
fn span(from: PartialDate, to: PartialDate) -> Option<ListedBirth> {
    match from.year.cmp(&to.year) {
        std::cmp::Ordering::Less => Some(ListedBirth::Years(from.year, to.year)),
        std::cmp::Ordering::Equal => {
            let month = from.month.filter(|_| from.month == to.month);
            PartialDate::new(from.year, month, None).map(ListedBirth::Known)
        }
        std::cmp::Ordering::Greater => None,
    }
}

fn digits(text: &str, len: usize) -> Option<i16> {
    let all_digits = text.len() == len && text.bytes().all(|b| b.is_ascii_digit());
    if all_digits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn iso_dates_of_any_precision_round_trip() {
        for text in ["1970", "1970-03", "1970-03-05"] {
            assert_eq!(PartialDate::parse_iso(text).unwrap().to_string(), text);
        }
        for text in [
            "",
            "70",
            "1970-13",
            "1970-02-30",
            "1970-3-5",
            "19700305",
            "1970-03-05-01",
        ] {
            assert_eq!(PartialDate::parse_iso(text), None, "{text}");
        }
    }

    #[test]
    fn listed_births_round_trip() {
        for text in [
            "1970",
            "1970-03-05",
            "circa 1970",
            "circa 1970-03",
            "1968/1972",
        ] {
            assert_eq!(ListedBirth::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(ListedBirth::parse("1972/1968"), None);
        for (text, expect) in [
            ("1961-01-01/1962-12-31", "1961/1962"),
            ("1973-01-01/1973-12-31", "1973"),
            ("1960-02-01/1960-02-29", "1960-02"),
        ] {
            assert_eq!(ListedBirth::parse(text).unwrap().to_string(), expect);
        }
    }

    #[test]
    fn two_digit_years_take_the_latest_century_already_begun() {
        let today = date(2026, 11, 23);
        let born = |text| PartialDate::parse_birth_yymmdd(text, today).map(|d| d.to_string());
        assert_eq!(born("701231").as_deref(), Some("1970-12-31"));
        assert_eq!(born("261123").as_deref(), Some("2026-11-23"));
        assert_eq!(born("261124").as_deref(), Some("1926-11-24"));
        assert_eq!(born("701331"), None);
        assert_eq!(born("7o1231"), None);
    }

    #[test]
    fn a_birth_is_read_in_every_form_of_a_manifest() {
        let today = date(2026, 11, 23);
        for (text, expect) in [
            ("1987-10-22", Some("1987-10-22")),
            ("1987-10", Some("1987-10")),
            ("1987", Some("1987")),
            ("871022", Some("1987-10-22")),
            ("19871022", Some("1987-10-22")),
            ("19871032", None),
            ("0001-01-01", None),
            ("18891231", None),
            ("2126-11", Some("2126-11")),
            ("2127", None),
            ("1987102", None),
            ("22/10/1987", None),
            ("é871022", None),
            ("", None),
        ] {
            let read = PartialDate::parse_birth(text, today).map(|date| date.to_string());
            assert_eq!(read.as_deref(), expect, "{text}");
        }
    }

    #[test]
    fn what_stands_for_an_unknown_birth_is_none() {
        let day = date(2026, 11, 23);
        for (text, expect) in [
            ("1970-03-05", true),
            ("1970", true),
            ("1906", true),
            ("1905-12-31", false),
            ("1900-01-01", false),
            ("9999-12-31", false),
            ("2026", true),
            ("circa 1890", false),
            ("circa 1950", true),
            ("1890/1899", false),
            ("1890/1950", true),
        ] {
            let birth = ListedBirth::parse(text).unwrap();
            assert_eq!(birth.may_be_of(day), expect, "{text}");
        }
        let early = date(2010, 1, 1);
        assert!(!ListedBirth::parse("1900-01-01").unwrap().may_be_of(early));
        assert!(ListedBirth::parse("1900-01-02").unwrap().may_be_of(early));
    }

    #[test]
    fn a_person_who_may_be_a_minor_counts_as_one() {
        let day = date(2026, 11, 23);
        let age = |text| PartialDate::parse_iso(text).unwrap().youngest_age_at(day);
        assert_eq!(age("2008-11-23"), 18);
        assert_eq!(age("2008-11-24"), 17);
        assert_eq!(age("2008"), 17);
        assert_eq!(age("2008-11"), 17);
        assert_eq!(age("2008-10"), 18);
    }
}
