//! `preboard trends`.

use crate::cli::shared::{Moment, SettingsFile};
use clap::Args;
use jiff::civil::Date;
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  preboard trends --config my.toml --from 2025-10-01 --to 2026-09-30"
)]
pub struct Trends {
    /// Where the tables and the page are written; `trends` in the folder of runs by default
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The folder of runs whose ledger is read; the settings' by default
    #[arg(long, value_name = "DIR")]
    pub ledger: Option<PathBuf>,
    #[command(flatten)]
    pub settings: SettingsFile,
    /// First day of departure, UTC
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
    /// Last day of departure, UTC
    #[arg(long, value_name = "DATE")]
    pub to: Option<Date>,
    #[command(flatten)]
    pub moment: Moment,
}
