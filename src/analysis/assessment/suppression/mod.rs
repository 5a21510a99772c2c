//! Counts that may leave the group: those from one to nine become "<10", and so many others are
//! held back that none of the small ones can be got back by subtraction from a row, a column or a
//! total.
//!
//! The counts of a table with its totals are a flow: what is more in one cell of a row must be
//! less in another, and so on around a ring. A cell is safe when there is a ring through it along
//! which one may be added and taken away in turn without any cell leaving what the reader knows
//! of it (`<10` is one to nine, held back is ten or more). This finds every cell that could be
//! got back, not only those that are alone in their line.

use std::collections::VecDeque;

/// Counts below this are small.
pub const SMALL: u64 = 10;

/// What a reader sees of one count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    Count(u64),
    /// One to nine.
    Small,
    /// Ten or more, held back for the sake of a small one.
    Held,
}

impl Published {
    pub fn of(count: u64) -> Published {
        match count {
            1..SMALL => Published::Small,
            count => Published::Count(count),
        }
    }
}

/// Counts in lines and columns. Totals are not given: they are their sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    lines: Vec<Vec<u64>>,
    columns: usize,
}

/// The same as it may be published: of each line its cells and its total, and a last line of
/// totals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Safe {
    pub lines: Vec<Vec<Published>>,
}

impl Grid {
    /// None when lines have not all as many columns.
    pub fn new(lines: Vec<Vec<u64>>) -> Option<Grid> {
        let columns = lines.first().map_or(0, Vec::len);
        let even = lines.iter().all(|line| line.len() == columns);
        even.then_some(Grid { lines, columns })
    }

    /// With totals behind each line and below each column.
    fn with_totals(&self) -> Vec<Vec<u64>> {
        let mut all: Vec<Vec<u64>> = self.lines.clone();
        for line in &mut all {
            line.push(line.iter().sum());
        }
        let total = |column: usize| all.iter().map(|line| line[column]).sum();
        let totals: Vec<u64> = (0..=self.columns).map(total).collect();
        all.push(totals);
        all
    }

    /// `known` are cells that another table tells: they hide nothing and are never held back; a
    /// small one is small all the same. None where nothing can be published safely.
    pub fn published(&self, known: &[(usize, usize)]) -> Option<Safe> {
        let counts = self.with_totals();
        let mut shown: Vec<Vec<Published>> = counts
            .iter()
            .map(|line| line.iter().map(|count| Published::of(*count)).collect())
            .collect();
        loop {
            let open = first_open(&counts, &shown);
            let Some(cell) = open else {
                return Some(Safe { lines: shown });
            };
            let ring = cheapest_ring(&counts, &shown, cell, known);
            let held = ring.or_else(|| Some(vec![next_to_hold(&counts, &shown, cell, known)?]))?;
            for (line, column) in held {
                shown[line][column] = Published::Held;
            }
        }
    }
}

/// Cells of which may still be held back, and those that are hidden already.
struct Corners<'a> {
    counts: &'a [Vec<u64>],
    shown: &'a [Vec<Published>],
    known: &'a [(usize, usize)],
}

impl Corners<'_> {
    /// What it costs to hide a cell: its count; nothing of a hidden one; None where it may not be.
    fn cost(&self, (line, column): (usize, usize)) -> Option<u64> {
        match self.shown[line][column] {
            Published::Small | Published::Held => Some(0),
            Published::Count(count) => {
                let may = SMALL <= count && !self.known.contains(&(line, column));
                may.then_some(count)
            }
        }
    }
}

/// Of the rings of four cells through the open one, the one that hides least and keeps it; what of
/// it must be held back.
fn cheapest_ring(
    counts: &[Vec<u64>],
    shown: &[Vec<Published>],
    (line, column): (usize, usize),
    known: &[(usize, usize)],
) -> Option<Vec<(usize, usize)>> {
    let corners = Corners {
        counts,
        shown,
        known,
    };
    let mut best: Option<(u64, Vec<(usize, usize)>)> = None;
    for other in (0..corners.counts.len()).filter(|other| *other != line) {
        for across in (0..corners.counts[0].len()).filter(|across| *across != column) {
            let ring = [(line, across), (other, across), (other, column)];
            let costs: Option<u64> = ring.iter().map(|cell| corners.cost(*cell)).sum();
            let Some(cost) = costs else { continue };
            if best.as_ref().is_some_and(|(least, _)| *least <= cost) {
                continue;
            }
            let mut tried = shown.to_vec();
            let fresh = ring
                .into_iter()
                .filter(|(line, column)| matches!(shown[*line][*column], Published::Count(_)));
            let fresh: Vec<(usize, usize)> = fresh.collect();
            for (line, column) in &fresh {
                tried[*line][*column] = Published::Held;
            }
            let keeps = Flow::of(counts, &tried).is_free(line, column);
            // Where nothing is hidden anew, a greater ring is wanted.
            if keeps && !fresh.is_empty() {
                best = Some((cost, fresh));
            }
        }
    }
    best.map(|(_, held)| held)
}

