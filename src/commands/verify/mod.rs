//! Whether a run is what it was: its files, releases and settings, the ledger, and the chain
//! of runs beside it.
//!
//! Digests show that something was changed, not by whom. Whoever can write every file of the
//! folder can seal them all again: keep the newest audit digest elsewhere too.

mod chain;

mod of_files;

mod ledger;

mod purged;

mod releases;

mod report;

mod rights;

use crate::cli;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, stdout};
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::schema::record::{self, RunRecord};
use crate::settings::layers;
use purged::Log;
use report::{Report, State};
use std::path::Path;

pub fn run(args: &cli::Verify, ui: &Ui) -> Result<Outcome> {
    let folder = &args.run;
    let folder = files::canonical(folder)?;
    let record = folder.join("run.json");
    if files::is_there(&record)? && !files::is_plain_file(&record)? {
        let what = format!("{}: {}", record.display(), of_files::NOT_FOLLOWED);
        let hint = "what stands there was put in the place of the run's record";
        return Err(Error::new(Kind::Data, what).hint(hint));
    }
    let run = RunRecord::read(&record)?;
    let mut report = Report::default();
    of_record(&folder, &run, &mut report)?;
    let known = ["run.json", "metrics.prom"];
    of_files::check(&folder, "", &run.outputs, &known, &mut report)?;
    let heads = releases::check(&folder, &run, &mut report)?;
    let out = folder.parent().unwrap_or(&folder);
    let log = Log::read(out)?;
    ledger::check(out, &run, &heads, &log, &mut report)?;
    chain::check(out, &folder, &run, &log, &mut report)?;
    ui.step("digests compared", report.len() as u64);
    rights::tell(&folder, &run, ui);
    stdout::lines(&report.text())?;
    let faults = report.faults();
    if faults == 0 {
        ui.say(&format!("{}: untouched", run.run_id));
        return Ok(Outcome::Done);
    }
    ui.say(&format!(
        "{}: {faults} of {} not as they were",
        run.run_id,
        report.len()
    ));
    Ok(Outcome::BarNotMet)
}

/// The record to the byte, and its settings against their digest.
fn of_record(folder: &Path, run: &RunRecord, report: &mut Report) -> Result<()> {
    let intact = record::file_is_intact(&folder.join("run.json"), &run.audit_digest)?;
    report.add("run.json", State::of(intact), "");
    let settings = layers::digest_of_shown(&run.settings) == run.settings_digest;
    report.add("run.json: settings", State::of(settings), "");
    Ok(())
}
