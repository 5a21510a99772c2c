#![no_main]
//! Reported documents with damaged footers, page headers and pages: no panic, and every row is
//! kept or told.

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use preboard::LostBuilder;
use preboard::watchlist::lost;
use preboard_fuzz::{bases, damage, is_of_the_data, on_disk};
use std::sync::LazyLock;

static BASES: LazyLock<Vec<Vec<u8>>> =
    LazyLock::new(|| bases::of_sample(include_bytes!("../../sample_data/lost_documents.parquet")));

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    damage::mutate(data, size, max_size, seed, &BASES)
});

fuzz_target!(|bytes: &[u8]| {
    let path = on_disk("lost.parquet", bytes);
    let source = match lost::check(&path) {
        Ok(source) => source,
        Err(error) => return is_of_the_data(&error),
    };
    let mut builder = LostBuilder::default();
    match lost::read_into(&source, &mut builder) {
        Ok(file) => assert!(file.unusable <= file.rows),
        Err(error) => return is_of_the_data(&error),
    }
    builder.finish();
});
