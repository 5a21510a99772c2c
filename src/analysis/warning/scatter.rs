//! How much more counts scatter than chance alone would make them: the variance for each of the
//! mean, by level and by how great the counts are.
//!
//! What all places of a subject do together in a week, a season or a new list, is taken out
//! first: the test beside the others takes it out too.

use super::counts::{Counts, Level, Series};
use super::weeks::Span;
use std::collections::BTreeMap;

/// Bounds of the classes, in cases a week.
const CLASSES: [f64; 3] = [0.2, 1.0, 5.0];

/// Beyond so many Anscombe residuals a week is an outbreak of before, and counts less.
const FAR: f64 = 2.58;

/// Below this many expected cases a single clump is far, and is no outbreak.
const TELLING: f64 = 2.0;

/// No count scatters more than this without its feed being wrong.
const MOST: f64 = 50.0;

/// Halvings until a number has digits enough.
const HALVINGS: usize = 30;

/// Rounds until weights and scatter agree.
const ROUNDS: usize = 4;

/// Places in which weeks there must be for a class to speak for itself.
const ENOUGH: f64 = 1_000.0;

/// Of one level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scatter {
    by_class: [f64; 4],
}

impl Scatter {
    /// Of a series with so many cases a week.
    pub fn of(self, cases_a_week: f64) -> f64 {
        self.by_class[class(cases_a_week)]
    }
}

fn class(cases_a_week: f64) -> usize {
    CLASSES
        .iter()
        .filter(|bound| **bound <= cases_a_week)
        .count()
}

/// One week of one series in which many were expected.
struct Cell {
    /// Of Pearson's sum.
    part: f64,
    residual: f64,
    /// How much of a free number it is.
    free: f64,
    /// Cases of its series in all weeks.
    cases: u64,
}

/// Weeks of series of one class.
#[derive(Default)]
struct Cells {
    telling: Vec<Cell>,
    /// Pearson's sum over all others.
    sum: f64,
    /// Free numbers among all others, by the cases of their series.
    free: BTreeMap<u64, f64>,
}

impl Cells {
    fn add(&mut self, cell: Cell, expected: f64) {
        if TELLING <= expected {
            self.telling.push(cell);
            return;
        }
        self.sum += cell.part;
        *self.free.entry(cell.cases).or_default() += cell.free;
    }

    fn free(&self) -> f64 {
        let telling = self.telling.iter().map(|cell| cell.free);
        telling.chain(self.free.values().copied()).sum()
    }
}

pub fn scatter(counts: &Counts, level: Level, span: Span) -> Scatter {
    let mut cells: [Cells; 4] = Default::default();
    for all in &counts.of(level).all {
        gather(counts, level, span, all, &mut cells);
    }
    let together = weighed(&cells.iter().collect::<Vec<_>>());
    let by_class = cells.map(|cells| match ENOUGH <= cells.free() {
        true => weighed(&[&cells]),
        false => together,
    });
    Scatter { by_class }
}

/// Every week of every series of one subject.
fn gather(counts: &Counts, level: Level, span: Span, all: &Series, cells: &mut [Cells; 4]) {
    let span = (span.0.max(counts.first), span.1.min(counts.end));
    let whole = counts.cases(all, span) as f64;
    let own = counts.of(level).series.iter();
    let own = own.filter(|one| one.subject == all.subject);
    let rates: Vec<(&Series, u64, f64)> = own
        .filter_map(|one| {
            let cases = counts.cases(one, span);
            let screened = counts.screened(level, one.place, span);
            (0 < cases && 0.0 < screened).then(|| (one, cases, cases as f64 / screened))
        })
        .collect();
    if rates.len() < 2 {
        return;
    }
    let usual = |one: &Series, rate: f64, week| rate * counts.screened(level, one.place, week);
    // What all did together: cases of the week, and by how much that is more than usual.
    let together: Vec<_> = (span.0..span.1)
        .map(|week| {
            let week = (week, week + 1);
            let cases = counts.cases(all, week) as f64;
            let each = rates.iter().map(|(one, _, rate)| usual(one, *rate, week));
            (week, cases, cases / each.sum::<f64>())
        })
        .filter(|(_, cases, change)| 0.0 < *cases && change.is_finite())
        .collect();
    let weeks = f64::from(span.1 - span.0);
    for (one, cases, rate) in rates {
        let of_class = &mut cells[class(cases as f64 / weeks)];
        let others = 1.0 - cases as f64 / whole;
        for (week, of_week, change) in &together {
            let expected = usual(one, rate, *week) * change;
            if expected <= 0.0 {
                continue;
            }
            let count = counts.cases(one, *week) as f64;
            let cell = Cell {
                part: (count - expected).powi(2) / expected,
                residual: anscombe(count, expected),
                free: others * (1.0 - of_week / whole),
                cases,
            };
            of_class.add(cell, expected);
        }
    }
}

/// Pearson's, with less weight on weeks that are far out.
fn weighed(classes: &[&Cells]) -> f64 {
    let mut scatter = 1.0_f64;
    for round in 0..ROUNDS {
        let mut sum: f64 = classes.iter().map(|cells| cells.sum).sum();
        let mut free: BTreeMap<u64, f64> = BTreeMap::new();
        let plain = classes.iter().flat_map(|cells| &cells.free);
        plain.for_each(|(cases, more)| *free.entry(*cases).or_default() += more);
        for cell in classes.iter().flat_map(|cells| &cells.telling) {
            let off = cell.residual / scatter.sqrt();
            let weight = match round == 0 || off <= FAR {
                true => 1.0,
                false => (FAR / off).powi(2),
            };
            sum += weight * cell.part;
            *free.entry(cell.cases).or_default() += weight * cell.free;
        }
        scatter = solve(sum, &free);
    }
    scatter
}

/// The scatter at which Pearson's sum is what it is expected to be. Given its few cases a sparse
/// series can scatter little, though they came in clumps: `n` cases by `n s / (n + s - 1)`.
fn solve(sum: f64, free: &BTreeMap<u64, f64>) -> f64 {
    let expected = |scatter: f64| -> f64 {
        let each = free.iter().map(|(cases, free)| (*cases as f64, free));
        each.map(|(cases, free)| free * cases * scatter / (cases + scatter - 1.0))
            .sum()
    };
    let (mut low, mut high) = (1.0, MOST);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        match expected(middle) < sum {
            true => low = middle,
            false => high = middle,
        }
    }
    low
}

fn anscombe(count: f64, expected: f64) -> f64 {
    let (count, root) = (count.cbrt(), expected.cbrt());
    (1.5 * (count * count - root * root) / expected.sqrt().cbrt()).abs()
}
