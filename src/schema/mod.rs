//! What is published, each column and key once: the tables of a run and of the assessments,
//! the run record, the record of a release.
//!
//! A changed field is a changed contract. Nothing is written here.

pub mod dictionary;

pub mod rows;

pub mod status;

mod words;

pub mod changes;

pub mod of_case;

pub mod suppressed;

pub mod record;

mod sealed;

pub mod release;

pub mod package;

pub mod share;

pub mod day;

pub mod networks;

pub mod traffic;

pub mod trends;

#[cfg_attr(
    not(feature = "analyst"),
    allow(dead_code, reason = "an assessment is not built in")
)]
pub mod warning;

#[cfg_attr(
    not(feature = "analyst"),
    allow(dead_code, reason = "an assessment is not built in")
)]
pub mod assessment;

pub mod purge;

pub mod decided;

pub mod standing;

pub mod lists;

#[cfg(feature = "analyst")]
pub mod personal;

#[cfg(feature = "analyst")]
pub mod runs;

pub mod scores;

#[cfg(test)]
pub(crate) mod samples;
