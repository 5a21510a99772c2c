//! Days as people and tools write them: figures in any order, months in letters, a midnight
//! behind them. One reader for manifests and lists.
//!
//! Where figures may be read in two ways nothing is guessed: whoever knows the order says it.

use crate::domain::date::PartialDate;
use jiff::civil::Date;

/// In which order a source writes a day in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
}

/// A day, of which month and day may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenDay {
    pub year: i16,
    /// Only the last two digits of the year are written.
    pub is_short: bool,
    pub month: Option<u8>,
    pub day: Option<u8>,
}

/// What a text says of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    Day(WrittenDay),
    /// Day and month may be either: only the year is known.
    Ambiguous(WrittenDay),
    Nothing,
}

impl Written {
    pub fn read(text: &str, order: Option<Order>) -> Written {
        let text = without_midnight(text.trim());
        let separated = |sign: char| matches!(sign, '-' | '/' | '.' | ',' | ' ');
        let parts = text.split(separated).filter(|part| !part.is_empty());
        match *parts.collect::<Vec<&str>>().as_slice() {
            [whole] => day(run_together(whole, order)),
            [one, two] => day(month_and_year(one, two)),
            [one, two, three] => three_parts(one, two, three, order),
            _ => Written::Nothing,
        }
    }

    /// Only what is certain to be the day that is written.
    pub fn certain(self) -> Option<WrittenDay> {
        match self {
            Written::Day(day) => Some(day),
            Written::Ambiguous(_) | Written::Nothing => None,
        }
    }
}

impl WrittenDay {
    fn new(year: i16, is_short: bool, month: u8, day: u8) -> Option<WrittenDay> {
        let known = |part: u8| (part != 0).then_some(part);
        let (month, day) = (known(month), known(day));
        // 2000 is a leap year: a short year may be one.
        let whole = if is_short { 2000 } else { year };
        let plausible = is_short || (1850..=9999).contains(&year);
        let date = PartialDate::new(whole, month, day.filter(|_| month.is_some()));
        (plausible && date.is_some()).then_some(WrittenDay {
            year,
            is_short,
            month,
            day,
        })
    }

    /// In the latest century in which the birth is not after `today`.
    pub fn of_birth(self, today: Date) -> Option<PartialDate> {
        if !self.is_short {
            return PartialDate::new(self.year, self.month, self.day);
        }
        let century = today.year() / 100 * 100;
        let years = [century + self.year, century - 100 + self.year].into_iter();
        let dates = years.filter_map(|year| PartialDate::new(year, self.month, self.day));
        dates
            .into_iter()
            .find(|date| date.earliest().is_some_and(|first| first <= today))
    }

    /// Whole, in the century nearest to `day`.
    pub fn near(self, day: Date) -> Option<Date> {
        let date = |year: i16| Date::new(year, self.month? as i8, self.day? as i8).ok();
        if !self.is_short {
            return date(self.year);
        }
        let century = day.year() / 100 * 100;
        let years = [century - 100, century, century + 100].map(|from| from + self.year);
        let dates = years.into_iter().filter_map(date);
        dates.min_by_key(|date| (date.year() - day.year()).abs())
    }
}

fn day(read: Option<WrittenDay>) -> Written {
    read.map_or(Written::Nothing, Written::Day)
}

/// A day as a tool writes it that knows no days: `1961-04-17T00:00:00.000Z`.
fn without_midnight(text: &str) -> &str {
    if let Some(day) = text.strip_suffix(" 12:00:00 AM") {
        return day;
    }
    let Some(at) = text.find(['T', ' ']).filter(|at| 0 < *at) else {
        return text;
    };
    let (day, time) = (&text[..at], &text.as_bytes()[at + 1..]);
    let zone = |sign: &u8| matches!(sign, b'0' | b':' | b'.' | b'Z' | b'+' | b'-');
    match time.starts_with(b"00:00") && time.iter().all(zone) {
        true => day,
        false => text,
    }
}

