//! The levels in front of a page's values, which say where one is missing and where a list ends:
//! passed over.

use bytes::Bytes;
use parquet::basic::Encoding;
use parquet::column::page::Page;
use parquet::file::metadata::ColumnChunkMetaData;

/// A page of data without the levels in front.
pub(super) fn past(page: &Page, column: &ColumnChunkMetaData) -> Option<Bytes> {
    let column = column.column_descr();
    match page {
        Page::DataPage {
            buf,
            num_values,
            def_level_encoding,
            rep_level_encoding,
            ..
        } => {
            let (repeated, defined) = (column.max_rep_level(), column.max_def_level());
            let rest = past_levels(buf, repeated, *rep_level_encoding, *num_values)?;
            past_levels(&rest, defined, *def_level_encoding, *num_values)
        }
        Page::DataPageV2 {
            buf,
            def_levels_byte_len,
            rep_levels_byte_len,
            ..
        } => from(
            buf,
            u64::from(*def_levels_byte_len) + u64::from(*rep_levels_byte_len),
        ),
        Page::DictionaryPage { .. } => None,
    }
}

fn past_levels(bytes: &Bytes, greatest: i16, encoding: Encoding, values: u32) -> Option<Bytes> {
    if greatest == 0 {
        return Some(bytes.clone());
    }
    if encoding == Encoding::RLE {
        let length = u32::from_le_bytes(*bytes.first_chunk()?);
        return from(bytes, 4 + u64::from(length));
    }
    // What the oldest files have: each level in as few bits as the greatest takes.
    let width = u64::from(i16::BITS - greatest.leading_zeros());
    from(bytes, (u64::from(values) * width).div_ceil(8))
}

fn from(bytes: &Bytes, at: u64) -> Option<Bytes> {
    let at = usize::try_from(at).ok()?;
    (at <= bytes.len()).then(|| bytes.slice(at..))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_in_front_of_the_values_are_passed_in_each_of_their_forms() {
        let page = Bytes::from_static(&[2, 0, 0, 0, 9, 9, b'r', b'e', b's', b't']);
        let rest = |greatest, encoding, values| past_levels(&page, greatest, encoding, values);
        assert_eq!(rest(0, Encoding::RLE, 9).unwrap().len(), 10);
        assert_eq!(rest(1, Encoding::RLE, 9).unwrap(), b"rest"[..]);
        assert_eq!(rest(2, Encoding::PLAIN, 24).unwrap(), b"rest"[..]);
        assert_eq!(rest(3, Encoding::PLAIN, 41), None);
        assert_eq!(past_levels(&page.slice(..3), 1, Encoding::RLE, 1), None);
    }
}
