//! `preboard release`.

use crate::cli::shared::SettingsFile;
use clap::Args;
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  preboard release output/20261123T180000Z --config my.toml")]
pub struct Release {
    /// The run whose cases go to carriers
    #[arg(value_name = "RUN_DIR")]
    pub run: PathBuf,
    #[command(flatten)]
    pub settings: SettingsFile,
}
