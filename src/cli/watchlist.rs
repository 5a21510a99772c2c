//! `preboard watchlist`.

use crate::cli::shared::{FlatForm, Moment, MostLost, PrintFormat, SettingsFile, Threads, pair};
use crate::domain::background::Grade;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum Watchlist {
    /// Read a list as its authority publishes it and write canonical Parquet
    Import(Box<Import>),
    /// Counts, age, categories, missing facts, commonest names and suspect entries
    Inspect(Inspect),
    /// What a newer day of a list adds, withdraws and changes, as CSV
    Diff(Diff),
    /// Join entries of several lists that are one person; the first list leads
    Merge(Merge),
    /// Take a merged list apart again
    Split(Split),
    /// Print which topics, notices and programmes are of which category, to edit and give to import
    Topics(TopicsTable),
}

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  preboard watchlist topics > topics.tsv")]
pub struct TopicsTable {
    #[command(flatten)]
    pub settings: SettingsFile,
}

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  preboard watchlist inspect un.parquet --format json")]
pub struct Inspect {
    /// Lists in canonical Parquet: files, directories or globs
    #[arg(required = true, value_name = "FILE")]
    pub lists: Vec<PathBuf>,
    /// How to print
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<PrintFormat>,
    #[command(flatten)]
    pub moment: Moment,
    #[command(flatten)]
    pub settings: SettingsFile,
}

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  preboard watchlist diff yesterday/un.parquet un.parquet")]
pub struct Diff {
    /// The list as it was
    pub old: PathBuf,
    /// The list as it is
    pub new: PathBuf,
    #[command(flatten)]
    pub settings: SettingsFile,
}

#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  preboard watchlist merge ofac.parquet un.parquet -o merged.parquet"
)]
pub struct Merge {
    /// Lists in canonical Parquet; of a person on several, the first named gives the id
    #[arg(required = true, value_name = "FILE")]
    pub lists: Vec<PathBuf>,
    /// The Parquet file to write; the links that joined entries go beside it
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    #[command(flatten)]
    pub settings: SettingsFile,
    #[command(flatten)]
    pub work: Threads,
}

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  preboard watchlist split merged.parquet -o lists")]
pub struct Split {
    /// A list that `watchlist merge` wrote
    #[arg(value_name = "MERGED")]
    pub list: PathBuf,
    /// Folder for the lists it was made of
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,
    #[command(flatten)]
    pub settings: SettingsFile,
}

#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  preboard watchlist import un-xml consolidated.xml -o un.parquet\n  preboard watchlist import csv list.csv -o list.parquet --column surname=LAST_NAME --list-date 2026-11-23"
)]
pub struct Import {
    /// How its authority writes it
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
    /// How reliable the list is and how credible what it says, `A1` to `F6`; shown with each case
    #[arg(long, value_name = "GRADE", value_parser = grade)]
    pub reliability: Option<Grade>,
    /// What kind of source the entries rest on; shown with each case
    #[arg(long, value_name = "TEXT")]
    pub source_kind: Option<String>,
    /// `csv`: the file's name of a column of the flat form; may be given again
    #[arg(long, value_name = "COLUMN=THEIRS", value_parser = pair)]
    pub column: Vec<(String, String)>,
    /// `csv`: what every row has in a column that is blank or absent
    #[arg(long, value_name = "COLUMN=TEXT", value_parser = pair)]
    pub value: Vec<(String, String)>,
    /// `csv`: number the rows, when the file has no ids; the ids change when rows move
    #[arg(long)]
    pub row_ids: bool,
    /// `csv`: the file's column that rows of one person share; the column `name_type` says what
    /// each row's name is
    #[arg(long, value_name = "COLUMN", conflicts_with = "row_ids")]
    pub group_by: Option<String>,
    /// `csv`: lines in front of the header
    #[arg(long, value_name = "N")]
    pub skip_lines: Option<usize>,
    #[command(flatten)]
    pub form: FlatForm,
    #[command(flatten)]
    pub most_lost: MostLost,
    /// Which topics, notices and programmes are of which category; `watchlist topics` prints such
    /// a table
    #[arg(long, value_name = "FILE")]
    pub topics: Option<PathBuf>,
    /// The list of before to compare with, when it is not the file that is replaced
    #[arg(long, value_name = "FILE")]
    pub previous: Option<PathBuf>,
    /// A field that may be less filled than in the list of before; may be given again
    #[arg(long, value_name = "NAME")]
    pub accept_field: Vec<String>,
    #[command(flatten)]
    pub settings: SettingsFile,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// US Treasury OFAC: sdn.csv with alt.csv and sdn_comments.csv, or cons_prim.csv with its own
    OfacCsv,
    /// The same lists as plain XML: sdn.xml, cons.xml
    OfacXml,
    /// The same lists as advanced XML: sdn_advanced.xml, cons_advanced.xml
    OfacAdvancedXml,
    /// The US Consolidated Screening List of trade.gov
    CslCsv,
    /// UK Sanctions List, its CSV
    UkCsv,
    /// UK Sanctions List, its XML
    UkXml,
    /// UN Security Council consolidated list
    UnXml,
    /// EU consolidated financial sanctions list
    EuXml,
    /// Canada's autonomous sanctions (SEMA), its XML
    SemaXml,
    /// Switzerland's sanctions (SECO), the XML of the whole list
    SecoXml,
    /// Australia's consolidated list (DFAT), its spreadsheet
    DfatXlsx,
    /// FollowTheMoney entities, one JSON object a line or an array
    FtmJson,
    /// Records in Senzing's form, one JSON object a line or an array
    SenzingJson,
    /// INTERPOL's notices: missing people are for welfare alone
    InterpolJson,
    /// OpenSanctions' targets.simple.csv
    OpensanctionsCsv,
    /// The flat form: names in columns, lists separated by `|`
    Csv,
}

fn grade(text: &str) -> Result<Grade, String> {
    Grade::parse(text).ok_or_else(|| "a letter A to F and a figure 1 to 6, such as B2".to_owned())
}
