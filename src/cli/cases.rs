//! `preboard cases`.

use crate::cli::shared::SettingsFile;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  preboard cases --undecided\n  preboard cases output/20261123T180000Z --group NEW_YORK --format csv"
)]
pub struct Cases {
    /// The run to look in; the newest by default
    #[arg(value_name = "RUN_DIR")]
    pub run: Option<PathBuf>,
    /// The folder of runs whose newest is taken; the settings' by default
    #[arg(long, value_name = "DIR", conflicts_with = "run")]
    pub out: Option<PathBuf>,
    /// Those that wait for an officer: never decided, needing information, or changed since
    #[arg(long)]
    pub undecided: bool,
    /// Cases of this liaison group alone
    #[arg(long, value_name = "GROUP")]
    pub group: Option<String>,
    /// One case: its id, or the beginning of it
    #[arg(long, value_name = "CASE_ID")]
    pub case: Option<String>,
    /// How to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "table")]
    pub format: CasesFormat,
    #[command(flatten)]
    pub settings: SettingsFile,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CasesFormat {
    Table,
    Csv,
    Json,
}
