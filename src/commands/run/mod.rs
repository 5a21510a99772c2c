//! The nightly job. Read this first.

mod attempt;

mod clock;

mod id;

mod nights;

mod place;

mod readings;

mod recalls;

mod record;

mod summary;

mod traffic;

use crate::cli;
use crate::commands::decided;
use crate::commands::doubts::{self, Tonight};
use crate::commands::facts;
use crate::commands::load;
use crate::commands::memory;
use crate::commands::redress;
use crate::commands::runs::{self, Runs};
use crate::commands::ui::Ui;
use crate::commands::{Kept, Outcome, Surroundings};
use crate::domain::work::{self, InParallel};
use crate::error::{Kind, Result};
use crate::exec::Exec;
use crate::files::{self, Lock, Staging};
use crate::manifest;
use crate::night::gathered::CaseContext;
use crate::night::links::links;
use crate::night::together::rows as together;
use crate::output::encrypt;
use crate::output::publish::{self, Night};
use crate::output::readers::Readers;
use crate::render::briefing::RunFacts;
use crate::routing::Routing;
use crate::schema::changes::Previous;
use crate::schema::rows;
use crate::settings::Settings;
use clock::Clock;
use jiff::Timestamp;
use record::{Made, record};
use std::path::{Path, PathBuf};

/// `kept` takes what the process may end with: giving millions of small pieces back one by
/// one takes seconds.
pub fn run(
    args: &cli::Run,
    surroundings: &Surroundings,
    ui: &Ui,
    kept: &mut Kept,
) -> Result<Outcome> {
    let settings = Settings::resolve(&args.inputs, surroundings.now)?;
    attempt::told(args, &settings, surroundings, ui, |clock| {
        night(args, &settings, surroundings, ui, kept, clock)
    })
}

