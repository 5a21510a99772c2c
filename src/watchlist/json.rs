//! JSON as lists come in it: one value a line, an array of values, or one document. Values are cut
//! out of the stream one by one, so that no more than one is in memory, and none that is larger
//! than a person's can be.

use crate::error::{Error, Result};
use crate::tables::limits::Limits;
use crate::watchlist::stream::{self, Stream};
use crate::watchlist::whole::{broken_off, cut, other_than};
use serde::de::IgnoredAny;
use std::io::{BufRead, Read};
use std::path::Path;

/// Calls `each` with every value and its number: that of its line, or its place in the array. A
/// line that is no value is handed on too; half a last one is an error.
pub(super) fn values(
    path: &Path,
    limits: &Limits,
    mut each: impl FnMut(usize, &[u8]),
) -> Result<()> {
    let (mut stream, _) = stream::open(path, limits)?;
    let first = next_sign(path, &mut stream)?;
    if first == Some(b'[') {
        stream.consume(1);
        return elements(path, &mut stream, limits, each);
    }
    // One bad line takes no other along; but where none is a value, the file is something else.
    let mut is_json = first == Some(b'{');
    let mut told = |row: usize, line: &[u8]| {
        is_json = is_json || serde_json::from_slice::<IgnoredAny>(line).is_ok();
        each(row, line);
    };
    let read = lines(path, &mut stream, limits, &mut told);
    match is_json {
        true => read,
        false => Err(other_than(path, "JSON")),
    }
}

/// One value after the other in an array.
fn elements(
    path: &Path,
    stream: &mut Stream,
    limits: &Limits,
    mut each: impl FnMut(usize, &[u8]),
) -> Result<()> {
    let mut number = 0;
    loop {
        match next_sign(path, stream)? {
            Some(b']') => return Ok(()),
            Some(b',') => stream.consume(1),
            Some(_) => {
                let value = value(path, stream, number + 1, limits)?;
                number += 1;
                each(number, &value);
            }
            None => return Err(broken_off(path, number, "the array is not closed")),
        }
    }
}

/// The first sign that is no blank, which stays in the stream.
fn next_sign(path: &Path, stream: &mut Stream) -> Result<Option<u8>> {
    loop {
        let ready = stream.fill_buf().map_err(|e| cut(path, &e))?;
        if ready.is_empty() {
            return Ok(None);
        }
        match ready.iter().position(|sign| !sign.is_ascii_whitespace()) {
            Some(at) => {
                let sign = ready[at];
                stream.consume(at);
                return Ok(Some(sign));
            }
            None => {
                let count = ready.len();
                stream.consume(count);
            }
        }
    }
}

/// Up to the end of a value that begins here: where its brackets are closed, or a comma or bracket
/// of the array follows it.
fn value(path: &Path, stream: &mut Stream, number: usize, limits: &Limits) -> Result<Vec<u8>> {
    let mut value = Vec::new();
    let mut nesting = Nesting::default();
    loop {
        let ready = stream.fill_buf().map_err(|e| cut(path, &e))?;
        if ready.is_empty() {
            return Err(broken_off(path, number, "half a value"));
        }
        let mut signs = ready.iter().enumerate();
        let end = signs.find_map(|(at, sign)| Some(at + nesting.end(*sign)?));
        let count = end.unwrap_or(ready.len());
        value.extend_from_slice(&ready[..count]);
        stream.consume(count);
        if limits.record_bytes < value.len() {
            let cause = format!("value {number} is larger than limits.record_bytes allows");
            return Err(cut(path, &cause));
        }
        if end.is_some() {
            return Ok(value);
        }
    }
}

/// Where in a value the stream stands.
#[derive(Default)]
struct Nesting {
    open: usize,
    in_text: bool,
    escaped: bool,
}

impl Nesting {
    /// How many signs from this one on still belong to the value, once that is known.
    fn end(&mut self, sign: u8) -> Option<usize> {
        if self.in_text {
            match sign {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_text = false,
                _ => {}
            }
            return None;
        }
        match sign {
            b'"' => self.in_text = true,
            b'{' | b'[' => self.open += 1,
            b']' | b',' if self.open == 0 => return Some(0),
            b'}' | b']' => {
                self.open = self.open.saturating_sub(1);
                return (self.open == 0).then_some(1);
            }
            _ => {}
        }
        None
    }
}

