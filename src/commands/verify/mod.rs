//! Whether a run is what it was: its files, releases and settings, the ledger, the journal, and
//! the chain of runs beside it. Without a run, whether all of the folder is.
//!
//! Digests show that something was changed, not by whom. Whoever can write every file of the
//! folder can make them all anew: a checkpoint kept elsewhere shows that too.

mod chain;

mod checkpoint;

mod of_files;

mod journal;

mod ledger;

mod links;

mod products;

mod purged;

mod releases;

mod report;

mod rights;

mod traffic;

use crate::cli::{self, Inputs};
use crate::commands::runs::require_run;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings, stdout};
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::schema::record::{self, LEDGER_HEAD, RunRecord};
use crate::settings::{Settings, layers};
use ledger::Named;
use purged::Log;
use report::{Report, State};
use std::path::Path;

pub fn run(args: &cli::Verify, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    let mut report = Report::default();
    let name = match &args.run {
        Some(folder) => {
            let folder = files::canonical(folder)?;
            require_run(&folder)?;
            let run = record_of(&folder)?;
            let heads = one(&folder, &run, &mut report)?;
            let out = folder.parent().unwrap_or(&folder);
            beside(out, Some(&folder), &heads, args, &mut report)?;
            rights::tell(&folder, &run, ui);
            run.run_id
        }
        None => {
            let out = folder(args, surroundings)?;
            let heads = every_run(&out, &mut report)?;
            beside(&out, None, &heads, args, &mut report)?;
            crate::inert::shown(&out.display().to_string())
        }
    };
    ui.step("digests compared", report.len() as u64);
    stdout::lines(&report.text())?;
    let faults = report.faults();
    if faults == 0 {
        ui.say(&format!("{name}: untouched"));
        return Ok(Outcome::Done);
    }
    let all = report.len();
    ui.say(&format!("{name}: {faults} of {all} not as they were"));
    Ok(Outcome::BarNotMet)
}

fn folder(args: &cli::Verify, surroundings: &Surroundings) -> Result<std::path::PathBuf> {
    let inputs = Inputs {
        settings: args.settings.clone(),
        out: args.out.clone(),
        ..Inputs::default()
    };
    let out = Settings::resolve(&inputs, surroundings.now)?.output.folder;
    files::canonical(&out)
}

/// A link in the place of the record is refused: whatever it leads to was put there.
fn record_of(folder: &Path) -> Result<RunRecord> {
    let record = folder.join("run.json");
    if files::is_there(&record)? && !files::is_plain_file(&record)? {
        let what = format!("{}: {}", record.display(), of_files::NOT_FOLLOWED);
        let hint = "what stands there was put in the place of the run's record";
        return Err(Error::new(Kind::Data, what).hint(hint));
    }
    RunRecord::read(&record)
}

/// What is in the run's folder; gives the parts of the ledger that it names.
fn one(folder: &Path, run: &RunRecord, report: &mut Report) -> Result<Vec<Named>> {
    of_record(folder, run, report)?;
    let known = ["run.json", "metrics.prom"];
    of_files::check(folder, "", &run.outputs, &known, report)?;
    let mut heads = releases::check(folder, run, report)?;
    let of_run = run.data_digests.get(LEDGER_HEAD).cloned();
    heads.extend(of_run.map(|head| ("ledger".to_owned(), head, "run")));
    Ok(heads)
}

/// The same of every run here that can be read; the others are told with the chain.
fn every_run(out: &Path, report: &mut Report) -> Result<Vec<Named>> {
    let mut heads = Vec::new();
    for found in chain::find(out, None, &mut Report::default())? {
        let mut own = Report::default();
        let named = one(&found.folder, &found.record, &mut own)?;
        let name = found.path.trim_end_matches("run.json");
        heads.extend(
            named
                .into_iter()
                .map(|(path, head, reader)| (format!("{name}{path}"), head, reader)),
        );
        report.take(name, own);
    }
    Ok(heads)
}

/// What runs share: journal, log of purges, ledger, chain.
fn beside(
    out: &Path,
    own: Option<&Path>,
    heads: &[Named],
    args: &cli::Verify,
    report: &mut Report,
) -> Result<()> {
    let journal = journal::read(out, report);
    let journal = journal.as_ref();
    let log = Log::read(out, journal, report)?;
    ledger::check(out, heads, &log, journal, report)?;
    let found = chain::find(out, own, report)?;
    chain::check(&found, &log, report);
    if let Some(journal) = journal {
        journal::runs(&found, journal, report);
        journal::releases(&found, journal, report);
        traffic::check(out, &found, journal, report)?;
        links::check(out, journal, report)?;
        products::check(out, journal, report)?;
    }
    checkpoint::check(args, journal, report)
}

/// The record to the byte, and its settings against their digest.
fn of_record(folder: &Path, run: &RunRecord, report: &mut Report) -> Result<()> {
    let intact = record::file_is_intact(&folder.join("run.json"), &run.audit_digest)?;
    report.add("run.json", State::of(intact), "");
    let settings = layers::digest_of_shown(&run.settings) == run.settings_digest;
    report.add("run.json: settings", State::of(settings), "");
    Ok(())
}
