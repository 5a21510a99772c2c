//! What a run says of its cases, for whoever decides on them.

use crate::commands::checked;
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::inert::shown;
use crate::ledger::Row;
use crate::ledger::decisions::{Known, Stated};
use crate::schema::rows;
use crate::schema::rows::{CaseRow, PairRow};
use crate::tables::parquet;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

pub struct Night {
    pub folder: PathBuf,
    pub out: PathBuf,
    run_id: String,
    as_of: Timestamp,
    /// By this machine's clock, which `as_of` may be ahead of.
    started_at: Timestamp,
    /// In the order of the table.
    pub cases: Vec<CaseRow>,
    /// Of each case's best hit.
    pub pairs: BTreeMap<String, PairRow>,
}

impl Night {
    /// `deed` is what cannot be done on a masked run.
    pub fn read(folder: &Path, deed: &str) -> Result<Night> {
        let folder = files::canonical(folder)?;
        let (record, _) = checked::run(&folder, deed)?;
        let cases = rows::read_cases(&folder.join("recommendations.parquet"))?;
        let pairs: Vec<PairRow> = parquet::decode(&folder.join("pairs.parquet"))?;
        let best = pairs.into_iter().filter(|pair| pair.hit_rank == 1);
        let as_of = record.as_of.parse().map_err(|e| {
            let what = format!("{}: run.json: as_of is no moment", folder.display());
            Error::new(Kind::Data, what).because(e)
        })?;
        Ok(Night {
            out: folder.parent().unwrap_or(&folder).to_owned(),
            folder,
            run_id: record.run_id,
            as_of,
            started_at: record.started_at.parse().unwrap_or(as_of),
            cases,
            pairs: best.map(|pair| (pair.case_id.clone(), pair)).collect(),
        })
    }

    pub(super) fn known<'a>(&'a self, recorded: &[Row], now: Timestamp) -> Known<'a> {
        let cases = self.cases.iter();
        let recorded = recorded.iter().map(|row| {
            let said = (row.decision, row.carrier_action, row.match_truth);
            ((row.case_id.clone(), row.decided_at), said)
        });
        Known {
            cases: cases
                .map(|case| (case.case_id.as_str(), case.list.is_some()))
                .collect(),
            recorded: recorded.collect(),
            earliest: self.as_of.min(self.started_at),
            latest: self.as_of.max(now),
        }
    }

    /// As the ledger keeps them. Each stands in the run: a sheet holds no other case.
    pub(super) fn rows(&self, stated: Vec<Stated>, now: Timestamp) -> Vec<Row> {
        let cases = self.cases.iter();
        let cases: BTreeMap<&str, &CaseRow> =
            cases.map(|case| (case.case_id.as_str(), case)).collect();
        let stated = stated.into_iter();
        let rows = stated.map(|stated| self.row(cases[stated.case_id.as_str()], stated, now));
        rows.collect()
    }

    fn row(&self, case: &CaseRow, stated: Stated, now: Timestamp) -> Row {
        let case = case.clone();
        let pair = self.pairs.get(&stated.case_id);
        Row {
            run_id: self.run_id.clone(),
            case_id: stated.case_id,
            as_of: self.as_of,
            decided_at: stated.decided_at,
            recorded_at: now,
            officer: stated.officer,
            decision: stated.decision,
            carrier_action: stated.carrier_action,
            match_truth: stated.match_truth,
            note: stated.note,
            carrier: case.carrier,
            flight_number: case.flight_number,
            departure_airport: case.departure_airport,
            arrival_airport: case.arrival_airport,
            scheduled_departure: case.scheduled_departure,
            group: case.group,
            action: case.action.as_str().to_owned(),
            reason_codes: case.reason_codes,
            list: case.list,
            entry_id: case.entry_id,
            category: case.category,
            score_bits: case.score_bits,
            identity_digest: pair.and_then(|pair| pair.identity_digest.clone()),
            entry_digest: pair.map(|pair| pair.entry_digest.clone()),
        }
    }
}

/// A misspelt group would read as one that has nothing to do.
pub fn require_group(group: Option<&str>, night: &Night) -> Result<()> {
    let Some(group) = group else { return Ok(()) };
    let known: BTreeSet<&str> = night.cases.iter().map(|case| case.group.as_str()).collect();
    if known.contains(group) {
        return Ok(());
    }
    let folder = night.folder.join("groups").join(group);
    if !group.contains(['/', '\\']) && files::is_there(&folder)? {
        return Ok(());
    }
    let known: Vec<String> = known.into_iter().map(shown).collect();
    let what = format!("{} has no group {}", night.folder.display(), shown(group));
    let hint = format!("groups with cases: {}", known.join(", "));
    Err(Error::new(Kind::Usage, what).hint(hint))
}
