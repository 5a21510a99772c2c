//! `preboard cases`: what a run holds, and what of it waits for an officer.

use crate::cli::{self, CasesFormat, Inputs};
use crate::commands::decided::{self, Decided};
use crate::commands::review::night::{Night, require_group};
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings, runs, stdout};
use crate::error::Result;
use crate::recommend::named;
use crate::render;
use crate::schema::decided::DecidedRow;
use crate::settings::Settings;
use std::path::PathBuf;

pub fn run(args: &cli::Cases, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    let night = Night::read(&folder(args, surroundings, ui)?, "its cases are closed")?;
    require_group(args.group.as_deref(), &night)?;
    let wanted = match &args.case {
        Some(typed) => Some(
            runs::case_named(typed, &night.cases, &night.folder)?
                .case_id
                .clone(),
        ),
        None => None,
    };
    let all = decided::all(night)?;
    let (cases, undecided) = (
        all.len(),
        all.iter().filter(|one| one.state.is_undecided()).count(),
    );
    let ids: Vec<String> = all.iter().map(|one| one.case.case_id.clone()).collect();
    let asked = |one: &Decided| {
        (!args.undecided || one.state.is_undecided())
            && args
                .group
                .as_ref()
                .is_none_or(|group| *group == one.case.group)
            && wanted.as_ref().is_none_or(|id| *id == one.case.case_id)
    };
    let rows: Vec<DecidedRow> = all
        .into_iter()
        .filter(asked)
        .map(Decided::into_row)
        .collect();
    match args.format {
        CasesFormat::Table => {
            let short = named::shortened(ids.iter().map(String::as_str));
            stdout::lines(&render::cases::table(&rows, &short))?;
        }
        CasesFormat::Csv => stdout::table(&rows)?,
        CasesFormat::Json => stdout::json(&render::json::rows(&rows))?,
    }
    ui.say(&format!(
        "{} of {cases} cases; {undecided} of the run are undecided",
        rows.len()
    ));
    Ok(Outcome::Done)
}

fn folder(args: &cli::Cases, surroundings: &Surroundings, ui: &Ui) -> Result<PathBuf> {
    if let Some(run) = &args.run {
        return Ok(run.clone());
    }
    let inputs = Inputs {
        settings: args.settings.clone(),
        out: args.out.clone(),
        ..Inputs::default()
    };
    let settings = Settings::resolve(&inputs, surroundings.now)?;
    runs::newest(&settings.output.folder, ui)
}
