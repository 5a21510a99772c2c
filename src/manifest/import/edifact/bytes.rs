//! Bytes of a file with a short look ahead.

use std::io::{Read, Result};

pub(super) struct Bytes<R> {
    input: R,
    buffer: Vec<u8>,
    at: usize,
}

const CHUNK: usize = 64 * 1024;

impl<R: Read> Bytes<R> {
    pub(super) fn new(input: R) -> Bytes<R> {
        Bytes {
            input,
            buffer: Vec::new(),
            at: 0,
        }
    }

    pub(super) fn next(&mut self) -> Result<Option<u8>> {
        let byte = self.peek(1)?.first().copied();
        self.at += usize::from(byte.is_some());
        Ok(byte)
    }

    /// The next byte that is no line break.
    pub(super) fn next_data(&mut self) -> Result<Option<u8>> {
        loop {
            match self.next()? {
                Some(b'\r' | b'\n') => {}
                other => return Ok(other),
            }
        }
    }

    /// Fewer only at the end of the file.
    pub(super) fn peek(&mut self, count: usize) -> Result<&[u8]> {
        while self.buffer.len() - self.at < count {
            self.buffer.drain(..self.at);
            self.at = 0;
            let known = self.buffer.len();
            self.buffer.resize(known + CHUNK, 0);
            let read = read_some(&mut self.input, &mut self.buffer[known..]);
            self.buffer.truncate(known + *read.as_ref().unwrap_or(&0));
            if read? == 0 {
                break;
            }
        }
        let end = self.buffer.len().min(self.at + count);
        Ok(&self.buffer[self.at..end])
    }

    /// Of what was peeked.
    pub(super) fn skip(&mut self, count: usize) {
        self.at = self.buffer.len().min(self.at + count);
    }

    pub(super) fn skip_blanks(&mut self) -> Result<()> {
        // A byte order mark may start the file.
        if self.peek(3)? == "\u{feff}".as_bytes() {
            self.skip(3);
        }
        while self.peek(1)?.first().is_some_and(u8::is_ascii_whitespace) {
            self.skip(1);
        }
        Ok(())
    }
}

fn read_some(input: &mut impl Read, into: &mut [u8]) -> Result<usize> {
    loop {
        match input.read(into) {
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}
