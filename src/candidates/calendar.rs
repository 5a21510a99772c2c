//! Entries by birth date: the same day, day and month swapped, one digit off, or the same
//! month where one side knows no day. These dates bring so many bits that a name may be
//! badly mangled and still count.

use crate::candidates::rows::Rows;
use crate::domain::date::{ListedBirth, PartialDate};
use crate::evidence::birth::{self, BirthLevel};
use crate::evidence::prepared::PreparedEntry;

/// A cell for each day that can be written, and one a month for dates without a day.
#[derive(Default)]
pub struct Calendar {
    first_year: i16,
    last_year: i16,
    entries: Rows<u32>,
}

const DAYS: usize = 32;
const MONTHS: usize = 12;
/// The cell of a month's dates that know no day.
const NO_DAY: u8 = 0;

impl Calendar {
    /// Of the entries that `members` numbers, ascending; `entry` gives each one.
    pub fn new<'a>(members: &[u32], entry: impl Fn(u32) -> &'a PreparedEntry) -> Calendar {
        let dates = |member: u32| entry(member).births.iter().filter_map(of_month);
        let years = || members.iter().flat_map(|&member| dates(member));
        let mut calendar = Calendar {
            first_year: years().map(|date| date.year).min().unwrap_or(0),
            last_year: years().map(|date| date.year).max().unwrap_or(0),
            entries: Rows::default(),
        };
        let years = usize::from(calendar.last_year.abs_diff(calendar.first_year)) + 1;
        let placed = |&member: &u32| {
            let cells = dates(member).filter_map(|date| calendar.cell_of(date));
            cells.map(move |cell| (cell as u32, member))
        };
        calendar.entries = Rows::grouped(years * MONTHS * DAYS, || members.iter().flat_map(placed));
        calendar
    }

    /// Lists of entries with how well one of their dates agrees. An entry may stand in
    /// several; in none it agrees at no indexed level.
    pub fn near(&self, birth: PartialDate, mut offer: impl FnMut(BirthLevel, &[u32])) {
        let Some(month) = birth.month else { return };
        let mut give = |level, from: Option<usize>, cells: usize| {
            let entries = from.map_or(&[][..], |from| self.entries.span(from..from + cells));
            if !entries.is_empty() {
                offer(level, entries);
            }
        };
        let no_day = self.cell(birth.year, month, NO_DAY);
        match birth.day {
            // Any day of the month agrees alike, but for 1 January, which agrees less.
            None => give(BirthLevel::MonthKnown, no_day, DAYS),
            Some(_) => {
                give(birth::level_in_month(birth), no_day, 1);
                birth::each_near(birth, |level, (year, month, day)| {
                    give(level, self.cell(year, month, day), 1);
                });
            }
        }
    }

    fn cell_of(&self, date: PartialDate) -> Option<usize> {
        self.cell(date.year, date.month?, date.day.unwrap_or(NO_DAY))
    }

    fn cell(&self, year: i16, month: u8, day: u8) -> Option<usize> {
        let month = usize::from(month).checked_sub(1)?;
        let within = (self.first_year..=self.last_year).contains(&year) && month < MONTHS;
        let years = usize::from(year.abs_diff(self.first_year));
        within.then_some((years * MONTHS + month) * DAYS + usize::from(day))
    }
}

/// Dates at an indexed level say at least the month.
fn of_month(birth: &ListedBirth) -> Option<PartialDate> {
    match birth {
        ListedBirth::Known(date) => date.month.map(|_| *date),
        ListedBirth::Circa(_) | ListedBirth::Years(..) => None,
    }
}
