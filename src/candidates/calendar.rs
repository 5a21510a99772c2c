//! Entries of several dates by each of them. Few, so that they are told one by one; those of
//! one date are ranges (`dates.rs`).

use crate::candidates::dates::Dates;
use crate::domain::date::{ListedBirth, PartialDate};
use crate::evidence::birth::BirthLevel;
use crate::evidence::prepared::PreparedEntry;
use std::ops::Range;

#[derive(Default)]
pub struct Calendar {
    dates: Dates,
    /// In the order of the dates.
    entries: Vec<u32>,
}

impl Calendar {
    /// Of the entries of these numbers; `entry` gives each one.
    pub fn new<'a>(numbers: Range<u32>, entry: impl Fn(u32) -> &'a PreparedEntry) -> Calendar {
        let of_entry = |number: u32| {
            let known = entry(number).births.iter().filter_map(known);
            known.map(move |date| (date, number))
        };
        let mut pairs: Vec<(PartialDate, u32)> = numbers.flat_map(of_entry).collect();
        pairs.sort_unstable();
        Calendar {
            dates: Dates::new(0, pairs.iter().map(|(date, _)| *date)),
            entries: pairs.into_iter().map(|(_, number)| number).collect(),
        }
    }

    /// Entries with how well one of their dates agrees. An entry may come with several; one
    /// that does not come agrees at no indexed level.
    pub fn near(&self, birth: PartialDate) -> Vec<(BirthLevel, u32)> {
        let mut near = Vec::new();
        self.dates.near(birth, |level, places| {
            let entries = &self.entries[places.start as usize..places.end as usize];
            near.extend(entries.iter().map(|&entry| (level, entry)));
        });
        near
    }
}

/// Never at an indexed level: a date that is about, or a span.
fn known(birth: &ListedBirth) -> Option<PartialDate> {
    match birth {
        ListedBirth::Known(date) => Some(*date),
        ListedBirth::Circa(_) | ListedBirth::Years(..) => None,
    }
}
