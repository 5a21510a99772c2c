//! What officers said of cases, by what the cases were about. Traits of people are no dimension.

use super::exposure::sorted;
use super::typed;
use crate::domain::decision::last_decisions;
use crate::error::Result;
use crate::frames::{fault, read};
use crate::ledger;
use crate::schema::assessment::DimensionRow;
use polars::prelude::{Expr, IntoLazy, LazyFrame, UnionArgs, col, concat, len, lit};

/// By dimension and value; the last word on each case counts.
pub fn outcomes(decisions: &[ledger::Row]) -> Result<Vec<DimensionRow>> {
    let words = last_words(decisions)?;
    let route = col("departure_airport") + lit("-") + col("arrival_airport");
    let dimensions = [
        ("action", col("action")),
        ("carrier", col("carrier")),
        ("category", col("category")),
        ("liaison_group", col("liaison_group")),
        ("list", col("list")),
        ("route", route),
    ];
    let counted = dimensions.map(|(name, value)| counted(words.clone(), name, value));
    let all = concat(counted, UnionArgs::default());
    let all = all.map_err(|e| fault::computed(&e))?;
    typed(sorted(all, &["dimension", "value"]))
}

fn counted(words: LazyFrame, name: &str, value: Expr) -> LazyFrame {
    let counts = [
        len().alias("decided"),
        said("decision", "concur"),
        said("decision", "not_concur"),
        said("decision", "need_info"),
        said("match_truth", "same_person"),
        said("match_truth", "different_person"),
        said("carrier_action", "denied_boarding"),
        said("carrier_action", "rebooked"),
        said("carrier_action", "boarded"),
        said("carrier_action", "no_show"),
    ];
    let by = words.group_by([value.alias("value")]).agg(counts);
    by.with_column(lit(name).alias("dimension"))
}

fn said(column: &str, word: &str) -> Expr {
    col(column).eq(lit(word)).sum().alias(word)
}

/// Which of several words counts is one rule for the whole program (`domain/decision.rs`).
pub(super) fn last_words(decisions: &[ledger::Row]) -> Result<LazyFrame> {
    let last = last_decisions(decisions, |row| {
        (row.case_id.as_str(), row.decided_at, row.decision)
    });
    let last: Vec<ledger::Row> = last.into_values().cloned().collect();
    Ok(read::rows(&last, |_| true)?.lazy())
}
