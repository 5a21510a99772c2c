//! Values that were dropped while a list was read, counted by class.
//!
//! A warning names the column, what is wrong, how many, and the first row; never the
//! value, which may be about a person.

use std::collections::BTreeMap;

#[derive(Default)]
pub(super) struct Warnings {
    classes: BTreeMap<(&'static str, &'static str), Seen>,
}

struct Seen {
    count: u64,
    first_row: usize,
}

impl Warnings {
    /// `row` is 1-based.
    pub(super) fn count(&mut self, column: &'static str, what: &'static str, row: usize) {
        let seen = self.classes.entry((column, what)).or_insert(Seen {
            count: 0,
            first_row: row,
        });
        seen.count += 1;
    }

    pub(super) fn by_column(&self) -> BTreeMap<&'static str, u64> {
        let mut columns = BTreeMap::new();
        for ((column, _), seen) in &self.classes {
            *columns.entry(*column).or_default() += seen.count;
        }
        columns
    }

    /// One line for each class, in order of column.
    pub(super) fn lines(&self) -> Vec<String> {
        let line = |((column, what), seen): (&(&str, &str), &Seen)| {
            let Seen { count, first_row } = seen;
            format!("{column}: {what}: {count}, first in row {first_row}")
        };
        self.classes.iter().map(line).collect()
    }
}
