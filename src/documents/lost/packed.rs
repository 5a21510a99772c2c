//! Rows of reported documents as sorted whole numbers.
//!
//! From the most significant end: issuer (15 bits), number, type (5), status (3), day of
//! the report (16). A sign of the number is one of 36 or nothing, written from the left, so
//! that order is the order of the text and no two numbers are written alike.

use crate::domain::codes::{Country, DocumentType};
use crate::domain::document::LostStatus;
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// 37^9 < 2^47.
pub(super) const SHORT_SIGNS: usize = 9;
/// 37^23 < 2^120.
pub(super) const LONG_SIGNS: usize = 23;
const SHORT_BITS: u32 = 47;
const TAIL_BITS: u32 = 24;

/// Issuer and number; what a document is looked up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    issuer: u16,
    number: u128,
    signs: usize,
}

impl Key {
    /// `None` for a number that is too long.
    pub(super) fn new(issuer: Country, text: &str) -> Option<Key> {
        let signs = if text.len() <= SHORT_SIGNS {
            SHORT_SIGNS
        } else {
            LONG_SIGNS
        };
        let letters = issuer.as_str().bytes();
        Some(Key {
            issuer: letters.fold(0, |sum, letter| {
                sum * 26 + u16::from(letter.saturating_sub(b'A'))
            }),
            number: number(text, signs)?,
            signs,
        })
    }

    pub(super) fn issuer(self) -> u16 {
        self.issuer
    }

    pub(super) fn number(self) -> u128 {
        self.number
    }

    /// 86 of 96 bits.
    pub(super) fn short(self, tail: Tail) -> [u32; 3] {
        let head = (u128::from(self.issuer) << SHORT_BITS) | self.number;
        let whole = (head << TAIL_BITS) | u128::from(tail.0);
        [(whole >> 64) as u32, (whole >> 32) as u32, whole as u32]
    }

    /// 159 of 160 bits: the issuer and the number's upper 16 lead, the rest follows.
    pub(super) fn long(self, tail: Tail) -> [u32; 5] {
        let upper = (u128::from(self.issuer) << 16) | (self.number >> 104);
        let lower = ((self.number & ((1 << 104) - 1)) << TAIL_BITS) | u128::from(tail.0);
        let word = |shift: u32| (lower >> shift) as u32;
        [upper as u32, word(96), word(64), word(32), word(0)]
    }
}

pub(super) fn open_short(row: [u32; 3]) -> (Key, Tail) {
    let whole = row
        .iter()
        .fold(0u128, |sum, word| (sum << 32) | u128::from(*word));
    let head = whole >> TAIL_BITS;
    let key = Key {
        issuer: (head >> SHORT_BITS) as u16,
        number: head & ((1 << SHORT_BITS) - 1),
        signs: SHORT_SIGNS,
    };
    (key, Tail::of(whole))
}

pub(super) fn open_long(row: [u32; 5]) -> (Key, Tail) {
    let lower = row[1..]
        .iter()
        .fold(0u128, |sum, word| (sum << 32) | u128::from(*word));
    let key = Key {
        issuer: (row[0] >> 16) as u16,
        number: (u128::from(row[0] & 0xffff) << 104) | (lower >> TAIL_BITS),
        signs: LONG_SIGNS,
    };
    (key, Tail::of(lower))
}

pub(super) fn issuer_of(row: [u32; 3]) -> u16 {
    open_short(row).0.issuer
}

/// Signs in base 37 from the left, `0` as 1 to `Z` as 36, filled up with nothing.
pub(super) fn number(text: &str, signs: usize) -> Option<u128> {
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(36)
            .map(|value| u128::from(value) + 1)
    };
    // First of all: what is longer does not fit into the sum.
    let empty = signs.checked_sub(text.len())?;
    let mut sum = 0;
    for byte in text.bytes() {
        sum = sum * 37 + digit(byte)?;
    }
    Some(sum * 37u128.pow(empty as u32))
}

/// Type, status and day of one report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tail(u32);

impl Tail {
    pub(super) const LEAST: Tail = Tail(0);
    pub(super) const MOST: Tail = Tail((1 << TAIL_BITS) - 1);

    pub(super) fn new(kind: Option<DocumentType>, status: LostStatus, day: Option<Date>) -> Tail {
        let kind = kind.map_or(0, |kind| u32::from(kind.letter()) - u32::from('A') + 1);
        let places = LostStatus::ALL.iter();
        let status = places.take_while(|known| **known != status).count() as u32;
        Tail((kind << 19) | (status << 16) | day.map_or(0, number_of_day))
    }

    fn of(whole: u128) -> Tail {
        Tail(whole as u32 & Tail::MOST.0)
    }

    pub(super) fn kind(self) -> Option<DocumentType> {
        let letter =
            char::from_u32((self.0 >> 19) + u32::from('A')).filter(|_| 0 < self.0 >> 19)?;
        let letter = char::from_u32(u32::from(letter) - 1)?;
        DocumentType::parse(letter.encode_utf8(&mut [0; 4]))
    }

    pub(super) fn status(self) -> LostStatus {
        let place = (self.0 >> 16) as usize & 0b111;
        LostStatus::ALL
            .get(place)
            .copied()
            .unwrap_or(LostStatus::Invalid)
    }

    pub(super) fn reported_on(self) -> Option<Date> {
        let days = self.0 & 0xffff;
        let day = FIRST_DAY.checked_add(i64::from(days).days());
        day.ok().filter(|_| days != 0)
    }
}

const FIRST_DAY: Date = date(1899, 12, 31);

/// 1 is 1 January 1900; days beyond the years 1900 to 2079 count as the nearest.
fn number_of_day(day: Date) -> u32 {
    let days = (day - FIRST_DAY).get_days();
    days.clamp(1, 0xffff) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_of_any_length_is_packed_or_is_none() {
        let france = Country::parse("FRA").unwrap();
        for length in 0..200 {
            let key = Key::new(france, &"Z".repeat(length));
            assert_eq!(key.is_some(), length <= LONG_SIGNS, "{length}");
        }
    }

    proptest! {
        #[test]
        fn a_packed_row_opens_to_what_it_was(
            issuer in "[A-Z]{3}", text in "[A-Z0-9]{1,23}", kind in proptest::option::of("[A-Z]"),
            status in 0usize..LostStatus::ALL.len(), day in proptest::option::of(1i64..65_000),
        ) {
            let Some(issuer) = Country::parse(&issuer) else { return Ok(()) };
            let kind = kind.as_deref().and_then(DocumentType::parse);
            let status = LostStatus::ALL[status];
            let day = day.map(|days| FIRST_DAY.checked_add(days.days()).unwrap());
            let key = Key::new(issuer, &text).unwrap();
            let tail = Tail::new(kind, status, day);
            let (read, end) = match text.len() <= SHORT_SIGNS {
                true => open_short(key.short(tail)),
                false => open_long(key.long(tail)),
            };
            prop_assert_eq!(read, key);
            prop_assert_eq!((end.kind(), end.status(), end.reported_on()), (kind, status, day));
        }

        #[test]
        fn order_is_the_order_of_the_text(one in "[A-Z0-9]{1,9}", other in "[A-Z0-9]{1,9}") {
            let issuer = Country::parse("FRA").unwrap();
            let row = |text: &str| Key::new(issuer, text).unwrap().short(Tail::LEAST);
            prop_assert_eq!(row(&one).cmp(&row(&other)), one.cmp(&other));
        }
    }
}
