//! The indexes together, and the sieve behind them: which entries to compare with a traveller.

use crate::candidates::births::BirthIndex;
use crate::candidates::budget::{self, Plan, Position};
use crate::candidates::numbers::NumberIndex;
use crate::candidates::sieve::{Asked, Needs, Sieve};
use crate::domain::points::Points;
use crate::evidence::birth::{BirthLevel, BirthWeights};
use crate::evidence::prepared::{PassengerItem, PreparedEntry, PreparedPassenger};

#[derive(Default)]
pub struct Index {
    births: BirthIndex,
    numbers: NumberIndex,
    sieve: Sieve,
    /// Entries by token number, each list ascending.
    postings: Vec<Vec<u32>>,
    entries: u32,
}

impl Index {
    pub fn build(entries: &[PreparedEntry], tokens: usize) -> Index {
        let mut index = Index {
            postings: vec![Vec::new(); tokens],
            ..Index::default()
        };
        for entry in entries {
            index.insert(entry);
        }
        index
    }

    fn insert(&mut self, entry: &PreparedEntry) {
        let number = self.entries;
        self.entries += 1;
        self.births.insert(number, &entry.births);
        self.numbers.insert(number, &entry.documents);
        self.sieve.insert(entry);
        for item in entry.names.iter().flat_map(|name| &name.items) {
            let posting = &mut self.postings[item.token as usize];
            if posting.last() != Some(&number) {
                posting.push(number);
            }
        }
    }

    /// Every entry that may reach the review line, ascending. `needs` is what names must
    /// bring, by how well the birth date agrees, when no document helps.
    pub fn candidates(
        &self,
        passenger: &PreparedPassenger,
        needs: &Needs,
        births: &BirthWeights,
        by_initial: Points,
    ) -> Vec<u32> {
        let asked = Asked::new(passenger, needs, births, by_initial);
        let mut found = Vec::new();
        let mut offer = |entry: u32| {
            if self.sieve.lets_through(entry, &asked) {
                found.push(entry);
            }
        };
        self.births.offer(passenger.birth, &mut offer);
        let need = least_unindexed(needs, passenger.birth.is_some());
        match budget::plan(&self.positions(passenger, by_initial), by_initial, need) {
            Plan::Nothing => {}
            Plan::Follow(followed) => self.follow(passenger, &followed, &mut offer),
            Plan::Everything => (0..self.entries).for_each(offer),
        }
        // A document counts whatever the name on it.
        self.numbers.offer(&passenger.documents, &mut found);
        found.sort_unstable();
        found.dedup();
        found
    }

    fn follow(
        &self,
        passenger: &PreparedPassenger,
        followed: &[usize],
        mut offer: impl FnMut(u32),
    ) {
        let wanted: u16 = followed.iter().map(|&position| 1 << position).sum();
        let items = passenger.items.iter();
        for item in items.filter(|item| item.item.mask & wanted != 0) {
            for related in &item.kin.related {
                let posting = &self.postings[related.token as usize];
                posting.iter().copied().for_each(&mut offer);
            }
        }
    }

    fn positions(&self, passenger: &PreparedPassenger, by_initial: Points) -> Vec<Position> {
        let nothing = Position {
            most: Points::ZERO,
            cost: 0,
        };
        let mut positions = vec![nothing; passenger.tokens.len()];
        for item in &passenger.items {
            let cost: usize = item
                .kin
                .related
                .iter()
                .map(|related| self.postings[related.token as usize].len())
                .sum();
            let share = most_per_position(item, by_initial);
            for position in &mut positions[item.item.start()..item.item.end()] {
                position.most = position.most.max(share);
                position.cost += cost;
            }
        }
        positions
    }
}

/// What names must bring to an entry that the index of birth dates does not offer.
fn least_unindexed(needs: &Needs, birth_known: bool) -> Points {
    let levels = BirthLevel::ALL.into_iter().filter(|level| {
        let possible = birth_known || *level == BirthLevel::Missing;
        possible && !level.is_indexed()
    });
    levels
        .map(|level| needs.at(level))
        .min()
        .unwrap_or_default()
}

/// The best pair of a reading, spread over the positions it uses.
fn most_per_position(item: &PassengerItem, by_initial: Points) -> Points {
    let best = item
        .kin
        .related
        .iter()
        .map(|related| related.points)
        .max()
        .unwrap_or_default();
    let single = if item.item.is_join() {
        Points::ZERO
    } else {
        by_initial
    };
    item.item.share(best.max(single))
}
