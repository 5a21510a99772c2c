//! `preboard assess`.

use crate::cli::shared::{Moment, SettingsFile};
use clap::Args;
use jiff::civil::Date;
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  preboard assess --config my.toml --from 2026-10-01 --to 2026-12-31\n  preboard assess --changed 2026-05-04=smuggling\n  preboard assess --publish --out for-release"
)]
pub struct Assess {
    /// Where the page and its tables are written; `assessment` in the folder of runs by default
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The folder of runs whose traffic is read; the settings' by default
    #[arg(long, value_name = "DIR")]
    pub runs: Option<PathBuf>,
    #[command(flatten)]
    pub settings: SettingsFile,
    /// First day of departure, UTC; a year before the last by default
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
    /// Last day of departure, UTC; only weeks that are over by then are told of
    #[arg(long, value_name = "DATE")]
    pub to: Option<Date>,
    /// A day from which on lists or rules were others, and the category that it concerns, if it
    /// is one: what kept runs do not say
    #[arg(long, value_name = "DATE[=CATEGORY]")]
    pub changed: Vec<String>,
    /// Write the series of which there is nothing to tell too, with their probabilities
    #[arg(long)]
    pub all: bool,
    /// Write what may leave the group instead: counts under ten as `<10`, others held back where they
    /// would give one away; to `assessment/published` by default
    #[arg(long)]
    pub publish: bool,
    #[command(flatten)]
    pub moment: Moment,
}
