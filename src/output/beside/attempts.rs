//! `OUT/.failed.jsonl`: the nights that failed, for the page of runs. A failed run leaves no
//! folder, so this is all that is left of it; error messages hold nobody's data.

use crate::error::Result;
use crate::files;
use serde::{Deserialize, Serialize};
use std::path::Path;

const FILE: &str = ".failed.jsonl";

/// Older ones are forgotten.
const MOST: usize = 100;

/// One attempt that published nothing.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Failed {
    /// RFC 3339, as in `run.json`.
    pub started_at: String,
    /// The moment that it was about.
    pub as_of: String,
    pub code: u8,
    pub stage: String,
    /// The message as it was shown.
    pub what: String,
}

/// Oldest first. A line that cannot be read is passed over: nothing hangs on it.
pub fn read(out: &Path) -> Result<Vec<Failed>> {
    let path = out.join(FILE);
    if !files::is_there(&path)? {
        return Ok(Vec::new());
    }
    let text = files::read_text(&path)?;
    let lines = text.lines();
    Ok(lines
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect())
}

pub fn add(out: &Path, failed: Failed) -> Result<()> {
    let mut known = read(out)?;
    known.push(failed);
    let first = known.len().saturating_sub(MOST);
    let lines = known[first..].iter().map(|failed| {
        let line = serde_json::to_string(failed);
        line.expect("every key of a record is a string") + "\n"
    });
    files::write_atomic(&out.join(FILE), lines.collect::<String>().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_hundred_are_kept_and_a_damaged_line_costs_itself_alone() {
        let out = tempfile::tempdir().unwrap();
        assert_eq!(read(out.path()).unwrap(), []);
        std::fs::write(out.path().join(FILE), "{ cut\n").unwrap();
        for code in 0..=100 {
            let failed = Failed {
                started_at: "2026-11-23T02:00:00Z".to_owned(),
                as_of: "2026-11-23T02:00:00Z".to_owned(),
                code,
                stage: "load".to_owned(),
                what: "two\nlines".to_owned(),
            };
            add(out.path(), failed).unwrap();
        }
        let known = read(out.path()).unwrap();
        let codes: Vec<u8> = known.iter().map(|failed| failed.code).collect();
        assert_eq!(codes, (1..=100).collect::<Vec<u8>>());
    }
}
