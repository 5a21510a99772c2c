//! Entries by document number: exact, look-alike and one character off.

use crate::documents::number::{confusable_form, one_edit_keys};
use crate::evidence::document::ComparableDocument;
use std::collections::HashMap;

#[derive(Default)]
pub struct NumberIndex {
    keys: HashMap<String, Vec<u32>>,
}

impl NumberIndex {
    pub fn insert(&mut self, entry: u32, documents: &[ComparableDocument]) {
        for key in documents.iter().flat_map(keys_of) {
            let entries = self.keys.entry(key).or_default();
            if entries.last() != Some(&entry) {
                entries.push(entry);
            }
        }
    }

    pub fn offer(&self, documents: &[ComparableDocument], candidates: &mut Vec<u32>) {
        for key in documents.iter().flat_map(keys_of) {
            candidates.extend(self.keys.get(&key).into_iter().flatten());
        }
    }
}

/// Two numbers that the document evidence calls anything but different share a key.
fn keys_of(document: &ComparableDocument) -> Vec<String> {
    let mut keys = one_edit_keys(&document.number);
    keys.push(format!("~{}", confusable_form(&document.number)));
    keys
}
