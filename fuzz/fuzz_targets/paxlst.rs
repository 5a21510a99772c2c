#![no_main]
//! Paxlst messages of any bytes: no panic, and every traveller is accounted for.

use libfuzzer_sys::fuzz_target;
use preboard::manifest::import::Format;
use preboard::manifest::import::envelope::Message;
use preboard::manifest::import::probe::probe;

fuzz_target!(|bytes: &[u8]| probe(&Format::Messages(Message::Paxlst), bytes));
