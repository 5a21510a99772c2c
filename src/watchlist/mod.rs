//! Watchlists and lost documents: the only place that knows their file formats.

mod columns;
#[cfg(test)]
mod samples;
mod sheet;
mod table;
mod warnings;

pub mod canonical;
