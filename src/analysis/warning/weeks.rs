//! Which weeks are compared with which.

use super::counts::Week;

/// Weeks that a rise may have lasted.
pub const WINDOWS: [i32; 4] = [1, 2, 4, 8];

/// A year before the window.
pub const BASE: i32 = 52;

/// Weeks of own past from which on it is a past.
pub const FEWEST: i32 = 26;

/// Weeks without a flag after which a signal is over.
pub const CALM: i32 = 8;

/// Weeks from the first to before the second.
pub type Span = (Week, Week);

/// The window that ends with a week, and what stands before it.
#[derive(Clone, Copy, Debug)]
pub struct Compared {
    pub window: Span,
    /// A year, whatever changed in it.
    pub base: Span,
}

pub fn compared(week: Week, weeks: i32) -> Compared {
    let from = week + 1 - weeks;
    Compared {
        window: (from, week + 1),
        base: (from - BASE, from),
    }
}

/// The same beginning no earlier than what changed last.
pub fn since((from, end): Span, change: Option<Week>) -> Span {
    let from = change.map_or(from, |change| from.max(change));
    (from.min(end), end)
}
