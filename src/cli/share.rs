//! `preboard share`.

use crate::cli::shared::SettingsFile;
use clap::{ArgGroup, Args, ValueEnum};
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  preboard share PARTNER_A --package P-0123456789ab --dry-run\n  preboard share PARTNER_A --package P-0123456789ab --officer 7\n  preboard share PARTNER_A --cases C-0123 C-0456 --officer 7 --format misp\n  preboard share --recall --officer 7"
)]
#[command(group = ArgGroup::new("what").required(true).args(["package", "cases", "recall"]))]
#[command(group = ArgGroup::new("attributed").required(true).multiple(true).args(["officer", "dry_run"]))]
pub struct Share {
    /// To whom: a partner of the file that `[sharing] partners` names
    #[arg(
        value_name = "PARTNER",
        required_unless_present = "recall",
        conflicts_with = "recall"
    )]
    pub partner: Option<String>,
    /// The sealed package whose people are told of
    #[arg(long, value_name = "ID")]
    pub package: Option<String>,
    /// Cases that an officer concurred with: ids, or the beginnings of them
    #[arg(long, value_name = "CASE", num_args = 1..)]
    pub cases: Vec<String>,
    /// Call back from every partner whom a list withdrew, an officer cleared, or whose time is over
    #[arg(long)]
    pub recall: bool,
    /// The run that has the cases; the newest by default
    #[arg(long, value_name = "RUN_DIR", requires = "cases")]
    pub run: Option<PathBuf>,
    /// What the partner reads; by default what its agreement says
    #[arg(long, value_enum, value_name = "FORMAT", conflicts_with = "recall")]
    pub format: Option<ShareFormat>,
    /// Print what would leave and what is held back by which rule; write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Who sends it: a name or badge number
    #[arg(long, value_name = "NAME")]
    pub officer: Option<String>,
    /// Lists of today, by which entries stand; replaces the settings'
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub watchlist: Vec<PathBuf>,
    /// The folder of runs; the settings' by default
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    #[command(flatten)]
    pub settings: SettingsFile,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ShareFormat {
    Ftm,
    Misp,
}
