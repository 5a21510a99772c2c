//! `preboard purge`.

use crate::cli::shared::{Moment, SettingsFile};
use clap::Args;
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  preboard purge --config my.toml --dry-run")]
pub struct Purge {
    /// Folder of runs
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    #[command(flatten)]
    pub settings: SettingsFile,
    /// List what would go and why, as CSV; change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Mask this run now, whatever its age; may be given again
    #[arg(long, value_name = "RUN_ID")]
    pub mask: Vec<String>,
    #[command(flatten)]
    pub moment: Moment,
}
