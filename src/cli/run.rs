//! `preboard run`.

use crate::cli::accept::Accept;
use crate::cli::shared::Inputs;
use clap::Args;

#[derive(Args, Debug)]
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
