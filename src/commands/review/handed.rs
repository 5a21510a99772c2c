//! Where decisions come from: a file, standard input, or the command line.

use crate::cli;
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::ledger::decisions::{self, Known, Place, Sheet};
use jiff::Timestamp;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Bytes that are read of a sheet: over a hundred thousand decisions with their notes. What has
/// no end would take all memory before anybody is told.
const MOST_BYTES: u64 = 16 << 20;

pub(super) enum Handed {
    File {
        /// As errors name it.
        path: PathBuf,
        bytes: Vec<u8>,
    },
    /// Column and value of one decision.
    Typed(Vec<(&'static str, String)>),
}

impl Handed {
    /// Reads to the end of the input. The caller holds no lock: whoever writes to it may take
    /// their time.
    pub(super) fn take(args: &cli::Review, now: Timestamp) -> Result<Handed> {
        match args.decisions.as_deref() {
            None => Ok(Handed::Typed(typed(&args.typed, now))),
            Some(path) if path == Path::new("-") => {
                let path = PathBuf::from("standard input");
                let bytes = whole(std::io::stdin().lock(), &path)?;
                Ok(Handed::File { path, bytes })
            }
            Some(path) => {
                let hint = "check the path: a regular file, or `-` for standard input";
                let file = files::open_stream(path).map_err(|e| e.hint(hint))?;
                Ok(Handed::File {
                    path: path.to_owned(),
                    bytes: whole(file, path)?,
                })
            }
        }
    }

    /// One that was typed and is refused is an error at once: nothing else is to be recorded.
    pub(super) fn sheet(&self, known: &Known) -> Result<Sheet> {
        match self {
            Handed::File { path, bytes } => decisions::read(bytes, path, known),
            Handed::Typed(values) => {
                let values = values
                    .iter()
                    .map(|(column, value)| (*column, value.as_str()));
                let one = decisions::one(&values.collect::<Vec<_>>(), known);
                let good = one.map_err(|(column, reason)| {
                    let what = format!("{}: {reason}", option(column));
                    Error::new(Kind::Usage, what).hint("nothing was recorded")
                })?;
                Ok(Sheet {
                    good: vec![good],
                    ..Sheet::default()
                })
            }
        }
    }

    /// Where a value of a decision was written.
    pub(super) fn place(&self, place: Place, column: &'static str) -> String {
        match self {
            Handed::File { path, .. } => {
                format!("{}: {place}, column {column}", path.display())
            }
            Handed::Typed(_) => option(column).to_owned(),
        }
    }

    /// What the decisions are called together.
    pub(super) fn name(&self) -> String {
        match self {
            Handed::File { path, .. } => path.display().to_string(),
            Handed::Typed(_) => "the command line".to_owned(),
        }
    }
}

/// To the end, as long as it may be a sheet of decisions.
fn whole(input: impl Read, path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = input.take(MOST_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|e| files::read_failed(path, &e))?;
    if (bytes.len() as u64) <= MOST_BYTES {
        return Ok(bytes);
    }
    let (path, most) = (path.display(), MOST_BYTES >> 20);
    let what = format!("{path} has more than {most} MiB: no sheet of decisions");
    let hint = "nothing was recorded; hand in the CSV of one run's decisions";
    Err(Error::new(Kind::Data, what).hint(hint))
}

fn typed(typed: &cli::Typed, now: Timestamp) -> Vec<(&'static str, String)> {
    let cli::Typed {
        case,
        decision,
        officer,
        decided_at,
        carrier_action,
        truth,
        note,
    } = typed;
    let values = [
        ("case_id", case.clone()),
        ("officer", officer.clone()),
        (
            "decided_at",
            decided_at.clone().or_else(|| Some(now.to_string())),
        ),
        ("decision", decision.clone()),
        ("carrier_action", carrier_action.clone()),
        ("match_truth", truth.clone()),
        ("note", note.clone()),
    ];
    let values = values.into_iter();
    values
        .filter_map(|(column, value)| Some((column, value?)))
        .collect()
}

/// The option that fills a column.
fn option(column: &str) -> &str {
    match column {
        "case_id" => "--case",
        "officer" => "--officer",
        "decided_at" => "--decided-at",
        "decision" => "--decision",
        "carrier_action" => "--carrier-action",
        "match_truth" => "--truth",
        "note" => "--note",
        other => other,
    }
}
