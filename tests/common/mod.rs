//! What the tests stand on: a small world in a temporary folder, the binary to run on it, and
//! what it said and published.

#![allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "each test binary uses its own part, and a test fails by panicking"
)]

mod columns;
mod commands;
mod data;
mod folders;
mod night;
mod people;
mod said;
mod world;

pub use columns::{
    all_concur, as_older_part, as_version_1, change_columns, texts_of, write_columns,
};
pub use commands::{import, import_as_it_is, merge, preboard, process};
pub use data::{sample, shared};
pub use folders::{copy, everything, files_below, names_in, whole_runs};
pub use night::Night;
pub use people::{AS_OF, entry, listed, passengers, row};
pub use said::Said;
pub use world::World;
