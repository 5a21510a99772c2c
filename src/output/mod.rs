//! Everything a run publishes: tables, briefings and the run's record.

pub mod cell;

pub mod tables;

pub mod status;

pub mod text;

pub mod sentence;

pub mod case;

pub mod parquet;

pub mod csv;

pub mod briefing;

pub mod record;

pub mod metrics;

pub mod publish;

#[cfg(test)]
mod samples;
