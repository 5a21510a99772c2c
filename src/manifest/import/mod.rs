//! Messages and flat files of carriers become manifests.
//!
//! A bad passenger is refused and told, and the message goes on; a bad message never stops
//! its file. Memory is that of one booking or person and one batch of rows.

pub mod edifact;

pub mod dates;

pub mod flight;

pub mod rejects;

pub mod names;

pub mod contacts;

pub mod passenger;

pub mod row;

pub mod counts;

pub mod sink;

pub mod paxlst;

pub mod pnrgov;

pub mod envelope;

pub mod csv_form;

pub mod verdict;

pub mod splits;

pub mod probe;

#[cfg(test)]
mod samples;

use crate::error::{Error, Kind, Result};
use crate::files;
use crate::tables::bounded::Bounded;
use crate::tables::limits::Limits;
use crate::tables::write::{self as tables, TableWriter};
use crate::tables::{charset, version};
use counts::Counts;
use envelope::Message;
use flate2::read::MultiGzDecoder;
use flight::Times;
use rejects::{Code, Lost, Reject};
use row::ImportedRow;
use sink::{Handler, Sink};
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

/// What the sources are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    Messages(Message),
    Csv(csv_form::Form),
}

/// What the operator says of all sources.
#[derive(Clone, Debug)]
pub struct Wishes {
    pub times: Times,
    /// The share of files, messages or people past which nothing is written.
    pub most_lost: f64,
    /// Interchanges that call themselves a test are read.
    pub reads_tests: bool,
    pub limits: Limits,
}

/// What came of all sources.
#[derive(Clone, Debug)]
pub struct Imported {
    /// Names without folders, in order.
    pub files: Vec<String>,
    /// Of each file.
    pub counts: Vec<Counts>,
    pub rejects: Vec<Reject>,
    /// What is to be said of the sources as a whole.
    pub notes: Vec<String>,
}

impl Imported {
    pub fn total(&self) -> Counts {
        let mut total = Counts::default();
        self.counts.iter().for_each(|counts| total.add(counts));
        total
    }
}

/// Reads every source and writes one Parquet file, whole or not at all; `refused` gets the
/// rejects also when no row came of them.
pub fn import(
    sources: &[PathBuf],
    format: &Format,
    wishes: &Wishes,
    output: &Path,
    refused: &mut dyn FnMut(&Imported) -> Result<()>,
) -> Result<Imported> {
    let names: Vec<String> = sources.iter().map(|path| name_of(path)).collect();
    tables::write_filled(output, version::MANIFESTS, |writer| {
        let (digest, imported) = files::while_unchanged(sources, || {
            let digest = files::digest_of_bytes(digests(sources)?.join("\n").as_bytes());
            Ok((digest, fill(sources, &names, format, wishes, writer)?))
        })?;
        refused(&imported)?;
        refuse_nobody(output, &imported)?;
        verdict::refuse_losses(output, &imported, wishes.most_lost)?;
        let metadata = vec![("preboard.source_digest", Some(digest))];
        Ok((imported, metadata))
    })
}

fn fill(
    sources: &[PathBuf],
    names: &[String],
    format: &Format,
    wishes: &Wishes,
    writer: &mut TableWriter,
) -> Result<Imported> {
    let mut handler = |rows: &[ImportedRow]| row::write(writer, rows, names);
    let handler: &mut Handler = &mut handler;
    let mut sink = Sink::new(wishes.times, handler);
    sink.reads_tests = wishes.reads_tests;
    for path in sources {
        sink.start_file();
        let packed = files::about(path)?.map_or(0, |about| about.len());
        let bounds = (packed, &wishes.limits);
        let file = files::open(path)?;
        match read_within(path, file, bounds, format, &mut sink) {
            // One bad file never takes the others along, and never goes unsaid.
            Err(error) if error.kind == Kind::Data && 1 < sources.len() => {
                sink.note(format!("refused whole: {error}"));
                sink.refuse_file();
            }
            read => read?,
        }
    }
    sink.tell_splits();
    let notes = sink.notes();
    let (counts, rejects) = sink.finish()?;
    Ok(Imported {
        notes,
        files: names.to_vec(),
        counts,
        rejects,
    })
}

