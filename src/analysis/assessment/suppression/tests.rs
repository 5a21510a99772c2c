//! No small count can be got back: every table that a reader could think of is counted.

use super::*;
use proptest::prelude::*;

fn grid(lines: &[&[u64]]) -> Grid {
    Grid::new(lines.iter().map(|line| line.to_vec()).collect()).unwrap()
}

/// What a cell is worth to whoever adds up: `None` where it is hidden.
fn told(safe: &Safe) -> Vec<Vec<Option<u64>>> {
    let of = |one: &Published| match one {
        Published::Count(count) => Some(*count),
        Published::Small | Published::Held => None,
    };
    let lines = safe.lines.iter();
    lines.map(|line| line.iter().map(of).collect()).collect()
}

#[test]
fn one_small_count_takes_another_with_it() {
    let safe = grid(&[&[4], &[40], &[25]]).published(&[]).unwrap();
    let shown: Vec<Published> = safe.lines.iter().map(|line| line[0]).collect();
    assert_eq!(
        shown,
        [
            Published::Small,
            Published::Count(40),
            Published::Held,
            Published::Count(69)
        ],
        "the smallest sibling is held back, and the total stays"
    );
}

#[test]
fn a_total_that_leaves_one_way_hides_nothing() {
    // 11 in all, of which one is at least ten: the other would be one.
    let safe = grid(&[&[1], &[10]]).published(&[]).unwrap();
    let shown: Vec<Published> = safe.lines.iter().map(|line| line[0]).collect();
    assert_eq!(shown[0], Published::Small);
    assert_eq!(shown[2], Published::Held, "{shown:?}");
}

#[test]
fn nothing_small_and_nothing_is_hidden() {
    let lines: [&[u64]; 2] = [&[0, 12], &[30, 0]];
    let safe = grid(&lines).published(&[]).unwrap();
    assert_eq!(told(&safe)[0], [Some(0), Some(12), Some(12)]);
    assert_eq!(told(&safe)[2], [Some(30), Some(12), Some(42)]);
}

#[test]
fn what_another_table_tells_hides_nothing() {
    let own = grid(&[&[4], &[40], &[25]]);
    let safe = own.published(&[(2, 0)]).unwrap();
    assert_eq!(safe.lines[2][0], Published::Count(25));
    assert_eq!(safe.lines[1][0], Published::Held);
    // Nothing is left to hold back.
    assert_eq!(own.published(&[(1, 0), (2, 0), (3, 0)]), None);
}

#[test]
fn uneven_lines_are_no_grid() {
    assert_eq!(Grid::new(vec![vec![1], vec![1, 2]]), None);
    assert!(Grid::new(Vec::new()).is_some());
}

/// All values that a reader must think possible for one cell, the others as they may be.
struct Reader<'a> {
    safe: &'a Safe,
    most: u64,
    lines: usize,
    columns: usize,
}

