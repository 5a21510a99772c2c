//! Journeys that many make, with the cases that were on them.

use super::exposure::{Level, exposed, frame, sorted};
use super::{per_ten_thousand, sum_if_known, typed, week};
use crate::error::Result;
use crate::frames::read;
use crate::schema::traffic::TrafficRow;
use crate::tables::row::table;
use jiff::civil::Date;
use polars::prelude::{IntoLazy, JoinArgs, JoinType, col, lit};

table! {
    /// One journey. No order of gravity: a raw rate of a seldom journey says little.
    pub struct PathwayRow {
        /// The chain of its airports, or `other`.
        pub journey: String,
        /// Monday of the first week in which somebody was on it.
        pub first_week: Date,
        /// Monday of the last.
        pub last_week: Date,
        /// Weeks in which somebody was.
        pub weeks: i64,
        /// On its first leg.
        pub passengers: i64,
        /// On any of its legs.
        pub cases: i64,
        /// Of them, new ones; null where one run could not tell.
        pub new_cases: Option<i64>,
        /// Of the passengers.
        #[unit = "per 10,000"]
        pub cases_per_10_000: Option<f64>,
    }
}

/// By the name of the journey.
pub fn pathways(traffic: &[TrafficRow]) -> Result<Vec<PathwayRow>> {
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
