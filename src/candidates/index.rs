//! The indexes together, and the sieve behind them: which entries to compare with a traveller.

use crate::candidates::births::BirthIndex;
use crate::candidates::numbers::NumberIndex;
use crate::candidates::part::Part;
use crate::candidates::sieve::{Asked, Needs, Sieve};
use crate::candidates::tally::Tally;
use crate::domain::points::Points;
use crate::evidence::birth::BirthWeights;
use crate::evidence::prepared::{PreparedEntry, PreparedPassenger};
use std::sync::{Mutex, PoisonError};

#[derive(Default)]
pub struct Index {
    numbers: NumberIndex,
    /// Entries in the order of their birth dates, which is how the other indexes number
    /// them: those of one date lie side by side in every array.
    order: Vec<u32>,
    sieve: Sieve,
    /// Entries without bare initials, and those with some.
    parts: [Part; 2],
    /// For as many threads as search at once. A tally holds nothing of an earlier traveller.
    tallies: Mutex<Vec<Tally>>,
}

impl Index {
    /// `tokens` is how many distinct ones the entries hold.
    pub fn build(entries: &[PreparedEntry], tokens: usize) -> Index {
        let mut order: Vec<u32> = (0..entries.len() as u32).collect();
        order.sort_by_key(|&entry| entries[entry as usize].births.first());
        let mut sieve = Sieve::default();
        let mut members = [Vec::new(), Vec::new()];
        let mut births = [BirthIndex::default(), BirthIndex::default()];
        for (number, &entry) in (0_u32..).zip(&order) {
            let entry = &entries[entry as usize];
            let part = usize::from(holds_initial(entry));
            members[part].push(number);
            births[part].insert(number, &entry.births);
            sieve.insert(entry);
        }
        let [without, with] = members;
        let [births_without, births_with] = births;
        Index {
            numbers: NumberIndex::build(entries),
            order,
            parts: [
                Part::new(without, births_without, &sieve, tokens),
                Part::new(with, births_with, &sieve, tokens),
            ],
            sieve,
            tallies: Mutex::default(),
        }
    }

    /// Every entry that may reach the review line, ascending. `needs` is what names must
    /// bring, by how well the birth date agrees, when no document helps; `initial` what a
    /// bare initial brings.
    pub fn candidates(
        &self,
        passenger: &PreparedPassenger,
        needs: &Needs,
        births: &BirthWeights,
        initial: Points,
    ) -> Vec<u32> {
        let mut found = Vec::new();
        let mut tally = self.take_tally();
        for (part, initials) in self.parts.iter().zip([false, true]) {
            let asked = Asked::new(passenger, needs, births, initial, initials);
            part.search(&asked, &self.sieve, &mut tally, &mut found);
        }
        self.give_back(tally);
        let as_listed = |number: &mut u32| *number = self.order[*number as usize];
        found.iter_mut().for_each(as_listed);
        // A document counts whatever the name on it.
        self.numbers.offer(&passenger.documents, &mut found);
        found.sort_unstable();
        found.dedup();
        found
    }

    fn take_tally(&self) -> Tally {
        let mut idle = self.tallies.lock().unwrap_or_else(PoisonError::into_inner);
        idle.pop().unwrap_or_default()
    }

    fn give_back(&self, tally: Tally) {
        let mut idle = self.tallies.lock().unwrap_or_else(PoisonError::into_inner);
        idle.push(tally);
    }
}

fn holds_initial(entry: &PreparedEntry) -> bool {
    let mut items = entry.names.iter().flat_map(|name| &name.items);
    items.any(|item| item.is_initial)
}
