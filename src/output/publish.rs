//! Fills the staging folder of a run.

use crate::domain::parsed::Reject;
use crate::error::Result;
use crate::files;
use crate::output::briefing::{self, Card, RunFacts};
use crate::output::case::Case;
use crate::output::record::{FileDigest, RunRecord};
use crate::output::status::{self, Status};
use crate::output::tables::{CaseRow, EvidenceRow, LinkRow, QuarantineRow};
use crate::output::{csv, metrics, parquet};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::path::Path;

/// The night's results, before they are files.
pub struct Night<'a> {
    pub cases: &'a [Case],
    pub links: Vec<LinkRow>,
    pub rejects: &'a [Reject],
    /// Cases of the previous run.
    pub previous: Vec<CaseRow>,
    /// Manifest files, in the order of the row references.
    pub files: &'a [String],
    /// Every group, whether it has cases or not.
    pub groups: Vec<String>,
    pub as_of: Timestamp,
    pub run: RunFacts<'a>,
}

/// What was written, for the record.
pub struct Written {
    pub outputs: Vec<FileDigest>,
    pub by_status: BTreeMap<String, u64>,
}

pub fn write_all(folder: &Path, night: &Night) -> Result<Written> {
    let rows = rows(night);
    let evidence: Vec<EvidenceRow> = in_order(&rows, night).flat_map(Case::evidence).collect();
    let quarantine: Vec<QuarantineRow> = night
        .rejects
        .iter()
        .map(|reject| quarantine_row(reject, night.files))
        .collect();
    let mut written = Written {
        outputs: Vec::new(),
        by_status: BTreeMap::new(),
    };
    for row in &rows {
        *written
            .by_status
            .entry(row.status.as_str().to_owned())
            .or_default() += 1;
    }
    let mut put = |name: String, bytes: Vec<u8>, rows: usize| -> Result<()> {
        let digest = files::digest_of_bytes(&bytes);
        files::write_atomic(&folder.join(&name), &bytes)?;
        written.outputs.push(FileDigest {
            path: name,
            digest,
            rows: rows as u64,
        });
        Ok(())
    };
    put(
        "recommendations.parquet".to_owned(),
        parquet::encode(&rows)?,
        rows.len(),
    )?;
    put(
        "recommendations.csv".to_owned(),
        csv::encode(&rows)?,
        rows.len(),
    )?;
    put(
        "evidence.parquet".to_owned(),
        parquet::encode(&evidence)?,
        evidence.len(),
    )?;
    put(
        "links.parquet".to_owned(),
        parquet::encode(&night.links)?,
        night.links.len(),
    )?;
    put(
        "quarantine.parquet".to_owned(),
        parquet::encode(&quarantine)?,
        quarantine.len(),
    )?;
    for group in groups(night, &rows) {
        let own: Vec<CaseRow> = rows
            .iter()
            .filter(|row| row.group == group)
            .cloned()
            .collect();
        let page = page(&group, &own, night)?;
        put(
            format!("groups/{group}/briefing.html"),
            page.into_bytes(),
            own.len(),
        )?;
        put(
            format!("groups/{group}/recommendations.csv"),
            csv::encode(&own)?,
            own.len(),
        )?;
    }
    Ok(written)
}

/// Seals the record and writes it last: a folder with `run.json` is complete.
pub fn finish(folder: &Path, record: &mut RunRecord, finished: Timestamp) -> Result<()> {
    let metrics = metrics::render(record, finished.as_second());
    files::write_atomic(&folder.join("metrics.prom"), metrics.as_bytes())?;
    record.seal();
    files::write_atomic(&folder.join("run.json"), record.to_json().as_bytes())
}

/// Sorted by departure, then urgency: the order in which the phone is picked up.
fn rows(night: &Night) -> Vec<CaseRow> {
    let cases = night.cases.iter();
    let mut rows: Vec<CaseRow> = cases
        .map(|case| case.row(night.run.run_id, Status::New, night.files))
        .collect();
    status::compare(&night.previous, &mut rows, night.run.run_id, night.as_of);
    rows.sort_by(|a, b| {
        let key = |row: &CaseRow| {
            (
                row.scheduled_departure,
                row.carrier.clone(),
                row.flight_number.clone(),
            )
        };
        key(a)
            .cmp(&key(b))
            .then(b.priority.cmp(&a.priority))
            .then(a.case_id.cmp(&b.case_id))
    });
    rows
}

fn in_order<'a>(rows: &'a [CaseRow], night: &'a Night) -> impl Iterator<Item = &'a Case> {
    let by_id: BTreeMap<&str, &Case> = night
        .cases
        .iter()
        .map(|case| (case.recommendation.case_id.as_str(), case))
        .collect();
    rows.iter()
        .filter_map(move |row| by_id.get(row.case_id.as_str()).copied())
}

fn groups(night: &Night, rows: &[CaseRow]) -> Vec<String> {
    let mut groups = night.groups.clone();
    groups.extend(rows.iter().map(|row| row.group.clone()));
    groups.sort();
    groups.dedup();
    groups
}

fn page(group: &str, rows: &[CaseRow], night: &Night) -> Result<String> {
    let by_id: BTreeMap<&str, &Case> = night
        .cases
        .iter()
        .map(|case| (case.recommendation.case_id.as_str(), case))
        .collect();
    let live = rows.iter().filter(|row| row.status != Status::Withdrawn);
    let cards: Vec<Card> = live
        .filter_map(|row| {
            let case = by_id.get(row.case_id.as_str())?;
            Some(Card::of(
                case,
                row.clone(),
                &night.links,
                night.run.cut_off_minutes,
            ))
        })
        .collect();
    let withdrawn = rows.iter().filter(|row| row.status == Status::Withdrawn);
    let withdrawn: Vec<CaseRow> = withdrawn.cloned().collect();
    briefing::render(group, &night.run, &cards, &withdrawn)
}

fn quarantine_row(reject: &Reject, files: &[String]) -> QuarantineRow {
    QuarantineRow {
        file: files
            .get(reject.row.file as usize)
            .cloned()
            .unwrap_or_default(),
        row: i64::try_from(reject.row.row).unwrap_or(i64::MAX),
        column: reject.column.to_owned(),
        reason_code: reject.code.as_str().to_owned(),
        message: reject.message.clone(),
    }
}
