//! How many flew where, week by week, and how many cases that made: the series of early warning
//! beside those who could have become one.

use super::{per_ten_thousand, sum_if_known, typed, week};
pub use crate::analysis::warning::counts::Level;
use crate::error::Result;
use crate::frames::read;
use crate::schema::assessment::WeekRow;
use crate::schema::traffic::{OTHER, TrafficRow};
use crate::tables::row::table;
use jiff::civil::Date;
use polars::prelude::{
    Expr, IntoLazy, JoinArgs, JoinType, LazyFrame, SortMultipleOptions, col, lit,
};

table! {
    /// One week of one series that made a case in it. Weeks without one have no row, their exposure
    /// is in [`exposed`].
    pub struct SeriesRow {
        /// Airport, pair or chain of airports.
        pub place: String,
        /// Of the hit that decided.
        pub category: Option<String>,
        /// A match, or a finding by its reason code.
        pub reason_class: Option<String>,
        /// Its Monday.
        pub week: Date,
        /// Everybody who was screened at the place in the week.
        pub passengers: i64,
        /// Of the series.
        pub cases: i64,
        /// Of them, new ones; null where one run could not tell.
        pub new_cases: Option<i64>,
        /// Of the passengers.
        #[unit = "per 10,000"]
        pub cases_per_10_000: Option<f64>,
    }
}

table! {
    /// Who was screened at one place in one week.
    pub struct ExposedRow {
        /// Airport, pair or chain of airports.
        pub place: String,
        /// Its Monday.
        pub week: Date,
        /// Screened.
        pub passengers: i64,
    }
}

/// All series together.
pub fn weeks(traffic: &[TrafficRow]) -> Result<Vec<WeekRow>> {
    let sums = [
        col("passengers").sum(),
        col("cases").sum(),
        sum_if_known("new_cases"),
    ];
    let plan = frame(traffic)?.group_by([week().alias("week")]).agg(sums);
    let plan = plan.with_column(rate());
    typed(sorted(plan, &["week"]))
}

/// Cases by place, category, class of reason and week, each beside the exposure of its place.
pub fn series(traffic: &[TrafficRow], level: Level) -> Result<Vec<SeriesRow>> {
    let traffic = frame(traffic)?.with_columns([place(level), week().alias("week")]);
    let own = ["place", "category", "reason_class", "week"];
    let counted = traffic.clone().filter(col("cases").gt(lit(0)));
    let counted = counted.group_by(own.map(col));
    let counted = counted.agg([col("cases").sum(), sum_if_known("new_cases")]);
    let on = ["place", "week"].map(col);
    let joined = counted.join(
        exposures(traffic, level),
        on.clone(),
        on,
        JoinArgs::new(JoinType::Left),
    );
    let passengers = col("passengers").fill_null(lit(0)).alias("passengers");
    typed(sorted(
        joined.with_column(passengers).with_column(rate()),
        &own,
    ))
}

/// Who was screened, by place and week.
pub fn exposed(traffic: &[TrafficRow], level: Level) -> Result<Vec<ExposedRow>> {
    let traffic = frame(traffic)?.with_columns([place(level), week().alias("week")]);
    typed(sorted(exposures(traffic, level), &["place", "week"]))
}

fn exposures(traffic: LazyFrame, level: Level) -> LazyFrame {
    let exposed = traffic.filter(is_exposed(level));
    let exposed = exposed.group_by(["place", "week"].map(col));
    exposed.agg([col("passengers").sum()])
}

fn rate() -> Expr {
    per_ten_thousand("cases", "passengers").alias("cases_per_10_000")
}

pub(super) fn frame(traffic: &[TrafficRow]) -> Result<LazyFrame> {
    Ok(read::rows(traffic, |_| true)?.lazy())
}

pub(super) fn sorted(plan: LazyFrame, by: &[&str]) -> LazyFrame {
    plan.sort(by.to_vec(), SortMultipleOptions::default())
}

fn place(level: Level) -> Expr {
    let place = match level {
        Level::Hub => col("departure_airport"),
        Level::Arrival => col("arrival_airport"),
        Level::Route => col("departure_airport") + lit("-") + col("arrival_airport"),
        Level::Journey => col("journey"),
    };
    place.alias("place")
}

/// Whether a row's passengers are exposed at this level: on each leg but the first of a journey
/// they were counted before.
fn is_exposed(level: Level) -> Expr {
    match level {
        Level::Hub | Level::Arrival | Level::Route => lit(true),
        Level::Journey => {
            let first = col("journey").str().head(lit(3));
            first
                .eq(col("departure_airport"))
                .or(col("journey").eq(lit(OTHER)))
        }
    }
}
