//! Who might a traveller be? May offer too many listed people, **never too few**: every
//! entry whose total can reach the review line is offered, which a property test holds
//! against brute force (`tests/lossless.rs`).
//!
//! Three ways in: document numbers, near birth dates, and name tokens. The last one is
//! budgeted: only as many tokens are followed as the needed bits require.

pub mod numbers;

pub mod births;

pub mod budget;

pub mod relatives;

pub mod sieve;

pub mod index;

pub mod rows;

pub mod tally;

pub mod part;
