//! Entries in one search: those that hold bare initials, or those that hold none.
//!
//! Two searches instead of one, since an initial agrees with every name of its letter. To an
//! entry without any, a token that has no partner costs, and the tokens left to follow are
//! fewer.

use crate::candidates::asked::{Asked, Lead};
use crate::candidates::budget::{self, Position};
use crate::candidates::calendar::Calendar;
use crate::candidates::filter::Filter;
use crate::candidates::rows::Rows;
use crate::candidates::sieve::Sieve;
use crate::candidates::slices::Slice;
use crate::evidence::birth::BirthLevel;
use std::ops::Range;

#[derive(Default)]
pub struct Part {
    /// Ascending.
    entries: Vec<u32>,
    calendar: Calendar,
    /// Entries by token number, each list ascending.
    postings: Rows<u32>,
}

impl Part {
    pub fn new(entries: Vec<u32>, calendar: Calendar, sieve: &Sieve, tokens: usize) -> Part {
        Part {
            calendar,
            postings: sieve.tokens().inverted(&entries, tokens),
            entries,
        }
    }

    /// Pushes every entry that may reach the line, some of them twice.
    pub fn search(&self, asked: &Asked, sieve: &Sieve, slices: &[Slice], found: &mut Vec<u32>) {
        if self.entries.is_empty() {
            return;
        }
        self.by_name(asked, sieve, slices, found);
        self.by_birth(asked, sieve, found);
    }

    /// Each slice has its own need, and most are out of any name's reach.
    fn by_name(&self, asked: &Asked, sieve: &Sieve, slices: &[Slice], found: &mut Vec<u32>) {
        let (open, closed): (Vec<&Slice>, Vec<&Slice>) = slices
            .iter()
            .filter(|slice| 0 <= asked.slack(slice.need))
            .partition(|slice| slice.need.0 <= asked.least());
        let mut reached = Vec::new();
        for slice in open {
            reached.extend_from_slice(within(&self.entries, &slice.entries));
        }
        if let Some(need) = closed.iter().map(|slice| slice.need).min() {
            let leads = asked.leads(asked.slack(need));
            let followed = budget::followed(&self.positions(asked, &leads), need);
            let leads = leads.iter();
            for lead in leads.filter(|lead| followed.contains(&lead.position)) {
                self.follow(lead, asked, &closed, &mut reached);
            }
        }
        reached.sort_unstable();
        reached.dedup();
        reached.retain(|&entry| sieve.lets_through(entry, asked));
        found.append(&mut reached);
    }

    fn follow(&self, lead: &Lead, asked: &Asked, slices: &[&Slice], reached: &mut Vec<u32>) {
        let entries = self.postings.of(lead.token);
        for slice in slices {
            if lead.loss <= asked.slack(slice.need) {
                reached.extend_from_slice(within(entries, &slice.entries));
            }
        }
    }

    /// These dates bring so many bits that a name may be badly mangled and still count.
    fn by_birth(&self, asked: &Asked, sieve: &Sieve, found: &mut Vec<u32>) {
        let Some(birth) = asked.passenger.birth else {
            return;
        };
        let mut gates: Vec<(BirthLevel, Option<Filter>)> = Vec::new();
        self.calendar.near(birth, |level, entries| {
            let need = asked.needs.at(level);
            let slack = asked.slack(need);
            if slack < 0 {
                return;
            }
            let known = gates.iter().position(|gate| gate.0 == level);
            let gate = known.unwrap_or_else(|| {
                gates.push((level, asked.gate(slack)));
                gates.len() - 1
            });
            let may = |&entry: &u32| {
                let passes = gates[gate].1.as_ref().is_none_or(|gate| {
                    let mut tokens = sieve.tokens().of(entry).iter();
                    tokens.any(|&token| gate.may_hold(token))
                });
                passes && sieve.reaches(entry, asked, need.0)
            };
            found.extend(entries.iter().copied().filter(may));
        });
    }

    fn positions(&self, asked: &Asked, leads: &[Lead]) -> Vec<Position> {
        let mut positions = asked.positions();
        for lead in leads {
            positions[lead.position].cost += self.postings.of(lead.token).len();
        }
        positions
    }
}

/// Those of ascending entries that stand in a range.
fn within<'a>(entries: &'a [u32], range: &Range<u32>) -> &'a [u32] {
    let start = entries.partition_point(|&entry| entry < range.start);
    let rest = &entries[start..];
    &rest[..rest.partition_point(|&entry| entry < range.end)]
}
