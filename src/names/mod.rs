//! From a name as written to tokens that can be compared: **one** set of rules, used for
//! passengers and for listed people alike.
//!
//! Everything here may keep too many readings of a name, never too few: a reading that is
//! dropped cannot be found again.

pub mod words;

pub mod scripts;

pub mod lookalikes;

pub mod tampering;

pub mod fold;

pub mod titles;

pub mod tokens;

pub mod slavic;

pub mod compounds;

pub mod items;

pub mod sounds;

pub mod edits;

pub mod families;

pub mod equivalents;

pub mod nicknames;

pub mod relation;

pub mod vocabulary;

pub mod buckets;

pub mod deletions;

pub mod packed;

pub mod lexicon;

pub mod letters;

pub mod traditions;

pub mod rarity;

pub mod traffic;
