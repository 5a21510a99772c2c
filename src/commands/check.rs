//! `preboard check`: would tonight's run start, and with what settings?

use crate::cli;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings, load, stdout};
use crate::error::Result;
use crate::exec::Exec;
use crate::inert::shown;
use crate::manifest;
use crate::output::encrypt;
use crate::routing::directory::{Desk, desk_of};
use crate::settings::Settings;
use std::collections::BTreeSet;

/// Desks without a phone that are named.
const MOST_DESKS: usize = 12;

/// Below this much free space the output may not fit.
const LEAST_FREE_BYTES: u64 = 1 << 30;

pub fn run(args: &cli::Check, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    let settings = Settings::resolve(&args.inputs, surroundings.now)?;
    if args.show_settings {
        let lines = settings
            .shown
            .iter()
            .map(|shown| format!("{} = {}  # {}", shown.key, shown.value, shown.origin));
        stdout::lines(&lines.collect())?;
    }
    encrypt::check(&settings.output.recipients)?;
    let manifests = manifest::open(&settings.inputs.manifests, &settings.manifest)?;
    let exec = Exec::new(settings.threads)?;
    let loaded = load::screener(&settings, &exec, ui)?;
    ui.say(&format!(
        "{} manifest rows in {} files, {} entries in force, {} reported documents",
        manifests.rows(),
        manifests.files.len(),
        loaded.screener.entries(),
        loaded.lost_documents
    ));
    let mut warnings: Vec<String> = manifests
        .ignored_columns
        .iter()
        .map(|column| format!("manifest column {column} is not read"))
        .collect();
    let survey = manifests.survey(&exec)?;
    warnings.extend(load::doubted_times(&survey.hours));
    warnings.extend(without_desk(&settings.routing.directory, &survey.desks));
    warnings.extend(undated(&loaded));
    warnings.extend(little_space(&settings));
    for warning in &warnings {
        ui.warn(warning);
    }
    Ok(if args.strict && !warnings.is_empty() {
        Outcome::BarNotMet
    } else {
        Outcome::Done
    })
}

fn undated(loaded: &load::Loaded) -> Vec<String> {
    let persons = loaded
        .lists
        .iter()
        .filter(|list| !list.list.ends_with(".parquet"));
    let undated = persons.filter(|list| list.list_date.is_none());
    undated
        .map(|list| format!("list {} has no date; its age is unknown", list.list))
        .collect()
}

/// Carriers that nobody could phone from a briefing. An operator who keeps no directory at all
/// is not told so each night.
fn without_desk(directory: &[Desk], desks: &BTreeSet<(String, String)>) -> Option<String> {
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
        format!(
            "no phone in routing.directory for {}{more}",
            first.join(", ")
        )
    })
}

fn little_space(settings: &Settings) -> Option<String> {
    let folder = &settings.output.folder;
    let there = folder
        .ancestors()
        .find(|path| path.exists())
        .unwrap_or(".".as_ref());
    let free = fs4::available_space(there).ok()?;
    (free < LEAST_FREE_BYTES)
        .then(|| format!("{} MiB are free for {}", free >> 20, folder.display()))
}
