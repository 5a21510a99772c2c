//! Records of a flat file, one at a time. A cell may hold several lines; a quote that is never
//! closed costs its own line and not the people behind it.
//!
//! It is damage when a line inside a cell is itself a row of as many columns as the header has,
//! or when a cell grows past any that somebody writes.

use std::collections::VecDeque;
use std::io::{BufRead, Read, Result};

/// Of one line; what is longer is no line.
const LONGEST_LINE: u64 = 1 << 20;

/// Of one record, in bytes and in lines.
const LONGEST_RECORD: usize = 1 << 16;
const MOST_LINES: usize = 200;

/// What the file holds next.
#[derive(Debug, PartialEq, Eq)]
pub enum Record {
    Cells(Vec<Vec<u8>>),
    /// A quote that is not closed, or a line without an end.
    Broken,
}

pub struct Records<R> {
    input: R,
    delimiter: u8,
    /// Columns of the header; 0 until they are known.
    width: usize,
    /// Lines that were looked at and belong to later records.
    waiting: VecDeque<Vec<u8>>,
}

impl<R: BufRead> Records<R> {
    pub fn new(input: R, delimiter: u8) -> Records<R> {
        Records {
            input,
            delimiter,
            width: 0,
            waiting: VecDeque::new(),
        }
    }

    /// From now on a line of so many columns is a row.
    pub fn expect(&mut self, width: usize) {
        self.width = width;
    }

    /// `None` at the end; blank lines are passed over.
    pub fn next_record(&mut self) -> Result<Option<Record>> {
        let mut text = loop {
            match self.next_line()? {
                None => return Ok(None),
                Some(line) if line.trim_ascii().is_empty() => {}
                Some(line) => break line,
            }
        };
        if LONGEST_LINE <= text.len() as u64 {
            return Ok(Some(Record::Broken));
        }
        let mut inner: Vec<Vec<u8>> = Vec::new();
        loop {
            let (cells, is_open) = cells(&text, self.delimiter);
            if !is_open {
                return Ok(Some(Record::Cells(cells)));
            }
            let next = self.next_line()?;
            let ends = next.as_ref().is_none_or(|line| self.is_row(line));
            let is_long = LONGEST_RECORD < text.len() || MOST_LINES < inner.len();
            if ends || is_long {
                inner.extend(next);
                inner
                    .into_iter()
                    .rev()
                    .for_each(|line| self.waiting.push_front(line));
                return Ok(Some(Record::Broken));
            }
            let line = next.unwrap_or_default();
            text.extend_from_slice(&line);
            inner.push(line);
        }
    }

    fn is_row(&self, line: &[u8]) -> bool {
        let (cells, is_open) = cells(line, self.delimiter);
        // Of its own stray quote the next line tells.
        let closed = !is_open || cells.len() == self.width;
        1 < self.width && cells.len() == self.width && closed
    }

    fn next_line(&mut self) -> Result<Option<Vec<u8>>> {
        if let Some(line) = self.waiting.pop_front() {
            return Ok(Some(line));
        }
        let mut line = Vec::new();
        (&mut self.input)
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut line)?;
        if line.len() as u64 == LONGEST_LINE && !line.ends_with(b"\n") {
            self.skip_line()?;
        }
        Ok((!line.is_empty()).then_some(line))
    }

    fn skip_line(&mut self) -> Result<()> {
        loop {
            let mut more = Vec::new();
            (&mut self.input)
                .take(LONGEST_LINE)
                .read_until(b'\n', &mut more)?;
            if more.is_empty() || more.ends_with(b"\n") {
                return Ok(());
            }
        }
    }
}

/// The cells of one record, and whether its last quote is still open. Quotes stand at a cell's
/// start, and two of them within quotes for one; elsewhere they are signs as any other.
pub fn cells(record: &[u8], delimiter: u8) -> (Vec<Vec<u8>>, bool) {
    let record = record.strip_suffix(b"\n").unwrap_or(record);
    let record = record.strip_suffix(b"\r").unwrap_or(record);
    let mut cells = Vec::new();
    let mut cell = Vec::new();
    let mut is_quoted = false;
    let mut is_start = true;
    let mut signs = record.iter().copied().peekable();
    while let Some(sign) = signs.next() {
        match (sign, is_quoted) {
            (b'"', true) if signs.peek() == Some(&b'"') => {
                signs.next();
                cell.push(b'"');
            }
            (b'"', true) => is_quoted = false,
            (b'"', false) if is_start => is_quoted = true,
            (sign, false) if sign == delimiter => {
                cells.push(std::mem::take(&mut cell));
                is_start = true;
                continue;
            }
            (sign, _) => cell.push(sign),
        }
        is_start = false;
    }
    cells.push(cell);
    (cells, is_quoted)
}

/// Of the signs that separate columns the one that the line has most of, outside of quotes.
pub fn delimiter_of(line: &[u8]) -> u8 {
    const SIGNS: [u8; 5] = [b'^', b'|', b'\t', b';', b','];
    let count = |sign: &u8| cells(line, *sign).0.len();
    SIGNS.into_iter().max_by_key(count).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let mut records = Records::new(text.as_bytes(), b',');
        records.expect(3);
        let mut read = Vec::new();
        while let Some(record) = records.next_record().unwrap() {
            read.push(match record {
                Record::Broken => "broken".to_owned(),
                Record::Cells(cells) => {
                    let texts = cells.iter().map(|cell| String::from_utf8_lossy(cell));
                    texts.collect::<Vec<_>>().join("|")
                }
            });
        }
        read
    }

    #[test]
    fn quotes_lines_and_blanks() {
        assert_eq!(
            read("a,\"b,\"\"c\"\"\",d\r\n\n1,2,3"),
            ["a|b,\"c\"|d", "1|2|3"]
        );
        assert_eq!(
            read("a,\"two\nlines\",d\n1,2,3\n"),
            ["a|two\nlines|d", "1|2|3"]
        );
        assert_eq!(read("O\"NEIL,b\"c,\"d\"e\n"), ["O\"NEIL|b\"c|de"]);
        assert_eq!(read(""), [""; 0]);
    }

    /// Once 41 of 61 travellers were one cell.
    #[test]
    fn a_stray_quote_costs_its_line_and_nothing_behind_it() {
        assert_eq!(
            read("a,b,\"c\n1,2,3\n4,5,6\n"),
            ["broken", "1|2|3", "4|5|6"]
        );
        assert_eq!(
            read("a,\"b,c\n1,2,3\n4,\"5,6\n7,8,9\n"),
            ["broken", "1|2|3", "broken", "7|8|9"]
        );
        assert_eq!(read("a,b,\"c\nrest"), ["broken", "rest"]);
        let endless = format!("a,b,\"{}\n1,2,3\n", "x\n".repeat(MOST_LINES + 10));
        assert_eq!(read(&endless).last().unwrap(), "1|2|3");
    }

    #[test]
    fn the_separator_is_found() {
        for (line, sign) in [
            ("a,b;c,d", b','),
            ("a;b;c", b';'),
            ("a|b|c", b'|'),
            ("a^b^c", b'^'),
            ("a\tb", b'\t'),
            ("\"a,b,c,d\";e", b';'),
            ("alone", b','),
        ] {
            assert_eq!(delimiter_of(line.as_bytes()), sign, "{line}");
        }
    }
}
