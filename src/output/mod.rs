//! Everything a run publishes: tables, briefings, the run record and metrics.
//!
//! The only place that knows their formats. It writes into a staging folder that someone
//! else publishes, so a failure here publishes nothing.

pub mod tables;

pub mod cell;

pub mod status;

pub mod case;

pub mod suppressed;

pub mod sentence;

pub mod clears;

mod agreement;

pub mod words;

pub mod text;

pub mod parquet;

pub mod csv;

pub mod briefing;

pub mod json;

pub mod explain;

pub mod record;

pub mod purged;

pub mod masked;

pub mod metrics;

pub mod encrypt;

pub mod publish;

pub mod release;

pub mod scores;

pub mod quality;

pub mod trends;

#[cfg(test)]
pub(crate) mod samples;
