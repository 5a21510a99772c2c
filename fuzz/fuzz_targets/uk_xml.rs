#![no_main]

use libfuzzer_sys::fuzz_target;
use preboard::watchlist::uk;
use std::io::Write;

fuzz_target!(|data: &[u8]| {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(data).expect("room for it");
    let path = file.path();
    if let Ok(imported) = uk::import_xml(path, None) {
        assert!(imported.adds_up());
    }
});
