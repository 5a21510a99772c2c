//! Pages, drawings and text for a terminal. Nothing is written to a file here.

pub(crate) mod drawing;

pub mod briefing;

pub mod release;

pub mod package;

pub mod index;

pub mod quality;

pub mod trends;

pub mod warning;

pub mod dictionary;

pub mod explain;

pub mod cases;

pub mod json;

#[cfg(feature = "analyst")]
pub mod query;
