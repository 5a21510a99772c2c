//! Entries by birth date: the same day, day and month swapped, one digit off, or the same
//! month where one side knows no day. These dates bring so many bits that a name may be
//! badly mangled and still count.

use crate::domain::date::{ListedBirth, PartialDate};
use crate::evidence::birth::near_dates;
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

    pub fn offer(&self, birth: Option<PartialDate>, mut offer: impl FnMut(u32)) {
        let Some(birth) = birth else { return };
        let Some(month) = birth.month else { return };
        let month = (birth.year, month);
        let months = self.months.get(&month).into_iter().flatten();
        months.copied().for_each(&mut offer);
        if birth.day.is_none() {
            let days = self.days_by_month.get(&month).into_iter().flatten();
            days.copied().for_each(&mut offer);
        }
        for date in near_dates(birth) {
            let days = self.days.get(&date).into_iter().flatten();
            days.copied().for_each(&mut offer);
        }
    }
}
