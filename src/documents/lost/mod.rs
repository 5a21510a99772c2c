//! The lost, stolen and revoked documents of the night, in memory: a hundred million rows.
//!
//! Exact on issuer, type and normalised number: the number space is too dense for a fuzzy
//! match to mean anything. Every row is kept whole, packed into twelve bytes (twenty for
//! numbers above nine signs, twenty-four for ranges), in sorted order: a hit *is* the stored
//! row, not a fingerprint of it, and nothing has to be read again to verify it.
//!
//! A missing type on either side matches any type. A report without an issuer matches
//! nothing and is refused on reading.

use crate::documents::number;
use crate::domain::codes::{Country, DocumentType};
use crate::domain::document::{LostDocument, LostStatus};
use jiff::civil::Date;

mod packed;

use packed::{Key, LONG_SIGNS, SHORT_SIGNS, Tail};

/// What the issuer reported about the document at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LostReport {
    pub status: LostStatus,
    pub reported_on: Option<Date>,
}

/// One row before it is packed; nothing is owned, so that a file streams.
#[derive(Clone, Copy, Debug)]
pub struct LostRow<'a> {
    pub number: &'a str,
    /// Last number of a range of stolen blanks.
    pub number_to: Option<&'a str>,
    pub issuer: Country,
    pub kind: Option<DocumentType>,
    pub status: LostStatus,
    pub reported_on: Option<Date>,
}

impl<'a> From<&'a LostDocument> for LostRow<'a> {
    fn from(document: &'a LostDocument) -> LostRow<'a> {
        LostRow {
            number: &document.number,
            number_to: document.number_to.as_deref(),
            issuer: document.issuer,
            kind: document.kind,
            status: document.status,
            reported_on: document.reported_on,
        }
    }
}

/// Takes rows in any order.
#[derive(Default)]
pub struct LostBuilder {
    short: Vec<[u32; 3]>,
    long: Vec<[u32; 5]>,
    ranges: Vec<Range>,
}

/// What a row added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    Whole,
    /// The last number has another length, more than nine signs, or comes before the first:
    /// the first alone is known, if it is a number.
    WithoutRange,
    /// A number that no document has: too short, all one sign, or above 23.
    Nothing,
}

/// Numbers of one length, both ends included: AB9 comes before AB10, so lengths never mix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Range {
    /// Issuer and length, first number, tail.
    first: [u32; 3],
    length: u8,
    last: u64,
}

/// Sorted rows. See the module.
#[derive(Default)]
pub struct LostIndex {
    short: Vec<[u32; 3]>,
    long: Vec<[u32; 5]>,
    /// By length, issuer, first number.
    ranges: Vec<Range>,
    /// The greatest last number of each block of ranges of one issuer and length and of
    /// the blocks before it.
    reach: Vec<u64>,
}

/// Ranges of one block share a bound.
const BLOCK: usize = 32;

impl LostBuilder {
    /// Room for so many rows, so that growing never doubles the memory.
    pub fn with_rows(rows: usize) -> LostBuilder {
        LostBuilder {
            short: Vec::with_capacity(rows),
            ..LostBuilder::default()
        }
    }

    pub fn add(&mut self, row: &LostRow) -> Kept {
        let tail = Tail::new(row.kind, row.status, row.reported_on);
        let first = number::signs(row.number);
        let last = row.number_to.map(number::signs);
        match last.filter(|last| *last != first) {
            None => self.add_number(row, tail),
            Some(last) if self.add_range(row.issuer, &first, &last, tail) => Kept::Whole,
            Some(_) => {
                self.add_number(row, tail);
                Kept::WithoutRange
            }
        }
    }

    fn add_number(&mut self, row: &LostRow, tail: Tail) -> Kept {
        let Some(number) = number::normalise(row.number) else {
            return Kept::Nothing;
        };
        match Key::new(row.issuer, &number) {
            Some(key) if number.len() <= SHORT_SIGNS => self.short.push(key.short(tail)),
            Some(key) if number.len() <= LONG_SIGNS => self.long.push(key.long(tail)),
            _ => return Kept::Nothing,
        }
        Kept::Whole
    }

    /// No state numbers blanks beyond nine signs.
    fn add_range(&mut self, issuer: Country, first: &str, last: &str, tail: Tail) -> bool {
        let in_order = first.len() == last.len() && first < last;
        let ends = (Key::new(issuer, first), packed::number(last, SHORT_SIGNS));
        let fits = (4..=SHORT_SIGNS).contains(&first.len());
        let (Some(key), Some(last), true) = (ends.0, ends.1, in_order && fits) else {
            return false;
        };
        self.ranges.push(Range {
            first: key.short(tail),
            length: first.len() as u8,
            last: last as u64,
        });
        true
    }

