#![no_main]
//! Watchlists with damaged footers, page headers and pages: no panic, and a list that is taken has
//! a name for every entry.

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use preboard::watchlist::read;
use preboard_fuzz::{bases, damage, is_of_the_data, on_disk};
use std::sync::LazyLock;

static BASES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let mut bases = bases::of_sample(include_bytes!("../../sample_data/watchlist.parquet"));
    let whole = include_bytes!("../../tests/data/version_1/list.parquet");
    bases.extend(bases::of_sample(whole));
    bases
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    damage::mutate(data, size, max_size, seed, &BASES)
});

fuzz_target!(|bytes: &[u8]| {
    let path = on_disk("list.parquet", bytes);
    match read::read(&path) {
        Ok(list) => assert!(list.entries.iter().all(|entry| !entry.names.is_empty())),
        Err(error) => is_of_the_data(&error),
    }
});
