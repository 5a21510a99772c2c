//! `preboard trends`.

use clap::Args;
use jiff::civil::Date;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct Trends {
    /// Where the tables and the page are written; `trends` in the folder of runs by default
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The folder of runs whose ledger is read; the settings' by default
    #[arg(long, value_name = "DIR")]
    pub ledger: Option<PathBuf>,
    /// Settings file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// First day of departure, UTC
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
    /// Last day of departure, UTC
    #[arg(long, value_name = "DATE")]
    pub to: Option<Date>,
    /// The moment that says which fiscal years are over, RFC 3339
    #[arg(long, value_name = "RFC3339")]
    pub as_of: Option<jiff::Timestamp>,
}
