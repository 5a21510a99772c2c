//! Values that were dropped while a list was read, counted by class.
//!
//! A warning names the column, how many, and the first row; never the value, which may be
//! about a person.

use std::collections::BTreeMap;

#[derive(Default)]
pub(super) struct Warnings {
    classes: BTreeMap<String, (u64, usize)>,
}

impl Warnings {
    /// `row` is 1-based.
    pub(super) fn count(&mut self, class: &str, row: usize) {
        match self.classes.get_mut(class) {
            Some((count, _)) => *count += 1,
            None => {
                self.classes.insert(class.to_owned(), (1, row));
            }
        }
    }

    /// One line for each class, in order of the class's name.
    pub(super) fn lines(self) -> Vec<String> {
        self.classes
            .into_iter()
            .map(|(class, (count, row))| format!("{class}: {count}, first in row {row}"))
            .collect()
    }
}
