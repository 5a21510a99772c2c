//! The assessment as one page that needs no network and runs no script: what is judged, how
//! likely and how surely, and the tables and pictures that it rests on.
//!
//! One file for each part; what may leave the group is decided in `release.rs` alone.

mod view;

mod phrases;

mod release;

mod judgements;

mod changes;

mod week_plot;

mod scale;

mod places;

mod arcs;

mod cases;

mod outcomes;

mod economy;

mod doubts;

mod method;

mod page;

use crate::analysis::warning::counts::Week;
use crate::schema::assessment::Tables;
use jiff::Timestamp;

pub use economy::comparison;
pub use judgements::{Known, judgements};
pub use page::{page, published_rows};
pub use phrases::standing_signals;
pub use week_plot::MOST as MOST_PLOTS;

/// One assessment, and whether it may leave the group.
#[derive(Clone, Copy)]
pub struct Assessed<'a> {
    pub tables: &'a Tables,
    pub span: (Week, Week),
    /// Questions of the last week.
    pub asked: usize,
    pub made_of: &'a MadeOf,
    /// Counts under ten are told as `<10`.
    pub publish: bool,
}

/// What a reader needs to make the same page again.
#[derive(Clone, Debug, Default)]
pub struct MadeOf {
    pub as_of: Timestamp,
    pub command: String,
    pub settings_digest: String,
    /// Runs whose cases are counted, the first and the last by name.
    pub runs: usize,
    pub first_run: Option<String>,
    pub last_run: Option<String>,
}

#[cfg(test)]
pub(crate) mod tests;
