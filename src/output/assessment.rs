//! An assessment as files: its tables in Parquet and CSV, and one page that needs no network and
//! runs no script.
//!
//! No row is about one person by name, but a count of one may be about a person whom the reader
//! knows: the files are for those who may read the ledger. What may leave the group is written
//! apart, as the figures of its page alone.

use crate::error::Result;
use crate::files;
use crate::render::assess::{Assessed, page, published_rows};
use crate::tables::row::Table;
use crate::tables::{csv, parquet};
use std::path::Path;

/// The page.
pub const PAGE: &str = "assessment.html";

/// Each file is complete or as it was; the page comes last.
pub fn write(folder: &Path, assessed: &Assessed) -> Result<()> {
    match assessed.publish {
        true => write_table(folder, "published", &published_rows(assessed))?,
        false => write_tables(folder, assessed)?,
    }
    let page = page(assessed)?;
    files::write_atomic(&folder.join(PAGE), page.as_bytes())
}

fn write_tables(folder: &Path, assessed: &Assessed) -> Result<()> {
    let tables = assessed.tables;
    write_table(folder, "signals", &tables.signals)?;
    write_table(folder, "pathways", &tables.pathways)?;
    write_table(folder, "judgements", &tables.judgements)?;
    write_table(folder, "weeks", &tables.weeks)?;
    write_table(folder, "plots", &tables.plots)?;
    write_table(folder, "hubs", &tables.hubs)?;
    write_table(folder, "journeys", &tables.journeys)?;
    write_table(folder, "networks_by_band", &tables.networks)?;
    write_table(folder, "faults", &tables.faults)?;
    write_table(folder, "document_series", &tables.document_series)?;
    write_table(folder, "payments", &tables.payments)?;
    write_table(folder, "outcomes_by_dimension", &tables.outcomes)?;
    write_table(folder, "baselines", &tables.baselines)?;
    write_table(folder, "economy", &tables.economy)?;
    write_table(folder, "comparison", &tables.comparison)?;
    write_table(folder, "explanations", &tables.explanations)?;
    write_table(folder, "gaps", &tables.gaps)?;
    write_table(folder, "ratings", &tables.ratings)?;
    write_table(folder, "sources", &tables.sources)
}

fn write_table<T: Table>(folder: &Path, name: &str, rows: &[T]) -> Result<()> {
    parquet::write(&folder.join(format!("{name}.parquet")), rows, &[])?;
    let csv = csv::encode(rows);
    files::write_atomic(&folder.join(format!("{name}.csv")), &csv)
}
