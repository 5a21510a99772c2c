//! Ranges of entries that are numbered in the order of their dates, by date: the same day,
//! day and month swapped, one digit off, or the same month where one side knows no day.
//! These dates bring so many bits that a name may be badly mangled and still count.

use crate::domain::date::PartialDate;
use crate::evidence::birth::{self, BirthLevel};
use std::ops::Range;

/// A cell for each day that can be written, with those of months and years without one in
/// front.
#[derive(Default)]
pub struct Dates {
    first_year: i16,
    /// Where each cell's numbers begin, and at last where they end.
    starts: Vec<u32>,
}

const DAYS: usize = 32;
/// January is 1; dates that know the year only stand in month 0.
const MONTHS: usize = 13;
const YEAR: usize = MONTHS * DAYS;
/// The cell of a month's dates that know no day.
const NO_DAY: u8 = 0;

impl Dates {
    /// `dates` ascend, the first one's number is `from`.
    pub fn new(from: u32, dates: impl Iterator<Item = PartialDate> + Clone) -> Dates {
        let first_year = dates.clone().next().map_or(0, |date| date.year);
        let mut found = Dates {
            first_year,
            starts: Vec::new(),
        };
        let mut number = from;
        for date in dates {
            let cell = found.cell(
                date.year,
                date.month.unwrap_or(0),
                date.day.unwrap_or(NO_DAY),
            );
            found
                .starts
                .resize(found.starts.len().max(cell + 1), number);
            number += 1;
        }
        found.starts.push(number);
        found
    }

    /// Each date that agrees at an indexed level, with its entries.
    pub fn near(&self, birth: PartialDate, mut give: impl FnMut(BirthLevel, Range<u32>)) {
        let Some(month) = birth.month else { return };
        match birth.day {
            // Any day of the month agrees alike, but for 1 January, which agrees less.
            None => give(
                BirthLevel::MonthKnown,
                self.cells(birth.year, month, 0, DAYS),
            ),
            Some(_) => {
                let no_day = self.cells(birth.year, month, NO_DAY, 1);
                give(birth::level_in_month(birth), no_day);
                birth::each_near(birth, |level, (year, month, day)| {
                    give(level, self.cells(year, month, day, 1));
                });
            }
        }
    }

    pub fn year(&self, year: i16) -> Range<u32> {
        self.cells(year, 0, 0, YEAR)
    }

    /// No calendar has so many months, and yet they are asked for: months and days swapped.
    fn cells(&self, year: i16, month: u8, day: u8, cells: usize) -> Range<u32> {
        if year < self.first_year {
            let first = self.start(0);
            return first..first;
        }
        if MONTHS <= usize::from(month) {
            return 0..0;
        }
        let cell = self.cell(year, month, day);
        self.start(cell)..self.start(cell + cells)
    }

    /// Of a year that is not before the first.
    fn cell(&self, year: i16, month: u8, day: u8) -> usize {
        let years = usize::from(year.abs_diff(self.first_year));
        years * YEAR + usize::from(month) * DAYS + usize::from(day)
    }

    fn start(&self, cell: usize) -> u32 {
        let last = self.starts.last().copied().unwrap_or_default();
        self.starts.get(cell).copied().unwrap_or(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_by_day_month_and_year() {
        let dates = [
            "1970",
            "1970-03",
            "1970-03-05",
            "1970-03-05",
            "1970-05-03",
            "1972-01-01",
        ];
        let dates = dates.map(|text| PartialDate::parse_iso(text).unwrap());
        let found = Dates::new(10, dates.iter().copied());
        let near = |text: &str| {
            let mut near = Vec::new();
            found.near(PartialDate::parse_iso(text).unwrap(), |level, entries| {
                near.extend(entries.map(|entry| (entry, level)));
            });
            near.sort_unstable();
            near
        };
        use BirthLevel::*;
        assert_eq!(
            near("1970-03-05"),
            [
                (11, MonthKnown),
                (12, Exact),
                (13, Exact),
                (14, DayMonthSwapped)
            ]
        );
        assert_eq!(
            near("1970-03"),
            [11, 12, 13].map(|entry| (entry, MonthKnown))
        );
        assert_eq!(near("1971-01-01"), [(15, OneDigit)]);
        assert_eq!(near("1970"), []);
        let years = [1969, 1970, 1971, 1972, 1973].map(|year| found.year(year));
        assert_eq!(years, [10..10, 10..15, 15..15, 15..16, 16..16]);
    }
}
