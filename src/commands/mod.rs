//! One file per subcommand, each a table of contents.

pub mod surroundings;

pub mod ui;

pub mod stdout;

mod doubts;

mod lists;

pub mod load;

pub mod rarity;

pub mod checked;

pub mod accept_restored;

mod officer;

pub mod redress;

pub mod run;

pub mod decided;

pub mod review;

pub mod cases;

pub mod query;

mod facts;
pub mod flat_form;

pub mod release;

pub mod package;

pub mod share;

pub mod verify;

pub mod checkpoint;

pub mod runs;

pub mod beside;

pub mod generate_weeks;

pub mod trends;

pub mod assess;

pub mod purge;

pub mod check;

mod memory;

pub mod explain;

pub mod evaluate;

pub mod generate;

pub mod watchlist;

pub mod manifest_import;

pub mod names;

pub mod schema;

mod season;

mod pages;

use crate::cli::shared::SettingsFile;
use crate::cli::{Cli, Command, Manifest, Names, Watchlist};
use crate::error::{Error, Kind};
use crate::guard::{Panicked, caught, silence};
use crate::settings::Settings;
use std::any::Any;
use std::process::ExitCode;
pub use surroundings::Surroundings;
use ui::Ui;

/// How a command that did not fail ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// A bar that the operator set is not met.
    BarNotMet,
    /// Published, but a caught defect put rows into quarantine.
    DoneWithBug,
}

/// What a command hands over at its end instead of giving it back to the system.
pub type Kept = Vec<Box<dyn Any>>;

pub fn run(cli: Cli, surroundings: &Surroundings) -> (ExitCode, Kept) {
    let ui = Ui::new(&cli.common, surroundings);
    silence();
    let mut kept = Kept::new();
    let outcome = caught(|| dispatch(&cli.command, surroundings, &ui, &mut kept));
    let outcome = outcome.unwrap_or_else(|panicked| Err(defect(&panicked)));
    if let Err(error) = &outcome {
        ui.error(error);
    }
    (ExitCode::from(exit_code(&outcome)), kept)
}

fn dispatch(
    command: &Command,
    surroundings: &Surroundings,
    ui: &Ui,
    kept: &mut Kept,
) -> Result<Outcome, Error> {
    if let Some(file) = unused_settings(command) {
        Settings::check_file(file, surroundings.now)?;
    }
    match command {
        Command::Run(args) => run::run(args, surroundings, ui, kept),
        Command::Review(args) => review::run(args, surroundings, ui),
        Command::Cases(args) => cases::run(args, surroundings, ui),
        Command::Query(args) => query::run(args, surroundings, ui),
        Command::Release(args) => release::run(args, surroundings, ui),
        Command::Package(args) => package::run(args, surroundings, ui),
        Command::Share(args) => share::run(args, surroundings, ui),
        Command::Verify(args) => verify::run(args, surroundings, ui),
        Command::Checkpoint(args) => checkpoint::run(args, surroundings, ui),
        Command::Trends(args) => trends::run(args, surroundings, ui),
        Command::Assess(args) => assess::run(args, surroundings, ui),
        Command::Purge(args) => purge::run(args, surroundings, ui),
        Command::Check(args) => check::run(args, surroundings, ui),
        Command::Explain(args) => explain::run(args, surroundings, ui),
        Command::Watchlist { command } => watchlist::run(command, surroundings, ui),
        Command::Manifest {
            command: Manifest::Import(args),
        } => manifest_import::run(args, surroundings, ui),
        Command::Names {
            command: Names::Build(args),
        } => names::run(args, surroundings, ui),
        Command::Evaluate(args) => evaluate::run(args, surroundings, ui),
        Command::Generate(args) => generate::run(args, surroundings, ui),
        Command::Schema(args) => schema::run(args),
        Command::Completions(args) => pages::completions(args),
        Command::Man(args) => pages::man(args, ui),
    }
}

/// The contract's code for every way a command can end.
fn exit_code(outcome: &Result<Outcome, Error>) -> u8 {
    match outcome {
        Ok(Outcome::Done) => 0,
        Ok(Outcome::BarNotMet) => 1,
        Ok(Outcome::DoneWithBug) => Kind::Bug.exit_code(),
        Err(error) => error.kind.exit_code(),
    }
}

fn defect(panicked: &Panicked) -> Error {
    Error::new(Kind::Bug, format!("a defect at {}", panicked.place))
        .hint("report this defect; the output folder holds whole runs only")
}

/// Of a command that asks nothing of its settings: a file that is named is read all the same, so
/// that one line of a script may stand before every command, and a slip in it shows.
fn unused_settings(command: &Command) -> Option<&SettingsFile> {
    match command {
        Command::Run(_)
        | Command::Check(_)
        | Command::Explain(_)
        | Command::Cases(_)
        | Command::Query(_)
        | Command::Release(_)
        | Command::Package(_)
        | Command::Share(_)
        | Command::Checkpoint(_)
        | Command::Trends(_)
        | Command::Assess(_)
        | Command::Purge(_)
        | Command::Names { .. }
        | Command::Evaluate(_) => None,
        Command::Review(args) => Some(&args.settings),
        Command::Verify(args) => Some(&args.settings),
        Command::Watchlist { command } => match command {
            Watchlist::Import(_) => None,
            Watchlist::Inspect(args) => Some(&args.settings),
            Watchlist::Diff(args) => Some(&args.settings),
            Watchlist::Merge(_) => None,
            Watchlist::Split(args) => Some(&args.settings),
            Watchlist::Topics(args) => Some(&args.settings),
        },
        Command::Manifest {
            command: Manifest::Import(args),
        } => Some(&args.settings),
        Command::Generate(args) => Some(&args.settings),
        Command::Schema(args) => Some(&args.settings),
        Command::Completions(args) => Some(&args.settings),
        Command::Man(args) => Some(&args.settings),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_end_has_its_code() {
        for (outcome, code) in [
            (Ok(Outcome::Done), 0),
            (Ok(Outcome::BarNotMet), 1),
            (Ok(Outcome::DoneWithBug), 70),
            (Err(Error::new(Kind::Data, "x")), 65),
        ] {
            assert_eq!(exit_code(&outcome), code, "{outcome:?}");
        }
    }

    #[test]
    fn an_uncaught_panic_is_a_bug_that_names_its_place_alone() {
        let panicked = caught(|| panic!("{}", "SMITH")).unwrap_err();
        let error = defect(&panicked);
        assert_eq!(exit_code(&Err(defect(&panicked))), 70);
        let text = error.to_string();
        assert!(
            text.contains("commands/mod.rs") && !text.contains("SMITH"),
            "{text}"
        );
    }
}
