//! What may be typed. Nothing here knows what it means: every option is optional, no
//! default is applied, and the settings resolve them.

pub mod accept;

pub mod check;

pub mod evaluate;

pub mod explain;

pub mod generate;

pub mod manifest;

pub mod names;

pub mod purge;

pub mod release;

pub mod review;

pub mod run;

pub mod shared;

pub mod trends;

pub mod verify;

pub mod watchlist;

use crate::error::Kind;
pub use check::Check;
use clap::{Args, Parser, Subcommand, ValueEnum};
pub use evaluate::Evaluate;
pub use explain::{Explain, Person};
pub use generate::Generate;
pub use manifest::{Manifest, ManifestFormat, ManifestImport, Times};
pub use names::{Names, NamesBuild};
pub use release::Release;
pub use review::Review;
pub use run::Run;
pub use shared::{Inputs, Moment, PrintFormat, Threads};
use std::process::ExitCode;
pub use verify::Verify;
pub use watchlist::{Diff, Import, Inspect, ListFormat, Merge, Split, Watchlist};

/// Screen passenger manifests against watchlists and recommend, with evidence, whom a
/// carrier liaison officer should look at before departure.
#[derive(Debug, Parser)]
#[command(name = "preboard", version, max_term_width = 100)]
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
    /// Write carrier sheets for the cases that an officer concurred with, and no others
    Release(Release),
    /// Recompute the digests of a run, its releases, the ledger and the chain of runs
    Verify(Verify),
    /// Outcomes, precision and time to decision over the years, from the ledger
    Trends(trends::Trends),
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
    /// Print shell completions
    Completions { shell: clap_complete::Shell },
    /// Print the manual page
    Man,
}

/// Help and version go to standard output with code 0; misuse is 64, not clap's 2.
pub fn parse(args: impl IntoIterator<Item = std::ffi::OsString>) -> Result<Cli, ExitCode> {
    Cli::try_parse_from(args).map_err(|error| {
        let code = if error.use_stderr() {
            Kind::Usage.exit_code()
        } else {
            0
        };
        // A closed pipe behind `--help | head` is no failure.
        let _ = error.print();
        ExitCode::from(code)
    })
}
