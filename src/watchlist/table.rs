//! CSV with a header, row by row: fields may run over lines, and a row of another length is
//! refused without losing the next.

use crate::domain::date::PartialDate;
use crate::error::{Error, Kind, Result};
use crate::tables::charset::{Charset, is_implausible};
use crate::tables::csv_records::delimiter_of;
use crate::tables::limits::Limits;
use crate::tables::source::missing_columns;
use crate::watchlist::import::{ImportCode, Losses};
use crate::watchlist::stream::{self, Stream};
use crate::watchlist::unknown::Unknown;
use crate::watchlist::whole::cut;
use crate::watchlist::whole::{self, Ending, Watched};
use jiff::civil::Date;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::rc::Rc;

pub(super) struct Table {
    path: PathBuf,
    reader: csv::Reader<Watched<Stream>>,
    ending: Rc<Cell<Ending>>,
    columns: Rc<BTreeMap<String, usize>>,
    row: usize,
    /// How many fields the last record had.
    fields: usize,
    /// Columns that the reader does not know: place, name, filled cells and the first row of one.
    unknown: Vec<(usize, String, u64, usize)>,
}

/// One row; `row` counts the header.
pub(super) struct Record {
    pub(super) row: usize,
    columns: Rc<BTreeMap<String, usize>>,
    fields: csv::StringRecord,
}

impl Table {
    /// Columns may stand in any order; those not asked for are passed over.
    pub(super) fn open(path: &Path, limits: &Limits, required: &[&str]) -> Result<Table> {
        let (stream, _) = stream::open(path, limits)?;
        Table::of(path, stream, b',', required)
    }

    /// The same of a form that anybody may write, with what was said of it.
    pub(super) fn open_as(
        path: &Path,
        limits: &Limits,
        charset: Option<Charset>,
        delimiter: Option<u8>,
        skip_lines: usize,
    ) -> Result<Table> {
        let (mut stream, _) = stream::open_as(path, limits, charset)?;
        for _ in 0..skip_lines {
            let skipped = stream.skip_until(b'\n').map_err(|e| cut(path, &e))?;
            if skipped == 0 {
                return Err(too_short(path, skip_lines));
            }
        }
        let head = stream.fill_buf().map_err(|e| cut(path, &e))?;
        let first = head.split(|sign| *sign == b'\n').next().unwrap_or_default();
        let delimiter = delimiter.unwrap_or_else(|| delimiter_of(first));
        let mut table = Table::of(path, stream, delimiter, &[])?;
        table.row += skip_lines;
        Ok(table)
    }

    /// The same of a file with a line in front of its header, which is given too: blank where
    /// the first line is the header.
    pub(super) fn open_behind_preamble(
        path: &Path,
        limits: &Limits,
        column: &str,
        required: &[&str],
    ) -> Result<(Table, String)> {
        let (mut stream, _) = stream::open(path, limits)?;
        let head = stream.fill_buf().map_err(|e| cut(path, &e))?;
        let first = head.split(|sign| *sign == b'\n').next().unwrap_or_default();
        let first = String::from_utf8_lossy(first).trim().to_owned();
        let is_header = first.to_lowercase().contains(column);
        if !is_header {
            let mut line = Vec::new();
            stream
                .read_until(b'\n', &mut line)
                .map_err(|e| cut(path, &e))?;
        }
        let table = Table::of(path, stream, b',', required)?;
        Ok((table, if is_header { String::new() } else { first }))
    }

    fn of(path: &Path, stream: Stream, delimiter: u8, required: &[&str]) -> Result<Table> {
        let (stream, ending) = Watched::new(stream);
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(stream);
        let header = reader.headers().map_err(|e| cut(path, &e))?;
        let mut columns = BTreeMap::new();
        for (at, name) in header.iter().enumerate() {
            let name = name.trim().to_lowercase();
            if let Some(before) = columns.insert(name, at) {
                return Err(twice(path, before + 1, at + 1));
            }
        }
        let missing = required.iter().copied();
        if let Some(missing) = missing_columns(missing.filter(|name| !columns.contains_key(*name)))
        {
            let what = format!("{}: {missing}", path.display());
            return Err(Error::new(Kind::Data, what)
                .hint("check that the file is of this format, and fetch it again"));
        }
        Ok(Table {
            path: path.to_owned(),
            reader,
            ending,
            fields: columns.len(),
            unknown: Vec::new(),
            columns: Rc::new(columns),
            row: 1,
        })
    }

