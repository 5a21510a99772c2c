//! Entries in one search: those that hold bare initials, or those that hold none.
//!
//! Two searches instead of one, since an initial agrees with every name of its letter. To an
//! entry without any, a token that has no partner costs, and the tokens left to follow are
//! fewer.

use crate::candidates::budget::{self, Position};
use crate::candidates::calendar::Calendar;
use crate::candidates::filter::Filter;
use crate::candidates::query::{Lead, NameQuery};
use crate::candidates::rows::Rows;
use crate::candidates::sieve::Sieve;
use crate::candidates::slices::{Order, Slice};
use crate::evidence::birth::BirthLevel;
use crate::evidence::prepared::PreparedEntry;
use crate::names::vocabulary::TokenId;
use std::ops::Range;

/// Entries are numbered anew in each part, in the order of their birth dates.
#[derive(Default)]
pub struct Partition {
    order: Order,
    sieve: Sieve,
    /// Of those that have several dates.
    calendar: Calendar,
    /// Entries by token number, each list ascending.
    postings: Rows<u32>,
}

impl Partition {
    /// Of the entries that `members` names. `tokens` is how many distinct ones all hold.
    pub fn new(entries: &[PreparedEntry], members: Vec<u32>, tokens: usize) -> Partition {
        let order = Order::new(entries, members);
        let entry = |number| &entries[order.as_listed(number) as usize];
        let mut sieve = Sieve::default();
        let numbers = 0..order.listed().len() as u32;
        numbers.for_each(|number| sieve.insert(entry(number)));
        Partition {
            calendar: Calendar::new(order.others(), entry),
            postings: sieve.tokens().inverted(tokens),
            sieve,
            order,
        }
    }

    /// Pushes every entry that may reach the line, as listed, some of them twice.
    pub fn search(&self, query: &NameQuery, found: &mut Vec<u32>) {
        if self.order.listed().is_empty() {
            return;
        }
        let mut reached = Vec::new();
        self.by_name(query, &mut reached);
        self.by_birth(query, &mut reached);
        found.extend(
            reached
                .into_iter()
                .map(|number| self.order.as_listed(number)),
        );
    }

    /// Each slice has its own need, and most are out of any name's reach.
    fn by_name(&self, query: &NameQuery, found: &mut Vec<u32>) {
        let slices = self.order.slices(query.passenger.birth, query.needs);
        let (open, closed): (Vec<Slice>, Vec<Slice>) = slices
            .into_iter()
            .filter(|slice| 0 <= query.slack(slice.need))
            .partition(|slice| slice.need.0 <= query.least());
        let mut reached: Vec<u32> = open.into_iter().flat_map(|slice| slice.entries).collect();
        if let Some(need) = closed.iter().map(|slice| slice.need).min() {
            let leads = query.leads(query.slack(need));
            let followed = budget::followed(&self.positions(query, &leads), need);
            let leads = leads.iter();
            for lead in leads.filter(|lead| followed.contains(&lead.position)) {
                self.follow(lead, query, &closed, &mut reached);
            }
        }
        reached.sort_unstable();
        reached.dedup();
        reached.retain(|&entry| self.sieve.lets_through(entry, query));
        found.append(&mut reached);
    }

    fn follow(&self, lead: &Lead, query: &NameQuery, slices: &[Slice], reached: &mut Vec<u32>) {
        let entries = self.postings.of(lead.token);
        for slice in slices {
            if lead.loss <= query.slack(slice.need) {
                reached.extend_from_slice(within(entries, &slice.entries).0);
            }
        }
    }

    /// These dates bring so many bits that a name may be badly mangled and still count.
    fn by_birth(&self, query: &NameQuery, found: &mut Vec<u32>) {
        let Some(birth) = query.passenger.birth else {
            return;
        };
        let ranges = self.order.near(birth);
        let others = self.calendar.near(birth);
        for level in BirthLevel::ALL
            .into_iter()
            .filter(|level| level.is_indexed())
        {
            let ranges = of_level(&ranges, level);
            let others = of_level(&others, level);
            let need = query.needs.at(level);
            if 0 <= query.slack(need) && !(ranges.is_empty() && others.is_empty()) {
                let mut reached = self.near(&ranges, others, query, query.slack(need));
                reached.retain(|&entry| self.sieve.reaches(entry, query, need));
                found.append(&mut reached);
            }
        }
    }

