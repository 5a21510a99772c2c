//! `preboard release`.

use crate::cli::shared::SettingsFile;
use clap::Args;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct Release {
    /// The run whose cases go to carriers
    #[arg(value_name = "RUN_DIR")]
    pub run: PathBuf,
    #[command(flatten)]
    pub settings: SettingsFile,
}
