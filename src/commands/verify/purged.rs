//! Digests that retention took away, by the audit log of `preboard purge`
//! (`OUT/purged.jsonl`, one JSON object a line): a run or part that policy removed is not one
//! that somebody removed.
//!
//! A line that cannot be read excuses nothing.

use crate::error::Result;
use crate::files;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

const FILE: &str = "purged.jsonl";

pub(super) fn digests(out: &Path) -> Result<BTreeSet<String>> {
    let path = out.join(FILE);
    if !path.exists() {
        return Ok(BTreeSet::new());
    }
    let text = files::read_text(&path)?;
    let lines = text.lines().filter_map(|line| {
        let line: Value = serde_json::from_str(line).ok()?;
        line["audit_digest"].as_str().map(str::to_owned)
    });
    Ok(lines.collect())
}
