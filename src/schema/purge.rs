//! What `purge --dry-run` prints.

use crate::tables::row::table;

table! {
    /// Standard output of `purge --dry-run`.
    pub struct PurgeLine {
        /// What happens to it.
        #[words = crate::schema::words::purge_steps]
        pub step: String,
        /// A run, or a part of the ledger.
        pub name: String,
        /// The preset and the period that ended.
        pub why: String,
    }
}
