//! What the library promises: readers against damaged and published files, names against all
//! that befalls them. The indexes against brute force: `tests/lossless.rs`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says when it could not run"
)]

#[path = "../common/mod.rs"]
mod common;
mod contradicted;
mod mangled_names;
mod manifest;
mod mutated_lists;
mod mutated_messages;
mod published_lists;
#[cfg(feature = "analyst")]
mod second_opinion;
mod uk_list;
mod zones;

/// How many mutations are asked for from outside, where a longer run is wanted.
#[expect(clippy::disallowed_methods, reason = "it is no setting of the program")]
fn mutations_asked() -> Option<u64> {
    let asked = std::env::var("PREBOARD_MUTATIONS").ok();
    asked.map(|text| text.parse().unwrap())
}
