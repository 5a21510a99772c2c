//! Compares one passenger with one listed person: closed sets of levels, each with an
//! explicit *no information*.
//!
//! Every comparison is three-valued (agrees, disagrees, missing), and missing is never
//! disagreement. A module that compares owns its weights, in bits: log2 of how much likelier
//! a level is for the same person than for another. `prepared` makes both sides ready,
//! `align` pairs the parts of two names, `dependence` takes off what comes together.

pub mod birth;

pub mod dependence;

pub mod document;

pub mod origin;

pub mod prepared;

pub mod name;

pub mod align;

pub mod contradiction;
