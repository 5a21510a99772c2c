//! Writes a run into its staging folder: tables, one folder per group, record, metrics.
//!
//! Every case reaches exactly one group folder, whatever its group is called; an error
//! stops the run before anything is visible.

mod groups;

use crate::analysis::journeys::Journeys;
use crate::analysis::journeys::counted::Counted;
use crate::domain::decision::{Decision, last_decisions};
use crate::domain::parsed::Reject;
use crate::error::Result;
use crate::files::{self, Expected, folder_name};
use crate::output::encrypt;
use crate::output::encrypt::Recipients;
use crate::output::metrics;
use crate::output::traffic as output_traffic;
use crate::recommend::case::Case;
use crate::render::briefing::{Item, RunFacts};
use crate::schema::changes::{self, Previous};
use crate::schema::networks::{self, Network, NetworkRow};
use crate::schema::of_case;
use crate::schema::record::{FileDigest, RunRecord};
use crate::schema::rows::{CaseRow, EvidenceRow, LinkRow, PairRow, QuarantineRow, SuppressedRow};
use crate::schema::status::Status;
use crate::schema::suppressed::SuppressedHit;
use crate::schema::traffic::{self, Sums, TrafficRow};
use crate::tables::row::Table;
use crate::tables::{csv, parquet};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The night's results, before they are files.
pub struct Night<'a> {
    pub cases: &'a [Case],
    pub links: Vec<LinkRow>,
    /// Cases that hang together.
    pub networks: Vec<Network>,
    pub rejects: &'a [Reject],
    /// Everybody who was screened, and the journeys that they are on.
    pub traffic: (&'a Counted, &'a Journeys),
    /// Hits on cleared pairs.
    pub suppressed: &'a [SuppressedHit],
    /// The run before.
    pub previous: Previous,
    /// Flights that have rows in the manifests, by `flight_day`.
    pub flights: &'a BTreeSet<String>,
    /// Manifest files, in the order of the row references.
    pub files: &'a [String],
    /// Every configured group: each gets a folder, also without cases.
    pub groups: Vec<String>,
    pub as_of: Timestamp,
    pub recipients: &'a Recipients,
    pub run: RunFacts<'a>,
}

/// What [`write_all`] wrote. Counts hold every action and status, also those at zero.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Written {
    pub outputs: Vec<FileDigest>,
    /// As published, withdrawn ones too.
    pub cases: Vec<CaseRow>,
    pub networks: Vec<NetworkRow>,
    pub by_status: BTreeMap<String, u64>,
    /// Of `traffic.parquet`.
    pub traffic: Sums,
    /// Open cases that no group receives.
    pub unrouted: usize,
    /// Open cases of the run before whose flight has no row tonight.
    pub not_screened: usize,
}

/// Writes everything but `run.json` and `metrics.prom`, which need these digests.
pub fn write_all(folder: &Path, night: &Night) -> Result<Written> {
    let (rows, not_screened) = case_rows(night);
    let traffic = traffic_rows(night, &rows);
    let networks = network_rows(night, &rows);
    let items = in_order(&rows, night);
    let published: Vec<CaseRow> = items.iter().map(|item| item.row.clone()).collect();
    let mut files = Files {
        folder,
        outputs: Vec::new(),
        recipients: night.recipients,
    };
    files.parquet("recommendations.parquet", &published)?;
    files.csv("recommendations.csv", &published)?;
    files.parquet("evidence.parquet", &evidence_rows(night))?;
    let links = link_rows(night);
    files.parquet("links.parquet", &links)?;
    files.parquet("networks.parquet", &networks)?;
    files.parquet("pairs.parquet", &pair_rows(night))?;
    let suppressed = suppressed_rows(night);
    files.parquet("suppressed.parquet", &suppressed)?;
    files.parquet("quarantine.parquet", &quarantine_rows(night))?;
    files.parquet(output_traffic::TABLE, &traffic)?;
    let tables = groups::Tables {
        items: &items,
        links: &links,
        suppressed: &suppressed,
        not_screened,
    };
    groups::write(&mut files, &tables, night)?;
    Ok(Written {
        unrouted: groups::unrouted(&items),
        not_screened,
        traffic: Sums::of(&traffic),
        outputs: files.outputs,
        by_status: by_status(&published),
        cases: published,
        networks,
    })
}

