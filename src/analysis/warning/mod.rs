//! Early warning: which hub, arrival, route or journey has more new cases than chance explains.
//!
//! Counts of each week (`counts`) are compared with the weeks before (`weeks`) and with all other
//! places of the same subject (`tests`); how much counts scatter is measured (`scatter`); what is
//! flagged is decided over all questions of a week (`family`) and followed from week to week
//! (`signals`). Nobody is in any of it, and no trait is a dimension.

pub mod counts;

pub mod weeks;

pub mod cuts;

pub mod scatter;

pub mod level_rate;

pub mod probability;

pub mod finding;

pub mod family;

pub mod elsewhere;

pub mod signals;

pub mod power;

pub mod plot;

pub mod pathways;

#[cfg(test)]
mod tests;
