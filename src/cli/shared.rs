//! What several commands take, said once.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Of every command that reads settings.
#[derive(Args, Clone, Debug, Default)]
pub struct SettingsFile {
    /// Settings file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// Of every command whose answer depends on what moment it is.
#[derive(Args, Clone, Debug, Default)]
pub struct Moment {
    /// The moment the command believes it is, RFC 3339; the clock's by default
    #[arg(long, value_name = "RFC3339")]
    pub as_of: Option<jiff::Timestamp>,
}

/// Of every command that screens.
#[derive(Args, Clone, Debug, Default)]
pub struct Threads {
    /// Worker threads; changes no result
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
}

/// Where the night's data are.
#[derive(Args, Debug, Default)]
pub struct Inputs {
    #[command(flatten)]
    pub settings: SettingsFile,
    /// Manifests: files, directories or globs; replaces the settings'
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub manifest: Vec<PathBuf>,
    /// Watchlists in canonical Parquet; replaces the settings'
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub watchlist: Vec<PathBuf>,
    /// Lost, stolen and revoked documents; replaces the settings'
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub lost_documents: Vec<PathBuf>,
    /// Where runs are published
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    #[command(flatten)]
    pub moment: Moment,
    #[command(flatten)]
    pub work: Threads,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PrintFormat {
    Text,
    Json,
}

pub(super) fn pair(text: &str) -> Result<(String, String), String> {
    let pair = text
        .split_once('=')
        .map(|(key, value)| (key.trim(), value.trim()));
    match pair.filter(|(key, value)| !key.is_empty() && !value.is_empty()) {
        Some((key, value)) => Ok((key.to_owned(), value.to_owned())),
        None => Err("give a name and a value, as in `surname=LAST_NAME`".to_owned()),
    }
}

pub(super) fn at_least_one(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| "give a whole number from 1".to_owned())
}
