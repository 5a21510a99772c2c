//! The elements and attributes that a reader of XML knows, and what of a record is none of them.

use crate::watchlist::import::Losses;
use crate::watchlist::unknown::Unknown;
use crate::watchlist::xml::Node;
use std::collections::BTreeMap;

/// The names that a reader knows, each list parted by blanks.
pub(super) struct Known {
    /// Those it looks at; attributes as `element@attribute`.
    pub(super) read: &'static str,
    /// Those it leaves alone on purpose, an element with all that is in it.
    pub(super) ignored: &'static str,
}

fn has(names: &str, name: &str) -> bool {
    names.split_whitespace().any(|known| known == name)
}

impl Known {
    /// Tells what of a record is in neither list; of an element that is not known, itself alone.
    pub(super) fn check(&self, node: &Node, row: usize, lost: &mut Losses) {
        if has(self.ignored, &node.name) {
            return;
        }
        if !has(self.read, &node.name) {
            lost.unknown(row, Unknown::Element, &node.name);
            return;
        }
        for attribute in node.attribute_names() {
            let name = format!("{}@{attribute}", node.name);
            let known = attribute == "xmlns" || has(self.read, &name) || has(self.ignored, &name);
            if !known {
                lost.unknown(row, Unknown::Attribute, &name);
            }
        }
        for child in node.children() {
            self.check(child, row, lost);
        }
    }

    /// The same of elements that stand in no record.
    pub(super) fn check_outside(&self, outside: &BTreeMap<String, u64>, lost: &mut Losses) {
        for (name, times) in outside {
            if !has(self.read, name) && !has(self.ignored, name) {
                (0..*times).for_each(|_| lost.unknown(0, Unknown::Element, name));
            }
        }
    }
}