/// One value a line. A first line that is half an object begins a document that is one value.
fn lines(
    path: &Path,
    stream: &mut Stream,
    limits: &Limits,
    each: &mut impl FnMut(usize, &[u8]),
) -> Result<()> {
    let mut line = Vec::new();
    let mut row = 0;
    loop {
        line.clear();
        let most = (limits.document_bytes as u64).saturating_add(1);
        let read = stream.by_ref().take(most).read_until(b'\n', &mut line);
        if read.map_err(|e| cut(path, &e))? == 0 {
            return Ok(());
        }
        row += 1;
        if limits.document_bytes < line.len() {
            return Err(too_large(path));
        }
        if row == 1 && begins_a_document(&line) {
            let whole = rest(path, stream, limits, std::mem::take(&mut line))?;
            if let Err(fault) = serde_json::from_slice::<IgnoredAny>(&whole) {
                let cause = format!(
                    "line {}: the document breaks off or is no JSON",
                    fault.line()
                );
                return Err(cut(path, &cause));
            }
            each(1, &whole);
            return Ok(());
        }
        each(row, &line);
        let unended = !line.ends_with(b"\n") && !line.trim_ascii().is_empty();
        if unended && serde_json::from_slice::<IgnoredAny>(&line).is_err() {
            let why = "half a value, and no line end";
            return Err(broken_off(path, row, why));
        }
    }
}

/// `{` and no more, as tools indent it: a line of a list holds a whole value.
fn begins_a_document(line: &[u8]) -> bool {
    line.trim_ascii() == b"{"
}

fn rest(path: &Path, stream: &mut Stream, limits: &Limits, mut whole: Vec<u8>) -> Result<Vec<u8>> {
    loop {
        let ready = stream.fill_buf().map_err(|e| cut(path, &e))?;
        if ready.is_empty() {
            return Ok(whole);
        }
        let count = ready.len();
        whole.extend_from_slice(ready);
        stream.consume(count);
        if limits.document_bytes < whole.len() {
            return Err(too_large(path));
        }
    }
}

fn too_large(path: &Path) -> Error {
    cut(
        path,
        &"one value is larger than limits.document_bytes allows",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn read(text: &str) -> Result<Vec<(usize, String)>> {
        read_within(text, &Limits::default())
    }

    fn read_within(text: &str, limits: &Limits) -> Result<Vec<(usize, String)>> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        let mut found = Vec::new();
        values(file.path(), limits, |row, value| {
            let text = String::from_utf8_lossy(value).trim().to_owned();
            found.push((row, text));
        })?;
        Ok(found)
    }

    #[test]
    fn lines_arrays_and_documents_give_their_values() {
        let object = "{\"a\": [1, \"]},\\\"[\"]}";
        for text in [
            format!("{object}\n7\n"),
            format!("[{object},7]"),
            format!(" [\n {object} ,\n 7 ]\n"),
        ] {
            let expected = [(1, object.to_owned()), (2, "7".to_owned())];
            assert_eq!(read(&text).unwrap(), expected, "{text}");
        }
        assert_eq!(read("{\n \"a\": 1\n}\n").unwrap().len(), 1);
        assert_eq!(read("[]").unwrap(), []);
        // A line that is no value is the reader's to refuse.
        assert_eq!(read("{\"a\n{}\n").unwrap().len(), 2);
    }

    #[test]
    fn what_is_something_else_is_called_that_and_not_damaged() {
        for (text, says) in [
            ("", "is empty"),
            ("<html>\nnot here", "is no JSON"),
            ("a,b\n1 2,3\n", "is no JSON"),
        ] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains(says), "{error}");
        }
        // A first line that is none is the reader's to refuse, as any other.
        assert_eq!(read("# people\n{}\n").unwrap().len(), 2);
    }

    #[test]
    fn halves_and_giants_are_refused() {
        let small = Limits {
            record_bytes: 100,
            document_bytes: 200,
            ..Limits::default()
        };
        let giant = format!("{{\"a\":\"{}\"}}", "<".repeat(200));
        let array = format!("[{giant}]");
        let indented = format!("{{\n{}", &giant[1..]);
        for (text, says) in [
            ("{\n\"a\": [\n", "the document breaks off"),
            ("[{\"a\":1}", "the array is not closed"),
            ("[{\"a\":1},{\"b\":", "half a value"),
            ("{\"a\":1}\n{\"b\":", "half a value"),
            (array.as_str(), "limits.record_bytes"),
            (giant.as_str(), "limits.document_bytes"),
            (indented.as_str(), "limits.document_bytes"),
        ] {
            let error = read_within(text, &small).unwrap_err();
            assert!(error.to_string().contains(says), "{says}: {error}");
        }
    }
}
