//! Any bytes as a machine-readable zone: reading never panics, and what reads without a
//! fault reads the same again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use preboard::mrz;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let Some(zone) = mrz::parse(&text) else {
        return;
    };
    // Case and line breaks carry nothing.
    let dressed = text.to_ascii_lowercase().replace('\n', "\r\n");
    assert_eq!(mrz::parse(&dressed).as_ref(), Some(&zone));
});
