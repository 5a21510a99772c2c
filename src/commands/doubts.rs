//! Everything that makes one doubt tonight, gathered in one place: `check` ends as `run` would.

use crate::commands::load::{self, Loaded};
use crate::commands::runs::{Run, Runs};
use crate::commands::ui::Ui;
use crate::error::Result;
use crate::files;
use crate::inert::shown;
use crate::locate::{self, Input};
use crate::manifest::Manifests;
use crate::manifest::survey::Survey;
use crate::night::doubts::falls::{Compared, Falls, falls};
use crate::night::doubts::{Doubt, ages, columns, horizon};
use crate::night::seen::Seen;
use crate::routing::directory::{Desk, desk_of};
use crate::schema::record::RunRecord;
use crate::schema::record::warning::WarningCode;
use crate::settings::{Settings, Unread};
use std::collections::BTreeSet;
use std::path::Path;

/// Desks without a phone that are named.
const MOST_DESKS: usize = 12;

/// Below this much free space the output may not fit.
const LEAST_FREE_BYTES: u64 = 1 << 30;

/// What tonight is made of, read and not yet screened.
pub struct Tonight<'a> {
    pub settings: &'a Settings,
    pub manifests: &'a Manifests,
    pub survey: &'a Survey,
    /// By a whole reading of them.
    pub seen: &'a Seen,
    pub loaded: &'a Loaded,
    pub runs: &'a Runs,
    /// Names of lists that the operator lets pass.
    pub accepted: &'a [String],
}

/// What was said of the night and did not stop it.
#[derive(Default)]
pub struct Doubts {
    pub warnings: Vec<Doubt>,
    pub falls: Falls,
}

impl Doubts {
    /// What stands at the top of every page.
    pub fn for_officers(&self) -> Vec<String> {
        let warnings = self.warnings.iter();
        let theirs = warnings.filter(|doubt| doubt.code.tells_officers());
        theirs.map(|doubt| doubt.text.clone()).collect()
    }
}

/// Says everything, then stops for the first that stops.
pub fn of(tonight: &Tonight, ui: &Ui) -> Result<Doubts> {
    let settings = tonight.settings;
    let earlier = earlier(tonight);
    if earlier.is_empty() && tonight.runs.unread.is_empty() {
        ui.say("a first run: there is no earlier one to compare lists and flights with");
    }
    let falls = of_lists(tonight, &earlier);
    let mut all = tonight.loaded.doubts.clone();
    all.extend(ages::doubts(
        &tonight.loaded.dated(),
        load::day_of(settings),
        &settings.doubts.ages,
    ));
    all.extend(falls.doubts.iter().cloned());
    all.extend(of_manifests(tonight));
    all.extend(without_desk(
        &settings.routing.directory,
        &tonight.survey.desks,
    ));
    all.extend(of_horizon(tonight, &earlier));
    all.extend(of_columns(tonight));
    all.extend(passed_over(tonight.runs));
    all.extend(not_read(settings)?);
    all.extend(little_space(settings));
    tonight.loaded.say_ages(settings, ui);
    let stop = all.iter().position(|doubt| doubt.stop.is_some());
    let others = (0..).zip(&all).filter(|(at, _)| Some(*at) != stop);
    for (_, doubt) in others {
        ui.warn(&doubt.text);
    }
    match stop.and_then(|at| all[at].error()) {
        Some(error) => Err(error),
        None => Ok(Doubts {
            warnings: all,
            falls,
        }),
    }
}

/// Runs that are not later than tonight, newest first.
fn earlier<'a>(tonight: &Tonight<'a>) -> Vec<&'a RunRecord> {
    let runs = tonight.runs.until(tonight.settings.as_of);
    runs.into_iter().map(|run: &Run| &run.record).collect()
}

fn of_lists(tonight: &Tonight, earlier: &[&RunRecord]) -> Falls {
    let compared = Compared {
        now: &tonight.loaded.counts,
        empty: &tonight.loaded.empty,
        runs: earlier,
        as_of: tonight.settings.as_of,
        accepted: tonight.accepted,
    };
    falls(&compared, &tonight.settings.doubts.falls)
}

