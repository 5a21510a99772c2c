#![no_main]
//! The three files of the SDN list, one behind the other, parted by a line `---`.

use libfuzzer_sys::fuzz_target;
use preboard::watchlist::ofac;

const NAMES: [&str; 3] = ["sdn.csv", "alt.csv", "sdn_comments.csv"];

fuzz_target!(|data: &[u8]| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut rest = data;
    for name in NAMES {
        let end = rest.windows(5).position(|window| window == b"\n---\n");
        let (part, behind) = match end {
            Some(at) => (&rest[..=at], &rest[at + 5..]),
            None => (rest, &[][..]),
        };
        std::fs::write(folder.path().join(name), part).expect("room for it");
        rest = behind;
    }
    if let Ok(imported) = ofac::import(folder.path(), None) {
        assert!(imported.adds_up());
    }
});
