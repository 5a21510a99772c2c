//! Standard output: data, for whoever reads it. What cannot be written is an error as anywhere
//! else, and what is foreign goes through the one function that makes it inert: there is no other
//! way out.

use crate::error::{Error, Kind, Result};
use crate::inert::{self, Lines};
#[cfg(feature = "analyst")]
use crate::tables::cell::Cell;
use crate::tables::csv;
use crate::tables::row::Table;
use serde_json::Value;
use std::io::{ErrorKind, Write};

/// What a command answers, as text or as JSON.
pub enum Answer {
    Text(Lines),
    Json(Value),
}

pub fn answer(answer: &Answer) -> Result<()> {
    match answer {
        Answer::Text(text) => lines(text),
        Answer::Json(value) => json(value),
    }
}

pub fn lines(lines: &Lines) -> Result<()> {
    write(lines.as_str().as_bytes())
}

pub fn json(value: &Value) -> Result<()> {
    write(inert::json(&format!("{value:#}\n")).as_bytes())
}

/// As CSV.
pub fn table<T: Table>(rows: &[T]) -> Result<()> {
    write(&csv::encode(rows))
}

#[cfg(feature = "analyst")]
/// Rows that no table describes, as CSV.
pub fn cells(columns: &[String], rows: &[Vec<Cell>]) -> Result<()> {
    write(&csv::encode_cells(columns, rows))
}

#[cfg(feature = "analyst")]
/// One JSON object a line.
pub fn json_lines(lines: &[String]) -> Result<()> {
    let text: String = lines.iter().map(|line| line.clone() + "\n").collect();
    write(inert::json(&text).as_bytes())
}

/// Completions, manual pages, the data dictionary: every letter of them is in this program.
pub fn own(text: &[u8]) -> Result<()> {
    write(text)
}

/// A closed pipe is the choice of whoever read it.
fn write(bytes: &[u8]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(e) if e.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(e) => Err(Error::new(Kind::Io, "writing standard output failed")
            .because(e)
            .hint("what was printed is not whole; free space, then run it again")),
    }
}
