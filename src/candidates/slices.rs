//! Entries in the order of their birth dates. A number then tells how well the date can
//! agree, without looking at the entry.

use crate::candidates::dates::Dates;
use crate::candidates::query::Needs;
use crate::domain::date::{ListedBirth, PartialDate};
use crate::domain::points::Points;
use crate::evidence::birth::BirthLevel;
use crate::evidence::prepared::PreparedEntry;
use std::ops::Range;

/// First those without a date, then those with one known date, by that, then all others.
#[derive(Default)]
pub struct Order {
    /// Entries as listed, by number.
    listed: Vec<u32>,
    undated: u32,
    dated: u32,
    dates: Dates,
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

    fn date(self) -> Option<PartialDate> {
        match self {
            Place::Dated(date) => Some(date),
            Place::Undated | Place::Other => None,
        }
    }
}

impl Order {
    /// Of those entries that `members` names.
    pub fn new(entries: &[PreparedEntry], mut members: Vec<u32>) -> Order {
        let place = |&entry: &u32| Place::of(&entries[entry as usize].births);
        members.sort_by_cached_key(place);
        let upto = |last: &dyn Fn(Place) -> bool| {
            members.partition_point(|entry| last(place(entry))) as u32
        };
        let undated = upto(&|place| place == Place::Undated);
        let dated = upto(&|place| place != Place::Other);
        let with_date = &members[undated as usize..dated as usize];
        Order {
            dates: Dates::new(
                undated,
                with_date.iter().filter_map(|entry| place(entry).date()),
            ),
            undated,
            dated,
            listed: members,
        }
    }

    pub fn listed(&self) -> &[u32] {
        &self.listed
    }

    pub fn as_listed(&self, number: u32) -> u32 {
        self.listed[number as usize]
    }

    /// Entries whose dates are several, or spans, or about.
    pub fn others(&self) -> Range<u32> {
        self.dated..self.listed.len() as u32
    }

    /// Entries of one known date each, with how well it agrees, by level and number. Entries
    /// in none agree at no indexed level.
    pub fn near(&self, birth: PartialDate) -> Vec<(BirthLevel, Range<u32>)> {
        let mut near = Vec::new();
        self.dates
            .near(birth, |level, entries| near.push((level, entries)));
        near.retain(|(_, entries)| !entries.is_empty());
        near.sort_unstable_by_key(|(level, entries)| (*level, entries.start));
        near
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
        let same_year = needs.least(OF_SAME_YEAR);
        let one_year = needs.at(BirthLevel::OneYear);
        let two_years = needs.at(BirthLevel::TwoYears);
        let near = [
            (-2, two_years),
            (-1, one_year),
            (0, same_year),
            (1, one_year),
            (2, two_years),
        ];
        let near = near.map(|(off, need)| slice(self.dates.year(birth.year + off), need));
        let (from, to) = (near[0].entries.start, near[4].entries.end);
        let mut slices = vec![
            slice(0..self.undated, needs.at(BirthLevel::Missing)),
            slice(self.undated..from, contradiction),
        ];
        slices.extend(near);
        slices.push(slice(to..self.dated, contradiction));
        slices.push(slice(self.others(), needs.least_unindexed()));
        slices.retain(|slice| !slice.entries.is_empty());
        slices
    }
}

/// How two known dates of one year may agree, but for what the index of dates offers.
const OF_SAME_YEAR: [BirthLevel; 3] = [
    BirthLevel::YearKnown,
    BirthLevel::SameMonth,
    BirthLevel::SameYear,
];
