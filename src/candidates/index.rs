//! The indexes together: which entries to compare with a passenger.

use crate::candidates::numbers::NumberIndex;
use crate::candidates::partition::Partition;
use crate::candidates::query::{NameQuery, Needs};
use crate::domain::points::Points;
use crate::domain::work::{self, InParallel};
use crate::evidence::birth::BirthWeights;
use crate::evidence::prepared::{PreparedEntry, PreparedPassenger};

#[derive(Default)]
pub struct Index {
    numbers: NumberIndex,
    /// Entries without bare initials, and those with some.
    parts: [Partition; 2],
}

impl Index {
    /// `tokens` is how many distinct ones the entries hold.
    pub fn build(entries: &[PreparedEntry], tokens: usize, parallel: &InParallel) -> Index {
        let numbers = 0..entries.len() as u32;
        let (with, without): (Vec<u32>, Vec<u32>) =
            numbers.partition(|&number| holds_initial(&entries[number as usize]));
        let (numbers, parts) = work::join(
            parallel,
            || NumberIndex::build(entries),
            || [without, with].map(|members| Partition::new(entries, members, tokens)),
        );
        Index { numbers, parts }
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
        for (partition, initials) in self.parts.iter().zip([false, true]) {
            let query = NameQuery::new(passenger, needs, births, initial, initials);
            partition.search(&query, &mut found);
        }
        // A document counts whatever the name on it.
        self.numbers.offer(&passenger.documents, &mut found);
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn holds_initial(entry: &PreparedEntry) -> bool {
    let mut items = entry.names.iter().flat_map(|name| &name.items);
    items.any(|item| item.is_initial)
}