impl Reader<'_> {
    fn may(&self, line: usize, column: usize, value: u64) -> bool {
        match self.safe.lines[line][column] {
            Published::Count(count) => count == value,
            Published::Small => (1..SMALL).contains(&value),
            Published::Held => SMALL <= value,
        }
    }

    /// Whether some table fits everything that is published and has this value there.
    fn fits(&self, cell: (usize, usize), value: u64) -> bool {
        let mut table = vec![vec![0; self.columns]; self.lines];
        self.filled(0, &mut table, cell, value)
    }

    fn filled(&self, at: usize, table: &mut [Vec<u64>], cell: (usize, usize), value: u64) -> bool {
        if at == self.lines * self.columns {
            return self.totals(table, cell, value);
        }
        let (line, column) = (at / self.columns, at % self.columns);
        // A whole line is looked at before the next begins.
        if column == 0 && 0 < line && !self.line_fits(line - 1, table, cell, value) {
            return false;
        }
        let own = (line, column) == cell;
        (0..=self.most).any(|count| {
            if !self.may(line, column, count) || (own && count != value) {
                return false;
            }
            table[line][column] = count;
            self.filled(at + 1, table, cell, value)
        })
    }

    fn line_fits(&self, line: usize, table: &[Vec<u64>], cell: (usize, usize), value: u64) -> bool {
        let sum: u64 = table[line].iter().sum();
        let own = (line, self.columns) == cell;
        self.may(line, self.columns, sum) && (!own || sum == value)
    }

    fn totals(&self, table: &[Vec<u64>], cell: (usize, usize), value: u64) -> bool {
        if !(0..self.lines).all(|line| self.line_fits(line, table, cell, value)) {
            return false;
        }
        let sum = |column: usize| -> u64 { table.iter().map(|line| line[column]).sum() };
        let all: u64 = table.iter().flatten().sum();
        let columns = (0..self.columns).map(|column| (column, sum(column)));
        let mut totals = columns.chain([(self.columns, all)]);
        totals.all(|(column, sum)| {
            let own = (self.lines, column) == cell;
            self.may(self.lines, column, sum) && (!own || sum == value)
        })
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, ..ProptestConfig::default() })]

    /// Every hidden count, totals among them, has two values or more that fit all that is
    /// published; every count that is shown is right.
    #[test]
    fn no_hidden_count_can_be_got_back(
        lines in (1..=2_usize, 1..=2_usize).prop_flat_map(|(lines, columns)| {
            proptest::collection::vec(proptest::collection::vec(0..=14_u64, columns), lines)
        })
    ) {
        let grid = Grid::new(lines).unwrap();
        let counts = grid.with_totals();
        if let Some(safe) = grid.published(&[]) {
            let reader = Reader { safe: &safe, most: 18, lines: grid.lines.len(), columns: grid.columns };
            for (line, cells) in safe.lines.iter().enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    match cell {
                        Published::Count(count) => {
                            prop_assert_eq!(*count, counts[line][column]);
                            prop_assert!(*count == 0 || SMALL <= *count);
                        }
                        Published::Small | Published::Held => {
                            let own = counts[line][column];
                            let near = own.saturating_sub(3)..=own + 3;
                            let fitting = near.filter(|value| reader.fits((line, column), *value));
                            prop_assert!(2 <= fitting.count(), "{} {} of {:?}", line, column, safe);
                        }
                    }
                }
            }
        }
    }

    /// Greater tables, where only sums are asked: nobody gets a count back by solving the lines
    /// and columns as equations.
    #[test]
    fn no_hidden_count_is_what_lines_and_columns_sum_to(
        lines in (2..=6_usize, 2..=5_usize).prop_flat_map(|(lines, columns)| {
            proptest::collection::vec(proptest::collection::vec(0..=40_u64, columns), lines)
        })
    ) {
        let grid = Grid::new(lines).unwrap();
        if let Some(safe) = grid.published(&[]) {
            let hidden = told(&safe);
            let mut known = hidden.clone();
            solve(&mut known);
            for (before, after) in hidden.iter().flatten().zip(known.iter().flatten()) {
                prop_assert_eq!(before, after);
            }
        }
    }
}

/// Fills whatever is alone in a line or a column, again and again.
fn solve(known: &mut [Vec<Option<u64>>]) {
    let (last, end) = (known.len() - 1, known[0].len() - 1);
    loop {
        let mut found = None;
        for line in 0..=last {
            let cells: Vec<_> = (0..=end).map(|column| (line, column)).collect();
            found = found.or_else(|| alone(known, &cells));
        }
        for column in 0..=end {
            let cells: Vec<_> = (0..=last).map(|line| (line, column)).collect();
            found = found.or_else(|| alone(known, &cells));
        }
        let Some(((line, column), count)) = found else {
            return;
        };
        known[line][column] = Some(count);
    }
}

/// The last of some cells is the sum of the others.
fn alone(known: &[Vec<Option<u64>>], cells: &[(usize, usize)]) -> Option<((usize, usize), u64)> {
    let of = |&(line, column): &(usize, usize)| known[line][column];
    let mut hidden = cells.iter().filter(|cell| of(cell).is_none());
    let one = *hidden.next()?;
    if hidden.next().is_some() {
        return None;
    }
    let (total, parts) = cells.split_last()?;
    let sum: u64 = parts.iter().filter_map(of).sum();
    let count = match of(total) {
        Some(total) => total.saturating_sub(sum),
        None => sum,
    };
    Some((one, count))
}
