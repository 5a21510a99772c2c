//! The best entries of each query, so that any other tool can be held to the same
//! thresholds.

use crate::tables::row::table;

table! {
    /// `evaluate --scores`: the ten best entries of each query and person, and its true entry
    /// whatever its rank and bits.
    pub struct ScoreRow {
        /// Of `pairs`, or `population:` with the row's number.
        pub query_id: String,
        /// Of the list.
        pub entry_id: String,
        /// Total evidence.
        #[unit = "bits"]
        pub score_bits: f64,
        /// 1 for the best.
        pub rank: i64,
        /// Whether the entry is the query's own.
        pub is_true: bool,
        /// Each part of the total as `kind:level=bits`, separated by spaces.
        #[since = "2"]
        pub evidence: String,
    }
}
