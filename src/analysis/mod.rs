//! Pure questions asked of many passengers or results.

pub mod chance;

pub mod links;

pub mod network;

pub mod journeys;

pub mod consistency;

pub mod evaluate;

pub mod lists;

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

pub mod trends;

pub mod retention;
