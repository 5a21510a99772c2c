//! The one codec of Parquet and CSV: typed columns in, typed rows out.
//!
//! It knows no contract: what a table holds is said in `schema/`, or by the format that
//! owns it (`watchlist/`, `manifest/`, `ledger/`).

pub mod version;

pub mod limits;

mod thrift;

mod footer;

mod unpacked;

mod deltas;

mod indices;

mod levels;

mod texts;

mod pages;

mod wanted;

mod fit;

mod partitions;

mod damage;

pub mod opened;

mod batches;

pub mod source;

pub mod read;

pub mod write;

pub mod cell;

pub mod row;

pub mod rows_digest;

pub mod parquet;

pub mod csv;

pub mod charset;

pub mod bounded;

pub mod sheet;

#[cfg(test)]
pub(crate) mod workbook;

pub mod csv_records;