/// The smallest count of its line or column that is not hidden yet; else of the whole table.
fn next_to_hold(
    counts: &[Vec<u64>],
    shown: &[Vec<Published>],
    (line, column): (usize, usize),
    known: &[(usize, usize)],
) -> Option<(usize, usize)> {
    let all = counts.iter().enumerate();
    let all = all.flat_map(|(line, cells)| (0..cells.len()).map(move |column| (line, column)));
    let free = all.filter(|&(line, column)| {
        let may = matches!(shown[line][column], Published::Count(count) if SMALL <= count);
        may && !known.contains(&(line, column))
    });
    free.min_by_key(|&(other, across)| {
        let is_beside = other == line || across == column;
        (!is_beside, counts[other][across], other, across)
    })
}

/// The first hidden cell that can be got back.
fn first_open(counts: &[Vec<u64>], shown: &[Vec<Published>]) -> Option<(usize, usize)> {
    let flow = Flow::of(counts, shown);
    let lines = shown.iter().enumerate();
    let mut cells = lines.flat_map(|(line, cells)| (0..cells.len()).map(move |at| (line, at)));
    cells.find(|&(line, column)| {
        !matches!(shown[line][column], Published::Count(_)) && !flow.is_free(line, column)
    })
}

/// Which cells can be one more or one less, as far as a reader knows.
struct Flow {
    /// By line and column; totals are taken with the other sign, so that each line and each
    /// column sums to nothing.
    more: Vec<Vec<bool>>,
    less: Vec<Vec<bool>>,
}

impl Flow {
    fn of(counts: &[Vec<u64>], shown: &[Vec<Published>]) -> Flow {
        let (last, end) = (counts.len() - 1, counts[0].len() - 1);
        let room = |line: usize, column: usize, up: bool| {
            // The total of one line or column stands against its cells; that of all with them.
            let is_against = (line == last) != (column == end);
            let rises = up != is_against;
            let count = counts[line][column];
            match (shown[line][column], rises) {
                (Published::Count(_), _) => false,
                (Published::Small, true) => count + 1 < SMALL,
                (Published::Small, false) => 1 < count,
                (Published::Held, true) => true,
                (Published::Held, false) => SMALL < count,
            }
        };
        let all = |up: bool| {
            let line = |line| (0..=end).map(|column| room(line, column, up)).collect();
            (0..=last).map(line).collect()
        };
        Flow {
            more: all(true),
            less: all(false),
        }
    }

    /// Whether the cell has a second value that fits all that is known.
    fn is_free(&self, line: usize, column: usize) -> bool {
        let up = self.more[line][column] && self.returns((line, column), true);
        up || (self.less[line][column] && self.returns((line, column), false))
    }

    /// From the cell's column back to its line, by cells that change in turn the other way and
    /// the same way; the cell itself is not asked twice.
    fn returns(&self, own: (usize, usize), up: bool) -> bool {
        let (other, same) = match up {
            true => (&self.less, &self.more),
            false => (&self.more, &self.less),
        };
        let lines = self.more.len();
        let columns = self.more[0].len();
        let mut seen_lines = vec![false; lines];
        let mut seen_columns = vec![false; columns];
        let mut waiting = VecDeque::from([own.1]);
        seen_columns[own.1] = true;
        while let Some(column) = waiting.pop_front() {
            for line in 0..lines {
                let is_own = (line, column) == own;
                if seen_lines[line] || is_own || !other[line][column] {
                    continue;
                }
                if line == own.0 {
                    return true;
                }
                seen_lines[line] = true;
                for next in 0..columns {
                    let is_own = (line, next) == own;
                    if !seen_columns[next] && !is_own && same[line][next] {
                        seen_columns[next] = true;
                        waiting.push_back(next);
                    }
                }
            }
        }
        false
    }
}

#[cfg(test)]
mod tests;
