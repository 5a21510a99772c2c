//! What records that vouch for the files of their folder have alike: their JSON, and what a folder
//! of one holds.

use crate::files;
use serde::{Deserialize, Serialize};

/// One file: an input by the path it was read from, an output by its path within the run
/// folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct FileDigest {
    pub path: String,
    pub digest: String,
    pub rows: u64,
}

/// With its line end: the bytes that a seal is over.
pub(super) fn to_json(record: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(record);
    text.expect("every key of a record is a string") + "\n"
}

/// The outputs, and the record itself under its name.
pub(super) fn expected(outputs: &[FileDigest], file: &str, record: &str) -> files::Expected {
    let outputs = outputs.iter();
    let mut expected: files::Expected = outputs
        .map(|output| (output.path.clone(), output.digest.clone()))
        .collect();
    let own = files::digest_of_bytes(record.as_bytes());
    expected.insert(file.to_owned(), own);
    expected
}
