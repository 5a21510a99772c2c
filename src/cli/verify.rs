//! `preboard verify`.

use clap::Args;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct Verify {
    /// The run to look at
    #[arg(value_name = "RUN_DIR")]
    pub run: PathBuf,
}
