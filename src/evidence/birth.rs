//! Birth dates: how a passenger's agrees with a listed person's.

use crate::domain::date::{ListedBirth, PartialDate};
use crate::domain::points::Points;
use serde::{Deserialize, Serialize};

/// Strongest agreement first, contradiction last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BirthLevel {
    /// The same day.
    Exact,
    /// Day and month change places.
    DayMonthSwapped,
    /// The same year and month, one side not knowing the day.
    MonthKnown,
    /// One digit of YYYYMMDD differs, or year, month or day is off by one.
    OneDigit,
    /// The same 1 January, which registers write for an unknown day.
    FirstOfJanuary,
    /// The same year; a side knows the year only, or says 1 January for it.
    YearKnown,
    /// Within a span or a `circa` of the list.
    InSpan,
    /// The same year and month, another day.
    SameMonth,
    /// The same year, another month.
    SameYear,
    /// The years differ by one.
    OneYear,
    /// The years differ by two.
    TwoYears,
    Missing,
    Contradiction,
}

/// Bits for each level, as the settings give them.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BirthWeights {
    pub exact: Points,
    pub day_month_swapped: Points,
    pub month_known: Points,
    pub one_digit: Points,
    pub first_of_january: Points,
    pub year_known: Points,
    pub in_span: Points,
    pub same_month: Points,
    pub same_year: Points,
    pub one_year: Points,
    pub two_years: Points,
    pub contradiction: Points,
}

impl BirthLevel {
    pub const ALL: [BirthLevel; 13] = [
        BirthLevel::Exact,
        BirthLevel::DayMonthSwapped,
        BirthLevel::MonthKnown,
        BirthLevel::OneDigit,
        BirthLevel::FirstOfJanuary,
        BirthLevel::YearKnown,
        BirthLevel::InSpan,
        BirthLevel::SameMonth,
        BirthLevel::SameYear,
        BirthLevel::OneYear,
        BirthLevel::TwoYears,
        BirthLevel::Missing,
        BirthLevel::Contradiction,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            BirthLevel::Exact => "exact",
            BirthLevel::DayMonthSwapped => "day_month_swapped",
            BirthLevel::MonthKnown => "month_known",
            BirthLevel::OneDigit => "one_digit",
            BirthLevel::FirstOfJanuary => "first_of_january",
            BirthLevel::YearKnown => "year_known",
            BirthLevel::InSpan => "in_span",
            BirthLevel::SameMonth => "same_month",
            BirthLevel::SameYear => "same_year",
            BirthLevel::OneYear => "one_year",
            BirthLevel::TwoYears => "two_years",
            BirthLevel::Missing => "missing",
            BirthLevel::Contradiction => "contradiction",
        }
    }

    /// Whether the agreement is close enough to corroborate a name by itself.
    pub fn corroborates(self) -> bool {
        match self {
            BirthLevel::Exact
            | BirthLevel::DayMonthSwapped
            | BirthLevel::MonthKnown
            | BirthLevel::OneDigit
            | BirthLevel::FirstOfJanuary
            | BirthLevel::YearKnown => true,
            BirthLevel::InSpan
            | BirthLevel::SameMonth
            | BirthLevel::SameYear
            | BirthLevel::OneYear
            | BirthLevel::TwoYears
            | BirthLevel::Missing
            | BirthLevel::Contradiction => false,
        }
    }

    /// Levels that the index of birth dates finds without any name.
    pub fn is_indexed(self) -> bool {
        match self {
            BirthLevel::Exact
            | BirthLevel::DayMonthSwapped
            | BirthLevel::MonthKnown
            | BirthLevel::OneDigit
            | BirthLevel::FirstOfJanuary => true,
            BirthLevel::YearKnown
            | BirthLevel::InSpan
            | BirthLevel::SameMonth
            | BirthLevel::SameYear
            | BirthLevel::OneYear
            | BirthLevel::TwoYears
            | BirthLevel::Missing
            | BirthLevel::Contradiction => false,
        }
    }
}

impl BirthWeights {
    pub fn points(&self, level: BirthLevel) -> Points {
        match level {
            BirthLevel::Exact => self.exact,
            BirthLevel::DayMonthSwapped => self.day_month_swapped,
            BirthLevel::MonthKnown => self.month_known,
            BirthLevel::OneDigit => self.one_digit,
            BirthLevel::FirstOfJanuary => self.first_of_january,
            BirthLevel::YearKnown => self.year_known,
            BirthLevel::InSpan => self.in_span,
            BirthLevel::SameMonth => self.same_month,
            BirthLevel::SameYear => self.same_year,
            BirthLevel::OneYear => self.one_year,
            BirthLevel::TwoYears => self.two_years,
            BirthLevel::Missing => Points::ZERO,
            BirthLevel::Contradiction => self.contradiction,
        }
    }
}

