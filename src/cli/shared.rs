//! What several commands take, said once.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Of every command that reads settings.
#[derive(Args, Clone, Debug, Default)]
pub struct SettingsFile {
    /// Settings file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// Of every command whose answer depends on what moment it is.
#[derive(Args, Clone, Debug, Default)]
pub struct Moment {
    /// The moment the command believes it is, RFC 3339; the clock's by default
    #[arg(long, value_name = "RFC3339")]
    pub as_of: Option<jiff::Timestamp>,
}

/// Of every command that screens.
#[derive(Args, Clone, Debug, Default)]
pub struct Threads {
    /// Worker threads; changes no result
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
}

/// Where the night's data are.
#[derive(Args, Debug, Default)]
pub struct Inputs {
    #[command(flatten)]
    pub settings: SettingsFile,
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
    #[command(flatten)]
    pub moment: Moment,
    #[command(flatten)]
    pub work: Threads,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PrintFormat {
    Text,
    Json,
}

/// How a flat file is written, where it does not say so itself.
#[derive(Args, Clone, Debug, Default)]
pub struct FlatForm {
    /// For csv: the sign between columns, or `tab`; found in the first line if left out
    #[arg(long, value_name = "SIGN", value_parser = delimiter)]
    pub delimiter: Option<u8>,
    /// For csv: the character set, such as windows-1251; UTF-8 and Latin-1 are told apart
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// For csv: the order of days in figures; needed where 05/04/2026 may be two days
    #[arg(long, value_enum, value_name = "ORDER")]
    pub date_order: Option<DateOrder>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DateOrder {
    /// Day, month, year
    Dmy,
    /// Month, day, year
    Mdy,
    /// Year, month, day
    Ymd,
}

impl FlatForm {
    /// Whether anything of it was said.
    pub fn is_given(&self) -> bool {
        self.delimiter.is_some() || self.encoding.is_some() || self.date_order.is_some()
    }
}

/// Of every command that reads what others wrote.
#[derive(Args, Clone, Copy, Debug)]
pub struct MostLost {
    /// The most that may be lost of what is read, as a share; past it nothing is written. 0.05,
    /// or what the settings say
    #[arg(id = "most_lost", long = "most-lost", value_name = "SHARE", value_parser = share)]
    pub share: Option<f64>,
}

fn share(text: &str) -> Result<f64, String> {
    let share = text
        .parse()
        .ok()
        .filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "give a share from 0 to 1, as in 0.05".to_owned())
}

/// One sign of ASCII, or its name.
fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        [sign] if !sign.is_ascii_alphanumeric() && *sign != b'"' => Ok(*sign),
        b"tab" | b"\\t" => Ok(b'\t'),
        _ => Err("give one sign that is no letter, digit or quote, or `tab`".to_owned()),
    }
}

pub(super) fn pair(text: &str) -> Result<(String, String), String> {
    let pair = text
        .split_once('=')
        .map(|(key, value)| (key.trim(), value.trim()));
    match pair.filter(|(key, value)| !key.is_empty() && !value.is_empty()) {
        Some((key, value)) => Ok((key.to_owned(), value.to_owned())),
        None => Err("give a name and a value, as in `surname=LAST_NAME`".to_owned()),
    }
}

pub(super) fn at_least_one(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| "give a whole number from 1".to_owned())
}
