//! What a Parquet file says of itself, looked at before the library that reads it believes it.

use crate::tables::limits::Limits;
use crate::tables::thrift::{Form, Reader};
use parquet::file::reader::ChunkReader;

/// The end of a file: the length of the footer, and the mark.
const TAIL: u64 = 8;

const MARK: &[u8] = b"PAR1";

const ENCRYPTED_MARK: &[u8] = b"PARE";

/// Packings by their number in the footer; LZO is of 2013 and of no tool of today.
const READ_CODECS: [i64; 7] = [0, 1, 2, 4, 5, 6, 7];
const LZO: i64 = 3;

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tables) enum Fault {
    /// It asks for more than it can hold, or than the settings allow.
    TooMuch(String),
    Encrypted,
    /// One of its columns is packed in a way that nothing here unpacks.
    Packed(String),
}

/// What is wrong with a file that asks for too much or that is of no use; `None` when nothing
/// is, or when it is no file that this can read: then the library says what it is.
pub(in crate::tables) fn fault(input: &impl ChunkReader, limits: &Limits) -> Option<Fault> {
    let length = input.len();
    let tail = input
        .get_bytes(length.checked_sub(TAIL)?, TAIL as usize)
        .ok()?;
    let footer = u64::from(u32::from_le_bytes(tail[..4].try_into().ok()?));
    let start = (length - TAIL).checked_sub(footer)?;
    match &tail[4..] {
        mark if mark == MARK => (),
        mark if mark == ENCRYPTED_MARK => return Some(Fault::Encrypted),
        _ => return None,
    }
    let bytes = input.get_bytes(start, footer as usize).ok()?;
    let Some(announced) = Announced::read(&bytes) else {
        return Some(Fault::TooMuch("its footer contradicts itself".to_owned()));
    };
    let too_much = announced.fault(length, limits).map(Fault::TooMuch);
    too_much.or_else(|| announced.unsupported())
}

/// The footer's claims.
#[derive(Debug, Default)]
struct Announced {
    rows: i64,
    /// Of all groups together.
    rows_of_groups: i128,
    /// The most values of one column of one group, and the least of any count: below zero, none
    /// of it is to be believed.
    most_values: i64,
    least: i64,
    columns: usize,
    nesting: usize,
    /// Some of its columns are.
    is_encrypted: bool,
    /// The first packing that is not read.
    codec: Option<i64>,
}

impl Announced {
    fn read(bytes: &[u8]) -> Option<Announced> {
        let mut announced = Announced::default();
        Reader::new(bytes).fields(|reader, number, form| match (number, form) {
            (2, Form::List) => announced.schema(reader),
            (3, Form::Integer) => {
                announced.rows = reader.integer()?;
                Some(())
            }
            (4, Form::List) => {
                let (_, groups) = reader.list()?;
                (0..groups).try_for_each(|_| announced.group(reader))
            }
            // How it is encrypted.
            (8, _) => {
                announced.is_encrypted = true;
                reader.skip(form)
            }
            _ => reader.skip(form),
        })?;
        Some(announced)
    }

    /// Columns in the order of a walk, each with how many follow that are within it.
    fn schema(&mut self, reader: &mut Reader) -> Option<()> {
        let (_, columns) = reader.list()?;
        // How many are still to come at each level.
        let mut open: Vec<i64> = Vec::new();
        for at in 0..columns {
            let mut children = 0;
            reader.fields(|reader, number, form| match (number, form) {
                (5, Form::Integer) => {
                    children = reader.integer()?;
                    Some(())
                }
                _ => reader.skip(form),
            })?;
            if let Some(left) = open.last_mut() {
                *left -= 1;
            } else if 0 < at {
                return None;
            }
            if children < 0 || columns as i64 <= children {
                return None;
            }
            if 0 < children || at == 0 {
                open.push(children);
            }
            self.nesting = self.nesting.max(open.len());
            while open.last() == Some(&0) {
                open.pop();
            }
        }
        self.columns = columns as usize;
        open.is_empty().then_some(())
    }

    fn group(&mut self, reader: &mut Reader) -> Option<()> {
        reader.fields(|reader, number, form| match (number, form) {
            (1, Form::List) => {
                let (_, columns) = reader.list()?;
                (0..columns).try_for_each(|_| self.column(reader))
            }
            (3, Form::Integer) => {
                let rows = reader.integer()?;
                self.least = self.least.min(rows);
                self.rows_of_groups += i128::from(rows);
                Some(())
            }
            _ => reader.skip(form),
        })
    }

    fn column(&mut self, reader: &mut Reader) -> Option<()> {
        reader.fields(|reader, number, form| match (number, form) {
            (3, Form::Struct) => reader.fields(|reader, number, form| match (number, form) {
                (4, Form::Integer) => {
                    let codec = Some(reader.integer()?);
                    let unread = codec.filter(|codec| !READ_CODECS.contains(codec));
                    self.codec = self.codec.or(unread);
                    Some(())
                }
                // Values; bytes unpacked and packed; where pages begin.
                (5 | 6 | 7 | 9 | 11, Form::Integer) => {
                    let count = reader.integer()?;
                    self.least = self.least.min(count);
                    if number == 5 {
                        self.most_values = self.most_values.max(count);
                    }
                    Some(())
                }
                _ => reader.skip(form),
            }),
            _ => reader.skip(form),
        })
    }

    fn unsupported(&self) -> Option<Fault> {
        match self.codec {
            _ if self.is_encrypted => Some(Fault::Encrypted),
            Some(LZO) => Some(Fault::Packed("LZO".to_owned())),
            Some(codec) => Some(Fault::Packed(format!("codec {codec}"))),
            None => None,
        }
    }

    fn fault(&self, length: u64, limits: &Limits) -> Option<String> {
        let Announced {
            rows,
            rows_of_groups,
            most_values,
            least,
            columns,
            nesting,
            is_encrypted: _,
            codec: _,
        } = *self;
        let most = length.saturating_mul(limits.rows_per_byte);
        let too_many = |count: i64| u64::try_from(count).is_ok_and(|count| most < count);
        if rows < 0 || least < 0 || rows_of_groups != i128::from(rows) {
            Some("its footer contradicts itself".to_owned())
        } else if too_many(rows) || too_many(most_values) {
            let count = rows.max(most_values);
            Some(format!(
                "it announces {count} rows in {length} bytes, more than limits.rows_per_byte allows"
            ))
        } else if limits.columns < columns {
            Some(format!(
                "it has {columns} columns, more than limits.columns"
            ))
        } else if limits.nesting < nesting {
            Some(format!(
                "its columns are {nesting} deep within others, more than limits.nesting"
            ))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests;
