//! Entries in one search: those that hold bare initials, or those that hold none.
//!
//! Two searches instead of one, since an initial agrees with every name of its letter. To an
//! entry without any, a token that has no partner costs, and the tokens left to follow are
//! fewer.

use crate::candidates::births::BirthIndex;
use crate::candidates::budget::{self, Plan, Position};
use crate::candidates::rows::Rows;
use crate::candidates::sieve::{Asked, Sieve};
use crate::candidates::tally::Tally;
use crate::names::vocabulary::TokenId;

#[derive(Default)]
pub struct Part {
    /// Ascending.
    entries: Vec<u32>,
    births: BirthIndex,
    /// Entries by token number, each list ascending.
    postings: Rows<u32>,
}

/// A listed token which a position of the traveller's name is related to.
struct Lead {
    position: usize,
    token: TokenId,
    /// More bits than sharing nothing there.
    more: i32,
}

impl Part {
    pub fn new(entries: Vec<u32>, births: BirthIndex, sieve: &Sieve, tokens: usize) -> Part {
        Part {
            births,
            postings: sieve.tokens().inverted(&entries, tokens),
            entries,
        }
    }

    /// Pushes every entry that may reach the line, some of them twice.
    pub fn search(&self, asked: &Asked, sieve: &Sieve, tally: &mut Tally, found: &mut Vec<u32>) {
        if self.entries.is_empty() {
            return;
        }
        let leads = leads(asked);
        let positions = self.positions(asked, &leads);
        let need = asked.needs.least_unindexed(asked.passenger.birth.is_some());
        let entries = sieve.tokens().len();
        match budget::plan(&positions, need) {
            Plan::Everything => {
                let all = self.entries.iter().copied();
                found.extend(all.filter(|&entry| sieve.lets_through(entry, asked)));
                return;
            }
            Plan::Nothing => tally.start(entries, asked.most()),
            Plan::Follow { followed, others } => {
                tally.start(entries, others.0);
                let mut reached = Vec::new();
                for lead in leads
                    .iter()
                    .filter(|lead| followed.contains(&lead.position))
                {
                    for &entry in self.postings.of(lead.token) {
                        if tally.reaches(entry, lead.position, lead.more, need.0) {
                            reached.push(entry);
                        }
                    }
                }
                reached.retain(|&entry| sieve.lets_through(entry, asked));
                found.append(&mut reached);
            }
        }
        self.near_births(asked, sieve, tally, found);
    }

    /// These dates bring so many bits that a name may be badly mangled and still count.
    fn near_births(&self, asked: &Asked, sieve: &Sieve, tally: &Tally, found: &mut Vec<u32>) {
        let Some(birth) = asked.passenger.birth else {
            return;
        };
        let most = asked.most();
        self.births.near(birth, |level, entries| {
            let need = asked.needs.at(level).0;
            if need <= most {
                let may =
                    |&entry: &u32| need <= tally.most(entry) && sieve.reaches(entry, asked, need);
                found.extend(entries.iter().copied().filter(may));
            }
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

/// By position, the best first.
fn leads(asked: &Asked) -> Vec<Lead> {
    let mut leads = Vec::with_capacity(asked.passenger.relatives().len());
    for (item, related) in asked.passenger.relatives() {
        let item = &asked.passenger.items[usize::from(*item)].item;
        let share = item.share(related.points).0;
        for position in item.start()..item.end() {
            let more = share - asked.floor(position);
            if 0 < more {
                let token = related.token;
                leads.push(Lead {
                    position,
                    token,
                    more,
                });
            }
        }
    }
    leads.sort_unstable_by_key(|lead| (lead.position, -lead.more, lead.token));
    leads
}
