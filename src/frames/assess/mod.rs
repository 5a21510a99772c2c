//! The tables of an assessment as lazy queries over traffic, cases and decisions: who flew, what
//! that made, what officers said of it. Counts and sums alone; what may be concluded from them is
//! decided in `analysis/`.
//!
//! `scripts/second_opinion` computes each of them again by the Polars of Python, from the files.

pub mod economy;

pub mod exposure;

pub mod outcomes;

pub mod baselines;

pub mod hubs;

pub mod networks;

pub mod schemes;

pub mod ratings;

pub mod pathways;

use crate::error::{Error, Kind, Result};
use crate::frames::answer::Answer;
use crate::frames::fault;
use crate::frames::read::dtype;
use crate::frames::stable::stable;
use crate::tables::row::Table;
use polars::prelude::{DataType, Expr, LazyFrame, NULL, col, lit, when};

/// Passengers to whom counts are set in proportion.
const PER: f64 = 10_000.0;

/// The rows of a plan as the rows of a table, found by their names.
fn typed<T: Table>(plan: LazyFrame) -> Result<Vec<T>> {
    let columns = T::COLUMNS.iter();
    let columns = columns.map(|column| col(column.name).cast(dtype(column.kind)));
    let plan = stable(plan.select(columns.collect::<Vec<_>>()));
    let rows = plan.collect().map_err(|e| fault::computed(&e))?;
    let cells = Answer::of(rows).cells(usize::MAX)?.into_iter();
    let rows = cells.map(|cells| T::from_cells(cells).map_err(unfit));
    rows.collect()
}

fn unfit(column: &'static str) -> Error {
    let what = format!("a table of an assessment has no fit value in {column}");
    Error::new(Kind::Bug, what).hint("report this defect")
}

/// The Monday of the week that a day is in.
fn week() -> Expr {
    col("departure_day").dt().truncate(lit("1w"))
}

/// A sum that is unknown where one of its parts is.
fn sum_if_known(column: &str) -> Expr {
    let unknown = col(column).null_count().gt(lit(0));
    when(unknown)
        .then(lit(NULL))
        .otherwise(col(column).sum())
        .alias(column)
}

/// So many of one to ten thousand of the other; null where there is nobody.
fn per_ten_thousand(counted: &str, of: &str) -> Expr {
    let share = col(counted).cast(FLOAT) / col(of).cast(FLOAT) * lit(PER);
    when(col(of).gt(lit(0))).then(share).otherwise(lit(NULL))
}

const FLOAT: DataType = DataType::Float64;

#[cfg(test)]
mod tests;
