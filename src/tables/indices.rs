//! How much text the places in a dictionary come to.

use crate::tables::deltas::bits;
use crate::tables::thrift::Reader;

/// Bytes of each text of a dictionary.
pub(super) fn lengths(page: &[u8]) -> Vec<u64> {
    let mut lengths = Vec::new();
    let mut rest = page;
    while let Some((length, texts)) = rest.split_first_chunk() {
        let length = u32::from_le_bytes(*length);
        let Some(behind) = texts.get(length as usize..) else {
            break;
        };
        lengths.push(length.into());
        rest = behind;
    }
    lengths
}

/// Bytes of all texts that a page's values stand for: the width of a place, and then runs, of
/// one place again and again or of packed ones. Damage ends them.
pub(super) fn bytes(values: &[u8], lengths: &[u64], count: u64) -> u64 {
    let length = |place: u32| lengths.get(place as usize).copied().unwrap_or(0);
    let Some((&width, runs)) = values.split_first() else {
        return 0;
    };
    if width == 0 {
        return length(0).saturating_mul(count);
    }
    let mut reader = Reader::new(runs);
    let (mut left, mut total) = (count, 0_u64);
    while 0 < left {
        let Some(run) = reader.varint() else { break };
        let place = |number: usize| {
            let at = reader.at * 8 + number * usize::from(width);
            bits(runs, at, width).map(length)
        };
        let (taken, bytes) = match run & 1 {
            0 => {
                let count = left.min(run >> 1);
                let text = place(0).unwrap_or(0);
                total = total.saturating_add(text.saturating_mul(count));
                (count, usize::from(width).div_ceil(8))
            }
            _ => {
                let count = left.min((run >> 1).saturating_mul(8));
                let texts = (0..count as usize).map_while(place);
                total = texts.fold(total, u64::saturating_add);
                (count, (count as usize).div_ceil(8) * usize::from(width))
            }
        };
        reader.at += bytes;
        left -= taken;
        if runs.len() < reader.at {
            break;
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dictionary_has_the_lengths_that_stand_before_its_texts() {
        let page = [&[3, 0, 0, 0][..], b"ABC", &[0; 4], &[1, 0, 0, 0], b"D"].concat();
        assert_eq!(lengths(&page), [3, 0, 1]);
        assert_eq!(lengths(&[9, 0, 0, 0, b'A']), [0; 0]);
        assert_eq!(lengths(&[1, 0, 0]), [0; 0]);
    }

    #[test]
    fn texts_count_as_often_as_a_place_names_them() {
        let lengths = [1, 10, 100];
        // Place 2 five times, and then eight packed ones: 0, 1, 2, 1 and the same again.
        let values = [2, 5 << 1, 2, 1 << 1 | 1, 0b0110_0100, 0b0110_0100];
        assert_eq!(bytes(&values, &lengths, 13), 500 + 2 * 121);
        assert_eq!(bytes(&values, &lengths, 7), 500 + 11);
        assert_eq!(bytes(&values[..5], &lengths, 13), 500 + 121);
        // No bits: all are the first.
        assert_eq!(bytes(&[0, 9], &lengths, 1 << 40), 1 << 40);
        let endless = [2, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 2];
        assert_eq!(bytes(&endless, &[0, 0, u64::MAX], u64::MAX), u64::MAX);
        for broken in [&[][..], &[2], &[2, 3], &[40, 3, 1, 1], &[2, 0, 2]] {
            assert_eq!(bytes(broken, &lengths, 13), 0);
        }
    }
}
