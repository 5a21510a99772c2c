//! `preboard evaluate`.

use crate::cli::shared::{PrintFormat, SettingsFile, Threads, at_least_one};
use clap::Args;
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  preboard evaluate --pairs pairs.parquet --watchlist list.parquet --report quality.html\n  preboard evaluate --self-screen list.parquet"
)]
pub struct Evaluate {
    /// Queries with their true entries, in Parquet
    #[arg(
        long,
        value_name = "FILE",
        required_unless_present = "self_screen",
        conflicts_with = "self_screen"
    )]
    pub pairs: Option<PathBuf>,
    /// Screen this list against itself, each person's own entry left out
    #[arg(long, value_name = "FILE")]
    pub self_screen: Option<PathBuf>,
    /// Lists in canonical Parquet; replaces the settings'
    #[arg(long, value_name = "PATH", num_args = 1.., conflicts_with = "self_screen")]
    pub watchlist: Vec<PathBuf>,
    /// People who are on no list: each alert on them is a false one
    #[arg(long, value_name = "FILE", conflicts_with = "self_screen")]
    pub population: Option<PathBuf>,
    /// Leave queries of this group out; may be given again
    #[arg(long, value_name = "GROUP", requires = "pairs")]
    pub without_group: Vec<String>,
    /// Compare names and nothing else
    #[arg(long)]
    pub name_only: bool,
    /// End with exit code 1 unless the figure is met, as in `recall_at_far.1e-3=0.85`:
    /// recall and precision at least the value; false alerts, errors, gaps and bits at most
    #[arg(long, value_name = "KEY=VALUE", num_args = 1..)]
    pub require: Vec<String>,
    /// Review no more than so many alerts: where the line then falls, and how many tie on it
    #[arg(long, value_name = "N", requires = "pairs", value_parser = at_least_one)]
    pub max_alerts: Option<usize>,
    /// Print weights estimated from the pairs, as a settings block; nothing applies itself
    #[arg(long, requires = "pairs")]
    pub fit: bool,
    /// How to print
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<PrintFormat>,
    /// Write the report as one HTML file
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Write the ten best entries of each query and person
    #[arg(long, value_name = "FILE")]
    pub scores: Option<PathBuf>,
    #[command(flatten)]
    pub settings: SettingsFile,
    #[command(flatten)]
    pub work: Threads,
}