/// Gives the folder too, unless nothing was to be published.
fn night(
    args: &cli::Run,
    settings: &Settings,
    surroundings: &Surroundings,
    ui: &Ui,
    kept: &mut Kept,
    clock: &mut Clock,
) -> Result<(Outcome, Option<PathBuf>)> {
    encrypt::check(&settings.output.recipients)?;
    let output = &settings.output;
    let readers = Readers::resolve(&output.group_readable, &output.officers)?;
    let manifests = manifest::open_within(
        &settings.inputs.manifests,
        &settings.manifest,
        &settings.limits,
    )?;
    ui.step("manifests opened", manifests.rows());
    memory::require(settings, &manifests)?;
    let out = settings.output.folder.clone();
    let _lock = Lock::take(&out).map_err(|e| match e.kind {
        Kind::TryLater => e.hint("wait for it to end, then start again, or use another --out"),
        _ => e,
    })?;
    let runs = runs::walk(&out)?;
    let unread = unread(&runs, ui);
    let run_id = id::run_id(args, &out, settings.as_of)?;
    remove_leftovers(&out, ui)?;
    let staging = Staging::create(&out, &run_id)?;

    let exec = Exec::new(settings.threads)?;
    let parallel: &InParallel = &|one, other| exec.join(one, other);
    let lists = || load::screener(settings, &exec, ui);
    let night = || readings::first(&manifests, settings, &exec);
    let (loaded, first) = work::join(parallel, lists, night);
    let (loaded, first) = (loaded?, first?);
    let tonight = Tonight {
        settings,
        manifests: &manifests,
        survey: &first.survey,
        seen: &first.seen,
        loaded: &loaded,
        runs: &runs,
        accepted: &args.accept.accept_list,
    };
    let doubts = doubts::of(&tonight, ui)?;
    let redress = redress::load(settings, ui)?;
    clock.lap("load");
    let routing = Routing::new(settings.routing.clone());
    let context = CaseContext {
        routing: &routing,
        across: &first.cross_checks,
        as_of: settings.as_of,
        retention_until: settings.retention.policy.retention_until(settings.as_of),
    };
    let screening = readings::Screening {
        screener: &loaded.screener,
        cleared: &redress.cleared,
        first: &first,
        context: &context,
    };
    let mut gathered = screening.second(&manifests, &exec, ui)?;
    screening.companions(&mut gathered, &manifests, &exec)?;
    gathered.check(settings.quarantine_ceiling)?;
    clock.lap("screen");
    ui.step("passengers screened", gathered.counts.passengers);
    let names: Vec<String> = manifests
        .files
        .iter()
        .map(|file| file.path.display().to_string())
        .collect();
    let people = first.cross_checks.people;
    let sharing = (&first.survey.links, &first.survey.agencies);
    let before = nights::load(settings, &runs, &redress, ui);
    let earlier = before.as_ref().map(nights::Before::nights);
    let mut linked = links(
        &gathered,
        &names,
        people,
        sharing,
        earlier.as_ref(),
        |rows| manifests.link_rows(&exec, rows),
    )?;
    if let Some(earlier) = &earlier {
        let tonight = (gathered.cases.as_slice(), linked.kept.as_slice());
        let journeys = &first.cross_checks.journeys;
        let found = together(tonight, earlier, journeys, |cells| {
            nights::offered(&out, &gathered.traffic, cells, ui)
        });
        linked.links.extend(found);
    }
    clock.lap("link");
    ui.step("links found", linked.links.len() as u64);
    gathered.counts.links_left_out = linked.left_out;

    let night = Night {
        cases: &gathered.cases,
        links: linked.links,
        networks: linked.networks,
        rejects: &gathered.rejects,
        traffic: (&gathered.traffic, &first.cross_checks.journeys),
        suppressed: &gathered.suppressed,
        previous: previous(&runs, settings.as_of)?,
        flights: &first.survey.flights,
        files: &names,
        groups: routing.groups(),
        as_of: settings.as_of,
        recipients: &settings.output.recipients,
        run: RunFacts {
            previous_unread: unread.clone(),
            warnings: doubts.for_officers(),
            ..facts::of_run(&run_id, settings, &loaded, &redress)
        },
    };
    let mut written = publish::write_all(staging.path(), &night)?;
    let cases = std::mem::take(&mut written.cases);
    clock.lap("write");
    ui.step("files written", written.outputs.len() as u64);
    let made = Made {
        run_id: &run_id,
        settings,
        manifests: &manifests,
        digests: &first.digests,
        cross_checks: &first.cross_checks,
        survey: &first.survey,
        seen: &first.seen,
        loaded: &loaded,
        redress: &redress,
        doubts: &doubts,
    };
    let traffic = written.traffic.clone();
    let networks = std::mem::take(&mut written.networks);
    let mut record = record(&made, &gathered, written);
    traffic.check(&record.counts)?;
    record.previous_run_unread = unread;
    let waiting = decided::waiting(&cases, &gathered.cases, &redress);
    record.counts.undecided = waiting.len() as u64;
    record.timings = clock.laps.clone();
    record.started_at = surroundings.now.to_string();
    let finished = surroundings.now + clock.start.elapsed();
    record.finished_at = finished.to_string();
    manifests.require_unchanged(&first.digests)?;
    place::take(&mut record, &out, &runs, args.dry_run, surroundings.now, ui);
    let expected = publish::finish(staging.path(), &mut record, finished)?;
    if let Some(readers) = readers.filter(|_| !args.dry_run) {
        readers.grant(&out, staging.path())?;
    }
    let target = match args.dry_run {
        true => None,
        false => {
            let target = staging.publish(&expected)?;
            place::tell(&record, &out, finished)?;
            traffic::keep(&out, &runs, (&target, &record), finished, ui);
            let tonight = nights::Tonight {
                cases: &gathered.cases,
                kept: linked.kept,
                networks,
                journeys: &first.cross_checks.journeys,
            };
            nights::keep(&out, tonight, &record, finished, ui);
            if let Some(before) = &before {
                before.tidy(ui);
            }
            Some(target)
        }
    };
    summary::summarise(&record, target.as_deref(), ui);
    if let Some(target) = &target {
        summary::say_next(&cases, &waiting, target, ui);
        recalls::say(&out, settings, &loaded, &redress, ui);
    }
    kept.push(Box::new(loaded));
    let outcome = match gathered.has_bug() {
        true => Outcome::DoneWithBug,
        false => Outcome::Done,
    };
    Ok((outcome, target))
}

/// What cannot be removed is no reason to screen nobody tonight.
fn remove_leftovers(out: &Path, ui: &Ui) -> Result<()> {
    for error in files::remove_leftovers(out)? {
        ui.warn(&format!("a killed run left it: {error}"));
    }
    Ok(())
}

/// Whatever the manifests are called: cases are told by their ids.
fn previous(runs: &Runs, as_of: Timestamp) -> Result<Previous> {
    if runs.unread_since_newest().is_some() {
        return Ok(Previous::Unread);
    }
    let cases = match runs.newest_until(as_of) {
        Some(run) => rows::read_cases(&run.folder.join("recommendations.parquet"))?,
        None => Vec::new(),
    };
    Ok(Previous::Cases(cases))
}

/// One that cannot be read and may be the run before is told of by its folder.
fn unread(runs: &Runs, ui: &Ui) -> Option<String> {
    let newest = runs.unread_since_newest()?;
    let name = newest.folder.file_name()?.to_string_lossy().into_owned();
    ui.warn(&format!(
        "{name} may be the run before this one: nothing is compared with it, and every status is unknown"
    ));
    Some(name)
}
