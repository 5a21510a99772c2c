//! How much text a column comes to when it is unpacked: where a value may repeat the one before
//! it, or an entry of the dictionary, a page of some kilobytes stands for gigabytes.
//!
//! Looked at only where the heads of pages give cause.

use crate::tables::batches::BATCH_ROWS;
use crate::tables::deltas::Lengths;
use crate::tables::indices;
use crate::tables::levels;
use crate::tables::limits::Limits;
use parquet::basic::{Encoding, Type};
use parquet::column::page::{Page, PageReader};
use parquet::errors::Result;
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::ChunkReader;
use parquet::file::serialized_reader::SerializedPageReader;
use std::sync::Arc;

/// Texts of up to so many bytes are nothing to wonder at, in however many rows: a batch of nothing
/// else is no more than one page may hold.
pub(super) fn harmless(limits: &Limits) -> u64 {
    limits.page_bytes / BATCH_ROWS as u64
}

/// Goes over the pages of one column.
pub(super) fn fault<R: ChunkReader + Clone>(
    input: &R,
    column: &ColumnChunkMetaData,
    has_deltas: bool,
    limits: &Limits,
) -> Result<Option<String>> {
    let mut pages = SerializedPageReader::new(Arc::new(input.clone()), column, 0, None)?;
    let mut dictionary = Vec::new();
    let mut referred = 0_u64;
    while let Some(next) = pages.peek_next_page()? {
        let counts_indices = dictionary.iter().any(|length| 0 < *length);
        if !next.is_dict && !has_deltas && !counts_indices {
            pages.skip_next_page()?;
            continue;
        }
        let Some(page) = pages.get_next_page()? else {
            break;
        };
        if let (Page::DictionaryPage { buf, .. }, Type::BYTE_ARRAY) = (&page, column.column_type())
        {
            dictionary = long_ones(indices::lengths(buf), limits);
        }
        let Some(values) = levels::past(&page, column) else {
            continue;
        };
        let most = Most {
            values: page.num_values().into(),
            bytes: limits.page_bytes,
        };
        let text = match page.encoding() {
            Encoding::DELTA_BYTE_ARRAY => of_repeated(&values, &most),
            Encoding::DELTA_LENGTH_BYTE_ARRAY => of_counted(&values, &most),
            Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY => {
                let bytes = indices::bytes(&values, &dictionary, most.values);
                referred = referred.saturating_add(bytes);
                most.bytes(referred)
            }
            _ => continue,
        };
        if let Err(fault) = text {
            return Ok(Some(fault));
        }
    }
    Ok(None)
}

/// The lengths of a dictionary, and 0 for what is harmless.
fn long_ones(lengths: Vec<u64>, limits: &Limits) -> Vec<u64> {
    let harmless = harmless(limits);
    let lengths = lengths.into_iter();
    lengths
        .map(|length| if harmless < length { length } else { 0 })
        .collect()
}

/// What a page may hold.
struct Most {
    values: u64,
    bytes: u64,
}

impl Most {
    fn texts(&self, lengths: &Lengths) -> std::result::Result<(), String> {
        let (count, values) = (lengths.count, self.values);
        match values < count {
            true => Err(format!("a page of {values} values holds {count} lengths")),
            false => Ok(()),
        }
    }

    fn bytes(&self, total: u64) -> std::result::Result<(), String> {
        match self.bytes < total {
            true => Err("its texts unpack to more bytes than limits.page_bytes".to_owned()),
            false => Ok(()),
        }
    }
}

/// Each text takes so many bytes of the one before it and adds some.
fn of_repeated(values: &[u8], most: &Most) -> std::result::Result<(), String> {
    let Some(repeated) = Lengths::of(values) else {
        return Ok(());
    };
    most.texts(&repeated)?;
    let Some(added) = repeated.rest().and_then(Lengths::of) else {
        return Ok(());
    };
    most.texts(&added)?;
    let mut left = added.rest().map_or(0, <[u8]>::len) as u64;
    let (mut length, mut total) = (0_u64, 0_u64);
    for (repeated, added) in repeated.zip(added) {
        // Less than nothing is the whole text before to the library.
        length = u64::try_from(repeated).map_or(length, |repeated| length.min(repeated));
        // Where it ends the reading, damaged as it is.
        let added = u64::try_from(added).ok().filter(|added| *added <= left);
        let Some(added) = added else { break };
        left -= added;
        length += added;
        total += length;
        most.bytes(total)?;
    }
    Ok(())
}

/// Texts one behind the other: never more than the page has bytes.
fn of_counted(values: &[u8], most: &Most) -> std::result::Result<(), String> {
    Lengths::of(values).map_or(Ok(()), |lengths| most.texts(&lengths))
}

#[cfg(test)]
mod tests;
