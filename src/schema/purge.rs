//! What `purge --dry-run` prints.

use crate::tables::row::table;

table! {
    /// Standard output of `purge --dry-run`.
    pub struct PurgeLine {
        /// `delete`, `mask`, `hold` or `reduce`.
        pub step: String,
        /// A run, or a part of the ledger.
        pub name: String,
        pub why: String,
    }
}
