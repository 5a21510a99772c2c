//! The best entries of each query, so that any other tool can be held to the same
//! thresholds.

use crate::tables::row::table;

table! {
    /// `evaluate --scores`: the ten best entries of each query and person.
    pub struct ScoreRow {
        pub query_id: String,
        pub entry_id: String,
        pub score_bits: f64,
        /// 1 for the best.
        pub rank: i64,
        pub is_true: bool,
    }
}