/// `19610417`, in the order that is said also `17041961`; `610417`; `17APR61`, `17APR1961`; a year.
fn run_together(text: &str, order: Option<Order>) -> Option<WrittenDay> {
    if let Some(year) = figures(text, 4) {
        return WrittenDay::new(year, false, 0, 0);
    }
    if figures_only(text, 8) {
        let part = |from: usize, to: usize| text[from..to].parse::<i16>().ok();
        let (front, back) = (part(0, 4)?, part(4, 8)?);
        let (one, two) = (part(0, 2)? as u8, part(2, 4)? as u8);
        let last = match order {
            Some(Order::DayMonthYear) => WrittenDay::new(back, false, two, one),
            Some(Order::MonthDayYear) => WrittenDay::new(back, false, one, two),
            Some(Order::YearMonthDay) | None => None,
        };
        let first = || WrittenDay::new(front, false, part(4, 6)? as u8, part(6, 8)? as u8);
        return last.or_else(first);
    }
    if figures_only(text, 6) {
        let part = |from: usize| text[from..from + 2].parse::<i16>().ok();
        let (one, two, three) = (part(0)?, part(2)?, part(4)?);
        let (year, month, day) = match order {
            Some(Order::DayMonthYear) => (three, two, one),
            Some(Order::MonthDayYear) => (three, one, two),
            Some(Order::YearMonthDay) | None => (one, two, three),
        };
        return WrittenDay::new(year, true, month as u8, day as u8);
    }
    let at = text.find(|sign: char| !sign.is_ascii_digit())?;
    let (day, rest) = text.split_at(at);
    let end = rest.find(|sign: char| sign.is_ascii_digit())?;
    let (name, year) = rest.split_at(end);
    of_words(day, month(name)?, year)
}

fn month_and_year(one: &str, two: &str) -> Option<WrittenDay> {
    if let (Some(month), Some(year)) = (month(one), figures(two, 4)) {
        return WrittenDay::new(year, false, month, 0);
    }
    match (figures(one, 4), figures(two, 4)) {
        (Some(year), None) => WrittenDay::new(year, false, figures(two, 2)? as u8, 0),
        (None, Some(year)) => WrittenDay::new(year, false, figures(one, 2)? as u8, 0),
        (Some(_), Some(_)) | (None, None) => None,
    }
}

fn of_words(day: &str, month: u8, year: &str) -> Option<WrittenDay> {
    let day = figures(day, 2)? as u8;
    let long = figures(year, 4).map(|year| (year, false));
    let (year, is_short) = long.or_else(|| figures(year, 2).map(|year| (year, true)))?;
    WrittenDay::new(year, is_short, month, day)
}

fn three_parts(one: &str, two: &str, three: &str, order: Option<Order>) -> Written {
    if let Some(month) = month(two) {
        return match figures(one, 4) {
            Some(year) => {
                day(figures(three, 2)
                    .and_then(|day| WrittenDay::new(year, false, month, day as u8)))
            }
            None => day(of_words(one, month, three)),
        };
    }
    if let Some(month) = month(one) {
        return day(of_words(two, month, three));
    }
    if let (Some(year), Some(month), Some(last)) =
        (figures(one, 4), figures(two, 2), figures(three, 2))
    {
        return day(WrittenDay::new(year, false, month as u8, last as u8));
    }
    // `00/00/1970` and `dd/mm/1970`: only the year is known.
    let unknown = |part: &str| {
        figures(part, 2) == Some(0) || ["dd", "mm", "xx"].contains(&part.to_lowercase().as_str())
    };
    if let (true, true, Some(year)) = (unknown(one), unknown(two), figures(three, 4)) {
        return day(WrittenDay::new(year, false, 0, 0));
    }
    // `dd/08/1970`, day first: the month is known.
    if let (true, Some(month), Some(year)) = (
        one.eq_ignore_ascii_case("dd"),
        figures(two, 2),
        figures(three, 4),
    ) {
        return day(WrittenDay::new(year, false, month as u8, 0));
    }
    in_figures(one, two, three, order)
}

/// With the year behind, or in two figures at either end.
fn in_figures(one: &str, two: &str, three: &str, order: Option<Order>) -> Written {
    let (Some(first), Some(second)) = (figures(one, 2), figures(two, 2)) else {
        return Written::Nothing;
    };
    let (long, short) = (figures(three, 4), figures(three, 2));
    let Some((last, is_short)) = long.map(|year| (year, false)).or(short.map(|y| (y, true))) else {
        return Written::Nothing;
    };
    let read = |order: Order| {
        let (year, month, day) = match order {
            Order::DayMonthYear => (last, second, first),
            Order::MonthDayYear => (last, first, second),
            Order::YearMonthDay if is_short => (first, second, last),
            Order::YearMonthDay => return None,
        };
        let whole = 0 < month && 0 < day;
        WrittenDay::new(year, is_short, month as u8, day as u8).filter(|_| whole)
    };
    if let Some(order) = order {
        return day(read(order));
    }
    let orders = [
        Order::DayMonthYear,
        Order::MonthDayYear,
        Order::YearMonthDay,
    ];
    let mut found: Vec<WrittenDay> = orders.into_iter().filter_map(read).collect();
    found.dedup();
    match found.as_slice() {
        [] => Written::Nothing,
        [one] => Written::Day(*one),
        [one, ..] if found.iter().all(|other| other.year == one.year) => {
            Written::Ambiguous(WrittenDay {
                month: None,
                day: None,
                ..*one
            })
        }
        [_, ..] => Written::Nothing,
    }
}

