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
    parts: Vec<Part>,
}

/// Entries of one class of terms which all hold bare initials, or none.
struct Part {
    class: usize,
    initials: bool,
    partition: Partition,
}

impl Index {
    /// `tokens` is how many distinct ones the entries hold; `class_of` tells each entry's class,
    /// one of so many `classes`.
    pub fn build(
        entries: &[PreparedEntry],
        tokens: usize,
        classes: usize,
        class_of: &(dyn Fn(u32) -> usize + Sync),
        parallel: &InParallel,
    ) -> Index {
        let kinds = (0..classes).flat_map(|class| [(class, false), (class, true)]);
        let mut members: Vec<Vec<u32>> = vec![Vec::new(); 2 * classes];
        for (number, entry) in (0_u32..).zip(entries) {
            members[2 * class_of(number) + usize::from(holds_initial(entry))].push(number);
        }
        let part = |((class, initials), members)| Part {
            class,
            initials,
            partition: Partition::new(entries, members, tokens),
        };
        let (numbers, parts) = work::join(
            parallel,
            || NumberIndex::build(entries),
            || {
                let filled = kinds
                    .zip(members)
                    .filter(|(_, members)| !members.is_empty());
                filled.map(part).collect()
            },
        );
        Index { numbers, parts }
    }

    /// Every entry that may reach the review line, ascending. `needs` is what names must
    /// bring, by class and by how well the birth date agrees, when no document helps; `initial`
    /// what a bare initial brings.
    pub fn candidates(
        &self,
        passenger: &PreparedPassenger,
        needs: &[Needs],
        births: &BirthWeights,
        initial: Points,
    ) -> Vec<u32> {
        let mut found = Vec::new();
        for part in &self.parts {
            let needs = &needs[part.class];
            let query = NameQuery::new(passenger, needs, births, initial, part.initials);
            part.partition.search(&query, &mut found);
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
