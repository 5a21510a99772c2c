//! The heads of a file's pages, looked at before one of them is unpacked: what they announce
//! is what the library makes room for.

use crate::tables::limits::Limits;
use crate::tables::texts;
use crate::tables::thrift::{Form, Reader};
use crate::tables::unpacked;
use parquet::basic::{Compression, Type};
use parquet::errors::Result;
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::ChunkReader;

/// A head is some tens of bytes, and more with the least and the greatest value of its page.
const FIRST_LOOK: u64 = 256;
const LONGEST_HEAD: u64 = 16 << 20;

/// What is wrong with the pages of one column of one group.
pub(super) fn fault<R: ChunkReader + Clone>(
    input: &R,
    column: &ColumnChunkMetaData,
    limits: &Limits,
) -> Result<Option<String>> {
    let heads = match heads(input, column, limits) {
        Ok(heads) => heads,
        Err(fault) => return Ok(Some(fault)),
    };
    let has_texts = column.column_type() == Type::BYTE_ARRAY;
    if let Some(fault) = fixed_fault(column, heads.values, limits) {
        return Ok(Some(fault));
    }
    match heads.has_deltas || has_texts && texts::harmless(limits) < heads.dictionary {
        true => texts::fault(input, column, heads.has_deltas, limits),
        false => Ok(None),
    }
}

/// Where all values have one length, whoever is without one takes the bytes of one.
fn fixed_fault(column: &ColumnChunkMetaData, values: u64, limits: &Limits) -> Option<String> {
    if column.column_type() != Type::FIXED_LEN_BYTE_ARRAY {
        return None;
    }
    let length = column.column_descr().type_length().max(0) as u64;
    let bytes = length.saturating_mul(values);
    (texts::harmless(limits) < length && limits.page_bytes < bytes)
        .then(|| format!("its values take {bytes} bytes, more than limits.page_bytes"))
}

/// What the heads of a column's pages say together.
#[derive(Debug, Default)]
struct Heads {
    has_deltas: bool,
    /// Bytes of the greatest dictionary.
    dictionary: u64,
    /// Of all pages, those that are missing among them.
    values: u64,
}

fn heads(
    input: &impl ChunkReader,
    column: &ColumnChunkMetaData,
    limits: &Limits,
) -> std::result::Result<Heads, String> {
    let (mut at, packed) = column.byte_range();
    let Some(end) = at.checked_add(packed).filter(|end| *end <= input.len()) else {
        return Err("a column lies beyond its end".to_owned());
    };
    let mut heads = Heads::default();
    while at < end {
        let Some((head, bytes)) = head(input, at, end) else {
            return Err("the head of a page is broken".to_owned());
        };
        let grown = || head.unpacks_to_more(input, at + bytes, column.compression(), limits);
        if let Some(fault) = head.fault(limits).or_else(grown) {
            return Err(fault);
        }
        heads.has_deltas |= DELTAS_OF_TEXT.contains(&head.encoding);
        heads.values = heads.values.saturating_add(head.values as u64);
        if 0 < head.dictionary {
            heads.dictionary = heads.dictionary.max(head.unpacked as u64);
        }
        at += bytes + head.packed as u64;
    }
    Ok(heads)
}

/// Of text without and with what the value before has.
const DELTAS_OF_TEXT: [i64; 2] = [6, 7];

/// What a page announces.
#[derive(Debug, Default)]
struct Head {
    unpacked: i64,
    packed: i64,
    /// Values of a dictionary, which take a byte each at least.
    dictionary: i64,
    values: i64,
    /// How its values are written.
    encoding: i64,
    /// Bytes in front of a page of the newer form that are never packed.
    levels: i64,
}

fn head(input: &impl ChunkReader, at: u64, end: u64) -> Option<(Head, u64)> {
    let mut look = FIRST_LOOK;
    loop {
        let length = look.min(end - at);
        let bytes = input.get_bytes(at, length as usize).ok()?;
        let mut reader = Reader::new(&bytes);
        if let Some(head) = Head::read(&mut reader) {
            let fits = 0 <= head.packed && head.packed as u64 <= end - at - reader.at as u64;
            return fits.then_some((head, reader.at as u64));
        }
        if length < look || LONGEST_HEAD < look {
            return None;
        }
        look *= 16;
    }
}

impl Head {
    fn read(reader: &mut Reader) -> Option<Head> {
        let mut head = Head::default();
        reader.fields(|reader, number, form| {
            let field = match (number, form) {
                (2, Form::Integer) => &mut head.unpacked,
                (3, Form::Integer) => &mut head.packed,
                // Of a page of data in either form, and of a dictionary.
                (5, Form::Struct) => return head.older(reader),
                (8, Form::Struct) => return head.newer(reader),
                (7, Form::Struct) => return head.dictionary(reader),
                _ => return reader.skip(form),
            };
            *field = reader.integer()?;
            Some(())
        })?;
        Some(head)
    }

