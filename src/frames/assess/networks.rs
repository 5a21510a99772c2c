//! Networks as they were seen last, by how many of their cases an officer agreed with.

use super::outcomes::last_words;
use super::typed;
use crate::error::Result;
use crate::frames::read;
use crate::ledger;
use crate::schema::assessment::{BANDS, BandRow};
use crate::schema::networks::NetworkRow;
use crate::tables::row::table;
use polars::prelude::{
    IntoLazy, JoinArgs, JoinType, LazyFrame, SortMultipleOptions, col, lit, when,
};
use std::collections::BTreeMap;

table! {
    /// One case of one network.
    pub struct MemberRow {
        /// Of the network.
        pub network_id: String,
        /// Of its cases.
        pub case_id: String,
    }
}

table! {
    /// How grave a category is.
    pub struct GravityRow {
        /// A key of `[decision.categories]`.
        pub category: String,
        /// 0 to 99.
        pub severity: i32,
    }
}

/// `seen` are the networks of all runs, oldest first; of several rows of one the last counts. In
/// the order of bands; within one the gravest first, then by concurred cases, pathways, nights
/// and the last day, as each night orders them.
pub fn networks(
    seen: &[NetworkRow],
    decisions: &[ledger::Row],
    severities: &BTreeMap<String, i32>,
) -> Result<Vec<BandRow>> {
    let last: BTreeMap<&str, &NetworkRow> = seen
        .iter()
        .map(|row| (row.network_id.as_str(), row))
        .collect();
    let last: Vec<NetworkRow> = last.into_values().cloned().collect();
    let gravity = severities.iter().map(|(category, severity)| GravityRow {
        category: category.clone(),
        severity: *severity,
    });
    let gravity = read::rows(&gravity.collect::<Vec<_>>(), |_| true)?.lazy();
    let members = read::rows(&members(&last), |_| true)?.lazy();
    let sizes = members
        .clone()
        .group_by([col("network_id")])
        .agg([col("case_id").n_unique().alias("all_cases")]);
    let agreed = agreed(members, decisions, gravity)?;
    let rows = read::rows(&last, |_| true)?.lazy();
    let rows = joined(joined(rows, sizes), agreed);
    let concurred = col("agreed").fill_null(lit(0));
    let [two, one, none] = BANDS.map(lit);
    let band = when(concurred.clone().gt(lit(1)))
        .then(two)
        .when(concurred.clone().eq(lit(1)))
        .then(one)
        .otherwise(none);
    let rows = rows.with_columns([
        concurred.clone().alias("concurred"),
        band.alias("band"),
        when(concurred.clone().gt(lit(1)))
            .then(lit(2))
            .otherwise(concurred)
            .alias("step"),
        col("all_cases").alias("cases"),
        col("gravest").alias("category"),
    ]);
    let order = [
        ("step", true),
        ("severity", true),
        ("concurred", true),
        ("pathways", true),
        ("nights", true),
        ("last_seen", true),
        ("network_id", false),
    ];
    let down = order.map(|(_, down)| down);
    let options = SortMultipleOptions::default()
        .with_order_descending_multi(down)
        .with_nulls_last(true);
    let rows = rows.sort(order.map(|(name, _)| name).to_vec(), options);
    let mut rows: Vec<BandRow> = typed(rows.with_column(lit(0).alias("rank")))?;
    (1..).zip(&mut rows).for_each(|(rank, row)| row.rank = rank);
    Ok(rows)
}

fn members(networks: &[NetworkRow]) -> Vec<MemberRow> {
    let of = |network: &NetworkRow| {
        let cases = network.case_ids.iter().chain(&network.earlier_case_ids);
        let rows = cases.map(|case_id| MemberRow {
            network_id: network.network_id.clone(),
            case_id: case_id.clone(),
        });
        rows.collect::<Vec<_>>()
    };
    networks.iter().flat_map(of).collect()
}

/// Of each network its concurred cases, and their gravest category.
fn agreed(members: LazyFrame, decisions: &[ledger::Row], gravity: LazyFrame) -> Result<LazyFrame> {
    let words = last_words(decisions)?.filter(col("decision").eq(lit("concur")));
    let words = words.select([col("case_id"), col("category")]);
    let words = words.join(
        gravity,
        [col("category")],
        [col("category")],
        JoinArgs::new(JoinType::Left),
    );
    let on = [col("case_id")];
    let words = members.join(words, on.clone(), on, JoinArgs::new(JoinType::Inner));
    let order = SortMultipleOptions::default()
        .with_order_descending_multi([true, false])
        .with_nulls_last(true);
    let words = words.sort(["severity", "category"], order);
    Ok(words.group_by([col("network_id")]).agg([
        col("case_id").n_unique().alias("agreed"),
        col("category").first().alias("gravest"),
        col("severity").first(),
    ]))
}

fn joined(rows: LazyFrame, more: LazyFrame) -> LazyFrame {
    let on = [col("network_id")];
    rows.join(more, on.clone(), on, JoinArgs::new(JoinType::Left))
}
