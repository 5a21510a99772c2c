//! Watchlists and lost documents: the only place that knows their file formats.

mod columns;
mod countries;
#[cfg(test)]
mod samples;
mod sheet;
mod source;
mod table;
mod warnings;

pub mod canonical;
pub mod import;
pub mod ofac;
