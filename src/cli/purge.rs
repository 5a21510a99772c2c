//! `preboard purge`.

use clap::Args;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct Purge {
    /// Folder of runs
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Settings file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// List what would go and why, as CSV; change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Mask this run now, whatever its age; may be given again
    #[arg(long, value_name = "RUN_ID")]
    pub mask: Vec<String>,
    /// The moment at which periods are judged, RFC 3339; a moment ahead of the clock only
    /// with --dry-run
    #[arg(long, value_name = "RFC3339")]
    pub as_of: Option<jiff::Timestamp>,
}
