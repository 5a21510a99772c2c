//! A run without what identifies its passengers, for good.
//!
//! Directive (EU) 2016/681, article 12(2), lists what to mask: names, also of co-passengers
//! and their number; address and contact; payment; frequent flyer data; remarks; and all
//! advance passenger data, which are the document, birth date, sex and nationality. Here go
//! also what would undo it: digests of values that can be guessed, rows of the manifest, and
//! evidence to the hundredth of a bit, which names a token by its rarity.
//!
//! The masked run is written anew from tables whose every column is named in `rows.rs`; a
//! file that is not written here is not in it, so what is added to runs one day is left out.

mod names;

mod rows;

use crate::error::Result;
use crate::files;
use crate::files::folder_name;
use crate::output::purged::{Event, Purged};
use crate::output::traffic;
use crate::schema::networks::NetworkRow;
use crate::schema::record::{FileDigest, RunRecord};
use crate::schema::rows::{CaseRow, EvidenceRow, LinkRow, PairRow, QuarantineRow, SuppressedRow};
use crate::schema::traffic::{TrafficRow, without_hours};
use crate::tables::row::Table;
use crate::tables::{csv, parquet};
use jiff::Timestamp;
use names::Names;
use std::collections::BTreeMap;
use std::path::Path;

/// The last word on each case, as `review_status` of the masked row.
pub type LastWords = BTreeMap<String, &'static str>;

/// Fills `target` with what may stay of the run in `source`, and gives its sealed record.
pub fn write(
    source: &Path,
    target: &Path,
    record: &RunRecord,
    words: &LastWords,
    now: Timestamp,
) -> Result<RunRecord> {
    let cases: Vec<CaseRow> = parquet::decode(&source.join("recommendations.parquet"))?;
    let evidence: Vec<EvidenceRow> = parquet::decode(&source.join("evidence.parquet"))?;
    let suppressed: Vec<SuppressedRow> = parquet::decode(&source.join("suppressed.parquet"))?;
    let quarantine: Vec<QuarantineRow> = parquet::decode(&source.join("quarantine.parquet"))?;
    let names = Names::new(&cases, &suppressed);
    let day = now.strftime("%Y-%m-%d").to_string();
    let cases = cases
        .into_iter()
        .map(|row| rows::case(row, &names, words, &day));
    let cases: Vec<CaseRow> = cases.collect();
    let mut evidence: Vec<EvidenceRow> = evidence
        .into_iter()
        .map(|row| rows::evidence(row, &record.run_id, &names))
        .collect();
    evidence.sort_by(|a, b| (&a.case_id, a.hit_rank).cmp(&(&b.case_id, b.hit_rank)));
    let mut suppressed: Vec<SuppressedRow> = suppressed
        .into_iter()
        .map(|row| rows::suppressed(row, &names))
        .collect();
    suppressed.sort_by(|a, b| a.case_id.cmp(&b.case_id));
    let quarantine = quarantine.into_iter();
    let mut quarantine: Vec<QuarantineRow> = quarantine
        .map(|row| rows::quarantine(row, &record.run_id))
        .collect();
    quarantine.sort_by(|a, b| {
        (&a.file, &a.column, &a.reason_code).cmp(&(&b.file, &b.column, &b.reason_code))
    });

    let mut files = Files {
        folder: target,
        outputs: Vec::new(),
    };
    files.parquet("recommendations.parquet", &cases)?;
    files.csv("recommendations.csv", &cases)?;
    files.parquet("evidence.parquet", &evidence)?;
    // Co-passengers, groups and digests are all that these hold.
    if files::is_there(&source.join("networks.parquet"))? {
        files.parquet::<NetworkRow>("networks.parquet", &[])?;
    }
    files.parquet::<LinkRow>("links.parquet", &[])?;
    files.parquet::<PairRow>("pairs.parquet", &[])?;
    files.parquet("suppressed.parquet", &suppressed)?;
    files.parquet("quarantine.parquet", &quarantine)?;
    // Runs of versions before have none.
    if files::is_there(&source.join(traffic::TABLE))? {
        let rows: Vec<TrafficRow> = parquet::decode(&source.join(traffic::TABLE))?;
        files.parquet(traffic::TABLE, &without_hours(&rows))?;
    }
    files.groups(&cases, record)?;
    // Counts and timings alone.
    let metrics = source.join("metrics.prom");
    if files::is_there(&metrics)? {
        let text = files::read_text(&metrics)?;
        files.add("metrics.prom", text.as_bytes(), 0)?;
    }
    let masked = sealed(record, files.outputs, now);
    files::write_staged(&target.join("run.json"), masked.to_json().as_bytes())?;
    Ok(masked)
}

/// The line of the audit log; written before the masked run takes its place.
pub fn line(record: &RunRecord, masked: &RunRecord, policy: &str, now: Timestamp) -> Purged {
    Purged {
        event: Event::RunMasked,
        run_id: record.run_id.clone(),
        audit_digest: record.audit_digest.clone(),
        purged_at: now.to_string(),
        policy: policy.to_owned(),
        new_digest: Some(masked.audit_digest.clone()),
        part: None,
        as_of: Some(record.as_of.clone()),
        passengers: record.counts.passengers,
        cases: record.counts.cases,
    }
}

fn sealed(record: &RunRecord, outputs: Vec<FileDigest>, now: Timestamp) -> RunRecord {
    let mut masked = RunRecord {
        masked_at: Some(now.to_string()),
        outputs,
        ..record.clone()
    };
    // It leads to a row of the manifest.
    for fault in &mut masked.feed_faults {
        fault.first_row.clear();
    }
    masked.seal();
    masked
}

struct Files<'a> {
    folder: &'a Path,
    outputs: Vec<FileDigest>,
}

impl Files<'_> {
    fn parquet<T: Table>(&mut self, path: &str, rows: &[T]) -> Result<()> {
        self.add(path, &parquet::encode(rows), rows.len())
    }

    fn csv<T: Table>(&mut self, path: &str, rows: &[T]) -> Result<()> {
        self.add(path, &csv::encode(rows), rows.len())
    }

    /// The groups' tables, by the folders they had; their pages are not written again.
    fn groups(&mut self, cases: &[CaseRow], record: &RunRecord) -> Result<()> {
        let suffix = "/recommendations.csv";
        let paths = record.outputs.iter().map(|output| output.path.as_str());
        let groups = paths.filter_map(|path| path.strip_prefix("groups/")?.strip_suffix(suffix));
        for group in groups {
            let own = cases.iter().filter(|row| folder_name(&row.group) == group);
            let own: Vec<CaseRow> = own.cloned().collect();
            self.csv(&format!("groups/{group}{suffix}"), &own)?;
        }
        Ok(())
    }

    fn add(&mut self, path: &str, bytes: &[u8], rows: usize) -> Result<()> {
        files::write_staged(&self.folder.join(path), bytes)?;
        self.outputs.push(FileDigest {
            path: path.to_owned(),
            digest: files::digest_of_bytes(bytes),
            rows: rows as u64,
        });
        Ok(())
    }
}

#[cfg(test)]
mod tests;
