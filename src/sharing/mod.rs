//! What may leave the house, to whom, and in which form.
//!
//! A value leaves only if the partner's agreement names its field and every source of it allows it.
//! The safe direction of error is to hold back: whatever nobody gave a rule stays.

pub mod agreements;

pub mod field;

pub mod judge;

pub mod outgoing;

pub mod ftm;

pub mod misp;

pub mod flat;
