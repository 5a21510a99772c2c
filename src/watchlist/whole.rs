//! Whether a text source ends where its last record does: plain text that was cut in transit
//! carries no checksum that says so.
//!
//! A quote opens only at the start of a field, as the CSV reader has it, so a stray inch mark
//! is no sign of a cut.

use crate::error::{Error, Kind, Result};
use std::cell::Cell;
use std::io::Read;
use std::path::Path;
use std::rc::Rc;

/// Where in CSV the text stands after what was seen of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Ending {
    /// After a line end, or before the first byte.
    #[default]
    Line,
    /// After a comma.
    Comma,
    InField,
    InQuotes,
    /// After a quote in quotes: their end, or the first half of a doubled one.
    Quote,
}

impl Ending {
    pub(super) fn after(self, bytes: &[u8]) -> Ending {
        bytes
            .iter()
            .fold(self, |ending, byte| match (ending, byte) {
                (Ending::InQuotes, b'"') => Ending::Quote,
                (Ending::InQuotes, _) | (Ending::Line | Ending::Comma | Ending::Quote, b'"') => {
                    Ending::InQuotes
                }
                (_, b'\n' | b'\r') => Ending::Line,
                (_, b',') => Ending::Comma,
                _ => Ending::InField,
            })
    }
}

/// A source whose end is watched while it is read.
pub(super) struct Watched<R> {
    inner: R,
    ending: Rc<Cell<Ending>>,
}

impl<R: Read> Watched<R> {
    pub(super) fn new(inner: R) -> (Watched<R>, Rc<Cell<Ending>>) {
        let ending = Rc::new(Cell::new(Ending::default()));
        let watched = Watched {
            inner,
            ending: Rc::clone(&ending),
        };
        (watched, ending)
    }
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.ending.set(self.ending.get().after(&buffer[..count]));
        Ok(count)
    }
}

/// Refuses a file whose last record is not whole. `row` is that record's.
pub(super) fn check(
    path: &Path,
    row: usize,
    ending: Ending,
    fields: usize,
    wanted: usize,
) -> Result<()> {
    match ending {
        Ending::InQuotes => Err(broken_off(path, row, "a quote is open at its end")),
        Ending::Line => Ok(()),
        Ending::Comma | Ending::InField | Ending::Quote if fields < wanted => {
            let why = format!("{fields} fields of {wanted}, and no line end");
            Err(broken_off(path, row, &why))
        }
        Ending::Comma | Ending::InField | Ending::Quote => Ok(()),
    }
}

/// A source that cannot be whole, or that asks for more than it may: a cause that names a limit is no
/// damage, and to fetch the file again would not help.
pub(super) fn cut(path: &Path, cause: &dyn std::fmt::Display) -> Error {
    if cause.to_string().contains("limits.") {
        let what = format!("{} asks for more than it may", path.display());
        let hint = "look at the file; if it is right, raise that limit in [limits]";
        return Error::new(Kind::Data, what).because(cause).hint(hint);
    }
    Error::new(Kind::Data, format!("{} is damaged", path.display()))
        .because(cause)
        .hint("fetch it again")
}

/// A source that is something else: to fetch it again would not help, unless nothing came of it.
pub(super) fn other_than(path: &Path, wanted: &str) -> Error {
    let is_empty = crate::files::about(path).is_ok_and(|about| about.is_some_and(|a| a.len() == 0));
    match is_empty {
        true => {
            Error::new(Kind::Data, format!("{} is empty", path.display())).hint("fetch it again")
        }
        false => Error::new(Kind::Data, format!("{} is no {wanted}", path.display()))
            .hint("check that it is the file that was meant, and the format that was asked for"),
    }
}

pub(super) fn broken_off(path: &Path, row: usize, why: &str) -> Error {
    cut(
        path,
        &format!("the file breaks off in its last row, {row}: {why}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;

    #[test]
    fn a_last_record_is_whole_or_refused() {
        for (text, fields, whole) in [
            ("a,b\n1,2\n", 2, true),
            ("a,b\n1,2", 2, true),
            ("a,b\n1\n", 1, true),
            ("a,b\r\n1,\"x\"\"\"", 2, true),
            ("a,b\n1,5\" pipe", 2, true),
            ("a,b\n1,\"x\ny\"", 2, true),
            ("a,b\n1", 1, false),
            ("a,b\n1,\"x", 2, false),
            ("a,b\n1,\"x\"\"", 2, false),
            ("a,b\n1,\"x\n2,y\n", 2, false),
        ] {
            let (mut watched, ending) = Watched::new(text.as_bytes());
            std::io::copy(&mut watched, &mut std::io::sink()).unwrap();
            let checked = check(Path::new("a.csv"), 2, ending.get(), fields, 2);
            assert_eq!(checked.is_ok(), whole, "{text:?}");
            if let Err(error) = checked {
                assert_eq!(error.kind, Kind::Data);
                assert!(error.to_string().contains("last row, 2"), "{error}");
            }
        }
    }
}