/// How far a source was read, and what ended it.
pub struct Ended {
    /// The last segment, or row counting the header.
    pub row: u64,
    pub by: std::io::Result<()>,
}

/// Reads one source of which nobody knows how long it is, within the usual limits.
pub fn read(path: &Path, input: impl Read, format: &Format, sink: &mut Sink) -> Result<()> {
    read_within(path, input, (0, &Limits::default()), format, sink)
}

/// Reads one source, compressed or not, into the sink. A compressed one that breaks off is
/// told, and what stood before the break is kept.
fn read_within(
    path: &Path,
    input: impl Read,
    (packed, limits): (u64, &Limits),
    format: &Format,
    sink: &mut Sink,
) -> Result<()> {
    let failed = |e: std::io::Error| files::read_failed(path, &e);
    let (mut input, gzip) = plain(input, packed, limits).map_err(failed)?;
    let mut start = Vec::new();
    let breaks = (&mut input).take(64).read_to_end(&mut start).err();
    if let Some(what) = charset::foreign(&start) {
        let what = format!("{} is {what}", path.display());
        return Err(Error::new(Kind::Data, what).hint("nothing of it was read"));
    }
    // A cut gzip is told below, with what stood before.
    let input = Cursor::new(start)
        .chain(charset::Breaks(breaks))
        .chain(input);
    let stated = match format {
        Format::Messages(_) => None,
        Format::Csv(form) => form.charset,
    };
    let ended = match charset::to_utf8(input, stated) {
        Err(e) => Ended { row: 0, by: Err(e) },
        Ok(input) => match format {
            Format::Messages(message) => envelope::read(input, *message, sink),
            Format::Csv(form) => csv_form::read(path, input, form, sink)?,
        },
    };
    match ended.by {
        Err(e) if gzip && is_damage(&e) => {
            let why = "the compressed file breaks off here; what stood before is kept";
            sink.reject(Lost::File, ended.row.max(1), "", Code::CutShort, why);
            Ok(())
        }
        Err(e) if e.kind() == std::io::ErrorKind::FileTooLarge => {
            let what = format!("{} asks for more than it may", path.display());
            let hint = "look at the file; if it is right, raise that limit in [limits]";
            Err(Error::new(Kind::Data, what).because(e).hint(hint))
        }
        ended => ended.map_err(|e| files::read_failed(path, &e)),
    }
}

/// What the decoder says of a file that is cut or changed, and no disk.
fn is_damage(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    matches!(error.kind(), InvalidData | InvalidInput | UnexpectedEof)
}

/// Gzip is read as it is, within its limit; whether it was.
fn plain<'a>(
    mut input: impl Read + 'a,
    packed: u64,
    limits: &Limits,
) -> std::io::Result<(Box<dyn Read + 'a>, bool)> {
    let mut start = Vec::new();
    (&mut input).take(2).read_to_end(&mut start)?;
    let gzip = start == [0x1f, 0x8b];
    let whole = Cursor::new(start).chain(input);
    Ok(match gzip {
        true => {
            let plain = MultiGzDecoder::new(whole);
            (Box::new(Bounded::new(plain, packed, limits)), true)
        }
        false => (Box::new(whole), false),
    })
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn digests(sources: &[PathBuf]) -> Result<Vec<String>> {
    sources
        .iter()
        .map(|path| files::digest_of_file(path))
        .collect()
}

/// A manifest of nobody is a wrong file, not a quiet night.
fn refuse_nobody(output: &Path, imported: &Imported) -> Result<()> {
    if 0 < imported.total().rows {
        return Ok(());
    }
    let what = format!(
        "no passenger could be read from {} source(s), so {} is not written",
        imported.files.len(),
        output.display()
    );
    Err(Error::new(Kind::Data, what)
        .hint("look at the reject report beside it, and check the format that was asked for"))
}
