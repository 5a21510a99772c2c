//! What may be typed. Nothing here knows what it means: every option is optional, no
//! default is applied, and the settings resolve them.

pub mod accept;

pub mod cases;

pub mod check;

pub mod checkpoint;

pub mod evaluate;

pub mod explain;

pub mod generate;

pub mod manifest;

pub mod names;

pub mod package;

pub mod pages;

pub mod purge;

pub mod query;

pub mod release;

pub mod review;

pub mod run;

pub mod schema;

pub mod share;

pub mod shared;

pub mod trends;

pub mod assess;

pub mod verify;

pub mod watchlist;

use crate::error::Kind;
use crate::inert::shown;
pub use cases::{Cases, CasesFormat};
pub use check::Check;
pub use checkpoint::Checkpoint;
use clap::{Args, ColorChoice, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
pub use evaluate::Evaluate;
pub use explain::{Explain, Person};
pub use generate::Generate;
pub use manifest::{Manifest, ManifestFormat, ManifestImport, Times};
pub use names::{Names, NamesBuild};
pub use pages::{Completions, Man};
pub use query::Query;
pub use release::Release;
pub use review::{Review, Typed};
pub use run::Run;
pub use schema::{Schema, SchemaFormat};
pub use shared::{DateOrder, FlatForm, Inputs, Moment, PrintFormat, Threads};
use std::ffi::OsString;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;
pub use verify::Verify;
pub use watchlist::{Diff, Import, Inspect, ListFormat, Merge, Split, Watchlist};

/// With the commit that it was built from (`build.rs`).
const VERSION: &str = env!("PREBOARD_VERSION");

/// Screen passenger manifests against watchlists and recommend, with evidence, whom a
/// carrier liaison officer should look at before departure.
#[derive(Debug, Parser)]
#[command(name = "preboard", version = VERSION, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub common: Common,
}

/// Options of every command.
#[derive(Args, Debug)]
pub struct Common {
    /// Say more; twice for every step
    #[arg(short, long, action = clap::ArgAction::Count, global = true)]
    pub verbose: u8,
    /// Say nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Log lines as text or as JSON, on standard error
    #[arg(long, value_enum, global = true, value_name = "FORMAT")]
    pub log_format: Option<LogFormat>,
    /// Show a progress bar; `auto` shows it on a terminal only
    #[arg(long, value_enum, global = true, value_name = "WHEN")]
    pub progress: Option<When>,
    /// Colour; `auto` obeys NO_COLOR and the terminal
    #[arg(long, value_enum, global = true, value_name = "WHEN")]
    pub color: Option<When>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// The nightly job: screen manifests and publish the recommendations
    Run(Run),
    /// Read settings, schemas, list ages and free space; write nothing
    Check(Check),
    /// Show the evidence of one case, or screen one person ad hoc
    Explain(Explain),
    /// Record officers' decisions on the cases of a run
    Review(Review),
    /// List the cases of a run with the last word on each
    Cases(Cases),
    /// Ask the tables of the runs, the ledger and your own files by SQL
    Query(Query),
    /// Write carrier sheets for the cases that an officer concurred with, and no others
    Release(Release),
    /// Write a target package about the people of some cases, and seal it
    Package(package::Package),
    /// Tell a partner of people, by the agreement with it, and call back whom it should forget
    Share(share::Share),
    /// Recompute the digests of a run, its releases, the ledger and the chain of runs
    Verify(Verify),
    /// Print one line that holds all records so far, to keep off this machine
    Checkpoint(Checkpoint),
    /// Outcomes, precision and time to decision over the years, from the ledger
    Trends(trends::Trends),
    /// Early warning: which hub, route or journey has more new cases than chance explains
    Assess(assess::Assess),
    /// Mask and delete runs and decisions whose period is over
    Purge(purge::Purge),
    /// Bring watchlists into the canonical form
    Watchlist {
        #[command(subcommand)]
        command: Watchlist,
    },
    /// Bring carriers' messages and flat files into manifests
    Manifest {
        #[command(subcommand)]
        command: Manifest,
    },
    /// Learn how rare names are among the operator's own passengers
    Names {
        #[command(subcommand)]
        command: Names,
    },
    /// Measure match quality on labelled people, or screen a list against itself
    Evaluate(Evaluate),
    /// Make synthetic manifests and watchlists with truth labels
    Generate(Generate),
    /// Print the data dictionary: every table, column, type, unit and word
    Schema(Schema),
    /// Print shell completions
    Completions(Completions),
    /// Print the manual page, or write one for each command
    Man(Man),
}