/// Seals the record and writes it last: a folder with `run.json` is complete.
/// Gives what the folder must hold.
pub fn finish(folder: &Path, record: &mut RunRecord, finished: Timestamp) -> Result<Expected> {
    let withdrawn = record.counts.by_status.get(Status::Withdrawn.as_str());
    record.counts.withdrawn = withdrawn.copied().unwrap_or(0);
    let metrics = metrics::exposition(record, finished);
    let mut files = Files {
        folder,
        outputs: std::mem::take(&mut record.outputs),
        recipients: &Recipients::default(),
    };
    files.add("metrics.prom", metrics.as_bytes(), 0)?;
    record.outputs = files.outputs;
    record.seal();
    files::write_staged(&folder.join("run.json"), record.to_json().as_bytes())?;
    Ok(record.expected())
}

/// The folder being filled, and what is in it.
struct Files<'a> {
    folder: &'a Path,
    outputs: Vec<FileDigest>,
    /// Whoever alone may read a group's files.
    recipients: &'a Recipients,
}

impl Files<'_> {
    fn parquet<T: Table>(&mut self, path: &str, rows: &[T]) -> Result<()> {
        self.add(path, &parquet::encode(rows), rows.len())
    }

    fn csv<T: Table>(&mut self, path: &str, rows: &[T]) -> Result<()> {
        self.add(path, &csv::encode(rows), rows.len())
    }

    /// A group's file is never written in clear when its group has recipients.
    fn add(&mut self, path: &str, bytes: &[u8], rows: usize) -> Result<()> {
        let keys = group_of(path).and_then(|folder| self.keys_of(folder));
        match keys {
            Some(keys) => {
                let sealed = encrypt::seal(bytes, keys)?;
                self.put(&format!("{path}.age"), &sealed, rows)
            }
            None => self.put(path, bytes, rows),
        }
    }

    fn keys_of(&self, folder: &str) -> Option<&[String]> {
        let mut groups = self.recipients.iter();
        let (_, keys) = groups.find(|(group, _)| folder_name(group) == folder)?;
        Some(keys)
    }

    fn put(&mut self, path: &str, bytes: &[u8], rows: usize) -> Result<()> {
        files::write_staged(&self.folder.join(path), bytes)?;
        self.outputs.push(FileDigest {
            path: path.to_owned(),
            digest: files::digest_of_bytes(bytes),
            rows: rows as u64,
        });
        Ok(())
    }
}

/// The folder of a group's file.
fn group_of(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("groups/")?;
    inside.split_once('/').map(|(folder, _)| folder)
}

/// Tonight's cases in their order, then the withdrawn ones.
fn case_rows(night: &Night) -> (Vec<CaseRow>, usize) {
    let cases = night.cases.iter();
    let rows = cases.map(|case| of_case::row(case, night.run.run_id, Status::New, night.files));
    let mut rows: Vec<CaseRow> = rows.collect();
    let cleared = suppressed_rows(night).into_iter().map(|row| row.case_id);
    let not_screened = changes::compare(
        &night.previous,
        &mut rows,
        &cleared.collect(),
        night.flights,
        night.run.run_id,
        night.as_of,
    );
    (rows, not_screened)
}

/// By the statuses that the cases were given: what is new there is new here.
fn traffic_rows(night: &Night, rows: &[CaseRow]) -> Vec<TrafficRow> {
    let (counted, journeys) = night.traffic;
    let cases = (night.cases, rows);
    traffic::rows(counted, journeys, cases, night.run.run_id, night.as_of)
}

/// By the last words that were said until the night.
fn network_rows(night: &Night, rows: &[CaseRow]) -> Vec<NetworkRow> {
    let words = night.run.decided.iter().flatten();
    let words = words.filter(|word| word.at <= night.as_of);
    let last = last_decisions(words, |word| (&word.case_id, word.at, word.decision));
    let concurred = last.into_iter();
    let concurred = concurred.filter(|(_, word)| word.decision == Decision::Concur);
    let concurred = concurred.map(|(id, _)| id).collect();
    let (cases, journeys) = ((night.cases, rows), night.traffic.1);
    networks::rows(
        &night.networks,
        cases,
        journeys,
        &concurred,
        night.run.run_id,
    )
}

