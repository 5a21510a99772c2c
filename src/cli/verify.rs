//! `preboard verify`.

use crate::cli::shared::SettingsFile;
use clap::Args;
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  preboard verify output/20261123T180000Z\n  preboard verify --checkpoint kept.checkpoint"
)]
pub struct Verify {
    /// The run to look at; without one, every run of the folder
    #[arg(value_name = "RUN_DIR")]
    pub run: Option<PathBuf>,
    #[command(flatten)]
    pub settings: SettingsFile,
    /// Where runs are published, when no run is named
    #[arg(long, value_name = "DIR", conflicts_with = "run")]
    pub out: Option<PathBuf>,
    /// A checkpoint that was kept elsewhere: today's records must extend it
    #[arg(long, value_name = "FILE")]
    pub checkpoint: Option<PathBuf>,
    /// The key that must have signed it: a file with one line, as `checkpoint --new-key` prints
    #[arg(long, value_name = "FILE", requires = "checkpoint")]
    pub key: Option<PathBuf>,
}
