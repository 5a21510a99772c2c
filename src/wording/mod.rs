//! What a level, a fault or an action is called, and how a sentence about a case reads.
//!
//! Pure prose, by exhaustive match: a new level does not compile until it has words here.

pub mod text;

pub mod words;

pub mod background;

pub(crate) mod standing;

pub(crate) mod agreement;

pub mod sentence;

pub mod clears;

pub(crate) mod against;

pub(crate) mod letters;

pub(crate) mod likelihood;

pub(crate) mod brief;

pub(crate) mod latin;
