//! Who travels with a case: context on it, never a case by itself.
//!
//! One step from a case and no further: other rows that share its booking, contact,
//! payment or document. What a row may share is a key (`keys`); the survey keeps a hash of
//! every key (`hashes`), and of the few rows whose hashes meet a case's the texts decide
//! (`finder`). Values leave only as numbers.

pub mod keys;

pub mod hashes;

pub mod finder;
