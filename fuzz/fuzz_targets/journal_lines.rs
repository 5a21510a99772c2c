#![no_main]
//! Journals and logs of purges of any bytes: no panic. Lines that begin with `~` are chained, so
//! that what stands in them is read and does not all end at the digest of the line before.

use libfuzzer_sys::fuzz_target;
use preboard::journal::checkpoint::{Checkpoint, Extends};
use preboard::journal::note::Note;
use preboard::{journal, purged};
use preboard_fuzz::{folder, is_of_the_data, on_disk};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

fuzz_target!(|bytes: &[u8]| {
    if let Some(note) = Note::parse(&String::from_utf8_lossy(bytes)) {
        let _ = Checkpoint::parse(&note.text);
    }
    on_disk(purged::FILE, bytes);
    if let Err(error) = purged::lines(folder()) {
        is_of_the_data(&error);
    }
    on_disk(journal::FILE, &chained(bytes));
    let journal = match journal::read::read(folder()) {
        Ok(Some(journal)) => journal,
        Ok(None) => return,
        Err(error) => return is_of_the_data(&error),
    };
    let _ = (
        journal.id(),
        journal.begun(),
        journal.last_run(),
        journal.last_part(),
    );
    let facts = journal.runs().count() + journal.parts().count() + journal.releases().count();
    assert!(facts + journal.purges().count() <= journal.lines.len());
    let checkpoint = Checkpoint::of(&journal);
    assert_eq!(checkpoint.is_extended_by(&journal), Extends::By(0));
    let read = Checkpoint::parse(&checkpoint.to_text());
    assert_eq!(read.map(|read| read.root), Some(checkpoint.root));
});

fn chained(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    let mut before = "none".to_owned();
    for (number, line) in (1..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
        let linked = line
            .strip_prefix(b"~")
            .and_then(|line| linked(line, number, &before));
        let line = linked.unwrap_or_else(|| line.to_vec());
        let bare = line.strip_suffix(b"\n").unwrap_or(&line);
        before = Sha256::digest(bare)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        text.extend(line);
    }
    text
}

fn linked(line: &[u8], number: u64, before: &str) -> Option<Vec<u8>> {
    let mut line: Map<String, Value> = serde_json::from_slice(line).ok()?;
    line.insert("seq".to_owned(), number.into());
    line.insert("previous".to_owned(), before.into());
    Some((serde_json::to_string(&line).ok()? + "\n").into_bytes())
}
