//! What the journal is told of a run's releases.

use crate::error::Result;
use crate::journal::line::{Fact, Release};
use crate::journal::write;
use crate::schema::release::ReleaseRecord;
use jiff::Timestamp;
use std::path::Path;

/// Those that it does not name yet: the one that was published, and one of before whose line a
/// kill kept out. The caller holds the releases' lock, and checked that each follows.
pub(super) fn name(
    out: &Path,
    run_id: &str,
    records: &[ReleaseRecord],
    now: Timestamp,
) -> Result<()> {
    if records.is_empty() {
        return Ok(());
    }
    let journal = write::append(out, now, |journal| {
        let unnamed = records
            .iter()
            .filter(|record| journal.release(run_id, &record.audit_digest).is_none());
        let facts = unnamed.map(|record| {
            Fact::Release(Release {
                run: run_id.to_owned(),
                number: u64::from(record.number),
                digest: record.audit_digest.clone(),
                found: false,
            })
        });
        facts.collect()
    });
    journal.map(drop)
}
