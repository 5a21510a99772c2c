//! What the kept runs say beside their traffic: cases, networks, payments that are shared, and how
//! far lists are to be trusted. A run that is damaged is warned of and counted as a gap.

use crate::commands::runs::{self, Run};
use crate::commands::ui::Ui;
use crate::error::Result;
use crate::schema::networks::NetworkRow;
use crate::schema::rows::{CaseRow, EvidenceRow, LinkRow};
use crate::tables::parquet;
use crate::tables::row::Table;
use crate::wording::background;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Rows of all runs, those of the oldest run first.
#[derive(Default)]
pub struct Gathered {
    /// Every run that can be read, oldest first; masked ones among them.
    pub records: Vec<Run>,
    pub cases: Vec<CaseRow>,
    pub networks: Vec<NetworkRow>,
    /// Of payments alone.
    pub links: Vec<LinkRow>,
    /// What lists say of their reliability alone.
    pub evidence: Vec<EvidenceRow>,
    /// Runs whose cases are counted.
    pub read: usize,
    /// Runs whose tables, or whose record, cannot be read.
    pub damaged: usize,
    pub masked: usize,
}

/// Of runs that were over before a day.
pub fn gather(out: &std::path::Path, until: Date, ui: &Ui) -> Result<Gathered> {
    let walked = runs::walk(out)?;
    for unread in &walked.unread {
        ui.warn(&format!("a run is passed over: {}", unread.error));
    }
    let mut gathered = Gathered {
        damaged: walked.unread.len(),
        ..Gathered::default()
    };
    let moment = |run: &Run| run.record.as_of.parse::<Timestamp>().ok();
    let is_past =
        |run: &Run| moment(run).is_some_and(|at| at.to_zoned(TimeZone::UTC).date() < until);
    let mut records: Vec<Run> = walked.read;
    records.retain(is_past);
    records.sort_by_key(|run| (moment(run), run.record.number, run.record.run_id.clone()));
    for run in &records {
        if run.record.masked_at.is_some() {
            gathered.masked += 1;
            continue;
        }
        match tables(run) {
            Ok(of_run) => gathered.add(of_run),
            Err(error) => {
                gathered.damaged += 1;
                ui.warn(&format!("a run is passed over: {error}"));
            }
        }
    }
    gathered.records = records;
    Ok(gathered)
}

struct OfRun {
    cases: Vec<CaseRow>,
    networks: Vec<NetworkRow>,
    links: Vec<LinkRow>,
    evidence: Vec<EvidenceRow>,
}

fn tables(run: &Run) -> Result<OfRun> {
    let mut links: Vec<LinkRow> = table(run, "links.parquet")?;
    links.retain(|row| row.kind == PAYMENT);
    let [reliability, ..] = background::LEVELS;
    let mut evidence: Vec<EvidenceRow> = table(run, "evidence.parquet")?;
    evidence.retain(|row| row.kind == background::KIND && row.level == reliability);
    Ok(OfRun {
        cases: table(run, "recommendations.parquet")?,
        networks: table(run, "networks.parquet")?,
        links,
        evidence,
    })
}

/// As `links` has it.
const PAYMENT: &str = "payment";

/// None of its rows where the version that wrote the run had no such table.
fn table<T: Table>(run: &Run, name: &str) -> Result<Vec<T>> {
    if !run.record.outputs.iter().any(|output| output.path == name) {
        return Ok(Vec::new());
    }
    run.record.require_untouched(&run.folder, &[name])?;
    parquet::decode(&run.folder.join(name))
}

impl Gathered {
    fn add(&mut self, of_run: OfRun) {
        self.read += 1;
        self.cases.extend(of_run.cases);
        self.networks.extend(of_run.networks);
        self.links.extend(of_run.links);
        self.evidence.extend(of_run.evidence);
    }

    pub fn name(&self, run: Option<&Run>) -> Option<String> {
        run.map(|run| run.record.run_id.clone())
    }
}
