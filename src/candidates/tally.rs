//! What a traveller's followed tokens have brought to each entry so far.
//!
//! One cell an entry, never cleared: a cell of an earlier traveller is told by its turn.

/// How many positions one traveller may take.
const POSITIONS: u32 = 16;

#[derive(Default)]
pub struct Tally {
    cells: Vec<Cell>,
    /// Of this traveller's first position.
    turn: u32,
    /// What an entry reaches that no followed token offers.
    base: i32,
}

#[derive(Clone, Copy, Default)]
struct Cell {
    turn: u32,
    bits: i32,
}

impl Tally {
    /// A new traveller before so many entries.
    pub fn start(&mut self, entries: usize, base: i32) {
        let next = self.turn.checked_add(POSITIONS);
        if next.is_none_or(|next| next > u32::MAX - POSITIONS) || self.cells.len() != entries {
            self.cells.clear();
            self.cells.resize(entries, Cell::default());
            self.turn = 0;
        }
        self.turn += POSITIONS;
        self.base = base;
    }

    /// Adds what a token at a position brings, once a position: offer the best first.
    /// Whether the entry reaches the need by it, and did not before.
    pub fn reaches(&mut self, entry: u32, position: usize, more: i32, need: i32) -> bool {
        let cell = &mut self.cells[entry as usize];
        let turn = self.turn + position as u32;
        if cell.turn == turn {
            return false;
        }
        let before = if cell.turn < self.turn {
            self.base
        } else {
            cell.bits
        };
        *cell = Cell {
            turn,
            bits: before + more,
        };
        before < need && need <= before + more
    }

    /// The most that names can bring to an entry.
    pub fn most(&self, entry: u32) -> i32 {
        let cell = self.cells[entry as usize];
        if cell.turn < self.turn {
            self.base
        } else {
            cell.bits
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_position_counts_once_and_each_traveller_anew() {
        let mut tally = Tally::default();
        tally.start(2, 100);
        assert!(!tally.reaches(1, 0, 300, 600));
        assert!(!tally.reaches(1, 0, 200, 600), "the best came first");
        assert!(tally.reaches(1, 2, 200, 600));
        assert!(!tally.reaches(1, 3, 50, 600), "it has told so before");
        assert_eq!((tally.most(0), tally.most(1)), (100, 650));
        tally.start(2, -50);
        assert_eq!((tally.most(0), tally.most(1)), (-50, -50));
    }

    #[test]
    fn turns_begin_again_before_they_overflow() {
        let mut tally = Tally::default();
        tally.start(1, 0);
        tally.turn = u32::MAX - POSITIONS;
        tally.cells[0].turn = tally.turn;
        tally.start(1, 7);
        assert_eq!((tally.turn, tally.most(0)), (POSITIONS, 7));
    }
}
