//! What can be seen at all: the smallest count that would have been flagged.

use super::family::OF_LEVEL;
use super::finding::Finding;
use super::weeks::WINDOWS;
use crate::analysis::chance::interval::Rates;

/// Counts beyond which nobody asks.
const MOST: u64 = 1_000_000;

/// The smallest count of the window that would be flagged alone, of so many questions, by its own
/// past; None where it has none.
pub fn smallest(finding: &Finding, asked: usize) -> Option<u64> {
    let has_past = 0.0 < finding.rates.screened_in_base;
    has_past.then(|| smallest_count(finding.rates, finding.scatter, asked))
}

/// The same of any base; the window's own count does not matter.
pub fn smallest_count(rates: Rates, scatter: f64, asked: usize) -> u64 {
    let bar = OF_LEVEL / asked.max(1) as f64 / WINDOWS.len() as f64;
    let is_flagged = |window: u64| {
        let rates = Rates { window, ..rates };
        rates.tail(scatter, 1.0, window) <= bar
    };
    let (mut low, mut high) = (0, 1);
    while high < MOST && !is_flagged(high) {
        (low, high) = (high, high * 2);
    }
    // Not flagged at `low`, flagged at `high`.
    while 1 < high - low {
        let middle = u64::midpoint(low, high);
        match is_flagged(middle) {
            true => high = middle,
            false => low = middle,
        }
    }
    high
}

/// Cases in the base, and for each window the smallest count that would be flagged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub base: u64,
    pub smallest: [u64; 4],
}

/// For a past of so many weeks with as many passengers in each.
pub fn table(weeks: i32, scatter: f64, asked: usize) -> Vec<Line> {
    let lines = [0, 2, 5, 10, 26, 52, 104, 260].into_iter();
    lines
        .map(|base| Line {
            base,
            smallest: WINDOWS.map(|window| {
                let rates = Rates {
                    window: 0,
                    base,
                    screened_in_window: f64::from(window),
                    screened_in_base: f64::from(weeks),
                };
                smallest_count(rates, scatter, asked)
            }),
        })
        .collect()
}
