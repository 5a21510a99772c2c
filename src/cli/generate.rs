//! `preboard generate`.

use crate::cli::shared::{Moment, SettingsFile};
use clap::Args;
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  preboard generate --out sample --passengers 5000 --seed 7\n  preboard generate --out years --weeks 220 --dispersion 1.5 --season 0.3"
)]
pub struct Generate {
    /// Folder to write to
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Passengers of the night
    #[arg(long, value_name = "N")]
    pub passengers: Option<usize>,
    /// Listed people
    #[arg(long, value_name = "N")]
    pub entries: Option<usize>,
    /// Documents that are reported lost or stolen
    #[arg(long, value_name = "N")]
    pub lost_documents: Option<usize>,
    /// The same number makes the same files
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    #[command(flatten)]
    pub moment: Moment,
    /// Nights in a row with networks planted in them, in the place of one with every kind of case
    #[arg(long, value_name = "N", conflicts_with = "planted_rate", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub nights: Option<u32>,
    /// Share of passengers who are planted true cases
    #[arg(long, value_name = "R")]
    pub planted_rate: Option<f64>,
    /// So many weeks of traffic and case counts alone, for early warning, in place of a night
    #[arg(long, value_name = "N", conflicts_with_all = ["entries", "lost_documents", "planted_rate"])]
    pub weeks: Option<usize>,
    /// Variance of the weekly counts for each of their mean; 1 by default
    #[arg(long, value_name = "R", requires = "weeks")]
    pub dispersion: Option<f64>,
    /// Share by which rates rise and fall over a year; 0 by default
    #[arg(long, value_name = "R", requires = "weeks")]
    pub season: Option<f64>,
    /// No route shifts and none opens; a list is exchanged all the same
    #[arg(long, requires = "weeks")]
    pub calm: bool,
    #[command(flatten)]
    pub settings: SettingsFile,
}
