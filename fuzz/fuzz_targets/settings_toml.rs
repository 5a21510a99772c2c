#![no_main]
//! Settings of any bytes: no panic, and what is wrong with them is an error of the settings.

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use preboard::{Inputs, Kind, Settings};
use preboard_fuzz::on_disk;

fuzz_target!(|bytes: &[u8]| {
    let mut inputs = Inputs::default();
    inputs.settings.config = Some(on_disk("preboard.toml", bytes));
    match Settings::resolve(&inputs, Timestamp::UNIX_EPOCH) {
        Ok(settings) => assert!(!settings.shown.is_empty()),
        Err(error) => assert!(matches!(error.kind, Kind::Config | Kind::Data), "{error}"),
    }
});
