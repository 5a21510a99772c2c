//! What a row may share with others: its booking, contact, payment or document.
//!
//! Each is a key (`keys`); the survey keeps a hash of every key (`hashes`), and of the few rows
//! whose hashes meet a case's the texts decide (`analysis/network/`). Values leave only as
//! numbers.

pub mod keys;

pub mod agencies;

pub mod hashes;
