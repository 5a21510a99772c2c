//! Pure questions asked of many passengers or results.

pub mod chance;

pub mod links;

pub mod network;

pub mod journeys;

pub mod consistency;

pub mod evaluate;

pub mod lists;

pub mod warning;

pub mod trends;

pub mod retention;