    pub fn finish(mut self) -> LostIndex {
        self.short.sort_unstable();
        self.long.sort_unstable();
        let order = |range: &Range| (range.length, range.first);
        self.ranges.sort_unstable_by_key(order);
        let reach = reach(&self.ranges);
        LostIndex {
            short: self.short,
            long: self.long,
            ranges: self.ranges,
            reach,
        }
    }
}

/// Running maxima, begun again where issuer or length change.
fn reach(ranges: &[Range]) -> Vec<u64> {
    let mut bounds = Vec::with_capacity(ranges.len().div_ceil(BLOCK));
    let mut group = None;
    let mut most = 0;
    for block in ranges.chunks(BLOCK) {
        for range in block {
            let own = Some((range.length, packed::issuer_of(range.first)));
            if own != group {
                (group, most) = (own, 0);
            }
            most = most.max(range.last);
        }
        bounds.push(most);
    }
    bounds
}

impl LostIndex {
    pub fn build(documents: &[LostDocument]) -> LostIndex {
        let mut builder = LostBuilder::with_rows(documents.len());
        for document in documents {
            builder.add(&document.into());
        }
        builder.finish()
    }

    pub fn rows(&self) -> usize {
        self.short.len() + self.long.len() + self.ranges.len()
    }

    /// Bytes that the rows take.
    pub fn bytes(&self) -> usize {
        self.short.len() * size_of::<[u32; 3]>()
            + self.long.len() * size_of::<[u32; 5]>()
            + self.ranges.len() * size_of::<Range>()
            + self.reach.len() * size_of::<u64>()
    }

    /// The gravest report that stands. A document reported recovered or superseded on the
    /// day of a report or later is not reported any more; a later theft counts again. A
    /// recovery without a date takes back everything of its type: the holder is spared, and
    /// the issuer has to date its reports.
    pub fn find(
        &self,
        issuer: Country,
        kind: Option<DocumentType>,
        number: &str,
    ) -> Option<LostReport> {
        let number = number::normalise(number)?;
        let mut tails = self.tails(issuer, &number);
        tails.retain(|tail| tail.kind().is_none() || kind.is_none() || tail.kind() == kind);
        let taken_back = |report: &Tail| {
            let mut returns = tails.iter().filter(|tail| tail.status().is_return());
            returns.any(|back| {
                let kinds = (back.kind(), report.kind());
                let in_time = match (back.reported_on(), report.reported_on()) {
                    (Some(back), Some(reported)) => reported <= back,
                    _ => true,
                };
                in_time && (kinds.0.is_none() || kinds.1.is_none() || kinds.0 == kinds.1)
            })
        };
        let reports = tails.iter().filter(|tail| !tail.status().is_return());
        reports
            .filter(|report| !taken_back(report))
            .map(|report| LostReport {
                status: report.status(),
                reported_on: report.reported_on(),
            })
            .max_by_key(|report| (report.status, report.reported_on))
    }

    fn tails(&self, issuer: Country, number: &str) -> Vec<Tail> {
        let Some(key) = Key::new(issuer, number) else {
            return Vec::new();
        };
        if SHORT_SIGNS < number.len() {
            let first = key.long(Tail::LEAST);
            let from = self.long.partition_point(|row| *row < first);
            let rows = self.long[from..].iter().map(|row| packed::open_long(*row));
            return rows
                .take_while(|(stored, _)| *stored == key)
                .map(|(_, tail)| tail)
                .collect();
        }
        let first = key.short(Tail::LEAST);
        let from = self.short.partition_point(|row| *row < first);
        let rows = self.short[from..]
            .iter()
            .map(|row| packed::open_short(*row));
        let mut tails: Vec<Tail> = rows
            .take_while(|(stored, _)| *stored == key)
            .map(|(_, tail)| tail)
            .collect();
        self.extend_from_ranges(key, number.len() as u8, &mut tails);
        tails
    }

    /// Backwards from the last range that begins at or before the number, as far as any
    /// block before may still reach it.
    fn extend_from_ranges(&self, key: Key, length: u8, tails: &mut Vec<Tail>) {
        let after = key.short(Tail::MOST);
        let end = self
            .ranges
            .partition_point(|range| (range.length, range.first) <= (length, after));
        for at in (0..end).rev() {
            let range = &self.ranges[at];
            let (first, tail) = packed::open_short(range.first);
            if range.length != length || first.issuer() != key.issuer() {
                return;
            }
            if key.number() <= u128::from(range.last) {
                tails.push(tail);
            }
            let block_before = at.checked_sub(1).map(|before| before / BLOCK);
            let leaves_block = at % BLOCK == 0;
            if let (true, Some(block)) = (leaves_block, block_before)
                && u128::from(self.reach[block]) < key.number()
            {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests;
