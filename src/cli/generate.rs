//! `preboard generate`.

use crate::cli::shared::Moment;
use clap::Args;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct Generate {
    /// Folder to write to
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    #[arg(long, value_name = "N")]
    pub passengers: Option<usize>,
    #[arg(long, value_name = "N")]
    pub entries: Option<usize>,
    #[arg(long, value_name = "N")]
    pub lost_documents: Option<usize>,
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    #[command(flatten)]
    pub moment: Moment,
    /// Share of passengers who are planted true cases
    #[arg(long, value_name = "R")]
    pub planted_rate: Option<f64>,
}
