//! The trend assessment as files: five tables in Parquet and CSV, and one page that needs no
//! network and runs no script.
//!
//! No row is about one person by name, but a count of one may be about a person whom the
//! reader knows: the files are for those who may read the ledger.

pub mod tables;

mod page;

mod outcomes;

mod chart;

mod performance;

mod words;

use crate::analysis::trends::Trends;
use crate::error::Result;
use crate::files;
use crate::output::tables::Table;
use crate::output::{csv, parquet};
use jiff::Timestamp;
pub use page::page;
use std::path::Path;

/// What a reader needs to compute the same again.
pub struct MadeOf {
    pub command: String,
    pub as_of: Timestamp,
    pub ledger: String,
    /// Parts of the ledger and words in them.
    pub parts: usize,
    pub words: usize,
}

/// Each file is complete or as it was; the page comes last.
pub fn write(folder: &Path, trends: &Trends, made_of: &MadeOf) -> Result<()> {
    both(folder, "outcomes", &tables::outcomes(trends))?;
    both(folder, "precision", &tables::precision(trends))?;
    both(folder, "timing", &tables::timing(trends))?;
    both(folder, "measures", &tables::measures(trends))?;
    both(folder, "undecided", &tables::undecided(trends))?;
    let page = page(trends, made_of)?;
    files::write_atomic(&folder.join("trends.html"), page.as_bytes())
}

fn both<T: Table>(folder: &Path, name: &str, rows: &[T]) -> Result<()> {
    parquet::write(&folder.join(format!("{name}.parquet")), rows)?;
    let csv = csv::encode(rows)?;
    files::write_atomic(&folder.join(format!("{name}.csv")), &csv)
}

#[cfg(test)]
mod tests;
