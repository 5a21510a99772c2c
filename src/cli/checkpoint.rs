//! `preboard checkpoint`.

use crate::cli::shared::SettingsFile;
use clap::Args;
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  preboard checkpoint > kept.checkpoint\n  preboard checkpoint --new-key desk.key --name desk.example > desk.pub\n  preboard checkpoint --sign desk.key > kept.checkpoint"
)]
pub struct Checkpoint {
    #[command(flatten)]
    pub settings: SettingsFile,
    /// Where runs are published
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Sign it with this private key
    #[arg(long, value_name = "KEYFILE")]
    pub sign: Option<PathBuf>,
    /// Make a private key in this new file and print its public half; no checkpoint
    #[arg(long, value_name = "KEYFILE", conflicts_with = "sign")]
    pub new_key: Option<PathBuf>,
    /// The new key's name, without spaces and `+`
    #[arg(
        long,
        value_name = "NAME",
        requires = "new_key",
        default_value = "preboard"
    )]
    pub name: String,
}
