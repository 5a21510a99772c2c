//! `preboard review`.

use crate::cli::shared::SettingsFile;
use crate::domain::decision::{CarrierAction, Decision, MatchTruth};
use clap::builder::PossibleValuesParser;
use clap::{ArgGroup, Args};
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  preboard review output/20261123T180000Z --case C-0123 --decision concur --officer 12\n  preboard review output/20261123T180000Z --template -o tonight.csv\n  preboard review output/20261123T180000Z --decisions tonight.csv"
)]
#[command(group = ArgGroup::new("what").required(true).args(["decisions", "case", "template", "accept_restored"]))]
#[command(group = ArgGroup::new("attributed").args(["case", "accept_restored"]))]
pub struct Review {
    /// The run whose cases were decided
    #[arg(value_name = "RUN_DIR")]
    pub run: PathBuf,
    /// CSV of case_id, officer, decided_at, decision, carrier_action, match_truth, note; `-` reads standard input
    #[arg(long, value_name = "FILE")]
    pub decisions: Option<PathBuf>,
    #[command(flatten)]
    pub typed: Typed,
    /// Record that records do not hold together because a backup was restored (docs/journal.md)
    #[arg(long, requires = "officer")]
    pub accept_restored: bool,
    /// Print the cases that nobody decided, as a decisions file to fill in
    #[arg(long)]
    pub template: bool,
    /// Write the template here, readable by this account alone
    #[arg(short, long, value_name = "FILE", requires = "template")]
    pub output: Option<PathBuf>,
    /// Cases of this liaison group alone
    #[arg(long, value_name = "GROUP", requires = "template")]
    pub group: Option<String>,
    #[command(flatten)]
    pub settings: SettingsFile,
}

/// One decision.
#[derive(Args, Debug)]
pub struct Typed {
    /// The case that is decided: its id, or the beginning of it
    #[arg(
        long,
        value_name = "CASE_ID",
        requires = "decision",
        requires = "officer"
    )]
    pub case: Option<String>,
    /// What the officer says of the recommendation
    #[arg(long, value_name = "WORD", requires = "case", ignore_case = true,
        value_parser = PossibleValuesParser::new(Decision::WORDS))]
    pub decision: Option<String>,
    /// Who decided: a name or badge number
    #[arg(long, value_name = "NAME", requires = "attributed")]
    pub officer: Option<String>,
    /// When; now by default
    #[arg(long, value_name = "RFC3339", requires = "case")]
    pub decided_at: Option<String>,
    /// What the carrier did
    #[arg(long, value_name = "WORD", requires = "case", ignore_case = true,
        value_parser = PossibleValuesParser::new(CarrierAction::WORDS))]
    pub carrier_action: Option<String>,
    /// Whether the passenger is the listed person
    #[arg(long, value_name = "WORD", requires = "case", ignore_case = true,
        value_parser = PossibleValuesParser::new(MatchTruth::WORDS))]
    pub truth: Option<String>,
    /// A note for the next officer
    #[arg(long, value_name = "TEXT", requires = "case")]
    pub note: Option<String>,
}
