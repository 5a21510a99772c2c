//! `preboard trends`: what became of the cases, over the years.

use crate::analysis::trends::case::{self, RecordedDecision};
use crate::analysis::trends::nights::{Left, Night, Open};
use crate::analysis::trends::{Span, assess};
use crate::cli::Inputs;
use crate::cli::trends::Trends;
use crate::commands::runs::{self, Run};
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings};
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::ledger::{self, Row};
use crate::output::purged::{self, Event};
use crate::output::trends;
use crate::render::trends::MadeOf;
use crate::schema::rows;
use crate::schema::status::Status;
use crate::settings::Settings;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The folder beside the runs where the assessment goes. No run may bear this name.
pub const FOLDER: &str = "trends";

pub fn run(args: &Trends, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    let span = span(args)?;
    let settings = Settings::resolve(&inputs(args), surroundings.now)?;
    let folder = &settings.output.folder;
    let hint = "name the folder of the runs by --ledger or [output] folder";
    files::list(folder).map_err(|e| e.hint(hint))?;
    let runs_folder = folder_of_runs(folder)?;
    let target = args.out.clone();
    let target = target.unwrap_or_else(|| runs_folder.join(FOLDER));
    check_target(&target, &runs_folder)?;
    let words = ledger::read(&runs_folder)?;
    let count = words.len();
    ui.step("decisions read", count as u64);
    let cases = case::fold(words.into_iter().map(word));
    let kept = kept_nights(&runs_folder, ui)?;
    let standing = runs::walk(&runs_folder)?.read.into_iter();
    let standing = standing.map(|run| run.record.audit_digest).collect();
    let purged = purged_nights(&runs_folder, &standing)?;
    let nights: Vec<Night> = kept.into_iter().chain(purged).collect();
    let assessed = assess(&cases, &nights, span, settings.as_of);
    ui.step("cases assessed", assessed.decided as u64);
    let made_of = MadeOf {
        command: format!("preboard {}", surroundings.typed),
        as_of: settings.as_of,
        ledger: runs_folder.join(ledger::FOLDER).display().to_string(),
        parts: ledger::parts(&runs_folder)?.len(),
        words: count,
    };
    trends::write(&target, &assessed, &made_of)?;
    if assessed.decided == 0 {
        ui.warn(&format!(
            "no decided case with a departure in this span is in {}: the tables are empty; \
             decisions come in by `preboard review`",
            made_of.ledger
        ));
    }
    let without: usize = assessed
        .undecided
        .iter()
        .map(|row| row.without_decision)
        .sum();
    ui.say(&format!(
        "{} decided cases, {without} without a decision; next: open {}",
        assessed.decided,
        target.join("trends.html").display()
    ));
    Ok(Outcome::Done)
}

/// Files put into a run or the ledger are what `verify` calls unexpected.
pub fn check_target(target: &Path, runs_folder: &Path) -> Result<()> {
    let ledger = real(&runs_folder.join(ledger::FOLDER))?;
    let absolute = std::path::absolute(target).unwrap_or_else(|_| target.to_owned());
    // What is not there yet will be below the nearest folder that is.
    let mut there = None;
    for path in absolute.ancestors() {
        there = real(path)?;
        if there.is_some() {
            break;
        }
    }
    for folder in there.iter().flat_map(|folder| folder.ancestors()) {
        let is_run = files::is_there(&folder.join("run.json"))?;
        if is_run || ledger.as_deref() == Some(folder) {
            let folder = folder.display();
            let what = format!("--out {} is inside of {folder}", target.display());
            let hint = "a run and the ledger take no other files: name a folder beside them";
            return Err(Error::new(Kind::Usage, what).hint(hint));
        }
    }
    Ok(())
}

/// Without links; `None` when it is not there.
fn real(path: &Path) -> Result<Option<PathBuf>> {
    let there = files::about(path)?.is_some();
    there.then(|| files::canonical(path)).transpose()
}

fn span(args: &Trends) -> Result<Span> {
    if let (Some(from), Some(to)) = (args.from, args.to)
        && to < from
    {
        let what = format!("--to {to} lies before --from {from}");
        return Err(Error::new(Kind::Usage, what).hint("exchange the two"));
    }
    Ok(Span {
        from: args.from,
        to: args.to,
    })
}

fn inputs(args: &Trends) -> Inputs {
    Inputs {
        settings: args.settings.clone(),
        out: args.ledger.clone(),
        moment: args.moment.clone(),
        ..Inputs::default()
    }
}

/// The ledger's own folder is taken for the one it stands in.
fn folder_of_runs(folder: &Path) -> Result<PathBuf> {
    let inner = folder.join(ledger::FOLDER);
    let is_ledger = folder.ends_with(ledger::FOLDER) && !files::is_there(&inner)?;
    Ok(match folder.parent() {
        Some(parent) if is_ledger && parent.as_os_str().is_empty() => PathBuf::from("."),
        Some(parent) if is_ledger => parent.to_owned(),
        Some(_) | None => folder.to_owned(),
    })
}

fn word(row: Row) -> RecordedDecision {
    RecordedDecision {
        case_id: row.case_id,
        made_at: row.as_of,
        decided_at: row.decided_at,
        decision: row.decision,
        carrier_action: row.carrier_action,
        truth: row.match_truth,
        departure: row.scheduled_departure,
        carrier: row.carrier,
        group: row.group,
        action: row.action,
        category: row.category,
        list: row.list,
        reasons: row.reason_codes,
    }
}

/// A run whose tables are damaged still says how many were screened.
fn kept_nights(out: &Path, ui: &Ui) -> Result<Vec<Night>> {
    let runs = runs::all(out, ui)?;
    let nights = runs.iter().map(|run| {
        let cases = open_cases(run).unwrap_or_else(|error| {
            ui.warn(&format!("the cases of a run are not counted: {error}"));
            Vec::new()
        });
        Night {
            as_of: moment(&run.record.as_of),
            passengers: run.record.counts.passengers,
            left: match run.record.masked_at {
                Some(_) => Left::Masked,
                None => Left::Whole,
            },
            cases,
        }
    });
    Ok(nights.collect())
}

fn open_cases(run: &Run) -> Result<Vec<Open>> {
    if run.record.masked_at.is_some() {
        return Ok(Vec::new());
    }
    let cases = rows::read_cases(&run.folder.join("recommendations.parquet"))?;
    let open = cases
        .into_iter()
        .filter(|case| case.status != Status::Withdrawn);
    Ok(open
        .map(|case| Open {
            case_id: case.case_id,
            group: case.group,
            departure: case.scheduled_departure,
        })
        .collect())
}

/// A run that a kill made purge say twice counts once, and one that could not be deleted is
/// among those that stand.
fn purged_nights(out: &Path, standing: &BTreeSet<String>) -> Result<Vec<Night>> {
    let lines = purged::read(out)?;
    let runs = lines
        .into_iter()
        .filter(|line| line.event == Event::RunPurged)
        .filter(|line| !standing.contains(&line.audit_digest));
    let mut runs: Vec<_> = runs
        .map(|line| (line.audit_digest, line.as_of, line.passengers))
        .collect();
    runs.sort();
    runs.dedup_by(|a, b| a.0 == b.0);
    let nights = runs.into_iter().map(|(_, as_of, passengers)| Night {
        as_of: moment(as_of.as_deref().unwrap_or_default()),
        passengers,
        left: Left::Count,
        cases: Vec::new(),
    });
    Ok(nights.collect())
}

fn moment(text: &str) -> Timestamp {
    text.parse().unwrap_or(Timestamp::UNIX_EPOCH)
}
