//! `preboard query`.

use crate::cli::shared::{SettingsFile, at_least_one, pair};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Rows of a table that is printed; other formats, and files, hold all.
const MOST_ROWS: &str = "100";

#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  preboard query --tables\n  preboard query SQL --run 20261123T180000Z --format csv -o answer.csv\n\nQuote the SQL: 'SELECT list, count(*) AS cases FROM cases GROUP BY list'.\ndocs/query.md has ten questions."
)]
pub struct Query {
    /// One SELECT, in quotes
    #[arg(value_name = "SQL", required_unless_present = "tables")]
    pub sql: Option<String>,
    /// List the tables and their columns, and which of them identify somebody
    #[arg(long, conflicts_with = "sql")]
    pub tables: bool,
    /// One run, by its name or folder; all runs by default
    #[arg(long, value_name = "RUN")]
    pub run: Option<PathBuf>,
    /// The folder of runs; the settings' by default
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// A Parquet or CSV file of yours as one more table
    #[arg(long, value_name = "NAME=PATH", value_parser = pair)]
    pub table: Vec<(String, String)>,
    /// How to print; by the name of --output where it ends in .csv, .jsonl or .parquet
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<QueryFormat>,
    /// Write a file in the place of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The most rows that a table prints
    #[arg(long, value_name = "N", value_parser = at_least_one, default_value = MOST_ROWS)]
    pub rows: usize,
    #[command(flatten)]
    pub settings: SettingsFile,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum QueryFormat {
    /// For reading: so many rows, long values cut
    Table,
    Csv,
    /// One object a line
    Jsonl,
    Parquet,
}
