//! `preboard review`.

use clap::Args;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct Review {
    /// The run whose cases were decided
    #[arg(value_name = "RUN_DIR")]
    pub run: PathBuf,
    /// CSV of case_id, officer, decided_at, decision, carrier_action, match_truth, note
    #[arg(long, value_name = "FILE")]
    pub decisions: PathBuf,
}
