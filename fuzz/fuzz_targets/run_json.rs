#![no_main]
//! Records of runs of any bytes: no panic, and what was read can be written and read again.

use libfuzzer_sys::fuzz_target;
use preboard::RunRecord;
use preboard_fuzz::{is_of_the_data, on_disk};

fuzz_target!(|bytes: &[u8]| {
    let path = on_disk("run.json", bytes);
    let mut record = match RunRecord::read(&path) {
        Ok(record) => record,
        Err(error) => return is_of_the_data(&error),
    };
    let _ = record.is_intact();
    let _ = record.expected();
    // Numbers of any size come back as their neighbours.
    record.settings = serde_json::Value::Null;
    record
        .timings
        .values_mut()
        .for_each(|seconds| *seconds %= 1e6);
    record.seal();
    let path = on_disk("run.json", record.to_json().as_bytes());
    let again = RunRecord::read(&path).expect("what was sealed is a record");
    assert!(again.is_intact());
});
