//! `preboard names`.

use crate::cli::shared::{Moment, SettingsFile};
use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum Names {
    /// Count name tokens in past manifests and write a rarity table for `names.rarity`
    Build(NamesBuild),
}

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  preboard names build manifests/2026 -o rarity.tsv")]
pub struct NamesBuild {
    /// Past manifests: files, directories or globs
    #[arg(required = true, value_name = "MANIFEST")]
    pub manifest: Vec<PathBuf>,
    /// The table to write; no token of fewer than five passengers is in it
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    #[command(flatten)]
    pub moment: Moment,
    #[command(flatten)]
    pub settings: SettingsFile,
}
