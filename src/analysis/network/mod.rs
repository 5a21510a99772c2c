//! Who is linked to a case, and which cases hang together. Context and never a ground: nothing
//! here is asked before every case of the night is decided, and nothing here changes one.
//!
//! A value that few share says much, one that thousands share says nothing (`sharing`). From
//! each case at most two steps are followed (`walk`), and cases that the steps join are
//! networks (`groups`). Whoever is no case is a row of the manifest and has no name.

pub mod across;

pub mod companions;

pub mod members;

pub mod sharing;

pub mod together;

pub mod walk;

pub mod groups;

#[cfg(test)]
mod by_hash;