/// The best level over all listed dates, by its weight, and which date gave it.
pub fn compare(
    passenger: Option<PartialDate>,
    listed: &[ListedBirth],
    weights: &BirthWeights,
) -> (BirthLevel, Option<ListedBirth>) {
    let Some(passenger) = passenger else {
        return (BirthLevel::Missing, None);
    };
    let levels = listed
        .iter()
        .map(|&date| (level(passenger, date), Some(date)));
    levels
        .max_by_key(|&(level, _)| (weights.points(level), std::cmp::Reverse(level)))
        .unwrap_or((BirthLevel::Missing, None))
}

/// A `circa` date may be off by so many years.
pub const CIRCA_YEARS: i16 = 2;

/// Spans wider than this say no more than "an adult".
const WIDEST_SPAN: i16 = 12;

/// Of one listed date.
pub fn level(passenger: PartialDate, listed: ListedBirth) -> BirthLevel {
    match listed {
        ListedBirth::Known(listed) => level_of_dates(passenger, listed),
        ListedBirth::Circa(about) => {
            let apart = (passenger.year - about.year).abs();
            if apart <= CIRCA_YEARS {
                BirthLevel::InSpan
            } else if apart <= 2 * CIRCA_YEARS {
                BirthLevel::TwoYears
            } else {
                BirthLevel::Contradiction
            }
        }
        ListedBirth::Years(from, to) => {
            if from <= passenger.year && passenger.year <= to {
                let narrow = to - from <= WIDEST_SPAN;
                if narrow {
                    BirthLevel::InSpan
                } else {
                    BirthLevel::TwoYears
                }
            } else if from - 2 <= passenger.year && passenger.year <= to + 2 {
                BirthLevel::TwoYears
            } else {
                BirthLevel::Contradiction
            }
        }
    }
}

/// How well two dates agree.
pub fn level_of_dates(one: PartialDate, other: PartialDate) -> BirthLevel {
    if let (Some(a), Some(b)) = (ymd(one), ymd(other)) {
        if a == b && knows_year_only(one) {
            return BirthLevel::FirstOfJanuary;
        }
        if a == b {
            return BirthLevel::Exact;
        }
        if is_swap(a, b) {
            return BirthLevel::DayMonthSwapped;
        }
        if differs_in_one_digit(a, b) || is_off_by_one(a, b) {
            return BirthLevel::OneDigit;
        }
    }
    if one.year == other.year {
        return level_in_year(one, other);
    }
    match (one.year - other.year).abs() {
        1 => BirthLevel::OneYear,
        2 => BirthLevel::TwoYears,
        _ => BirthLevel::Contradiction,
    }
}

fn level_in_year(one: PartialDate, other: PartialDate) -> BirthLevel {
    // Registers write 1 January for "some day of that year".
    if knows_year_only(one) || knows_year_only(other) {
        return BirthLevel::YearKnown;
    }
    match (
        one.month == other.month,
        one.day.is_some() && other.day.is_some(),
    ) {
        (true, false) => BirthLevel::MonthKnown,
        (true, true) => BirthLevel::SameMonth,
        (false, _) => BirthLevel::SameYear,
    }
}

fn knows_year_only(date: PartialDate) -> bool {
    date.month.is_none() || (date.month, date.day) == (Some(1), Some(1))
}

pub type Ymd = (i16, u8, u8);

fn ymd(date: PartialDate) -> Option<Ymd> {
    Some((date.year, date.month?, date.day?))
}

fn is_swap(a: Ymd, b: Ymd) -> bool {
    a.0 == b.0 && a.1 == b.2 && a.2 == b.1
}

fn differs_in_one_digit(a: Ymd, b: Ymd) -> bool {
    let year = digits_apart(a.0.unsigned_abs(), b.0.unsigned_abs());
    let month = digits_apart(u16::from(a.1), u16::from(b.1));
    let day = digits_apart(u16::from(a.2), u16::from(b.2));
    year + month + day == 1
}

fn digits_apart(mut one: u16, mut other: u16) -> u32 {
    let mut apart = 0;
    while one != other {
        apart += u32::from(one % 10 != other % 10);
        (one, other) = (one / 10, other / 10);
    }
    apart
}

