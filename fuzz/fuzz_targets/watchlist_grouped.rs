#![no_main]
//! The flat form with several rows a person, told apart by their id.

use libfuzzer_sys::fuzz_target;
use preboard::watchlist::csv_form::{self, Form};
use std::io::Write;

fuzz_target!(|data: &[u8]| {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(data).expect("room for it");
    let form = Form {
        group_by: Some("entry_id".to_owned()),
        ..Form::default()
    };
    if let Ok(imported) = csv_form::import(file.path(), &form, None) {
        assert!(imported.adds_up());
        let mut people = imported.entries.iter();
        assert!(people.all(|entry| !entry.names.is_empty()));
    }
});
