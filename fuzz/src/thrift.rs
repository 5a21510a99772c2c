//! Where the numbers of a structure stand, in the compact form of Thrift: damage that keeps the
//! structure whole goes deeper than a flipped bit, at which everything ends.

use std::ops::Range;

/// Deeper than any structure of Parquet.
const DEEPEST: u32 = 20;

/// A number, or the length of a list or a text.
#[derive(Clone, Debug)]
pub struct Number {
    pub bytes: Range<usize>,
    pub value: u64,
    pub is_signed: bool,
}

impl Number {
    /// As the structure means it.
    pub fn meant(&self) -> i64 {
        match self.is_signed {
            true => (self.value >> 1) as i64 ^ -((self.value & 1) as i64),
            false => self.value as i64,
        }
    }
}

/// As many numbers of the structure as can be read, and where it ends.
pub fn numbers(bytes: &[u8]) -> (Vec<Number>, usize) {
    let mut walk = Walk {
        bytes,
        at: 0,
        found: Vec::new(),
    };
    let _ = walk.structure(0);
    (walk.found, walk.at)
}

pub fn varint(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while 0x7f < value {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
    bytes
}

struct Walk<'a> {
    bytes: &'a [u8],
    at: usize,
    found: Vec<Number>,
}

impl Walk<'_> {
    fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self, is_signed: bool) -> Option<u64> {
        let start = self.at;
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                self.found.push(Number {
                    bytes: start..self.at,
                    value,
                    is_signed,
                });
                return Some(value);
            }
        }
        None
    }

    fn structure(&mut self, depth: u32) -> Option<()> {
        if DEEPEST < depth {
            return None;
        }
        loop {
            let head = self.byte()?;
            if head == 0 {
                return Some(());
            }
            if head >> 4 == 0 {
                self.number(true)?;
            }
            match head & 0x0f {
                1 | 2 => (),
                form => self.item(form, depth)?,
            }
        }
    }

    fn item(&mut self, form: u8, depth: u32) -> Option<()> {
        match form {
            1..=3 => self.byte().map(drop),
            4..=6 => self.number(true).map(drop),
            7 => {
                self.at += 8;
                Some(())
            }
            8 => {
                let length = self.number(false)?;
                self.at = self.at.checked_add(usize::try_from(length).ok()?)?;
                Some(())
            }
            9 | 10 => {
                let head = self.byte()?;
                let count = match u64::from(head >> 4) {
                    15 => self.number(false)?,
                    count => count,
                };
                (0..count.min(1 << 16)).try_for_each(|_| self.item(head & 0x0f, depth + 1))
            }
            12 => self.structure(depth + 1),
            _ => None,
        }
    }
}
