//! Many short lists in one vector: a list is a few bytes to find and lies beside its
//! neighbours.

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

    pub fn len(&self) -> usize {
        self.ends.len()
    }
}

impl Rows<u32> {
    /// The other way round: under each value below `values` the rows that hold it, ascending.
    pub fn inverted(&self, values: usize) -> Rows<u32> {
        let mut ends = vec![0_u32; values];
        for &value in &self.values {
            ends[value as usize] += 1;
        }
        let mut before = 0;
        for end in &mut ends {
            let here = *end;
            *end = before;
            before += here;
        }
        // Each end stands where its list starts, and moves up as the list is filled.
        let mut found = vec![0; self.values.len()];
        for row in 0..self.len() as u32 {
            for &value in self.of(row) {
                let end = &mut ends[value as usize];
                found[*end as usize] = row;
                *end += 1;
            }
        }
        Rows {
            values: found,
            ends,
        }
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
        let turned = rows.inverted(4);
        let lists: Vec<&[u32]> = (0..4).map(|value| turned.of(value)).collect();
        assert_eq!(lists, [&[0, 2][..], &[], &[0, 3], &[]]);
        assert_eq!((rows.len(), turned.len()), (4, 4));
    }
}
