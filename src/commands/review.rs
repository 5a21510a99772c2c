//! Officers' decisions on the cases of a run go into the ledger.

use crate::cli;
use crate::commands::release::Releases;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings};
use crate::error::{Error, Kind, Result};
use crate::ledger::decisions::{self, Known, Refusal, Stated};
use crate::ledger::words::Decision;
use crate::ledger::{self, Row};
use crate::output::parquet;
use crate::output::record::RunRecord;
use crate::output::release::record::State;
use crate::output::tables::{CaseRow, PairRow};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub fn run(args: &cli::Review, around: &Surroundings, ui: &Ui) -> Result<Outcome> {
    let night = Night::read(&args.run)?;
    let writer = ledger::Writer::open(&night.out)?;
    let recorded = ledger::read(&night.out)?;
    let known = Known {
        cases: night.cases.keys().map(String::as_str).collect(),
        recorded: recorded
            .into_iter()
            .map(|row| (row.case_id, row.decided_at))
            .collect(),
        latest: latest(around.now, night.as_of),
    };
    let sheet = decisions::read(&args.decisions, &known)?;
    let stated = sheet.good.into_iter();
    let rows: Vec<Row> = stated.map(|stated| night.row(stated, around.now)).collect();
    if !rows.is_empty() {
        let part = writer.append(&rows)?;
        let clearing = rows.iter().filter_map(Row::verdict);
        let cleared = clearing.filter(|verdict| verdict.different_person).count();
        let (count, part) = (rows.len(), part.display());
        ui.say(&format!(
            "{count} decisions recorded in {part}, {cleared} of them clear a pair"
        ));
        tell_of_released(&rows, &night.folder, ui)?;
    }
    if sheet.refused.is_empty() {
        return Ok(Outcome::Done);
    }
    for refusal in &sheet.refused {
        ui.error(&refused(&args.decisions, refusal));
    }
    let (count, path) = (sheet.refused.len(), args.decisions.display());
    let what = format!("{path}: {count} decisions refused, {} recorded", rows.len());
    Err(Error::new(Kind::Data, what).hint("mend the refused rows and hand those in again"))
}

/// A carrier acts on what it was told: a word against it must reach it.
fn tell_of_released(rows: &[Row], folder: &Path, ui: &Ui) -> Result<()> {
    let releases = Releases::read(folder)?;
    let Some(newest) = releases.newest() else {
        return Ok(());
    };
    let against = rows.iter().filter(|row| row.decision != Decision::Concur);
    let told = against.filter(|row| newest.state_of(&row.case_id) == Some(State::Released));
    let count = told.count();
    if 0 < count {
        ui.warn(&format!(
            "{count} of these cases are on a carrier's sheet: run `preboard release` again, so that the carrier is told"
        ));
    }
    Ok(())
}

/// The clocks of officers and of this machine may differ, and a run may be given a moment
/// ahead of either; by more than a day it is a slip of the keyboard.
fn latest(now: Timestamp, as_of: Timestamp) -> Timestamp {
    let latest = now.max(as_of);
    latest
        .checked_add(SignedDuration::from_hours(24))
        .unwrap_or(latest)
}

fn refused(path: &Path, refusal: &Refusal) -> Error {
    let Refusal {
        row,
        column,
        reason,
    } = refusal;
    let place = format!("{}: row {row}, column {column}", path.display());
    Error::new(Kind::Data, format!("{place}: {reason}"))
}

/// What the run says of its cases.
struct Night {
    folder: PathBuf,
    out: PathBuf,
    run_id: String,
    as_of: Timestamp,
    cases: BTreeMap<String, CaseRow>,
    /// Of each case's best hit.
    pairs: BTreeMap<String, PairRow>,
}

impl Night {
    fn read(folder: &Path) -> Result<Night> {
        let folder = std::fs::canonicalize(folder).map_err(|e| Error::cannot_read(folder, &e))?;
        let record = RunRecord::read(&folder.join("run.json"))?;
        let record = record.unmasked(&folder, "no decision can be taken on it")?;
        record.require_untouched(&folder, &["recommendations.parquet", "pairs.parquet"])?;
        let cases = parquet::read_cases(&folder.join("recommendations.parquet"))?;
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
            cases: cases
                .into_iter()
                .map(|case| (case.case_id.clone(), case))
                .collect(),
            pairs: best.map(|pair| (pair.case_id.clone(), pair)).collect(),
        })
    }

    /// The case stands in the run: the sheet holds no other.
    fn row(&self, stated: Stated, now: Timestamp) -> Row {
        let case = self.cases[&stated.case_id].clone();
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
            identity_digest: pair.and_then(|pair| pair.identity_digest.clone()),
            entry_digest: pair.map(|pair| pair.entry_digest.clone()),
        }
    }
}
