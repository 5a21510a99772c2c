//! The trend assessment as one page that needs no network and runs no script.

mod page;

mod outcomes;

mod chart;

mod performance;

mod words;

use jiff::Timestamp;
pub use page::page;
pub(super) use words::minutes as duration;

/// What a reader needs to compute the same again.
pub struct MadeOf {
    pub command: String,
    pub as_of: Timestamp,
    pub ledger: String,
    /// Parts of the ledger and words in them.
    pub parts: usize,
    pub words: usize,
}

#[cfg(test)]
pub(crate) mod tests;
