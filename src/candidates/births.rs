//! Entries by birth date: the same day, day and month swapped, one digit off, or the same
//! month where one side knows no day. These dates bring so many bits that a name may be
//! badly mangled and still count.

use crate::domain::date::{ListedBirth, PartialDate};
use crate::evidence::birth::{self, BirthLevel};
use std::collections::HashMap;

#[derive(Default)]
pub struct BirthIndex {
    days: HashMap<PartialDate, Vec<u32>>,
    /// Listed dates known to the month only.
    months: HashMap<(i16, u8), Vec<u32>>,
    /// Listed dates known to the day, by month.
    days_by_month: HashMap<(i16, u8), Vec<u32>>,
}

impl BirthIndex {
    pub fn insert(&mut self, entry: u32, births: &[ListedBirth]) {
        for birth in births {
            match birth {
                ListedBirth::Known(date) => self.insert_date(entry, *date),
                // Never at an indexed level.
                ListedBirth::Circa(_) | ListedBirth::Years(..) => {}
            }
        }
    }

    fn insert_date(&mut self, entry: u32, date: PartialDate) {
        let Some(month) = date.month else { return };
        let month = (date.year, month);
        if date.day.is_some() {
            self.days.entry(date).or_default().push(entry);
            self.days_by_month.entry(month).or_default().push(entry);
        } else {
            self.months.entry(month).or_default().push(entry);
        }
    }

    /// Lists of entries with how well one of their dates agrees. An entry may stand in
    /// several; in none it agrees at no indexed level.
    pub fn near(&self, birth: PartialDate, mut offer: impl FnMut(BirthLevel, &[u32])) {
        let Some(month) = birth.month else { return };
        let mut give = |listed: PartialDate, entries: Option<&Vec<u32>>| {
            if let Some(entries) = entries {
                offer(birth::level_of_dates(birth, listed), entries);
            }
        };
        let of_month = PartialDate { day: None, ..birth };
        give(of_month, self.months.get(&(birth.year, month)));
        if birth.day.is_none() {
            // Any day of the month agrees alike, but for 1 January, which agrees less.
            let days = self.days_by_month.get(&(birth.year, month));
            let any = PartialDate {
                day: Some(2),
                ..birth
            };
            give(any, days);
        }
        for date in birth::near_dates(birth) {
            give(date, self.days.get(&date));
        }
    }
}