    /// The header's names in small letters, sorted.
    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns.keys().map(String::as_str)
    }

    /// What is in none of these lists is not known, and counted from now on.
    pub(super) fn know(&mut self, lists: &[&[&str]]) {
        self.know_if(|name| lists.iter().any(|list| list.contains(&name)));
    }

    /// The same by a rule.
    pub(super) fn know_if(&mut self, is_known: impl Fn(&str) -> bool) {
        let others = self.columns.iter();
        let others = others.filter(|(name, _)| !name.is_empty() && !is_known(name));
        let others = others.map(|(name, at)| (*at, name.clone(), 0, 1));
        self.unknown = others.collect();
    }

    /// The columns that are not known, with how many of their cells say something.
    pub(super) fn tell_unknown(&self, lost: &mut Losses) {
        for (_, name, filled, first) in &self.unknown {
            lost.unknown_times(*first, Unknown::Column, name, *filled);
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Behind the last record: an error when it is not whole.
    pub(super) fn next(&mut self) -> Result<Option<Record>> {
        let mut fields = csv::StringRecord::new();
        let more = self.reader.read_record(&mut fields);
        if !more.map_err(|e| cut(&self.path, &e))? {
            let (ending, wanted) = (self.ending.get(), self.columns.len());
            return whole::check(&self.path, self.row, ending, self.fields, wanted).map(|()| None);
        }
        self.row += 1;
        self.fields = fields.len();
        for (at, _, filled, first) in &mut self.unknown {
            if fields.get(*at).is_some_and(|text| !text.trim().is_empty()) {
                *filled += 1;
                if *filled == 1 {
                    *first = self.row;
                }
            }
        }
        Ok(Some(Record {
            row: self.row,
            columns: Rc::clone(&self.columns),
            fields,
        }))
    }
}

fn too_short(path: &Path, lines: usize) -> Error {
    let what = format!(
        "{} has fewer than the {lines} lines to skip",
        path.display()
    );
    Error::new(Kind::Data, what).hint("count the lines in front of the header again")
}

/// The name itself is not told: a file without a header has its first person there.
fn twice(path: &Path, one: usize, other: usize) -> Error {
    let what = format!(
        "{}: columns {one} and {other} have the same name",
        path.display()
    );
    Error::new(Kind::Data, what)
        .hint("the first row must name the columns: add it, or keep one of the two")
}

impl Record {
    /// The row itself, when it has as many fields as the header.
    pub(super) fn whole(self, lost: &mut Losses) -> Option<Record> {
        let (found, wanted) = (self.fields.len(), self.columns.len());
        if found == wanted {
            return Some(self);
        }
        let why = format!("{found} fields, the header has {wanted}");
        lost.row(self.row, "", ImportCode::WrongFieldCount, &why);
        None
    }

    /// Whether a field runs over lines: in a form of one line a row it is an unclosed quote
    /// that would swallow the rows after it.
    pub(super) fn runs_over(&self) -> bool {
        self.fields.iter().any(|field| field.contains('\n'))
    }

    /// Whether some of its text is of another character set.
    pub(super) fn is_implausible(&self) -> bool {
        self.fields.iter().any(is_implausible)
    }

    /// Without blanks at its ends; `""` when the column is not there.
    pub(super) fn text(&self, column: &str) -> &str {
        let at = self.columns.get(column);
        at.and_then(|at| self.fields.get(*at))
            .unwrap_or_default()
            .trim()
    }

    pub(super) fn required(&self, column: &'static str, lost: &mut Losses) -> Option<String> {
        let text = self.text(column);
        if text.is_empty() {
            lost.row(self.row, column, ImportCode::MissingValue, "no value");
            return None;
        }
        Some(text.to_owned())
    }

    /// The parts of a list that are not blank.
    pub(super) fn items(&self, column: &str, separator: &str) -> Vec<String> {
        let parts = self.text(column).split(separator.trim_end());
        let parts = parts.map(|part| part.trim().to_owned());
        parts.filter(|part| !part.is_empty()).collect()
    }

    /// A whole date; what is none is reported.
    pub(super) fn date(&self, column: &'static str, lost: &mut Losses) -> Option<Date> {
        let text = self.text(column);
        let date = PartialDate::parse_iso(text).and_then(PartialDate::to_date);
        if date.is_none() && !text.is_empty() {
            let why = "a date that cannot be read";
            lost.value(self.row, column, ImportCode::BadValue, why);
        }
        date
    }
}
