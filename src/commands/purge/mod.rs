//! `preboard purge`: runs and decisions whose period is over are masked, reduced or deleted.

mod judged;

mod stays;

mod plan;

mod products;

mod apply;

mod leftovers;

mod listing;

use crate::cli::Inputs;
use crate::cli::purge::Purge;
use crate::commands::beside;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings, stdout};
use crate::error::{Error, Kind, Result};
use crate::files::{self, Lock};
use crate::ledger::{self, Writer};
use crate::settings::Settings;
use jiff::{SignedDuration, Timestamp};
use plan::Plan;
use std::path::Path;

pub fn run(args: &Purge, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    let settings = Settings::resolve(&inputs(args), surroundings.now)?;
    let out = settings.output.folder.clone();
    if !files::is_there(&out)? {
        ui.say(&format!("nothing to purge: {} is not there", out.display()));
        return Ok(Outcome::Done);
    }
    if args.dry_run {
        let plan = Plan::make(&settings, &args.mask, ui)?;
        stdout::table(&listing::table(&plan))?;
        ui.say(&format!("dry run: {}", listing::summary(&plan)));
        return Ok(Outcome::Done);
    }
    check_moment(settings.as_of, surroundings.now)?;
    let _lock = Lock::take(&out)?;
    let writer = match files::is_there(&out.join(ledger::FOLDER))? {
        true => Some(Writer::open(&out)?),
        false => None,
    };
    let mut failed = leftovers::remove(&out, surroundings.now)?;
    let plan = Plan::make(&settings, &args.mask, ui)?;
    ui.step("runs judged", plan.runs.len() as u64);
    let summary = listing::summary(&plan);
    let stays = tell_of_faults(&plan, ui);
    tell_of_shares(&plan, ui);
    let applied = apply::apply(plan, &out, writer, surroundings.now);
    // Also what was done before it failed.
    beside::refresh(&out, surroundings.now, ui);
    failed.extend(applied?);
    if failed.is_empty() {
        ui.say(&summary);
    }
    ended(failed, stays, &out, ui)
}

/// What may hold more than retention allows; gives how many there are.
fn tell_of_faults(plan: &Plan, ui: &Ui) -> usize {
    let faults = plan.stays.iter().filter(|stays| stays.is_fault);
    let told = faults.map(|stays| ui.warn(&format!("{} stays: {}", stays.name, stays.why)));
    told.count()
}

/// A partner was told until when it may keep somebody, and whether it does is not known here.
fn tell_of_shares(plan: &Plan, ui: &Ui) {
    let out = plan.endings.iter().filter(|ending| ending.is_out);
    let count = out.count();
    if 0 < count {
        ui.warn(&format!(
            "shares that end here and were never called back: {count}; partners have the end dates that they were sent"
        ));
    }
}

/// What was promised to be gone and is not is no success.
fn ended(mut failed: Vec<Error>, stays: usize, out: &Path, ui: &Ui) -> Result<Outcome> {
    if !failed.is_empty() {
        let first = failed.remove(0);
        failed.iter().for_each(|error| ui.error(error));
        return Err(first);
    }
    if 0 < stays {
        let what = format!("{stays} things in {} are under no retention", out.display());
        let hint = "mend each, move it away, or name it in retention.hold";
        return Err(Error::new(Kind::Data, what).hint(hint));
    }
    Ok(Outcome::Done)
}

fn inputs(args: &Purge) -> Inputs {
    Inputs {
        settings: args.settings.clone(),
        out: args.out.clone(),
        moment: args.moment.clone(),
        ..Inputs::default()
    }
}

/// A year that is mistyped would end every period.
fn check_moment(as_of: Timestamp, now: Timestamp) -> Result<()> {
    let latest = now.checked_add(SignedDuration::from_hours(24));
    if as_of <= latest.unwrap_or(now) {
        return Ok(());
    }
    let what = format!("{as_of} lies ahead of the clock, and nothing purged comes back");
    Err(Error::new(Kind::Usage, what).hint("look at it with --dry-run, or give an earlier --as-of"))
}
