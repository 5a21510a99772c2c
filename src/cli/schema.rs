//! `preboard schema`.

use crate::cli::shared::SettingsFile;
use clap::{Args, ValueEnum};

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  preboard schema evidence --format json")]
pub struct Schema {
    /// One table; all of them by default
    #[arg(value_name = "TABLE")]
    pub table: Option<String>,
    /// Markdown, or JSON for a program
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<SchemaFormat>,
    #[command(flatten)]
    pub settings: SettingsFile,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaFormat {
    Md,
    Json,
}
