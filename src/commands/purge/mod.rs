//! `preboard purge`: runs and decisions whose period is over are masked, reduced or deleted.

mod judged;

mod plan;

mod apply;

mod listing;

use crate::cli::Inputs;
use crate::cli::purge::Purge;
use crate::commands::beside;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings, stdout};
use crate::error::{Error, Kind, Result};
use crate::files::{Lock, replace};
use crate::ledger::{self, Writer};
use crate::settings::Settings;
use jiff::{SignedDuration, Timestamp};
use plan::Plan;

pub fn run(args: &Purge, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    let settings = Settings::resolve(&inputs(args), surroundings.now)?;
    let out = settings.output.folder.clone();
    if !out.exists() {
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
    let writer = match out.join(ledger::FOLDER).exists() {
        true => Some(Writer::open(&out)?),
        false => None,
    };
    replace::remove_leftovers_of(&out)?;
    let plan = Plan::make(&settings, &args.mask, ui)?;
    ui.step("runs judged", plan.runs.len() as u64);
    let summary = listing::summary(&plan);
    let applied = apply::apply(plan, &out, writer, surroundings.now);
    // Also what was done before it failed.
    beside::refresh(&out, surroundings.now, ui);
    applied?;
    ui.say(&summary);
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
