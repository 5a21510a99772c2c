//! What `purge --dry-run` prints.

use crate::tables::row::table;

table! {
    /// Standard output of `purge --dry-run`.
    pub struct PurgeLine {
        /// What happens to it.
        #[words = crate::schema::words::purge_steps]
        pub step: String,
        /// A run, a part of the ledger, or whatever else stands in the folder.
        pub name: String,
        /// The preset and the period that ended, or what it is that stays.
        pub why: String,
    }
}
