//! `preboard verify`.

use crate::cli::shared::SettingsFile;
use clap::Args;
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  preboard verify output/20261123T180000Z")]
pub struct Verify {
    /// The run to look at
    #[arg(value_name = "RUN_DIR")]
    pub run: PathBuf,
    #[command(flatten)]
    pub settings: SettingsFile,
}
