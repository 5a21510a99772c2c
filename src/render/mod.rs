//! Pages, drawings and text for a terminal. Nothing is written to a file here.

pub(crate) mod drawing;

pub mod briefing;

pub mod release;

pub mod package;

pub mod index;

pub mod quality;

pub mod trends;

#[cfg_attr(
    not(feature = "analyst"),
    allow(dead_code, reason = "an assessment is not built in")
)]
pub mod warning;

#[cfg_attr(
    not(feature = "analyst"),
    allow(dead_code, unused_imports, reason = "an assessment is not built in")
)]
pub mod assess;

pub mod dictionary;

pub mod explain;

pub mod cases;

pub mod json;

#[cfg(feature = "analyst")]
pub mod query;
