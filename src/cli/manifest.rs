//! `preboard manifest`.

use crate::cli::shared::{FlatForm, MostLost, SettingsFile, pair};
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum Manifest {
    /// Read messages or flat files as carriers send them and write a manifest in Parquet
    Import(ManifestImport),
}

#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  preboard manifest import paxlst inbox/api -o manifests/api.parquet\n  preboard manifest import csv flat.csv -o manifests/flat.parquet --column surname=Last given_names=First+Middle"
)]
pub struct ManifestImport {
    /// How the carrier writes it
    #[arg(value_enum)]
    pub format: ManifestFormat,
    /// Files, or directories whose files are all read; gzip is read as it is
    #[arg(required = true)]
    pub source: Vec<PathBuf>,
    /// The Parquet file to write; rejects go beside it
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// What times without a zone mean; messages have the airport's clock
    #[arg(long, value_enum, value_name = "CLOCK")]
    pub times: Option<Times>,
    /// For csv: the file's name of a column; `+` joins several, as in
    /// `given_names=first+middle`
    #[arg(long, alias = "map", value_name = "COLUMN=THEIRS", num_args = 1.., value_parser = pair)]
    pub column: Vec<(String, String)>,
    /// For messages: also read interchanges that call themselves a test
    #[arg(long)]
    pub test_interchanges: bool,
    /// For csv: the columns of a file without a header, in order; blank ones are not read
    #[arg(
        long,
        value_name = "NAMES",
        value_delimiter = ',',
        allow_hyphen_values = true
    )]
    pub columns: Vec<String>,
    #[command(flatten)]
    pub form: FlatForm,
    #[command(flatten)]
    pub most_lost: MostLost,
    #[command(flatten)]
    pub settings: SettingsFile,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ManifestFormat {
    /// UN/EDIFACT PAXLST: passenger and crew lists (API)
    Paxlst,
    /// UN/EDIFACT PNRGOV: bookings (PNR)
    Pnrgov,
    /// A flat file with a header
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Times {
    /// The clock of the airport
    Local,
    Utc,
}
