//! What the library promises: readers against damaged and published files, names against all
//! that befalls them. The indexes against brute force: `tests/lossless.rs`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says when it could not run"
)]

#[path = "../common/mod.rs"]
mod common;
mod mangled_names;
mod manifest;
mod mutated_lists;
mod mutated_messages;
mod published_lists;
