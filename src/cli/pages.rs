//! `preboard completions` and `preboard man`.

use crate::cli::shared::SettingsFile;
use clap::Args;
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  preboard completions bash > preboard.bash")]
pub struct Completions {
    /// For which shell
    pub shell: clap_complete::Shell,
    #[command(flatten)]
    pub settings: SettingsFile,
}

#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  preboard man > preboard.1\n  preboard man --out man/man1")]
pub struct Man {
    /// Write a page for each command to this folder, instead of the program's own to standard output
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    #[command(flatten)]
    pub settings: SettingsFile,
}
