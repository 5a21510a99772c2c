//! Many short lists in one vector: a list is a few bytes to find and lies beside its
//! neighbours.

use std::ops::Range;

/// Lists by number, in the order in which they were pushed.
pub struct Rows<T> {
    values: Vec<T>,
    /// Where each list ends.
    ends: Vec<u32>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Rows {
            values: Vec::new(),
            ends: Vec::new(),
        }
    }
}

impl<T: Copy> Rows<T> {
    pub fn push(&mut self, values: impl IntoIterator<Item = T>) {
        self.values.extend(values);
        self.ends.push(self.values.len() as u32);
    }

    pub fn of(&self, row: u32) -> &[T] {
        let row = row as usize;
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.values[start as usize..self.ends[row] as usize]
    }

    /// Neighbouring lists as one.
    pub fn span(&self, rows: Range<usize>) -> &[T] {
        let start = if rows.start == 0 {
            0
        } else {
            self.ends[rows.start - 1]
        };
        let end = if rows.is_empty() {
            start
        } else {
            self.ends[rows.end - 1]
        };
        &self.values[start as usize..end as usize]
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

impl Rows<u32> {
    /// The other way round: under each value below `values`, the rows that `rows` names and
    /// that hold it, in that order.
    pub fn inverted(&self, rows: &[u32], values: usize) -> Rows<u32> {
        let held = |&row: &u32| self.of(row).iter().map(move |&value| (value, row));
        Rows::grouped(values, || rows.iter().flat_map(held))
    }

    /// A list for each number below `lists`, of what `pairs` gives for it, in that order. It
    /// is asked twice.
    pub fn grouped<I>(lists: usize, pairs: impl Fn() -> I) -> Rows<u32>
    where
        I: Iterator<Item = (u32, u32)>,
    {
        let mut ends = vec![0_u32; lists];
        pairs().for_each(|(list, _)| ends[list as usize] += 1);
        let mut before = 0;
        for end in &mut ends {
            let here = *end;
            *end = before;
            before += here;
        }
        // Each end stands where its list starts, and moves up as the list is filled.
        let mut values = vec![0; before as usize];
        for (list, value) in pairs() {
            let end = &mut ends[list as usize];
            values[*end as usize] = value;
            *end += 1;
        }
        Rows { values, ends }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_turn_round() {
        let mut rows = Rows::default();
        for row in [vec![2, 0], vec![], vec![0], vec![2]] {
            rows.push(row);
        }
        let turned = rows.inverted(&[0, 1, 3], 4);
        let lists: Vec<&[u32]> = (0..4).map(|value| turned.of(value)).collect();
        assert_eq!(lists, [&[0][..], &[], &[0, 3], &[]]);
        assert_eq!((rows.len(), turned.len()), (4, 4));
    }
}
