//! Entries in the order of their birth dates. A number then tells how well the date can
//! agree, without looking at the entry.

use crate::candidates::asked::Needs;
use crate::domain::date::{ListedBirth, PartialDate};
use crate::domain::points::Points;
use crate::evidence::birth::BirthLevel;
use crate::evidence::prepared::PreparedEntry;
use std::ops::Range;

/// First those without a date, then those with one known date, by year, then all others.
#[derive(Default)]
pub struct Order {
    /// Entries as listed, by number.
    listed: Vec<u32>,
    undated: u32,
    dated: u32,
    /// Where each year of the dated ones begins.
    years: Vec<(i16, u32)>,
}

/// Entries by number, with what a name must bring to reach the line with any of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    pub entries: Range<u32>,
    pub need: Points,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Undated,
    Dated(PartialDate),
    Other,
}

impl Place {
    fn of(births: &[ListedBirth]) -> Place {
        match births {
            [] => Place::Undated,
            [ListedBirth::Known(date)] => Place::Dated(*date),
            _ => Place::Other,
        }
    }
}

impl Order {
    pub fn new(entries: &[PreparedEntry]) -> Order {
        let place = |entry: u32| Place::of(&entries[entry as usize].births);
        let mut order = Order {
            listed: (0..entries.len() as u32).collect(),
            ..Order::default()
        };
        order.listed.sort_by_cached_key(|&entry| place(entry));
        for (number, &entry) in (0_u32..).zip(&order.listed) {
            match place(entry) {
                Place::Undated => order.undated = number + 1,
                Place::Dated(date) => {
                    order.dated = number + 1;
                    if order.years.last().is_none_or(|last| last.0 != date.year) {
                        order.years.push((date.year, number));
                    }
                }
                Place::Other => {}
            }
        }
        order.dated = order.dated.max(order.undated);
        order
    }

    pub fn listed(&self) -> &[u32] {
        &self.listed
    }

    pub fn as_listed(&self, number: u32) -> u32 {
        self.listed[number as usize]
    }

    /// Every entry stands in one slice, whose need is right or too low where no index of
    /// birth dates offers the entry.
    pub fn slices(&self, birth: Option<PartialDate>, needs: &Needs) -> Vec<Slice> {
        let all = self.listed.len() as u32;
        let slice = |entries, need| Slice { entries, need };
        let Some(birth) = birth else {
            return vec![slice(0..all, needs.at(BirthLevel::Missing))];
        };
        let contradiction = needs.at(BirthLevel::Contradiction);
        let near: Vec<Slice> = (-2..=2)
            .map(|off: i16| {
                let levels = levels_of_years(off.unsigned_abs());
                slice(
                    self.year(birth.year.saturating_add(off)),
                    needs.least(levels),
                )
            })
            .collect();
        let (from, to) = (near[0].entries.start, near[near.len() - 1].entries.end);
        let mut slices = vec![
            slice(0..self.undated, needs.at(BirthLevel::Missing)),
            slice(self.undated..from, contradiction),
        ];
        slices.extend(near);
        slices.push(slice(to..self.dated, contradiction));
        slices.push(slice(self.dated..all, needs.least_unindexed()));
        slices.retain(|slice| !slice.entries.is_empty());
        slices
    }

    fn year(&self, year: i16) -> Range<u32> {
        self.start_of(year)..self.start_of(year.saturating_add(1))
    }

    fn start_of(&self, year: i16) -> u32 {
        let at = self.years.partition_point(|&(known, _)| known < year);
        self.years.get(at).map_or(self.dated, |&(_, start)| start)
    }
}

/// How two known dates so many years apart may agree, but for what the index of dates
/// offers.
fn levels_of_years(apart: u16) -> &'static [BirthLevel] {
    match apart {
        0 => &[
            BirthLevel::YearKnown,
            BirthLevel::SameMonth,
            BirthLevel::SameYear,
        ],
        1 => &[BirthLevel::OneYear],
        2 => &[BirthLevel::TwoYears],
        _ => &[BirthLevel::Contradiction],
    }
}