/// By departure, then flight, the most urgent of a flight first.
fn in_order<'a>(rows: &'a [CaseRow], night: &'a Night) -> Vec<Item<'a>> {
    let before = night.previous.open();
    // Rows beyond the cases are the withdrawn ones: `compare` appends them.
    let behind = night.cases.iter().map(Some).chain(std::iter::repeat(None));
    let items = rows.iter().zip(behind).map(|(row, case)| Item {
        row,
        case,
        before: before.get(row.case_id.as_str()).copied(),
    });
    let mut items: Vec<Item> = items.collect();
    items.sort_by(|a, b| order(a.row).cmp(&order(b.row)));
    items
}

fn order(row: &CaseRow) -> impl Ord + '_ {
    (
        row.scheduled_departure,
        &row.carrier,
        &row.flight_number,
        std::cmp::Reverse(row.priority),
        &row.case_id,
        (&row.manifest_file, row.manifest_row),
    )
}

fn evidence_rows(night: &Night) -> Vec<EvidenceRow> {
    let of = |case| of_case::evidence(case, night.run.run_id);
    let mut rows: Vec<EvidenceRow> = night.cases.iter().flat_map(of).collect();
    // Stable: the parts of a hit keep the score's order.
    rows.sort_by(|a, b| (&a.case_id, a.hit_rank).cmp(&(&b.case_id, b.hit_rank)));
    rows
}

fn pair_rows(night: &Night) -> Vec<PairRow> {
    let of = |case| of_case::pairs(case, night.run.run_id);
    let mut rows: Vec<PairRow> = night.cases.iter().flat_map(of).collect();
    rows.sort_by(|a, b| (&a.case_id, a.hit_rank).cmp(&(&b.case_id, b.hit_rank)));
    rows
}

/// Of a hit whose case is gone since the previous run: by a person's word, not the list's.
const CLEARED_SINCE: &str = "a case in the previous run, cleared since; not withdrawn";

fn suppressed_rows(night: &Night) -> Vec<SuppressedRow> {
    let open = night.previous.open();
    let rows = night.suppressed.iter().map(|hit| {
        let row = hit.row(night.run.run_id, night.files);
        let was_open = open.contains_key(row.case_id.as_str());
        SuppressedRow {
            note: was_open.then(|| CLEARED_SINCE.to_owned()),
            ..row
        }
    });
    let mut rows: Vec<SuppressedRow> = rows.collect();
    rows.sort_by(|a, b| (&a.case_id, a.manifest_row).cmp(&(&b.case_id, b.manifest_row)));
    rows
}

fn link_rows(night: &Night) -> Vec<LinkRow> {
    let links = night.links.iter().map(|link| LinkRow {
        run_id: night.run.run_id.to_owned(),
        ..link.clone()
    });
    let mut rows: Vec<LinkRow> = links.collect();
    rows.sort_by(|a, b| link_key(a).cmp(&link_key(b)));
    rows
}

fn link_key(link: &LinkRow) -> impl Ord + '_ {
    (
        &link.case_id,
        link.step,
        &link.relation,
        &link.other_passenger_row,
        &link.other_case_id,
        &link.value_digest,
    )
}

fn quarantine_rows(night: &Night) -> Vec<QuarantineRow> {
    let mut rejects: Vec<&Reject> = night.rejects.iter().collect();
    rejects.sort_by_key(|reject| (reject.row, reject.column, reject.code));
    let row = |reject: &&Reject| QuarantineRow {
        run_id: night.run.run_id.to_owned(),
        file: night
            .files
            .get(reject.row.file as usize)
            .cloned()
            .unwrap_or_default(),
        row: i64::try_from(reject.row.row).unwrap_or(i64::MAX),
        column: reject.column.to_owned(),
        reason_code: reject.code.as_str().to_owned(),
        message: reject.message.clone(),
    };
    rejects.iter().map(row).collect()
}

fn by_status(rows: &[CaseRow]) -> BTreeMap<String, u64> {
    let with = |status| rows.iter().filter(move |row| row.status == status);
    let counts =
        Status::ALL.map(|status| (status.as_str().to_owned(), with(status).count() as u64));
    counts.into()
}

#[cfg(test)]
mod tests;