/// `1980` for `1979`: two digits, one slip.
fn is_off_by_one(a: Ymd, b: Ymd) -> bool {
    let apart = [
        i32::from(a.0.abs_diff(b.0)),
        i32::from(a.1.abs_diff(b.1)),
        i32::from(a.2.abs_diff(b.2)),
    ];
    apart.into_iter().sum::<i32>() == 1
}

/// How a full date agrees with its month of which no day is known.
pub fn level_in_month(date: PartialDate) -> BirthLevel {
    level_in_year(date, PartialDate { day: None, ..date })
}

/// Every year, month and day that is this full date, swapped, one digit off or off by one,
/// and how that agrees. Days that no calendar has are among them.
pub fn each_near(date: PartialDate, mut give: impl FnMut(BirthLevel, Ymd)) {
    let Some((year, month, day)) = ymd(date) else {
        return;
    };
    let same = if knows_year_only(date) {
        BirthLevel::FirstOfJanuary
    } else {
        BirthLevel::Exact
    };
    give(same, (year, month, day));
    if month != day {
        give(BirthLevel::DayMonthSwapped, (year, day, month));
    }
    let near = |one: u8, other: u8| is_slip(u16::from(one), u16::from(other));
    for other in (1..=31).filter(|&other| near(day, other)) {
        give(BirthLevel::OneDigit, (year, month, other));
    }
    for other in (1..=12).filter(|&other| near(month, other)) {
        give(BirthLevel::OneDigit, (year, other, day));
    }
    each_near_year(year, |other| {
        give(BirthLevel::OneDigit, (other, month, day));
    });
}

fn is_slip(one: u16, other: u16) -> bool {
    one.abs_diff(other) == 1 || digits_apart(one, other) == 1
}

fn each_near_year(year: i16, mut give: impl FnMut(i16)) {
    for place in [1, 10, 100, 1000] {
        let others = year - year / place % 10 * place;
        for digit in 0..10 {
            let other = others + digit * place;
            if other != year {
                give(other);
            }
        }
    }
    // A carry changes two digits and more.
    for other in [year - 1, year + 1] {
        if digits_apart(year.unsigned_abs(), other.unsigned_abs()) != 1 {
            give(other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_of_real_pairs() {
        use BirthLevel::*;
        for (passenger, listed, expect) in [
            ("1970-03-05", "1970-03-05", Exact),
            ("1970-05-03", "1970-03-05", DayMonthSwapped),
            ("1970-03-15", "1970-03-05", OneDigit),
            ("1971-03-05", "1970-03-05", OneDigit),
            ("1970-03-27", "1970-03-05", SameMonth),
            ("1970-03-05", "1970-03", MonthKnown),
            ("1970-03-05", "1970", YearKnown),
            ("1970-01-01", "1970-08-23", YearKnown),
            ("1970-01-01", "1970-01-01", FirstOfJanuary),
            ("1980-03-05", "1979-03-05", OneDigit),
            ("1970-03-10", "1970-03-09", OneDigit),
            ("1970-11-27", "1970-03-05", SameYear),
            ("1971-11-27", "1970-03-05", OneYear),
            ("1972-11-27", "1970-03-05", TwoYears),
            ("1979-11-27", "1970-03-05", Contradiction),
            ("1971-11-27", "circa 1970", InSpan),
            ("1974-11-27", "circa 1970", TwoYears),
            ("1980-11-27", "circa 1970", Contradiction),
            ("1971-11-27", "1968/1972", InSpan),
            ("1974-11-27", "1968/1972", TwoYears),
            ("1971-11-27", "1940/1999", TwoYears),
        ] {
            let passenger = PartialDate::parse_iso(passenger).unwrap();
            let found = level(passenger, ListedBirth::parse(listed).unwrap());
            assert_eq!(found, expect, "{passenger} {listed}");
        }
    }

    #[test]
    fn near_dates_are_exactly_the_levels_that_the_index_finds() {
        for date in ["1970-03-05", "1979-12-11", "1980-01-01", "2000-07-07"] {
            let date = PartialDate::parse_iso(date).unwrap();
            let mut near = Vec::new();
            each_near(date, |level, other| near.push((other, level)));
            let mut day = jiff::civil::date(970, 1, 1);
            while day.year() < 2971 {
                let other = PartialDate::full(day);
                let found = level(date, ListedBirth::Known(other));
                let offered: Vec<BirthLevel> = near
                    .iter()
                    .filter(|(near, _)| Some(*near) == ymd(other))
                    .map(|(_, level)| *level)
                    .collect();
                let expect = found.is_indexed().then_some(found);
                assert_eq!(offered, Vec::from_iter(expect), "{date} {other}");
                day = day.tomorrow().unwrap();
            }
        }
    }
}