    /// Of the entries in ascending ranges, and of some others, those that hold a token which
    /// they must hold: by looking up the tokens' entries or at all entries' tokens, whichever
    /// is less to read.
    fn near(
        &self,
        ranges: &[Range<u32>],
        others: Vec<u32>,
        query: &NameQuery,
        slack: i32,
    ) -> Vec<u32> {
        let mut reached = others;
        let everyone = ranges.iter().cloned().flatten();
        let Some(tokens) = query.required(slack) else {
            reached.extend(everyone);
            return reached;
        };
        let filter = Filter::of(&tokens);
        let passes = |&entry: &u32| {
            let mut held = self.sieve.tokens().of(entry).iter();
            held.any(|&token| filter.may_hold(token))
        };
        reached.retain(passes);
        if self.is_less_to_follow(&tokens, ranges) {
            for token in tokens {
                each_within(self.postings.of(token), ranges, &mut reached);
            }
            reached.sort_unstable();
            reached.dedup();
        } else {
            reached.extend(everyone.filter(passes));
        }
        reached
    }

    fn is_less_to_follow(&self, tokens: &[TokenId], ranges: &[Range<u32>]) -> bool {
        let entries: usize = ranges.iter().map(ExactSizeIterator::len).sum();
        let to_scan = entries * TOKENS;
        let mut steps = tokens.len() * (ranges.len() + LOOKUP);
        // Most are told by how many tokens there are.
        if steps < to_scan {
            let postings = tokens.iter().map(|&token| self.postings.of(token).len());
            steps += postings.sum::<usize>();
        }
        steps < to_scan
    }

    fn positions(&self, query: &NameQuery, leads: &[Lead]) -> Vec<Position> {
        let mut positions = query.positions();
        for lead in leads {
            positions[lead.position].cost += self.postings.of(lead.token).len();
        }
        positions
    }
}

/// About so many tokens an entry has.
const TOKENS: usize = 8;

/// What finding a token's entries costs, in tokens that are read one after the other.
const LOOKUP: usize = 16;

fn of_level<T: Clone>(near: &[(BirthLevel, T)], level: BirthLevel) -> Vec<T> {
    let of_level = near.iter().filter(|(other, _)| *other == level);
    of_level.map(|(_, found)| found.clone()).collect()
}

/// Those of ascending entries that stand in a range, and those beyond it.
fn within<'a>(entries: &'a [u32], range: &Range<u32>) -> (&'a [u32], &'a [u32]) {
    let start = entries.partition_point(|&entry| entry < range.start);
    let rest = &entries[start..];
    rest.split_at(rest.partition_point(|&entry| entry < range.end))
}

/// Those of ascending entries that stand in one of the ascending ranges.
fn each_within(entries: &[u32], ranges: &[Range<u32>], found: &mut Vec<u32>) {
    if 8 * ranges.len() < entries.len() {
        let mut rest = entries;
        for range in ranges {
            let (within, beyond) = within(rest, range);
            found.extend_from_slice(within);
            rest = beyond;
        }
        return;
    }
    let mut ahead = ranges.iter();
    let mut range = ahead.next();
    for &entry in entries {
        while let Some(passed) = range.filter(|range| range.end <= entry) {
            debug_assert!(passed.start < passed.end);
            range = ahead.next();
        }
        let Some(next) = range else { return };
        if next.start <= entry {
            found.push(entry);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn both_ways_find_the_entries_within_ranges(
            entries in proptest::collection::btree_set(0..400_u32, 0..200),
            starts in proptest::collection::btree_set(0..40_u32, 0..12),
        ) {
            let entries: Vec<u32> = entries.into_iter().collect();
            let ranges: Vec<_> = starts.into_iter().map(|n| 10 * n..10 * n + 1 + n % 9).collect();
            let mut found = Vec::new();
            each_within(&entries, &ranges, &mut found);
            let within = |entry: &u32| ranges.iter().any(|range| range.contains(entry));
            let expect: Vec<u32> = entries.iter().copied().filter(within).collect();
            prop_assert_eq!(found, expect);
        }
    }
}
