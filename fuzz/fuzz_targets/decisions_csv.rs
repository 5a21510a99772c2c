#![no_main]
//! Decisions of any bytes: no panic, and every row is taken, refused or left blank.

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use preboard::ledger::decisions::{self, Known};
use preboard_fuzz::is_of_the_data;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fuzz_target!(|bytes: &[u8]| {
    let moment = |text: &str| text.parse::<Timestamp>().expect("a moment");
    let known = Known {
        cases: BTreeMap::from([("0a1b2c3d4e5f6071", true), ("0a1b2c3d4e5f6072", false)]),
        recorded: BTreeMap::new(),
        earliest: moment("2026-11-23T18:00:00Z"),
        latest: moment("2026-11-24T18:00:00Z"),
    };
    let sheet = match decisions::read(bytes, Path::new("decisions.csv"), &known) {
        Ok(sheet) => sheet,
        Err(error) => return is_of_the_data(&error),
    };
    let good = sheet.good.iter().map(|stated| stated.place.row);
    let refused = sheet.refused.iter().map(|refusal| refusal.place.row);
    let rows: Vec<u64> = good.chain(refused).collect();
    let different: BTreeSet<u64> = rows.iter().copied().collect();
    assert_eq!(rows.len(), different.len(), "a row was told twice");
    assert!(
        sheet
            .good
            .iter()
            .all(|stated| known.cases.contains_key(&*stated.case_id))
    );
});
