#![no_main]
//! Manifests with damaged footers, page headers and pages: no panic, none of ours that is caught
//! either, and every row is a passenger's or in quarantine.

use jiff::civil::date;
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use preboard::RejectCode;
use preboard::manifest::{self, schema::Config};
use preboard_fuzz::{bases, damage, is_of_the_data, on_disk};
use std::sync::LazyLock;

static BASES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let mut bases = bases::of_sample(include_bytes!(
        "../../sample_data/manifest/part-0001.parquet"
    ));
    let old = include_bytes!("../../tests/data/version_1/manifest.parquet");
    bases.extend(bases::of_sample(old));
    bases
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    damage::mutate(data, size, max_size, seed, &BASES)
});

fuzz_target!(|bytes: &[u8]| {
    let path = on_disk("manifest.parquet", bytes);
    let manifests = match manifest::open(&[path], &Config::default()) {
        Ok(manifests) => manifests,
        Err(error) => return is_of_the_data(&error),
    };
    let batches = match manifests.stream(date(2026, 11, 23)) {
        Ok(batches) => batches,
        Err(error) => return is_of_the_data(&error),
    };
    let (mut read, mut rows) = (0, 0);
    for batch in batches {
        let batch = match batch {
            Ok(batch) => batch,
            Err(error) => return is_of_the_data(&error),
        };
        read += batch.rows_read;
        let rejects = &batch.passengers.rejects;
        let defect = rejects
            .iter()
            .find(|reject| reject.code == RejectCode::InternalError);
        assert!(defect.is_none(), "{defect:?}");
        let passengers = batch.passengers.good.iter();
        rows += rejects.len() + passengers.map(|one| one.rows.len()).sum::<usize>();
    }
    assert_eq!(read, manifests.rows());
    assert_eq!(rows as u64, read);
});
