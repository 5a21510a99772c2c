//! `preboard run`.

use crate::cli::accept::Accept;
use crate::cli::shared::Inputs;
use clap::Args;

#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  preboard run                                     # the bundled sample, or configs/preboard.toml\n  preboard run --config my.toml --as-of 2026-11-23T18:00:00Z"
)]
pub struct Run {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub accept: Accept,
    /// Name of the run and of its folder
    #[arg(long, value_name = "ID")]
    pub run_id: Option<String>,
    /// Do everything but publish
    #[arg(long)]
    pub dry_run: bool,
}
