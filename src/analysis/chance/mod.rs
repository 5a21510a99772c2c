//! How likely so many would be by chance: upper tails of small laws, intervals, and what is left
//! when many were asked at once. No random number, no table, the same bits on every machine.

mod ratios;

pub mod tails;

pub mod others;

pub mod prediction;

pub mod gamma;

pub mod interval;

pub mod many;

#[cfg(test)]
mod tests;
