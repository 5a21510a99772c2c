#![no_main]
//! Flat files of any bytes: no panic, and every row is accounted for.

use libfuzzer_sys::fuzz_target;
use preboard::manifest::import::Format;
use preboard::manifest::import::probe::probe;

fuzz_target!(|bytes: &[u8]| probe(&Format::Csv(Default::default()), bytes));
