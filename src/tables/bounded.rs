//! What a packed file unpacks to, up to the most that it may: a small one can come to any length.

use crate::tables::limits::Limits;
use std::io::{Error, ErrorKind, Read, Result};

/// Unpacked bytes of a file of `packed` bytes.
pub struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Bounded<R> {
    pub fn new(inner: R, packed: u64, limits: &Limits) -> Bounded<R> {
        let left = limits.most_unpacked(packed);
        Bounded { inner, left }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let count = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(count as u64).ok_or_else(too_much)?;
        Ok(count)
    }
}

/// No damage: the kind tells it from what a decoder says.
fn too_much() -> Error {
    let why = "it unpacks to more than limits.unpacked_times and limits.unpacked_bytes allow";
    Error::new(ErrorKind::FileTooLarge, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_unpacks_to_more_than_it_may_is_refused() {
        let limits = Limits {
            unpacked_times: 10,
            unpacked_bytes: 50,
            ..Limits::default()
        };
        let bytes = [7; 100];
        let read = |packed| {
            let mut plain = Vec::new();
            let mut bounded = Bounded::new(bytes.as_slice(), packed, &limits);
            bounded.read_to_end(&mut plain).map(|_| plain.len())
        };
        assert_eq!(read(10).unwrap(), 100);
        let error = read(9).unwrap_err();
        assert!(error.to_string().contains("limits.unpacked_times"));
        assert_eq!(error.kind(), ErrorKind::FileTooLarge);
    }
}
