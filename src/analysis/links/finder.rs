//! Which rows share a key with a case's rows: the texts decide.

use super::keys::{Key, Relation};
use crate::domain::ids::RowRef;
use std::collections::{BTreeMap, HashMap};

/// Rows listed per case and relation: a coach party of hundreds is one fact, not hundreds.
pub const MOST_PER_RELATION: usize = 50;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// Index of the case.
    pub case: usize,
    pub relation: Relation,
    pub other: RowRef,
    pub value: String,
}

/// Rows that share a key with a case's rows. First give every row of every case, then what
/// their rows hold, then every row that may hold one of those keys.
#[derive(Default)]
pub struct Finder {
    case_of_row: HashMap<RowRef, usize>,
    cases_of_key: HashMap<Key, Vec<usize>>,
    links: Vec<Link>,
}

impl Finder {
    pub fn case_row(&mut self, row: RowRef, case: usize) {
        self.case_of_row.insert(row, case);
    }

    /// Passes over a row that is no case's.
    pub fn remember(&mut self, row: RowRef, key: &Key) {
        let Some(&case) = self.case_of_row.get(&row) else {
            return;
        };
        let cases = self.cases_of_key.entry(key.clone()).or_default();
        if !cases.contains(&case) {
            cases.push(case);
        }
    }

    pub fn visit(&mut self, row: RowRef, key: &Key) {
        let own = self.case_of_row.get(&row).copied();
        let cases = self.cases_of_key.get(key).into_iter().flatten();
        let others = cases.filter(|case| Some(**case) != own);
        let (relation, value) = key;
        let links = others.map(|&case| Link {
            case,
            relation: *relation,
            other: row,
            value: value.clone(),
        });
        self.links.extend(links);
    }

    /// Sorted, and cut to the most per case and relation.
    pub fn finish(mut self) -> Vec<Link> {
        self.links.sort();
        self.links.dedup();
        let mut counts: BTreeMap<(usize, Relation), usize> = BTreeMap::new();
        self.links.retain(|link| {
            let count = counts.entry((link.case, link.relation)).or_default();
            *count += 1;
            *count <= MOST_PER_RELATION
        });
        self.links
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::links::hashes::{self, Hash, HashedRows, KeyHashes};
    use crate::analysis::links::keys::{LinkValues, keys};
    use proptest::prelude::*;

    /// What one row holds: carrier, day, booking, phone, email, payment, number, issuer.
    type Held = (u8, i64, [Option<u8>; 6]);

    const TEXTS: [&str; 3] = ["A", "B", "AB"];

    fn values(held: &Held) -> LinkValues<'static> {
        let (carrier, day, cells) = held;
        let [booking, phone, email, payment, number, issuer] =
            cells.map(|cell| cell.map(|text| TEXTS[usize::from(text)]));
        LinkValues {
            carrier: Some(TEXTS[usize::from(*carrier)]),
            departure: Some(day * 86_400),
            booking_ref: booking,
            contact_phone: phone,
            contact_email: email,
            payment_ref: payment,
            document_number: number,
            document_issuer: issuer,
        }
    }

    fn held() -> impl Strategy<Value = Held> {
        let cell = || proptest::option::of(0_u8..3);
        let cells = [cell(), cell(), cell(), cell(), cell(), cell()];
        (0_u8..2, 0_i64..12, cells)
    }

    /// Three rows a part, two parts a file.
    fn row(number: usize) -> RowRef {
        RowRef {
            file: (number / 6) as u32,
            row: (number % 6) as u64 + 1,
        }
    }

    fn key_hashes(rows: &[Held], hash: Hash) -> KeyHashes {
        let parts = rows.chunks(3).enumerate().map(|(part, rows)| HashedRows {
            from: row(3 * part),
            rows: rows
                .iter()
                .map(|held| hashes::of_row(&values(held), hash))
                .collect(),
        });
        KeyHashes::of(parts.collect())
    }

    /// With the texts of the rows that are named, or of all.
    fn linked(rows: &[Held], cases: &[usize], looked_at: &[RowRef]) -> Vec<Link> {
        let mut finder = Finder::default();
        for (number, case) in cases.iter().enumerate() {
            finder.case_row(row(*case), number);
        }
        let numbered = rows.iter().enumerate();
        let read: Vec<(RowRef, Key)> = numbered
            .map(|(number, held)| (row(number), held))
            .filter(|(row, _)| looked_at.contains(row))
            .flat_map(|(row, held)| keys(&values(held)).map(move |key| (row, key.to_key())))
            .collect();
        read.iter()
            .for_each(|(row, key)| finder.remember(*row, key));
        read.iter().for_each(|(row, key)| finder.visit(*row, key));
        finder.finish()
    }

    fn booked(booking: u8) -> Held {
        (0, 0, [Some(booking), None, None, None, None, None])
    }

    #[test]
    fn companions_of_a_case_are_linked_and_strangers_are_not() {
        let rows = [booked(0), booked(1), booked(0), booked(2)];
        let looked_at = key_hashes(&rows, hashes::hash).may_share([row(0)].into_iter());
        assert_eq!(looked_at, [row(0), row(2)]);
        let links = linked(&rows, &[0], &looked_at);
        assert_eq!(links.len(), 1);
        assert_eq!((links[0].case, links[0].other), (0, row(2)));
    }

    proptest! {
        /// Hashes rule rows out and decide nothing: not even when many or all meet in one.
        #[test]
        fn links_by_hash_are_links_by_text(
            rows in proptest::collection::vec(held(), 1..24),
            cases in proptest::collection::btree_set(0_usize..24, 1..5),
        ) {
            let cases: Vec<usize> = cases.into_iter().filter(|case| *case < rows.len()).collect();
            let all: Vec<RowRef> = (0..rows.len()).map(row).collect();
            let by_text = linked(&rows, &cases, &all);
            let hashes: [Hash; 4] = [hashes::hash, |key| hashes::hash(key) % 3, |_| 0, |_| u32::MAX];
            for hash in hashes {
                let of_cases = cases.iter().map(|case| row(*case));
                let looked_at = key_hashes(&rows, hash).may_share(of_cases);
                prop_assert!(looked_at.is_sorted());
                prop_assert_eq!(&linked(&rows, &cases, &looked_at), &by_text);
            }
        }
    }
}