fn of_manifests(tonight: &Tonight) -> Vec<Doubt> {
    let ignored = tonight.manifests.ignored_columns.iter();
    let mut doubts: Vec<Doubt> = ignored
        .map(|column| {
            let text = format!("manifest column {column} is not read");
            Doubt::warning(WarningCode::ColumnIgnored, text)
        })
        .collect();
    let renamed = tonight.manifests.renamed_columns.iter();
    doubts.extend(renamed.map(|(asked, found)| {
        let text = format!("manifest column {found} is read as {asked}");
        Doubt::warning(WarningCode::ColumnRenamed, text)
    }));
    let hours = &tonight.survey.hours;
    // A feed that says UTC and writes the airport's clock shifts every departure by hours.
    doubts.extend(hours.doubtful().then(|| {
        let question = "scheduled_departure may be no UTC";
        let text = format!("{question}: {hours}; correct the feed, or import it by its clock");
        Doubt::warning(WarningCode::TimesDoubted, text)
    }));
    doubts
}

/// Carriers that nobody could phone from a briefing. An operator who keeps no directory at all
/// is not told so each night.
fn without_desk(directory: &[Desk], desks: &BTreeSet<(String, String)>) -> Option<Doubt> {
    if directory.is_empty() {
        return None;
    }
    let without = desks
        .iter()
        .filter(|(carrier, station)| desk_of(directory, carrier, station).is_none());
    let without: Vec<String> = without
        .map(|(carrier, station)| shown(&format!("{carrier} at {station}")))
        .collect();
    let first = without.iter().take(MOST_DESKS).cloned().collect::<Vec<_>>();
    let more = without.len() - first.len();
    let more = if more == 0 {
        String::new()
    } else {
        format!(" and {more} more")
    };
    (!without.is_empty()).then(|| {
        let text = format!(
            "no phone in routing.directory for {}{more}",
            first.join(", ")
        );
        Doubt::warning(WarningCode::NoDesk, text)
    })
}

fn of_horizon(tonight: &Tonight, earlier: &[&RunRecord]) -> Vec<Doubt> {
    let settings = tonight.settings;
    let night = horizon::Tonight {
        as_of: settings.as_of,
        departures: &tonight.survey.departures,
        passengers: tonight.seen.counts.passengers,
        runs: earlier,
    };
    horizon::doubts(&night, &settings.doubts.horizon)
}

fn of_columns(tonight: &Tonight) -> Vec<Doubt> {
    let files = tonight.manifests.files.iter();
    let files: Vec<String> = files.map(|file| file.path.display().to_string()).collect();
    columns::doubts(
        &tonight.seen.values,
        &files,
        &tonight.settings.doubts.columns,
    )
}

/// An old run must not stop tonight's.
fn passed_over(runs: &Runs) -> impl Iterator<Item = Doubt> {
    runs.unread.iter().map(|unread| {
        let text = format!("a run is passed over: {}", unread.error);
        Doubt::warning(WarningCode::RunPassedOver, text)
    })
}

const UNREAD: &str = "take it away, or put it in order; run.unread_files = \"warn\" lets it pass";

fn not_read(settings: &Settings) -> Result<Vec<Doubt>> {
    let inputs = &settings.inputs;
    let mut doubts = Vec::new();
    for (input, paths) in [
        (Input::Manifest, &inputs.manifests),
        (Input::Watchlist, &inputs.watchlists),
        (Input::LostDocuments, &inputs.lost_documents),
    ] {
        let lines = locate::not_read(input, paths)?.into_iter();
        doubts.extend(lines.map(|line| match settings.doubts.unread_files {
            Unread::Warn => Doubt::warning(WarningCode::NotRead, line),
            Unread::Stop => Doubt::stopping(WarningCode::NotRead, line, UNREAD),
        }));
    }
    // One folder may hold lists and reported documents.
    doubts.dedup();
    Ok(doubts)
}

fn little_space(settings: &Settings) -> Option<Doubt> {
    let folder = &settings.output.folder;
    let is_there = |path: &&Path| matches!(files::about(path), Ok(Some(_)));
    let there = folder.ancestors().find(is_there).unwrap_or(".".as_ref());
    let free = fs4::available_space(there).ok()?;
    (free < LEAST_FREE_BYTES).then(|| {
        let text = format!("{} MiB are free for {}", free >> 20, folder.display());
        Doubt::warning(WarningCode::LittleSpace, text)
    })
}
