//! The indexes together, and the sieve behind them: which entries to compare with a traveller.

use crate::candidates::asked::{Asked, Needs};
use crate::candidates::calendar::Calendar;
use crate::candidates::numbers::NumberIndex;
use crate::candidates::part::Part;
use crate::candidates::sieve::Sieve;
use crate::candidates::slices::Order;
use crate::domain::points::Points;
use crate::domain::work::{self, Both};
use crate::evidence::birth::BirthWeights;
use crate::evidence::prepared::{PreparedEntry, PreparedPassenger};

#[derive(Default)]
pub struct Index {
    numbers: NumberIndex,
    /// How the other indexes number the entries: those of one birth date lie side by side
    /// in every array.
    order: Order,
    sieve: Sieve,
    /// Entries without bare initials, and those with some.
    parts: [Part; 2],
}

impl Index {
    /// `tokens` is how many distinct ones the entries hold.
    pub fn build(entries: &[PreparedEntry], tokens: usize, both: &Both) -> Index {
        let by_number = || NumberIndex::build(entries);
        let by_person = || Index::by_person(entries, tokens, both);
        let (numbers, index) = work::join(both, by_number, by_person);
        Index { numbers, ..index }
    }

    /// All but the document numbers.
    fn by_person(entries: &[PreparedEntry], tokens: usize, both: &Both) -> Index {
        let order = Order::new(entries);
        let mut sieve = Sieve::default();
        let mut members = [Vec::new(), Vec::new()];
        for (number, &entry) in (0_u32..).zip(order.listed()) {
            let entry = &entries[entry as usize];
            members[usize::from(holds_initial(entry))].push(number);
            sieve.insert(entry);
        }
        let entry = |number| &entries[order.as_listed(number) as usize];
        let part = |members: Vec<u32>| {
            let calendar = Calendar::new(&members, entry);
            Part::new(members, calendar, &sieve, tokens)
        };
        let [without, with] = members;
        let (without, with) = work::join(both, || part(without), || part(with));
        Index {
            parts: [without, with],
            order,
            sieve,
            ..Index::default()
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
        let slices = self.order.slices(passenger.birth, needs);
        for (part, initials) in self.parts.iter().zip([false, true]) {
            let asked = Asked::new(passenger, needs, births, initial, initials);
            part.search(&asked, &self.sieve, &slices, &mut found);
        }
        let as_listed = |number: &mut u32| *number = self.order.as_listed(*number);
        found.iter_mut().for_each(as_listed);
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
