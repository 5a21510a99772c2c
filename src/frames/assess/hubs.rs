//! Airports of departure: who left from there, and how many cases that made.

use super::exposure::{frame, sorted};
use super::{per_ten_thousand, sum_if_known, typed, week};
use crate::error::Result;
use crate::schema::assessment::HubRow;
use crate::schema::traffic::TrafficRow;
use polars::prelude::col;

/// By the airport.
pub fn hubs(traffic: &[TrafficRow]) -> Result<Vec<HubRow>> {
    let made = frame(traffic)?.with_column(week().alias("week"));
    let made = made.group_by([col("departure_airport").alias("hub")]).agg([
        col("week").n_unique().alias("weeks"),
        col("passengers").sum(),
        col("cases").sum(),
        sum_if_known("new_cases"),
    ]);
    let rate = per_ten_thousand("cases", "passengers").alias("cases_per_10_000");
    typed(sorted(made.with_column(rate), &["hub"]))
}