    fn older(&mut self, reader: &mut Reader) -> Option<()> {
        reader.fields(|reader, number, form| {
            let field = match (number, form) {
                (1, Form::Integer) => &mut self.values,
                (2, Form::Integer) => &mut self.encoding,
                _ => return reader.skip(form),
            };
            *field = reader.integer()?;
            Some(())
        })
    }

    fn newer(&mut self, reader: &mut Reader) -> Option<()> {
        reader.fields(|reader, number, form| {
            let field = match (number, form) {
                (1, Form::Integer) => &mut self.values,
                (4, Form::Integer) => &mut self.encoding,
                (5 | 6, Form::Integer) => {
                    let bytes = reader.integer()?;
                    self.levels = self.levels.checked_add(bytes).filter(|_| 0 <= bytes)?;
                    return Some(());
                }
                _ => return reader.skip(form),
            };
            *field = reader.integer()?;
            Some(())
        })
    }

    fn dictionary(&mut self, reader: &mut Reader) -> Option<()> {
        reader.fields(|reader, number, form| match (number, form) {
            (1, Form::Integer) => {
                self.dictionary = reader.integer()?;
                Some(())
            }
            _ => reader.skip(form),
        })
    }

    /// Some packings say nowhere how much they hold: their reader would fill the memory.
    fn unpacks_to_more(
        &self,
        input: &impl ChunkReader,
        at: u64,
        packing: Compression,
        limits: &Limits,
    ) -> Option<String> {
        if !unpacked::may_outgrow(packing, self.packed as u64, limits.page_bytes) {
            return None;
        }
        let bytes = input.get_bytes(at, self.packed as usize).ok()?;
        let packed = bytes.get(self.levels as usize..)?;
        unpacked::is_more_than(packing, packed, self.unpacked as u64)
            .then(|| "a page holds more than it announces".to_owned())
    }

    fn fault(&self, limits: &Limits) -> Option<String> {
        let least = self.unpacked.min(self.dictionary).min(self.values);
        if least < 0 || self.unpacked < self.dictionary {
            return Some("a page announces what it cannot hold".to_owned());
        }
        (limits.page_bytes < self.unpacked as u64).then(|| {
            let bytes = self.unpacked;
            format!("a page announces {bytes} bytes, more than limits.page_bytes")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::write::{Columns, to_bytes};
    use bytes::Bytes;
    use parquet::file::metadata::ParquetMetaDataReader;

    fn told(limits: &Limits) -> Option<String> {
        let mut columns = Columns::default();
        let texts: Vec<String> = (0..5_000).map(|n| format!("value {}", n % 700)).collect();
        columns.text("text", texts.iter().map(Some));
        let file = Bytes::from(to_bytes(&columns.finish(), "2", &[]));
        let metadata = ParquetMetaDataReader::new()
            .parse_and_finish(&file)
            .unwrap();
        fault(&file, metadata.row_group(0).column(0), limits).unwrap()
    }

    #[test]
    fn honest_pages_are_let_through_and_great_ones_told() {
        assert_eq!(told(&Limits::default()), None);
        let small = Limits {
            page_bytes: 100,
            ..Limits::default()
        };
        assert!(told(&small).unwrap().contains("limits.page_bytes"));
    }

    /// Eight thousand bytes that announce two billion values ended the process.
    #[test]
    fn a_dictionary_holds_no_more_values_than_bytes() {
        let zigzag = |value: u32| {
            let mut value = u64::from(value) << 1;
            let mut bytes = Vec::new();
            while 0x7f < value {
                bytes.push(value as u8 | 0x80);
                value >>= 7;
            }
            bytes.push(value as u8);
            bytes
        };
        let head = |unpacked: u32, values: u32| {
            // Kind, two sizes, and a dictionary with its values and encoding.
            let sizes = [&[0x15, 4, 0x15][..], &zigzag(unpacked), &[0x15, 40]].concat();
            let dictionary = [&[0x4c, 0x15][..], &zigzag(values), &[0x15, 0, 0, 0]].concat();
            let bytes = [sizes, dictionary].concat();
            let head = Head::read(&mut Reader::new(&bytes)).unwrap();
            assert_eq!(
                (head.unpacked, head.dictionary),
                (i64::from(unpacked), i64::from(values))
            );
            head.fault(&Limits::default())
        };
        assert_eq!(head(8_000, 2_000), None);
        assert!(
            head(8_000, i32::MAX as u32)
                .unwrap()
                .contains("cannot hold")
        );
        assert!(
            head(i32::MAX as u32, 1)
                .unwrap()
                .contains("limits.page_bytes")
        );
    }
}