/// Help and version go to standard output with code 0; misuse is 64, not clap's 2.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Cli, ExitCode> {
    let args: Vec<OsString> = args.into_iter().collect();
    parsed(&args).map_err(|error| {
        if error.use_stderr() {
            // Standard error may be closed, and whoever is told of misuse is not there then.
            let _ = inert_error(&args).unwrap_or(error).print();
            return ExitCode::from(Kind::Usage.exit_code());
        }
        match error.print().and_then(|()| std::io::stdout().flush()) {
            Ok(()) => ExitCode::SUCCESS,
            // `--help | head` is no failure.
            Err(e) if e.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Err(e) => {
                let _ = writeln!(
                    std::io::stderr(),
                    "error: writing standard output failed: {e}"
                );
                ExitCode::from(Kind::Io.exit_code())
            }
        }
    })
}

/// The same error over what was typed made inert: it repeats arguments, and a shell may have put
/// names of files there.
fn inert_error(args: &[OsString]) -> Option<clap::Error> {
    let args = args.iter().map(|arg| shown(&arg.to_string_lossy()).into());
    parsed(&args.collect::<Vec<OsString>>()).err()
}

/// Help and errors are coloured as `--color` says, though it is not read yet when they are made.
fn parsed(args: &[OsString]) -> Result<Cli, clap::Error> {
    let command = Cli::command().color(colour_of(args));
    let matches = command.try_get_matches_from(args)?;
    Cli::from_arg_matches(&matches)
}

fn colour_of(args: &[OsString]) -> ColorChoice {
    let words = args.iter().map(|arg| arg.to_str().unwrap_or_default());
    let pairs = words.clone().zip(words.skip(1));
    let mut typed = pairs.filter_map(|(one, next)| match one {
        "--color" => Some(next),
        _ => next.strip_prefix("--color="),
    });
    match typed.next_back() {
        Some("always") => ColorChoice::Always,
        Some("never") => ColorChoice::Never,
        Some(_) | None => ColorChoice::Auto,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command that can be typed, with the words before it.
    fn commands(command: &clap::Command, words: &str, found: &mut Vec<(String, clap::Command)>) {
        let words = format!("{words} {}", command.get_name());
        if command.get_subcommands().count() == 0 {
            found.push((words.trim().to_owned(), command.clone()));
        }
        for below in command.get_subcommands() {
            if below.get_name() != "help" {
                commands(below, &words, found);
            }
        }
    }

    #[test]
    fn every_command_has_an_example_that_parses_takes_settings_and_leaves_no_help_blank() {
        Cli::command().debug_assert();
        let mut found = Vec::new();
        let mut root = Cli::command();
        root.build();
        commands(&root, "", &mut found);
        assert!(15 < found.len(), "{}", found.len());
        for (words, command) in found {
            for argument in command.get_arguments() {
                let help = argument
                    .get_help()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                assert!(
                    !help.trim().is_empty(),
                    "{words}: {} has no help",
                    argument.get_id()
                );
            }
            let takes = command
                .get_arguments()
                .any(|argument| argument.get_long() == Some("config"));
            assert!(takes, "{words}: no --config");
            let after = command
                .get_after_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            let examples = after
                .lines()
                .filter_map(|line| line.strip_prefix("  preboard "));
            let examples: Vec<&str> = examples.collect();
            assert!(!examples.is_empty(), "{words}: no example");
            for example in examples {
                let typed = example.split(['#', '>']).next().unwrap_or_default();
                let typed = std::iter::once("preboard").chain(typed.split_whitespace());
                let typed: Vec<&str> = typed.collect();
                assert!(typed.join(" ").starts_with(&words), "{words}: {example}");
                let parsed = Cli::try_parse_from(&typed);
                assert!(parsed.is_ok(), "{example}: {}", parsed.err().unwrap());
            }
        }
    }

    #[test]
    fn colour_is_told_before_the_arguments_are_read() {
        for (typed, expect) in [
            ("preboard run", ColorChoice::Auto),
            ("preboard --color always run", ColorChoice::Always),
            ("preboard run --color=never", ColorChoice::Never),
            (
                "preboard --color never run --color always",
                ColorChoice::Always,
            ),
        ] {
            let typed: Vec<OsString> = typed.split(' ').map(OsString::from).collect();
            assert_eq!(colour_of(&typed), expect, "{typed:?}");
        }
    }
}
