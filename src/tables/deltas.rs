//! Lengths of texts packed as differences, as they stand within a page: walked without making
//! room for them, since their count is whatever the page says.
//!
//! `None` and an early end are damage, which the library's own reading tells.

use crate::tables::thrift::Reader;

/// One run of lengths.
#[derive(Clone)]
pub(super) struct Lengths<'a> {
    bytes: &'a [u8],
    /// How many it announces.
    pub(super) count: u64,
    blocks: Blocks,
    /// Where the next block begins.
    at: usize,
    left: u64,
    last: i32,
    block: Option<Block<'a>>,
}

/// How the numbers of a run stand together.
#[derive(Clone, Copy)]
struct Blocks {
    minis: usize,
    values_of_mini: usize,
}

/// The block that is being read.
#[derive(Clone)]
struct Block<'a> {
    least: i32,
    /// Bits of a number in each of its parts.
    widths: &'a [u8],
    /// Of its numbers the next, and the bit at which that begins.
    next: usize,
    bit: usize,
}

impl<'a> Lengths<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Option<Lengths<'a>> {
        let mut reader = Reader::new(bytes);
        let block = usize::try_from(reader.varint()?).ok()?;
        let minis = usize::try_from(reader.varint()?).ok()?;
        let count = reader.varint()?;
        let first = i32::try_from(reader.integer()?).ok()?;
        let values_of_mini = block.checked_div(minis)?;
        if values_of_mini == 0 || values_of_mini % 32 != 0 || block % minis != 0 {
            return None;
        }
        Some(Lengths {
            bytes,
            count,
            blocks: Blocks {
                minis,
                values_of_mini,
            },
            at: reader.at,
            left: count,
            last: first,
            block: None,
        })
    }

    /// What stands behind the run.
    pub(super) fn rest(&self) -> Option<&'a [u8]> {
        let (mut at, mut left) = (self.at, self.count.saturating_sub(1));
        while 0 < left {
            let (block, bits) = self.block_at(at)?;
            at = bits;
            for width in block.widths {
                // Parts behind the last number have a width and no bytes.
                if left == 0 {
                    break;
                }
                at = at.checked_add(self.bytes_of_mini(*width)?)?;
                left = left.saturating_sub(self.blocks.values_of_mini as u64);
            }
        }
        self.bytes.get(at..)
    }

    fn bytes_of_mini(&self, width: u8) -> Option<usize> {
        let bits = self.blocks.values_of_mini.checked_mul(width.into())?;
        Some(bits / 8)
    }

    /// The block that begins there, and where its packed numbers do.
    fn block_at(&self, at: usize) -> Option<(Block<'a>, usize)> {
        let mut reader = Reader::new(self.bytes.get(at..)?);
        let least = i32::try_from(reader.integer()?).ok()?;
        let widths = at + reader.at;
        let numbers = widths.checked_add(self.blocks.minis)?;
        let block = Block {
            least,
            widths: self.bytes.get(widths..numbers)?,
            next: 0,
            bit: numbers.checked_mul(8)?,
        };
        Some((block, numbers))
    }

    /// The next number after the first.
    fn following(&mut self) -> Option<i32> {
        let all = self.blocks.minis * self.blocks.values_of_mini;
        let mut block = match self.block.take() {
            Some(block) if block.next < all => block,
            Some(block) => self.block_at(block.bit.div_ceil(8))?.0,
            None => self.block_at(self.at)?.0,
        };
        let width = *block.widths.get(block.next / self.blocks.values_of_mini)?;
        let delta = bits(self.bytes, block.bit, width)?;
        block.next += 1;
        block.bit += usize::from(width);
        let length = self.last.wrapping_add(block.least);
        self.block = Some(block);
        Some(length.wrapping_add(delta as i32))
    }
}

impl Iterator for Lengths<'_> {
    type Item = i32;

    fn next(&mut self) -> Option<i32> {
        if self.left == 0 {
            return None;
        }
        if self.left < self.count {
            self.last = self.following()?;
        }
        self.left -= 1;
        Some(self.last)
    }
}

/// A number of so many bits at this bit, the lowest first.
pub(super) fn bits(bytes: &[u8], at: usize, width: u8) -> Option<u32> {
    if 32 < width {
        return None;
    }
    if width == 0 {
        return Some(0);
    }
    let end = (at + usize::from(width)).div_ceil(8);
    let bytes = bytes.get(at / 8..end)?.iter().rev();
    let number = bytes.fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    Some((number >> (at % 8) & ((1 << width) - 1)) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of the format's own description: 1 to 5, which differ by one.
    const RISING: [u8; 9] = [0x80, 0x01, 4, 5, 2, 2, 0, 0, 0];

    #[test]
    fn differences_are_added_up_and_the_rest_begins_behind_them() {
        let run = [&RISING[..], &[0, b'r', b'e', b's', b't']].concat();
        let lengths = Lengths::of(&run).unwrap();
        assert_eq!(lengths.count, 5);
        assert_eq!(lengths.rest(), Some(&b"rest"[..]));
        assert_eq!(lengths.collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
        // 7, 5, 3, 1, 2, 3, 4, 5: the least difference is -2, the others in two bits. The three
        // parts that hold nothing have widths that mean nothing.
        let head = [0x80, 0x01, 4, 8, 14, 3, 2, 9, 9, 9];
        let packed = [0b1100_0000, 0b0011_1111, 0, 0, 0, 0, 0, 0];
        let run = [&head[..], &packed, b"rest"].concat();
        let lengths = Lengths::of(&run).unwrap();
        assert_eq!(lengths.rest(), Some(&b"rest"[..]));
        assert_eq!(lengths.collect::<Vec<_>>(), [7, 5, 3, 1, 2, 3, 4, 5]);
    }

    #[test]
    fn a_run_of_several_blocks_goes_on_where_the_last_one_ended() {
        let head = [0x80, 0x01, 4, 0x81, 0x02, 0];
        let block = [2, 0, 0, 0, 0];
        let run = [&head[..], &block, &block, b"rest"].concat();
        let lengths = Lengths::of(&run).unwrap();
        assert_eq!(lengths.rest(), Some(&b"rest"[..]));
        assert_eq!(lengths.collect::<Vec<_>>(), Vec::from_iter(0..257));
    }

    #[test]
    fn a_count_without_end_takes_no_memory_and_damage_ends_the_run() {
        let many = [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x04];
        let run = [&RISING[..3], &many, &RISING[4..], &[0]].concat();
        let lengths = Lengths::of(&run).unwrap();
        assert_eq!(lengths.count, 1 << 58);
        assert_eq!(lengths.rest(), None);
        assert_eq!(lengths.count(), 129);
        for broken in [
            &[][..],
            &[0, 4, 5, 2],
            &[0x80, 0x01, 0, 5, 2],
            &[0x81, 0x01, 4, 5, 2],
        ] {
            assert!(Lengths::of(broken).is_none());
        }
        // 33 bits are no length, and one block of four times 2^60 is no block.
        let wide = [&RISING[..6], &[33, 0, 0, 0], &[0; 200]].concat();
        assert_eq!(Lengths::of(&wide).unwrap().count(), 1);
        let block = [&many[..8], &[0x40, 4, 5, 2, 2, 9, 9, 9, 9]].concat();
        assert_eq!(Lengths::of(&block).and_then(|lengths| lengths.rest()), None);
    }
}
