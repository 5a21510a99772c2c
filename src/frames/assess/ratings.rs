//! What lists say of how far they are to be trusted, by the cases that they made.

use super::exposure::sorted;
use super::typed;
use crate::error::Result;
use crate::frames::read;
use crate::schema::assessment::RatingRow;
use crate::schema::rows::EvidenceRow;
use crate::wording::background;
use polars::prelude::{IntoLazy, col, lit};

/// By list and rating.
pub fn ratings(evidence: &[EvidenceRow]) -> Result<Vec<RatingRow>> {
    let [reliability, ..] = background::LEVELS;
    let said = read::rows(evidence, |_| true)?.lazy();
    let said = said.filter(
        col("kind")
            .eq(lit(background::KIND))
            .and(col("level").eq(lit(reliability)))
            .and(col("list").is_not_null())
            .and(col("entry_value").is_not_null()),
    );
    let keys = [col("list"), col("entry_value").alias("rating")];
    let by = said.group_by(keys);
    let by = by.agg([col("case_id").n_unique().alias("cases")]);
    typed(sorted(by, &["list", "rating"]))
}
