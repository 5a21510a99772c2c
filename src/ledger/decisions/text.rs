//! The bytes of a decisions file before they are read as CSV: of which kind they are, whether
//! each quote closes, and where each row begins.
//!
//! The CSV reader is lenient: a quote that nobody closes takes the rows behind it into one cell.
//! Here such a file is refused, since those rows are decisions that nobody would miss.

use crate::error::{Error, Kind, Result};
use std::path::Path;

const SAVE_AS: &str = "nothing was recorded; save the sheet as \"CSV UTF-8 (comma delimited)\"";

/// Where a row begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// As a spreadsheet counts: the header is row 1, blank rows count, and a cell with line
    /// breaks is in one row.
    pub row: u64,
    /// As an editor counts.
    pub line: u64,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.row == self.line {
            true => write!(f, "row {}", self.row),
            false => write!(f, "row {} (line {})", self.row, self.line),
        }
    }
}

/// The text without its byte order mark.
pub(super) fn checked<'a>(bytes: &'a [u8], path: &Path) -> Result<&'a [u8]> {
    // A header of two letters or more has no zero byte in any encoding but UTF-16 and UTF-32.
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if wide || bytes.iter().take(4).any(|byte| *byte == 0) {
        let what = format!("{}: the file is UTF-16, not UTF-8", path.display());
        return Err(Error::new(Kind::Data, what).hint(SAVE_AS));
    }
    Ok(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
}

/// Spreadsheets of many countries part cells by semicolons.
pub(super) fn check_separator(names: &[String], path: &Path) -> Result<()> {
    for (separator, said) in [(';', "semicolons"), ('\t', "tabs")] {
        let mut cells = names.iter().flat_map(|name| name.split(separator));
        let parted = names.iter().any(|name| name.contains(separator));
        if parted && cells.any(|cell| cell.trim().trim_matches('"') == "case_id") {
            let what = format!("{}: {said} part the columns, not commas", path.display());
            return Err(Error::new(Kind::Data, what).hint(SAVE_AS));
        }
    }
    Ok(())
}

/// Where each record begins, the header's first. Blank lines are none.
pub(super) fn places(text: &[u8], path: &Path) -> Result<Vec<Place>> {
    scan(text).map_err(|line| {
        let path = path.display();
        let what = format!("{path}: line {line}: a quote opens a cell there and does not end it");
        let hint = "nothing was recorded; close the cell, and double each quote within one";
        Error::new(Kind::Data, what).hint(hint)
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Record,
    Cell,
    Plain,
    Quoted,
    Closed,
}

/// Records as the `csv` crate parts them, or the line of a quote that is left open. A closed
/// quote with more of the cell behind it is one that was left open before.
fn scan(text: &[u8]) -> std::result::Result<Vec<Place>, u64> {
    let mut found = Vec::new();
    let mut at = At::Record;
    let mut here = Place { row: 1, line: 1 };
    let mut opened = 1;
    let mut bytes = text.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        // The line feed behind it ends the line.
        if byte == b'\r' && bytes.peek() == Some(&b'\n') {
            continue;
        }
        let ends = matches!(byte, b'\n' | b'\r');
        if ends {
            here.line += 1;
        }
        if at == At::Quoted {
            if byte == b'"' && bytes.next_if_eq(&b'"').is_none() {
                at = At::Closed;
            }
            continue;
        }
        if ends {
            here.row += 1;
            at = At::Record;
            continue;
        }
        if at == At::Record {
            found.push(here);
        }
        at = match (at, byte) {
            (_, b',') => At::Cell,
            (At::Record | At::Cell, b'"') => {
                opened = here.line;
                At::Quoted
            }
            (At::Closed, b' ' | b'\t') => At::Closed,
            (At::Closed, _) => return Err(opened),
            (At::Record | At::Cell | At::Plain | At::Quoted, _) => At::Plain,
        };
    }
    match at {
        At::Quoted => Err(opened),
        At::Record | At::Cell | At::Plain | At::Closed => Ok(found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_parted_as_the_reader_parts_them() {
        let alphabet = b"a,\"\n\r ";
        let mut compared = 0;
        for number in 0..6_usize.pow(7) {
            let digits = (0..7).map(|place| alphabet[number / 6_usize.pow(place) % 6]);
            let text: Vec<u8> = digits.collect();
            let Ok(places) = scan(&text) else { continue };
            let mut reader = csv::ReaderBuilder::new();
            let reader = reader.flexible(true).has_headers(false).from_reader(&*text);
            let records = reader.into_byte_records().count();
            assert_eq!(
                records,
                places.len(),
                "{:?}",
                String::from_utf8_lossy(&text)
            );
            compared += 1;
        }
        assert!(100_000 < compared, "{compared}");
    }

    #[test]
    fn a_place_is_the_row_of_a_spreadsheet_and_the_line_of_an_editor() {
        let places = scan(b"a,b\r\n\r\n1,\"x\r\ny \"\"z\"\"\"\n\n2,3").unwrap();
        let said: Vec<String> = places.iter().map(Place::to_string).collect();
        assert_eq!(said, ["row 1", "row 3", "row 5 (line 6)"]);
        assert_eq!(scan(b"a,b\n1,\"x\n2,y\n"), Err(2));
        assert_eq!(scan(b"a,b\n1,\"x\n2,\"y\"\n"), Err(2));
    }
}
