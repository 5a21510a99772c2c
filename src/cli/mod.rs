//! What may be typed. Nothing here knows what it means: every option is optional, no
//! default is applied, and the settings resolve them.

pub mod purge;

pub mod trends;

use crate::error::Kind;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

/// Screen passenger manifests against watchlists and recommend, with evidence, whom a
/// carrier liaison officer should look at before departure.
#[derive(Debug, Parser)]
#[command(name = "preboard", version, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub common: Common,
}

/// Options of every command.
#[derive(Args, Debug)]
pub struct Common {
    /// Say more; twice for every step
    #[arg(short, long, action = clap::ArgAction::Count, global = true)]
    pub verbose: u8,
    /// Say nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Log lines as text or as JSON, on standard error
    #[arg(long, value_enum, global = true, value_name = "FORMAT")]
    pub log_format: Option<LogFormat>,
    /// Show a progress bar; `auto` shows it on a terminal only
    #[arg(long, value_enum, global = true, value_name = "WHEN")]
    pub progress: Option<When>,
    /// Colour; `auto` obeys NO_COLOR and the terminal
    #[arg(long, value_enum, global = true, value_name = "WHEN")]
    pub color: Option<When>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// The nightly job: screen manifests and publish the recommendations
    Run(Run),
    /// Read settings, schemas, list ages and free space; write nothing
    Check(Check),
    /// Show the evidence of one case, or screen one person ad hoc
    Explain(Explain),
    /// Record officers' decisions on the cases of a run
    Review(Review),
    /// Write carrier sheets for the cases that an officer concurred with, and no others
    Release(Release),
    /// Recompute the digests of a run, its releases, the ledger and the chain of runs
    Verify(Verify),
    /// Outcomes, precision and time to decision over the years, from the ledger
    Trends(trends::Trends),
    /// Mask and delete runs and decisions whose period is over
    Purge(purge::Purge),
    /// Bring watchlists into the canonical form
    Watchlist {
        #[command(subcommand)]
        command: Watchlist,
    },
    /// Bring carriers' messages and flat files into manifests
    Manifest {
        #[command(subcommand)]
        command: Manifest,
    },
    /// Learn how rare names are among the operator's own travellers
    Names {
        #[command(subcommand)]
        command: Names,
    },
    /// Measure match quality on labelled people, or screen a list against itself
    Evaluate(Evaluate),
    /// Make synthetic manifests and watchlists with truth labels
    Generate(Generate),
    /// Print shell completions
    Completions { shell: clap_complete::Shell },
    /// Print the manual page
    Man,
}

/// Where the night's data are.
#[derive(Args, Debug, Default)]
pub struct Inputs {
    /// Settings file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Manifests: files, directories or globs; replaces the settings'
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub manifest: Vec<PathBuf>,
    /// Watchlists in canonical Parquet; replaces the settings'
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub watchlist: Vec<PathBuf>,
    /// Lost, stolen and revoked documents; replaces the settings'
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub lost_documents: Vec<PathBuf>,
    /// Where runs are published
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The moment the run believes it is, RFC 3339
    #[arg(long, value_name = "RFC3339")]
    pub as_of: Option<jiff::Timestamp>,
    /// Worker threads; changes no result
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
}

#[derive(Args, Debug)]
pub struct Run {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Name of the run and of its folder
    #[arg(long, value_name = "ID")]
    pub run_id: Option<String>,
    /// Do everything but publish
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Args, Debug)]
pub struct Review {
    /// The run whose cases were decided
    #[arg(value_name = "RUN_DIR")]
    pub run: PathBuf,
    /// CSV of case_id, officer, decided_at, decision, carrier_action, match_truth, note
    #[arg(long, value_name = "FILE")]
    pub decisions: PathBuf,
}

