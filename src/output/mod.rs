//! Publishing: the files of a run, of the assessments and of retention.
//!
//! A run is written into a staging folder that someone else publishes, so a failure here
//! publishes nothing. What stands beside the runs is written over.

pub mod metrics;

pub mod encrypt;

pub mod readers;

pub mod publish;

pub mod traffic;

pub mod trends;

#[cfg_attr(
    not(feature = "analyst"),
    allow(dead_code, reason = "an assessment is not built in")
)]
pub mod assessment;

pub mod purged;

pub mod masked;

pub mod beside;
