//! `preboard check`.

use crate::cli::accept::Accept;
use crate::cli::shared::Inputs;
use clap::Args;

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  preboard check --config my.toml --show-settings --strict")]
pub struct Check {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub accept: Accept,
    /// Print each setting with its value and where it came from
    #[arg(long)]
    pub show_settings: bool,
    /// End with exit code 1 when there are warnings
    #[arg(long)]
    pub strict: bool,
}