#[derive(Args, Debug)]
pub struct Release {
    /// The run whose cases go to carriers
    #[arg(value_name = "RUN_DIR")]
    pub run: PathBuf,
    /// Settings file, for the groups' contacts
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub struct Verify {
    /// The run to look at
    #[arg(value_name = "RUN_DIR")]
    pub run: PathBuf,
}

#[derive(Args, Debug)]
pub struct Check {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Print each setting with its value and where it came from
    #[arg(long)]
    pub show_settings: bool,
    /// End with exit code 1 when there are warnings
    #[arg(long)]
    pub strict: bool,
}

#[derive(Args, Debug)]
pub struct Explain {
    /// A case of a run
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
    pub format: Option<ExplainFormat>,
}

/// One person, for ad hoc screening.
#[derive(Args, Debug)]
pub struct Person {
    #[arg(long)]
    pub surname: Option<String>,
    #[arg(long, requires = "surname")]
    pub given_names: Option<String>,
    /// ISO date, whole or partial
    #[arg(long, value_name = "D", requires = "surname")]
    pub birth_date: Option<String>,
    #[arg(long, value_name = "M|F|X", requires = "surname")]
    pub sex: Option<String>,
    #[arg(long, value_name = "CCC", requires = "surname")]
    pub nationality: Option<String>,
    /// Document number
    #[arg(long, value_name = "NUMBER", requires = "surname")]
    pub document: Option<String>,
    #[arg(long, value_name = "CCC", requires = "document")]
    pub document_issuer: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExplainFormat {
    Text,
    Json,
}

#[derive(Debug, Subcommand)]
pub enum Watchlist {
    /// Read a list as its authority publishes it and write canonical Parquet
    Import(Import),
    /// Counts, age, categories, missing facts, commonest names and suspect entries
    Inspect(Inspect),
    /// What a newer day of a list adds, withdraws and changes, as CSV
    Diff(Diff),
    /// Join entries of several lists that are one person; the first list leads
    Merge(Merge),
    /// Take a merged list apart again
    Split(Split),
}

#[derive(Args, Debug)]
pub struct Inspect {
    /// Lists in canonical Parquet: files, directories or globs
    #[arg(required = true, value_name = "FILE")]
    pub lists: Vec<PathBuf>,
    /// How to print
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<ExplainFormat>,
    /// The moment from which ages are counted, RFC 3339
    #[arg(long, value_name = "RFC3339")]
    pub as_of: Option<jiff::Timestamp>,
}

#[derive(Args, Debug)]
pub struct Diff {
    /// The list as it was
    pub old: PathBuf,
    /// The list as it is
    pub new: PathBuf,
}

#[derive(Args, Debug)]
pub struct Merge {
    /// Lists in canonical Parquet; of a person on several, the first named gives the id
    #[arg(required = true, value_name = "FILE")]
    pub lists: Vec<PathBuf>,
    /// The Parquet file to write; the links that joined entries go beside it
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Settings file, for other weights
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Worker threads; changes no result
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
}

#[derive(Args, Debug)]
pub struct Split {
    /// A list that `watchlist merge` wrote
    #[arg(value_name = "MERGED")]
    pub list: PathBuf,
    /// Folder for the lists it was made of
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,
}

#[derive(Args, Debug)]
pub struct Import {
    #[arg(value_enum)]
    pub format: ListFormat,
    /// File, or the directory that holds it with its siblings
    #[arg(required = true)]
    pub source: Vec<PathBuf>,
    /// The Parquet file to write; rejects go beside it
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Day the authority published the list, when the source does not say
    #[arg(long, value_name = "DATE")]
    pub list_date: Option<jiff::civil::Date>,
    /// Category of every entry, instead of the one that the format gives
    #[arg(long, value_name = "NAME")]
    pub category: Option<String>,
    /// Who may see the entries: handling that is shown with each of their cases
    #[arg(long, value_name = "TEXT")]
    pub handling: Option<String>,
    /// `csv`: the file's name of a column of the flat form; may be given again
    #[arg(long, value_name = "COLUMN=THEIRS", value_parser = pair)]
    pub column: Vec<(String, String)>,
    /// `csv`: what every row has in a column that is blank or absent
    #[arg(long, value_name = "COLUMN=TEXT", value_parser = pair)]
    pub value: Vec<(String, String)>,
    /// `csv`: number the rows, when the file has no ids; the ids change when rows move
    #[arg(long)]
    pub row_ids: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// US Treasury OFAC: sdn.csv with alt.csv, add.csv and sdn_comments.csv
    OfacCsv,
    /// The US Consolidated Screening List of trade.gov
    CslCsv,
    /// UN Security Council consolidated list
    UnXml,
    /// EU consolidated financial sanctions list
    EuXml,
    /// FollowTheMoney entities, one JSON object a line
    FtmJson,
    /// OpenSanctions' targets.simple.csv
    OpensanctionsCsv,
    /// The flat form: names in columns, lists separated by `|`
    Csv,
}

#[derive(Debug, Subcommand)]
pub enum Manifest {
    /// Read messages or flat files as carriers send them and write a manifest in Parquet
    Import(ManifestImport),
}

#[derive(Args, Debug)]
pub struct ManifestImport {
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
    #[arg(long, value_name = "COLUMN=NAME", num_args = 1.., value_parser = pair)]
    pub map: Vec<(String, String)>,
    /// For csv: settings file whose [manifest.columns] name the columns
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
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

#[derive(Debug, Subcommand)]
pub enum Names {
    /// Count name tokens in past manifests and write a rarity table for `names.rarity`
    Build(NamesBuild),
}

#[derive(Args, Debug)]
pub struct NamesBuild {
    /// Past manifests: files, directories or globs
    #[arg(required = true, value_name = "MANIFEST")]
    pub manifest: Vec<PathBuf>,
    /// The table to write; no token of fewer than five travellers is in it
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// The moment the table bears, RFC 3339
    #[arg(long, value_name = "RFC3339")]
    pub as_of: Option<jiff::Timestamp>,
    /// Settings file, for manifests whose columns have other names
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub struct Evaluate {
    /// Queries with their true entries, in Parquet
    #[arg(
        long,
        value_name = "FILE",
        required_unless_present = "self_screen",
        conflicts_with = "self_screen"
    )]
    pub pairs: Option<PathBuf>,
    /// Screen this list against itself, each person's own entry left out
    #[arg(long, value_name = "FILE")]
    pub self_screen: Option<PathBuf>,
    /// Lists in canonical Parquet; replaces the settings'
    #[arg(long, value_name = "PATH", num_args = 1.., conflicts_with = "self_screen")]
    pub watchlist: Vec<PathBuf>,
    /// People who are on no list: each alert on them is a false one
    #[arg(long, value_name = "FILE", conflicts_with = "self_screen")]
    pub population: Option<PathBuf>,
    /// Leave queries of this group out; may be given again
    #[arg(long, value_name = "GROUP", requires = "pairs")]
    pub without_group: Vec<String>,
    /// Compare names and nothing else
    #[arg(long)]
    pub name_only: bool,
    /// End with exit code 1 unless the figure is met, as in `recall_at_far.1e-3=0.85`:
    /// recall and precision at least the value; false alerts, errors, gaps and bits at most
    #[arg(long, value_name = "KEY=VALUE", num_args = 1..)]
    pub require: Vec<String>,
    /// Review no more than so many alerts: where the line then falls, and how many tie on it
    #[arg(long, value_name = "N", requires = "pairs", value_parser = at_least_one)]
    pub max_alerts: Option<usize>,
    /// Print weights estimated from the pairs, as a settings block; nothing applies itself
    #[arg(long, requires = "pairs")]
    pub fit: bool,
    /// How to print
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<ExplainFormat>,
    /// Write the report as one HTML file
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Write the ten best entries of each query and person
    #[arg(long, value_name = "FILE")]
    pub scores: Option<PathBuf>,
    /// Settings file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Worker threads; changes no result
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
}

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
    #[arg(long, value_name = "RFC3339")]
    pub as_of: Option<jiff::Timestamp>,
    /// Share of passengers who are planted true cases
    #[arg(long, value_name = "R")]
    pub planted_rate: Option<f64>,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let pair = text
        .split_once('=')
        .map(|(key, value)| (key.trim(), value.trim()));
    match pair.filter(|(key, value)| !key.is_empty() && !value.is_empty()) {
        Some((key, value)) => Ok((key.to_owned(), value.to_owned())),
        None => Err("give a name and a value, as in `surname=LAST_NAME`".to_owned()),
    }
}

fn at_least_one(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| "give a whole number from 1".to_owned())
}

/// Help and version go to standard output with code 0; misuse is 64, not clap's 2.
pub fn parse(args: impl IntoIterator<Item = std::ffi::OsString>) -> Result<Cli, ExitCode> {
    Cli::try_parse_from(args).map_err(|error| {
        let code = if error.use_stderr() {
            Kind::Usage.exit_code()
        } else {
            0
        };
        // A closed pipe behind `--help | head` is no failure.
        let _ = error.print();
        ExitCode::from(code)
    })
}
