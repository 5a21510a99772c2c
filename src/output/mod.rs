//! Publishing: the files of a run, of the assessments and of retention.
//!
//! It writes into a staging folder that someone else publishes, so a failure here publishes
//! nothing.

pub mod metrics;

pub mod encrypt;

pub mod publish;

pub mod trends;

pub mod purged;

pub mod masked;
