//! The three indexes together: which entries to compare with a traveller.

use crate::candidates::births::BirthIndex;
use crate::candidates::budget::{self, Plan, Position};
use crate::candidates::numbers::NumberIndex;
use crate::domain::points::Points;
use crate::evidence::prepared::{PassengerItem, PreparedEntry, PreparedPassenger};

#[derive(Default)]
pub struct Index {
    births: BirthIndex,
    numbers: NumberIndex,
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
        for item in entry.names.iter().flat_map(|name| &name.items) {
            let posting = &mut self.postings[item.token as usize];
            if posting.last() != Some(&number) {
                posting.push(number);
            }
        }
    }

    /// Every entry that may reach the review line, ascending. `need` is what names must
    /// bring when neither a document nor a near birth date helps.
    pub fn candidates(
        &self,
        passenger: &PreparedPassenger,
        need: Points,
        by_initial: Points,
    ) -> Vec<u32> {
        let mut found = Vec::new();
        self.numbers.offer(&passenger.documents, &mut found);
        self.births.offer(passenger.birth, &mut found);
        let positions = self.positions(passenger, by_initial);
        match budget::plan(&positions, by_initial, need) {
            Plan::Nothing => {}
            Plan::Follow(followed) => self.follow(passenger, &followed, &mut found),
            Plan::Everything => found = (0..self.entries).collect(),
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn follow(&self, passenger: &PreparedPassenger, followed: &[usize], found: &mut Vec<u32>) {
        let wanted: u16 = followed.iter().map(|&position| 1 << position).sum();
        for item in passenger
            .items
            .iter()
            .filter(|item| item.item.mask & wanted != 0)
        {
            for related in item.kin.related.iter() {
                found.extend(&self.postings[related.token as usize]);
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

/// The best pair of a reading, spread over the positions it uses; rounded up, so that the
/// sum over positions is never below the pair.
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
    let most = best.max(single).0;
    let positions = item.item.mask.count_ones() as i32;
    Points((most + positions - 1) / positions)
}
