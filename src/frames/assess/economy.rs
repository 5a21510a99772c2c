//! The hit economy: of so many passengers so many hits, of those so many confirmed, and acted on.

use super::exposure::sorted;
use super::outcomes::last_words;
use super::{per_ten_thousand, typed};
use crate::error::Result;
use crate::frames::fault;
use crate::frames::read::{self, of_columns, texts};
use crate::ledger;
use crate::schema::assessment::EconomyRow;
use crate::schema::rows::CaseRow;
use crate::schema::status::Status;
use crate::schema::traffic::TrafficRow;
use polars::prelude::{
    DataType, Expr, IntoLazy, JoinArgs, JoinType, LazyFrame, LazyGroupBy, UnionArgs,
    UniqueKeepStrategy, col, concat, len, lit, when,
};

/// What `list` is called of cases without one, and of all.
const DOCUMENTS: &str = "documents";
const ALL: &str = "all";

/// By list. A case of several runs counts once; withdrawn ones do not, unless another run has them.
pub fn economy(
    traffic: &[TrafficRow],
    cases: &[CaseRow],
    decisions: &[ledger::Row],
) -> Result<Vec<EconomyRow>> {
    let passengers: i64 = traffic.iter().map(|row| row.passengers).sum();
    let hits = hits(cases)?.join(
        words(decisions)?,
        [col("key")],
        [col("key")],
        JoinArgs::new(JoinType::Left),
    );
    let all = hits.clone().with_column(lit(ALL).alias("list"));
    let both = concat([hits, all], UnionArgs::default());
    let both = both.map_err(|e| fault::computed(&e))?;
    let counts = [
        len().alias("hits"),
        col("decision").is_not_null().sum().alias("decided"),
        col("confirmed").sum(),
        col("acted_on").sum(),
    ];
    let by = with_all(both.group_by([col("list")]).agg(counts))?;
    let by = by.with_column(lit(passengers).alias("passengers"));
    let rates = ["hits", "confirmed", "acted_on"].map(|counted| {
        per_ten_thousand(counted, "passengers").alias(format!("{counted}_per_10_000"))
    });
    typed(sorted(by.with_columns(rates), &["list"]))
}

/// The row of all also on nights without a hit.
fn with_all(by: LazyFrame) -> Result<LazyFrame> {
    let all = of_columns(1, vec![texts("list", &[Some(ALL.to_owned())])]).lazy();
    let names = concat(
        [by.clone().select([col("list")]), all],
        UnionArgs::default(),
    );
    let names = names.map_err(|e| fault::computed(&e))?;
    let names = names.unique(None, UniqueKeepStrategy::First);
    let on = [col("list")];
    let joined = names.join(by, on.clone(), on, JoinArgs::new(JoinType::Left));
    let counts = ["hits", "decided", "confirmed", "acted_on"];
    Ok(joined.with_columns(counts.map(|count| col(count).fill_null(lit(0)))))
}

/// Each case once, with the list that it was on when it was seen last.
fn hits(cases: &[CaseRow]) -> Result<LazyFrame> {
    Ok(once(cases, [listed()])?.agg([col("list").last()]))
}

/// Open cases by `key`, each group in the order in which its nights saw it; in a masked run a
/// case's name is the run's own.
pub(super) fn once<const N: usize>(cases: &[CaseRow], more: [Expr; N]) -> Result<LazyGroupBy> {
    let open = cases.iter().filter(|case| case.status != Status::Withdrawn);
    let open: Vec<CaseRow> = open.cloned().collect();
    let masked = col("case_id").str().starts_with(lit("M-"));
    let own = col("run_id") + lit("/") + col("case_id");
    let key = when(masked)
        .then(own)
        .otherwise(col("case_id"))
        .alias("key");
    let seen = (col("scheduled_departure").cast(DataType::Int64)
        - col("minutes_to_departure") * lit(60_000))
    .alias("seen");
    let frame = read::rows(&open, |_| true)?.lazy();
    let frame = frame.with_columns([key, seen]).with_columns(more);
    Ok(sorted(frame, &["seen", "run_id"]).group_by([col("key")]))
}

fn listed() -> Expr {
    col("list").fill_null(lit(DOCUMENTS)).alias("list")
}

fn words(decisions: &[ledger::Row]) -> Result<LazyFrame> {
    let same = col("match_truth").eq(lit("same_person"));
    let agreed = col("list").is_null().and(col("decision").eq(lit("concur")));
    let confirmed = same.or(agreed);
    let acted = ["denied_boarding", "rebooked"].map(|word| col("carrier_action").eq(lit(word)));
    let [denied, rebooked] = acted;
    Ok(last_words(decisions)?.select([
        col("case_id").alias("key"),
        col("decision"),
        confirmed.clone().alias("confirmed"),
        confirmed.and(denied.or(rebooked)).alias("acted_on"),
    ]))
}
