//! `preboard package`.

use crate::cli::shared::{SettingsFile, pair};
use clap::{Args, Subcommand};
use jiff::civil::Date;
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "Examples:\n  preboard package C-0123 --officer 12 --role C-0123=subject\n  preboard package --network N-0123456789ab --officer 12 --role C-0123=subject --role C-0456=associate\n  preboard package approve P-0123456789ab --officer 7"
)]
pub struct Package {
    #[command(subcommand)]
    pub command: Option<PackageCommand>,
    /// Whom it is about: ids of cases, or the beginnings of them
    #[arg(value_name = "CASE", required_unless_present = "network")]
    pub cases: Vec<String>,
    /// All cases of this network, as `networks.parquet` calls it
    #[arg(long, value_name = "NETWORK_ID", conflicts_with = "cases")]
    pub network: Option<String>,
    /// The run that has the cases; the newest by default
    #[arg(long, value_name = "RUN_DIR")]
    pub run: Option<PathBuf>,
    /// The folder of runs whose newest is taken; the settings' by default
    #[arg(long, value_name = "DIR", conflicts_with = "run")]
    pub out: Option<PathBuf>,
    /// What a person is: subject, associate, contact, victim, witness, or `unknown:REASON`
    #[arg(long = "role", value_name = "PERSON=ROLE", value_parser = pair)]
    pub roles: Vec<(String, String)>,
    /// An earlier end than the case's own, as in `C-0123=2026-12-31`
    #[arg(long = "until", value_name = "PERSON=DATE", value_parser = dated)]
    pub until: Vec<(String, Date)>,
    /// Who writes it: a name or badge number
    #[arg(long, value_name = "NAME", required = true)]
    pub officer: Option<String>,
    #[command(flatten)]
    pub settings: SettingsFile,
}

#[derive(Debug, Subcommand)]
pub enum PackageCommand {
    /// Seal a package that another officer wrote
    Approve(Approve),
}

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  preboard package approve P-0123456789ab --officer 7")]
pub struct Approve {
    /// The package, as its folder is called
    #[arg(value_name = "ID")]
    pub id: String,
    /// The folder of runs; the settings' by default
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Who seals it, and is not who wrote it
    #[arg(long, value_name = "NAME")]
    pub officer: String,
    #[command(flatten)]
    pub settings: SettingsFile,
}

fn dated(text: &str) -> Result<(String, Date), String> {
    let (person, day) = pair(text)?;
    match day.parse() {
        Ok(day) => Ok((person, day)),
        Err(_) => Err("give a person and a day, as in `C-0123=2026-12-31`".to_owned()),
    }
}
