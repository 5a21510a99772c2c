//! The heads of a file's pages, looked at before one of them is unpacked: what they announce
//! is what the library makes room for.

use crate::tables::limits::Limits;
use crate::tables::thrift::{Form, Reader};
use crate::tables::unpacked;
use parquet::basic::Compression;
use parquet::file::metadata::ParquetMetaData;
use parquet::file::reader::ChunkReader;

/// A head is some tens of bytes, and more with the least and the greatest value of its page.
const FIRST_LOOK: u64 = 256;
const LONGEST_HEAD: u64 = 16 << 20;

/// What is wrong with the pages of the chosen columns of one group.
pub(super) fn fault(
    input: &impl ChunkReader,
    metadata: &ParquetMetaData,
    group: usize,
    mut is_wanted: impl FnMut(usize) -> bool,
    limits: &Limits,
) -> Option<String> {
    let length = input.len();
    for column in metadata.row_group(group).columns().iter().enumerate() {
        let (number, column) = column;
        if !is_wanted(number) {
            continue;
        }
        let (mut at, packed) = column.byte_range();
        let Some(end) = at.checked_add(packed).filter(|end| *end <= length) else {
            return Some("a column lies beyond its end".to_owned());
        };
        while at < end {
            let Some((head, bytes)) = head(input, at, end) else {
                return Some("the head of a page is broken".to_owned());
            };
            let grown = || head.unpacks_to_more(input, at + bytes, column.compression(), limits);
            if let Some(fault) = head.fault(limits).or_else(grown) {
                return Some(fault);
            }
            at += bytes + head.packed as u64;
        }
    }
    None
}

/// What a page announces.
#[derive(Debug, Default)]
struct Head {
    unpacked: i64,
    packed: i64,
    /// Values of a dictionary, which take a byte each at least.
    dictionary: i64,
    values: i64,
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
                (5, Form::Struct) => return count(reader, &mut head.values),
                (8, Form::Struct) => return head.newer(reader),
                (7, Form::Struct) => return count(reader, &mut head.dictionary),
                _ => return reader.skip(form),
            };
            *field = reader.integer()?;
            Some(())
        })?;
        Some(head)
    }

    fn newer(&mut self, reader: &mut Reader) -> Option<()> {
        reader.fields(|reader, number, form| match (number, form) {
            (1, Form::Integer) => {
                self.values = reader.integer()?;
                Some(())
            }
            (5 | 6, Form::Integer) => {
                let bytes = reader.integer()?;
                self.levels = self.levels.checked_add(bytes).filter(|_| 0 <= bytes)?;
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

/// The first field of a page's own head.
fn count(reader: &mut Reader, into: &mut i64) -> Option<()> {
    reader.fields(|reader, number, form| match (number, form) {
        (1, Form::Integer) => {
            *into = reader.integer()?;
            Some(())
        }
        _ => reader.skip(form),
    })
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
        fault(&file, &metadata, 0, |_| true, limits)
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
