//! `preboard explain`.

use crate::cli::shared::{Inputs, PrintFormat};
use clap::Args;
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  preboard explain C-0123                          # the beginning of an id is enough\n  preboard explain --surname Zumarinov --given-names Boris --birth-date 1970-03-05 --format json"
)]
pub struct Explain {
    /// A case of a run, or the beginning of its id
    #[arg(
        value_name = "CASE_ID",
        required_unless_present = "surname",
        conflicts_with = "surname"
    )]
    pub case_id: Option<String>,
    /// The run to look in; the newest by default
    #[arg(long, value_name = "DIR")]
    pub run: Option<PathBuf>,
    #[command(flatten)]
    pub person: Person,
    #[command(flatten)]
    pub inputs: Inputs,
    /// How to print
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<PrintFormat>,
}

/// One person, for ad hoc screening.
#[derive(Args, Debug)]
pub struct Person {
    /// Surname of one person to screen
    #[arg(long, value_name = "NAME")]
    pub surname: Option<String>,
    /// Given names
    #[arg(long, value_name = "NAMES", requires = "surname")]
    pub given_names: Option<String>,
    /// As in a manifest: 1970, 1970-03, 1970-03-05 or 700305
    #[arg(long, value_name = "D", requires = "surname")]
    pub birth_date: Option<String>,
    /// Sex
    #[arg(long, value_name = "M|F|X", requires = "surname")]
    pub sex: Option<String>,
    /// Nationality, in three letters
    #[arg(long, value_name = "CCC", requires = "surname")]
    pub nationality: Option<String>,
    /// Document number
    #[arg(long, value_name = "NUMBER", requires = "surname")]
    pub document: Option<String>,
    /// State that issued the document, in three letters
    #[arg(long, value_name = "CCC", requires = "document")]
    pub document_issuer: Option<String>,
}
