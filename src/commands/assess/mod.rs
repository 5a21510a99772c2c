//! `preboard assess`: for now its early warning, from the traffic of all runs.

mod changes;

mod counted;

use crate::analysis::warning::counts::{Counts, Week};
use crate::analysis::warning::pathways::pathways;
use crate::analysis::warning::signals::walk;
use crate::cli::Inputs;
use crate::cli::assess::Assess;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings, runs, stdout};
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::output::{traffic, warning};
use crate::render::warning::{Shown, text};
use crate::schema::warning as tables;
use crate::schema::warning::{monday, week_of};
use crate::settings::Settings;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The folder beside the runs where the assessment goes. No run may bear this name.
pub const FOLDER: &str = "assessment";

pub fn run(args: &Assess, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    let settings = Settings::resolve(&inputs(args), surroundings.now)?;
    let folder = &settings.output.folder;
    let hint = "name the folder of the runs by --runs or [output] folder";
    files::list(folder).map_err(|e| e.hint(hint))?;
    let today = settings.as_of.to_zoned(TimeZone::UTC).date();
    let (from, end) = span(args, today)?;
    let loaded = traffic::load(folder)?;
    ui.step("nights of traffic read", loaded.len() as u64);
    let counts = counted::counts(&loaded, end);
    let cuts = changes::cuts(&runs::all(folder, ui)?, &args.changed)?;
    let walked = walk(&counts, &cuts, (from, end), args.all);
    ui.step("weeks asked", walked.asked.len() as u64);
    let ranked = pathways(&counts, (from, end));
    let (signals, pathways) = (tables::signals(&walked.told), tables::pathways(&ranked));
    let target = args.out.clone().unwrap_or_else(|| folder.join(FOLDER));
    warning::write(&target, &signals, &pathways)?;
    stdout::lines(&text(&Shown {
        signals: &signals,
        pathways: &pathways,
        asked: &walked.asked,
        span: (from, end),
        recorded: (counts.first, counts.end),
        cuts: &cuts,
    }))?;
    if counts.first == counts.end {
        ui.warn("no week of traffic is over: runs of this version write it, one night at a time");
    }
    ui.say(&told(&counts, (from, end), &target.display().to_string()));
    Ok(Outcome::Done)
}

fn told(counts: &Counts, (from, end): (Week, Week), target: &str) -> String {
    let weeks = (counts.end.min(end) - counts.first.max(from)).max(0);
    format!("{weeks} weeks assessed; the tables are in {target}")
}

/// Whole weeks: from the one with the first day to the last that is over.
fn span(args: &Assess, today: Date) -> Result<(Week, Week)> {
    if let (Some(from), Some(to)) = (args.from, args.to)
        && to < from
    {
        let what = format!("--to {to} lies before --from {from}");
        return Err(Error::new(Kind::Usage, what).hint("exchange the two"));
    }
    let to = args.to.map(|to| to.saturating_add(1.day()));
    let end = week_of(to.map_or(today, |to| to.min(today)));
    let year_before = monday(end - 52);
    Ok((week_of(args.from.unwrap_or(year_before)).min(end), end))
}

fn inputs(args: &Assess) -> Inputs {
    Inputs {
        settings: args.settings.clone(),
        out: args.runs.clone(),
        moment: args.moment.clone(),
        ..Inputs::default()
    }
}
