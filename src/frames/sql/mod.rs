//! SQL over frames: what may be asked, what a `*` leaves out, and the answer.

mod guard;

mod wildcards;

use crate::error::Result;
use crate::frames::answer::Answer;
use crate::frames::fault;
use crate::frames::stable::stable;
pub use guard::Asked;
use polars::prelude::{DataFrame, IntoLazy};
use polars::sql::SQLContext;
use std::collections::{BTreeMap, BTreeSet};

/// A table that a query names. Of its personal columns only those that the query names are there.
#[derive(Clone, Debug)]
pub struct Loaded {
    pub rows: DataFrame,
    /// Every personal column that its files have.
    pub personal: BTreeSet<String>,
}

/// An answer, with the personal columns that a `*` stood for and that are not in it.
#[derive(Debug)]
pub struct Answered {
    pub answer: Answer,
    pub left_out: BTreeSet<String>,
}

/// What a query says of the tables that it names: the same rows in the same order for the same
/// tables, however many threads there are.
pub fn answer(asked: Asked, tables: &BTreeMap<String, Loaded>) -> Result<Answered> {
    let mut context = SQLContext::new();
    for (name, table) in tables {
        context.register(name, table.rows.clone().lazy());
    }
    let widened = wildcards::without_personal(asked, tables, &mut context)?;
    let plan = context.execute(&widened.sql);
    let mut plan = plan.map_err(|e| fault::planned(&e))?;
    plan.collect_schema().map_err(|e| fault::planned(&e))?;
    let rows = stable(plan).collect().map_err(|e| fault::computed(&e))?;
    Ok(Answered {
        answer: Answer::of(rows),
        left_out: widened.left_out,
    })
}
