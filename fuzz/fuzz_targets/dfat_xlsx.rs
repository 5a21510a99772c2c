#![no_main]
//! A workbook as it is, and rows of XML in a workbook that is whole: damage of an archive mostly ends
//! where it is unpacked.

#[path = "../../src/tables/workbook.rs"]
mod workbook;

use libfuzzer_sys::fuzz_target;
use preboard::watchlist::dfat;
use preboard_fuzz::{is_of_the_data, on_disk};

fuzz_target!(|data: &[u8]| {
    let rows = String::from_utf8_lossy(data);
    let bytes = match data.starts_with(b"PK") {
        true => data.to_vec(),
        false => workbook::packed(&rows, &["shared".to_owned()]),
    };
    match dfat::import(&on_disk("list.xlsx", &bytes), None) {
        Ok(imported) => assert!(imported.adds_up()),
        Err(error) => is_of_the_data(&error),
    }
});
