//! Journeys that many make, with the cases that were on them.

use super::exposure::{Level, exposed, frame, sorted};
use super::{per_ten_thousand, sum_if_known, typed, week};
use crate::error::Result;
use crate::frames::read;
use crate::schema::assessment::JourneyRow;
use crate::schema::traffic::TrafficRow;
use polars::prelude::{IntoLazy, JoinArgs, JoinType, col, lit};

/// By the name of the journey.
pub fn pathways(traffic: &[TrafficRow]) -> Result<Vec<JourneyRow>> {
    let on = [col("journey")];
    let made = frame(traffic)?.with_column(week().alias("week"));
    let made = made.group_by(on.clone()).agg([
        col("week").min().alias("first_week"),
        col("week").max().alias("last_week"),
        col("week").n_unique().alias("weeks"),
        col("cases").sum(),
        sum_if_known("new_cases"),
    ]);
    let flew = read::rows(&exposed(traffic, Level::Journey)?, |_| true)?.lazy();
    let flew = flew
        .group_by([col("place").alias("journey")])
        .agg([col("passengers").sum()]);
    let joined = made.join(flew, on.clone(), on, JoinArgs::new(JoinType::Left));
    let passengers = col("passengers").fill_null(lit(0)).alias("passengers");
    let rate = per_ten_thousand("cases", "passengers").alias("cases_per_10_000");
    typed(sorted(
        joined.with_column(passengers).with_column(rate),
        &["journey"],
    ))
}
