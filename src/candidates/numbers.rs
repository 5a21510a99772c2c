//! Entries by document number: exact, look-alike and one character off.

use crate::documents::number::near_keys;
use crate::evidence::document::ComparableDocument;
use crate::evidence::prepared::PreparedEntry;
use crate::names::buckets::Buckets;

/// Two numbers that the document evidence calls anything but different share a key.
#[derive(Default)]
pub struct NumberIndex {
    keys: Buckets,
}

impl NumberIndex {
    pub fn build(entries: &[PreparedEntry]) -> NumberIndex {
        NumberIndex {
            keys: Buckets::build(entries.len(), |entry, give| {
                each_key(&entries[entry as usize].documents, give);
            }),
        }
    }

    pub fn offer(&self, documents: &[ComparableDocument], candidates: &mut Vec<u32>) {
        each_key(documents, &mut |key| candidates.extend(self.keys.of(key)));
    }
}

fn each_key(documents: &[ComparableDocument], give: &mut dyn FnMut(u64)) {
    for document in documents {
        near_keys(&document.number, give);
    }
}
