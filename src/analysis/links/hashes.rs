//! A hash of every key of every row, in twenty bytes a row: who may share a value with a
//! case is told from them, and only those rows are read again for their texts.

use super::keys::{KeyRef, LinkValues, MOST_KEYS, keys};
use crate::domain::ids::RowRef;
use std::collections::{HashMap, HashSet};

/// Half of each key's 64-bit hash, and zero where a row has fewer keys. On a night of ten
/// million rows one key of a case in some ninety meets an unlike one by its hash alone: that
/// costs a look at one row's texts.
pub type RowHashes = [u32; MOST_KEYS];

/// How a key is hashed; tests have others.
pub type Hash = fn(&KeyRef) -> u32;

pub fn hash(key: &KeyRef) -> u32 {
    key.hash64() as u32
}

pub fn of_row(values: &LinkValues, hash: Hash) -> RowHashes {
    let mut hashes = [NONE; MOST_KEYS];
    for (place, key) in hashes.iter_mut().zip(keys(values)) {
        *place = hash(&key).max(NONE + 1);
    }
    hashes
}

const NONE: u32 = 0;

/// Of rows that stand one after the other in one file.
pub struct HashedRows {
    /// The first of them.
    pub from: RowRef,
    pub rows: Vec<RowHashes>,
}

/// Of the whole night, in its order.
#[derive(Default)]
pub struct KeyHashes {
    parts: Vec<HashedRows>,
}

impl KeyHashes {
    pub fn of(parts: Vec<HashedRows>) -> KeyHashes {
        KeyHashes { parts }
    }

    /// The rows whose texts must be looked at, in the night's order: those that have a hash
    /// which a row of a case has, and which stands at more than one place.
    pub fn may_share(&self, cases: impl Iterator<Item = RowRef>) -> Vec<RowRef> {
        let asked: HashSet<u32> = cases.flat_map(|row| self.of_row(row)).collect();
        let mut found: Vec<(RowRef, u32)> = Vec::new();
        let mut places: HashMap<u32, u32> = HashMap::new();
        for (row, hashes) in self.rows() {
            for &hash in hashes.iter().filter(|hash| asked.contains(hash)) {
                found.push((row, hash));
                *places.entry(hash).or_default() += 1;
            }
        }
        found.retain(|(_, hash)| 1 < places.get(hash).copied().unwrap_or_default());
        let mut rows: Vec<RowRef> = found.into_iter().map(|(row, _)| row).collect();
        rows.dedup();
        rows
    }

    fn rows(&self) -> impl Iterator<Item = (RowRef, &RowHashes)> {
        self.parts.iter().flat_map(|part| {
            let RowRef { file, row } = part.from;
            let numbers = (row..).map(move |row| RowRef { file, row });
            numbers.zip(&part.rows)
        })
    }

    fn of_row(&self, row: RowRef) -> impl Iterator<Item = u32> {
        let after = self.parts.partition_point(|part| part.from <= row);
        let part = after.checked_sub(1).map(|at| &self.parts[at]);
        let hashes = part.filter(|part| part.from.file == row.file);
        let hashes = hashes.and_then(|part| part.rows.get((row.row - part.from.row) as usize));
        let hashes = hashes.into_iter().flatten().copied();
        hashes.filter(|hash| *hash != NONE)
    }
}
