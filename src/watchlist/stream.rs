//! A source of any size as a stream of valid UTF-8: gzip is opened, and bytes that are no
//! UTF-8 are read as the Latin-1 they mostly are.

use crate::error::{Error, Kind, Result};
use crate::files;
use crate::tables::bounded::Bounded;
use crate::tables::charset::{self, Charset};
use crate::tables::limits::Limits;
use std::cell::Cell;
use std::io::{BufRead, BufReader, Error as IoError, ErrorKind, Read};
use std::path::Path;
use std::rc::Rc;

const CHUNK: usize = 1 << 16;

/// How many bytes were no UTF-8, known while the stream is read.
pub(super) type Invalid = Rc<Cell<u64>>;

pub(super) struct Stream {
    inner: Box<dyn Read>,
    /// Read and not yet decoded: at most a cut character between two chunks.
    raw: Vec<u8>,
    ready: Vec<u8>,
    at: usize,
    run: usize,
    /// Text this long without a line end, a tag or a closed brace is no list: it would fill the memory.
    longest_run: usize,
    ended: bool,
    invalid: Invalid,
    lines: Rc<Cell<u64>>,
}

pub(super) fn open(path: &Path, limits: &Limits) -> Result<(Stream, Invalid)> {
    open_as(path, limits, None)
}

/// The same of a text in a character set that was said.
pub(super) fn open_as(
    path: &Path,
    limits: &Limits,
    charset: Option<Charset>,
) -> Result<(Stream, Invalid)> {
    let unread = |e: IoError| Error::cannot_read(path, &e);
    let mut file = BufReader::new(files::open(path)?);
    let head = file.fill_buf().map_err(unread)?;
    if let Some(what) = charset::foreign(head) {
        let what = format!("{} is {what}", path.display());
        return Err(Error::new(Kind::Data, what).hint("nothing of it was read"));
    }
    let inner: Box<dyn Read> = if head.starts_with(&[0x1f, 0x8b]) {
        let packed = files::about(path)?.map_or(0, |about| about.len());
        let plain = flate2::bufread::MultiGzDecoder::new(file);
        Box::new(Bounded::new(plain, packed, limits))
    } else {
        Box::new(file)
    };
    let inner = charset::to_utf8(inner, charset).map_err(|e| super::whole::cut(path, &e))?;
    let mut stream = Stream::new(inner, limits);
    let marked = stream
        .fill_buf()
        .map(|head| head.starts_with("\u{feff}".as_bytes()));
    if marked.map_err(|e| super::whole::cut(path, &e))? {
        stream.consume(3);
    }
    let invalid = stream.invalid.clone();
    Ok((stream, invalid))
}

impl Stream {
    /// Line ends that were passed, known while the stream is read.
    pub(super) fn lines(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.lines)
    }

    pub(super) fn new(inner: Box<dyn Read>, limits: &Limits) -> Stream {
        Stream {
            inner,
            raw: Vec::new(),
            ready: Vec::new(),
            at: 0,
            run: 0,
            longest_run: limits.line_bytes,
            ended: false,
            invalid: Invalid::default(),
            lines: Rc::default(),
        }
    }

    fn refill(&mut self) -> std::io::Result<()> {
        self.ready.clear();
        self.at = 0;
        while self.ready.is_empty() && !self.ended {
            let held = self.raw.len();
            self.raw.resize(held + CHUNK, 0);
            let read = self.inner.read(&mut self.raw[held..])?;
            self.raw.truncate(held + read);
            self.ended = read == 0;
            self.decode();
        }
        self.measure()
    }

    /// A character that the chunk cuts waits for the next one.
    fn decode(&mut self) {
        let mut rest = Vec::new();
        let mut chunks = self.raw.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            self.ready.extend_from_slice(chunk.valid().as_bytes());
            let bad = chunk.invalid();
            if chunks.peek().is_none() && !self.ended && may_go_on(bad) {
                rest = bad.to_vec();
            } else {
                let letters: String = bad.iter().map(|byte| char::from(*byte)).collect();
                self.ready.extend_from_slice(letters.as_bytes());
                self.invalid.set(self.invalid.get() + bad.len() as u64);
            }
        }
        self.raw = rest;
    }

    fn measure(&mut self) -> std::io::Result<()> {
        let ends = |byte: &u8| matches!(byte, b'\n' | b'<' | b'>' | b'}');
        self.run = match self.ready.iter().rev().position(ends) {
            Some(after) => after,
            None => self.run + self.ready.len(),
        };
        if self.longest_run < self.run {
            let why = "more than limits.line_bytes without a line end, a tag or a closed brace";
            return Err(IoError::new(ErrorKind::InvalidData, why));
        }
        Ok(())
    }
}

/// The first bytes of a character of several.
fn may_go_on(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xc2..=0xf4] | [0xe0..=0xf4, _] | [0xf0..=0xf4, _, _]
    )
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let ready = self.fill_buf()?;
        let count = ready.len().min(buffer.len());
        buffer[..count].copy_from_slice(&ready[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Stream {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if self.at == self.ready.len() {
            self.refill()?;
        }
        Ok(&self.ready[self.at..])
    }

    fn consume(&mut self, count: usize) {
        let read = &self.ready[self.at..self.at + count];
        let lines = read.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.lines.set(self.lines.get() + lines);
        self.at += count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives at most so many bytes at a time, so that characters are cut.
    struct Drops(Vec<u8>, usize);

    impl Read for Drops {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let count = self.0.len().min(self.1).min(buffer.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0.drain(..count);
            Ok(count)
        }
    }

    fn read(bytes: &[u8], step: usize) -> (String, u64) {
        let drops = Box::new(Drops(bytes.to_vec(), step));
        let mut stream = Stream::new(drops, &Limits::default());
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        (text, stream.invalid.get())
    }

    #[test]
    fn cut_characters_are_joined_and_foreign_bytes_are_latin() {
        for step in [1, 2, 3, 100] {
            assert_eq!(read("né 金 🚢".as_bytes(), step), ("né 金 🚢".into(), 0));
            assert_eq!(read(b"n\xe9 \xc3\xa9", step), ("né é".into(), 1));
            assert_eq!(read(b"n\xe9", step), ("né".into(), 1));
            assert_eq!(read(b"\xe9\x87", step), ("\u{e9}\u{87}".into(), 2));
        }
    }

    #[test]
    fn an_endless_line_is_refused_before_it_fills_the_memory() {
        let limits = Limits {
            line_bytes: 1 << 20,
            ..Limits::default()
        };
        let mut stream = Stream::new(Box::new(std::io::repeat(b'a')), &limits);
        let error = std::io::copy(&mut stream, &mut std::io::sink()).unwrap_err();
        assert!(error.to_string().contains("limits.line_bytes"), "{error}");
    }
}
