//! Tables as analysts ask them, by SQL and by queries of ours: the one place that knows Polars
//! (`tests/layers.rs`).
//!
//! A file is looked at by our own reader before Polars takes it, rows leave as `Cell`s, and a
//! plan is made to keep the order of its rows before it is computed.

mod fault;

pub mod read;

pub mod flat;

mod stable;

pub mod answer;

pub mod sql;

pub mod assess;
