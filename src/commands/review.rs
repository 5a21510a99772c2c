//! Officers' decisions on the cases of a run go into the ledger.

use crate::cli;
use crate::commands::beside;
use crate::commands::release::Releases;
use crate::commands::release::state::last_words;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings};
use crate::error::{Error, Kind, Result};
use crate::ledger::decisions::{self, Known, Refusal, Stated};
use crate::ledger::words::Decision;
use crate::ledger::{self, Row};
use crate::schema::record::RunRecord;
use crate::schema::release::State;
use crate::schema::rows;
use crate::schema::rows::{CaseRow, PairRow};
use crate::tables::parquet;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub fn run(args: &cli::Review, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    let night = Night::read(&args.run)?;
    let writer = ledger::Writer::open(&night.out)?;
    let recorded = ledger::read(&night.out)?;
    let sheet = decisions::read(&args.decisions, &night.known(&recorded, surroundings.now))?;
    ui.step("decisions read", sheet.good.len() as u64);
    let late = late(&sheet.good, &recorded, &args.decisions);
    let stated = sheet.good.into_iter();
    let rows: Vec<Row> = stated
        .map(|stated| night.row(stated, surroundings.now))
        .collect();
    if !rows.is_empty() {
        let part = writer.append(&rows)?;
        ui.step("decisions recorded", rows.len() as u64);
        let clearing = rows.iter().filter_map(Row::verdict);
        let cleared = clearing.filter(|verdict| verdict.different_person).count();
        let (count, part) = (rows.len(), part.display());
        ui.say(&format!(
            "{count} decisions recorded in {part}, {cleared} of them clear a pair"
        ));
        late.iter().for_each(|line| ui.warn(line));
        tell_of_released(&rows, &recorded, &night.folder, ui)?;
        beside::refresh(&night.out, surroundings.now, ui);
    }
    if sheet.refused.is_empty() {
        if rows.is_empty() {
            ui.say("0 decisions; nothing recorded");
        }
        return Ok(Outcome::Done);
    }
    for refusal in &sheet.refused {
        ui.error(&refused(&args.decisions, refusal));
    }
    let (count, path) = (sheet.refused.len(), args.decisions.display());
    let what = format!("{path}: {count} decisions refused, {} recorded", rows.len());
    Err(Error::new(Kind::Data, what).hint("mend the refused rows and hand those in again"))
}

/// Words that are older than the last one in the ledger: they are kept and do not count.
fn late(stated: &[Stated], recorded: &[Row], path: &Path) -> Vec<String> {
    let last = last_words(recorded);
    let late = stated.iter().filter_map(|stated| {
        let last = last.get(stated.case_id.as_str())?;
        (stated.decided_at < last.decided_at).then(|| {
            let place = format!("{}: {}, column decided_at", path.display(), stated.place);
            let (word, at) = (last.decision.as_str(), last.decided_at);
            format!("{place}: recorded, but not the last word on the case: {word} of {at} counts")
        })
    });
    late.collect()
}

/// A carrier acts on what it was told: a last word against it must reach it.
fn tell_of_released(rows: &[Row], recorded: &[Row], folder: &Path, ui: &Ui) -> Result<()> {
    let releases = Releases::read(folder)?;
    let Some(newest) = releases.newest() else {
        return Ok(());
    };
    let before = last_words(recorded);
    let now = last_words(rows).into_values().filter(|row| {
        let before = before.get(row.case_id.as_str());
        before.is_none_or(|before| before.decided_at <= row.decided_at)
    });
    let against = now.filter(|row| row.decision != Decision::Concur);
    let released = against.filter(|row| newest.state_of(&row.case_id) == Some(State::Released));
    let count = released.count();
    if 0 < count {
        ui.warn(&format!(
            "{count} of these cases are on a carrier's sheet: run `preboard release` again, so that the carrier is told"
        ));
    }
    Ok(())
}

fn refused(path: &Path, refusal: &Refusal) -> Error {
    let Refusal {
        place,
        column,
        reason,
    } = refusal;
    let place = format!("{}: {place}, column {column}", path.display());
    Error::new(Kind::Data, format!("{place}: {reason}"))
}

/// What the run says of its cases.
struct Night {
    folder: PathBuf,
    out: PathBuf,
    run_id: String,
    as_of: Timestamp,
    /// By this machine's clock, which `as_of` may be ahead of.
    started_at: Timestamp,
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
            cases: cases
                .into_iter()
                .map(|case| (case.case_id.clone(), case))
                .collect(),
            pairs: best.map(|pair| (pair.case_id.clone(), pair)).collect(),
        })
    }

    fn known<'a>(&'a self, recorded: &[Row], now: Timestamp) -> Known<'a> {
        let cases = self.cases.iter();
        let recorded = recorded.iter().map(|row| {
            let said = (row.decision, row.carrier_action, row.match_truth);
            ((row.case_id.clone(), row.decided_at), said)
        });
        Known {
            cases: cases
                .map(|(id, case)| (id.as_str(), case.list.is_some()))
                .collect(),
            recorded: recorded.collect(),
            earliest: self.as_of.min(self.started_at),
            latest: self.as_of.max(now),
        }
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
