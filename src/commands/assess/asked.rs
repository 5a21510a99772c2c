//! One assessment: what is read, what is asked of it, and where it goes.

use super::known::Known;
use super::{FOLDER, changes, counted, gathered, tables};
use crate::analysis::warning::counts::{Counts, Week};
use crate::analysis::warning::pathways::pathways;
use crate::analysis::warning::signals::walk;
use crate::cli::Inputs;
use crate::cli::assess::Assess;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings, beside, stdout, trends};
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::ledger;
use crate::output::beside::INDEX;
use crate::output::{assessment, traffic};
use crate::render::assess::{Assessed, MadeOf};
use crate::render::warning::{Shown, text};
use crate::schema::traffic::newest;
use crate::schema::warning::{self, monday, week_of};
use crate::settings::Settings;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// In the folder of the assessment, what may leave the group.
const PUBLISHED: &str = "published";

pub fn run(args: &Assess, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    let settings = Settings::resolve(&inputs(args), surroundings.now)?;
    let folder = &settings.output.folder;
    let hint = "name the folder of the runs by --runs or [output] folder";
    files::list(folder).map_err(|e| e.hint(hint))?;
    let today = settings.as_of.to_zoned(TimeZone::UTC).date();
    let span = span(args, today)?;
    let (from, end) = span;
    let target = args.out.clone().unwrap_or_else(|| match args.publish {
        true => folder.join(FOLDER).join(PUBLISHED),
        false => folder.join(FOLDER),
    });
    trends::check_target(&target, folder)?;
    let loaded = traffic::load(folder)?;
    ui.step("nights of traffic read", loaded.len() as u64);
    let counts = counted::counts(&loaded, end);
    let gathered = gathered::gather(folder, monday(end), ui)?;
    ui.step("cases of kept runs read", gathered.cases.len() as u64);
    let decisions = ledger::read(folder)?;
    let cuts = changes::cuts(&gathered.records, &args.changed)?;
    let walked = walk(&counts, &cuts, span, args.all);
    ui.step("weeks asked", walked.asked.len() as u64);
    let ranked = pathways(&counts, span);
    let screened: Vec<_> = newest(&loaded).into_iter().cloned().collect();
    let known = Known {
        settings: &settings,
        counts: &counts,
        cuts: &cuts,
        walked: &walked,
        pathways: warning::pathways(&ranked),
        traffic: &screened,
        gathered: &gathered,
        decisions: &decisions,
        span,
        publish: args.publish,
    };
    let tables = tables::all(known)?;
    let made_of = MadeOf {
        as_of: settings.as_of,
        command: format!("preboard {}", surroundings.typed),
        settings_digest: settings.digest.clone(),
        runs: gathered.read,
        first_run: gathered.name(gathered.records.first()),
        last_run: gathered.name(gathered.records.last()),
    };
    let asked = walked.asked.values().next_back().copied().unwrap_or(0);
    let assessed = Assessed {
        tables: &tables,
        span,
        asked,
        made_of: &made_of,
        publish: args.publish,
    };
    assessment::write(&target, &assessed)?;
    stdout::lines(&text(&Shown {
        signals: &tables.signals,
        pathways: &tables.pathways,
        asked: &walked.asked,
        span,
        recorded: (counts.first, counts.end),
        cuts: &cuts,
    }))?;
    if counts.first == counts.end {
        ui.warn("no week of traffic is over: runs of this version write it, one night at a time");
    }
    if args.out.is_none() && !args.publish && files::is_there(&folder.join(INDEX))? {
        beside::refresh(folder, surroundings.now, ui);
    }
    let page = target.join(assessment::PAGE).display().to_string();
    ui.say(&told(&counts, (from, end), &page));
    Ok(Outcome::Done)
}

fn told(counts: &Counts, (from, end): (Week, Week), page: &str) -> String {
    let weeks = (counts.end.min(end) - counts.first.max(from)).max(0);
    format!("{weeks} weeks assessed; the tables stand beside the page; next: open {page}")
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
