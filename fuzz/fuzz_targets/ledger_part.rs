#![no_main]
//! Parts of the ledger with damaged footers, page headers and pages: no panic, and what is read
//! can be asked for its verdicts.

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use preboard::ledger;
use preboard_fuzz::{bases, damage, is_of_the_data, on_disk};
use std::sync::LazyLock;

static BASES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    bases::of_sample(include_bytes!(
        "../../tests/data/version_1/out/ledger/decisions-000001.parquet"
    ))
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    damage::mutate(data, size, max_size, seed, &BASES)
});

fuzz_target!(|bytes: &[u8]| {
    let path = on_disk("decisions-000001.parquet", bytes);
    match ledger::part(&path) {
        Ok(part) => part.rows.iter().for_each(|row| drop(row.verdict())),
        Err(error) => is_of_the_data(&error),
    }
});
