//! UN/EDIFACT (ISO 9735) as carriers send it, read without holding the file.
//!
//! Our own reader: see ARCHITECTURE.md for the crate that was tried and the files it
//! could not take.

mod bytes;

pub mod service;

pub mod segments;

#[cfg(test)]
mod tests;

pub use segments::{Item, Segment, Segments};
