//! What the operator lets pass, for one run and nowhere else: no settings file can.

use clap::Args;

#[derive(Args, Clone, Debug, Default)]
pub struct Accept {
    /// Let this list pass though it shrank, is empty or is gone; for this run alone, and
    /// recorded in run.json
    #[arg(long, value_name = "NAME")]
    pub accept_list: Vec<String>,
}
