//! The program from outside, as a scheduler, an officer and an analyst meet it: one module a
//! subject, all on the worlds of `tests/common`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says when it could not run"
)]

#[cfg(feature = "analyst")]
mod assess;
mod background;
mod bad_input;
mod believed;
mod beside;
mod briefing;
mod checkpoint;
#[path = "../common/mod.rs"]
mod common;
mod decide;
mod documents;
mod doubted_lists;
mod doubted_manifests;
mod evaluate;
mod explain;
mod faults;
mod help;
mod hostile_values;
mod html;
mod intake;
mod kills;
mod limits;
mod list_import;
mod list_merge;
mod lists;
mod logs;
mod manifest;
mod message_import;
mod names;
mod networks;
mod old_runs;
mod packages;
#[cfg(unix)]
mod private_files;
mod purge;
#[cfg(feature = "analyst")]
mod query;
mod readme;
mod release;
mod review;
mod run;
mod sample;
mod schema;
mod sentences;
mod shares;
mod standard_output;
#[cfg(feature = "analyst")]
mod ten_questions;
mod terms;
mod threads;
mod topics;
mod traffic;
mod trends;
mod unknown_names;
mod verify;
mod versions;
mod withdrawals;
#[cfg(not(feature = "analyst"))]
mod without_analyst;
