//! The best entries of each query, so that any other tool can be held to the same
//! thresholds.

use crate::error::Result;
use crate::tables::write::{self as tables, Columns};
use std::path::Path;

pub struct ScoreRow {
    pub query_id: String,
    pub entry_id: String,
    pub score_bits: f64,
    /// 1 for the best.
    pub rank: i64,
    pub is_true: bool,
}

pub fn write(path: &Path, rows: &[ScoreRow]) -> Result<()> {
    let mut columns = Columns::default();
    columns
        .text("query_id", rows.iter().map(|row| Some(&row.query_id)))
        .text("entry_id", rows.iter().map(|row| Some(&row.entry_id)))
        .doubles("score_bits", rows.iter().map(|row| Some(row.score_bits)))
        .integers("rank", rows.iter().map(|row| Some(row.rank)))
        .flags("is_true", rows.iter().map(|row| Some(row.is_true)));
    tables::write(path, &columns.finish(), &[])
}