fn figures_only(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|sign| sign.is_ascii_digit())
}

/// A number of four figures, or of one or two.
fn figures(text: &str, count: usize) -> Option<i16> {
    let fits = figures_only(text, count) || (count == 2 && figures_only(text, 1));
    fits.then(|| text.parse().ok()).flatten()
}

/// English, in three letters or whole.
pub fn month(name: &str) -> Option<u8> {
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
    let named = |full: &str| 3 <= name.len() && full.starts_with(&name);
    let at = NAMES.iter().position(|full| named(full))?;
    u8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn shown(text: &str, order: Option<Order>) -> String {
        let show = |day: WrittenDay| {
            let part = |part: Option<u8>| part.map_or(String::new(), |part| format!("-{part:02}"));
            format!("{}{}{}", day.year, part(day.month), part(day.day))
        };
        match Written::read(text, order) {
            Written::Day(day) => show(day),
            Written::Ambiguous(day) => format!("{} or", show(day)),
            Written::Nothing => String::new(),
        }
    }

    #[test]
    fn a_day_is_read_in_the_forms_that_people_write() {
        for (text, expect) in [
            ("1961-04-17", "1961-04-17"),
            ("1961-04-17 00:00:00", "1961-04-17"),
            ("1961-04-17T00:00:00.000Z", "1961-04-17"),
            ("4/17/1961 12:00:00 AM", "1961-04-17"),
            ("1961-04-17 10:30", ""),
            ("19610417", "1961-04-17"),
            ("17041961", ""),
            ("17APR61", "61-04-17"),
            ("17-Apr-1961", "1961-04-17"),
            ("17 April 1961", "1961-04-17"),
            ("April 17, 1961", "1961-04-17"),
            ("17/04/1961", "1961-04-17"),
            ("17.4.1961", "1961-04-17"),
            ("1961/04/17", "1961-04-17"),
            ("4/17/1961", "1961-04-17"),
            ("05/04/1961", "1961 or"),
            ("05/05/1961", "1961-05-05"),
            ("15/08/79", "79-08-15"),
            ("05/08/79", "79 or"),
            ("01/02/03", ""),
            ("00/00/1970", "1970"),
            ("dd/mm/1970", "1970"),
            ("19700000", "1970"),
            ("Apr 1961", "1961-04"),
            ("04/1961", "1961-04"),
            ("1961", "1961"),
            ("31/02/1961", ""),
            ("yesterday", ""),
            ("é8/10/1961", ""),
            ("", ""),
        ] {
            assert_eq!(shown(text, None), expect, "{text}");
        }
    }

    #[test]
    fn an_order_that_is_said_decides() {
        use Order::{DayMonthYear, MonthDayYear, YearMonthDay};
        for (text, order, expect) in [
            ("05/04/1961", DayMonthYear, "1961-04-05"),
            ("05/04/1961", MonthDayYear, "1961-05-04"),
            ("17/04/1961", MonthDayYear, ""),
            ("17041961", DayMonthYear, "1961-04-17"),
            ("04171961", MonthDayYear, "1961-04-17"),
            ("19610417", DayMonthYear, "1961-04-17"),
            ("61-04-05", YearMonthDay, "61-04-05"),
            ("1961-04-05", DayMonthYear, "1961-04-05"),
        ] {
            assert_eq!(shown(text, Some(order)), expect, "{text} {order:?}");
        }
    }

    #[test]
    fn short_years_are_births_of_the_past_and_expiries_of_these_years() {
        let today = date(2026, 11, 23);
        let born = |text| {
            let day = Written::read(text, None).certain().unwrap();
            day.of_birth(today).unwrap().to_string()
        };
        assert_eq!(born("17APR61"), "1961-04-17");
        assert_eq!(born("17APR16"), "2016-04-17");
        let expiry = Written::read("01MAY31", None).certain().unwrap();
        assert_eq!(expiry.near(today), Some(date(2031, 5, 1)));
    }
}
