//! Who might a passenger be? May offer too many listed people, **never too few**: every
//! entry whose total can reach the review line is offered, which a property test holds
//! against brute force (`tests/lossless.rs`).
//!
//! Three ways in: document numbers, near birth dates, and name tokens. The last two are
//! budgeted: how far a name may fall short of its best says which tokens an entry must hold.

pub mod rows;

pub mod numbers;

pub mod calendar;

pub mod dates;

pub mod slices;

pub mod budget;

pub mod relatives;

pub mod filter;

pub mod query;

pub mod sieve;

pub mod partition;

pub mod index;
