//! Entries by document number: exact, look-alike and one character off.

use crate::documents::number::near_keys;
use crate::evidence::document::ComparableDocument;
use crate::evidence::prepared::PreparedEntry;
use crate::names::buckets::Buckets;

/// Bits of a key that its bucket does not tell.
type Mark = u8;

/// Two numbers that the document evidence calls anything but different share a key.
#[derive(Default)]
pub struct NumberIndex {
    keys: Buckets<Mark>,
}

impl NumberIndex {
    pub fn build(entries: &[PreparedEntry]) -> NumberIndex {
        NumberIndex {
            keys: Buckets::build(entries.len(), |entry, give| {
                let documents = &entries[entry as usize].documents;
                each_key(documents, &mut |key| give(key, key as Mark));
            }),
        }
    }

    pub fn offer(&self, documents: &[ComparableDocument], candidates: &mut Vec<u32>) {
        each_key(documents, &mut |key| {
            let found = self.keys.of(key).iter();
            let of_key = found.filter(|(_, mark)| *mark == key as Mark);
            candidates.extend(of_key.map(|&(entry, _)| entry));
        });
    }
}

fn each_key(documents: &[ComparableDocument], give: &mut impl FnMut(u64)) {
    for document in documents {
        near_keys(&document.number, &mut *give);
    }
}
