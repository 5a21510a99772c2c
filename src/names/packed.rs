//! A token in one number, so that whether two are few edits apart is told without reading
//! their letters one by one.

use std::num::NonZero;

/// Up to 24 letters, five bits each, the first one highest; their number below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packed(NonZero<u128>);

const LETTER_BITS: u32 = 5;
const MOST_LETTERS: usize = 24;
const LENGTH_MASK: u128 = 0xff;

impl Packed {
    /// `None` for longer tokens, and other signs than A to Z.
    pub fn of(token: &str) -> Option<Packed> {
        let letters = token.as_bytes();
        if MOST_LETTERS < letters.len() || !letters.iter().all(u8::is_ascii_uppercase) {
            return None;
        }
        let place = |(at, letter): (usize, &u8)| {
            u128::from(letter & 31) << (u128::BITS - LETTER_BITS * (at as u32 + 1))
        };
        let packed: u128 = letters.iter().enumerate().map(place).sum();
        NonZero::new(packed | letters.len() as u128).map(Packed)
    }

    /// Whether so many letters inserted, left out, replaced or exchanged with their neighbour
    /// turn one token into the other: optimal string alignment, as `strsim::osa_distance`
    /// counts it.
    pub fn within(self, other: Packed, allowed: usize) -> bool {
        few_edits(self.remainder(), other.remainder(), allowed as u32)
    }

    fn remainder(self) -> Remainder {
        Remainder {
            letters: self.0.get() & !LENGTH_MASK,
            len: (self.0.get() & LENGTH_MASK) as u32,
        }
    }
}

/// What is left of a token, its first letter highest.
#[derive(Clone, Copy)]
struct Remainder {
    letters: u128,
    len: u32,
}

impl Remainder {
    fn after(self, count: u32) -> Remainder {
        Remainder {
            letters: self.letters << (LETTER_BITS * count),
            len: self.len - count,
        }
    }

    /// The first two letters, and the same exchanged.
    fn two(self) -> (u128, u128) {
        let two = self.letters >> (u128::BITS - 2 * LETTER_BITS);
        let one = (1 << LETTER_BITS) - 1;
        (two, (two & one) << LETTER_BITS | two >> LETTER_BITS)
    }
}

/// Tokens that begin alike are as far apart as what follows, so only where they part is there
/// anything to try, and the first try that ends well ends it.
fn few_edits(one: Remainder, other: Remainder, allowed: u32) -> bool {
    if allowed < one.len.abs_diff(other.len) {
        return false;
    }
    let alike = (one.letters ^ other.letters).leading_zeros() / LETTER_BITS;
    let alike = alike.min(one.len).min(other.len);
    let (one, other) = (one.after(alike), other.after(alike));
    if one.len == 0 || other.len == 0 {
        return true;
    }
    let Some(left) = allowed.checked_sub(1) else {
        return false;
    };
    let exchanged = 2 <= one.len.min(other.len) && one.two().0 == other.two().1;
    few_edits(one.after(1), other.after(1), left)
        || few_edits(one.after(1), other, left)
        || few_edits(one, other.after(1), left)
        || (exchanged && few_edits(one.after(2), other.after(2), left))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn long_tokens_and_other_signs_are_not_packed() {
        assert!(Packed::of("ABCDEFGHIJKLABCDEFGHIJKL").is_some());
        assert_eq!(Packed::of("ABCDEFGHIJKLABCDEFGHIJKLM"), None);
        assert_eq!(Packed::of("A1"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(5_000))]
        #[test]
        fn says_what_the_distance_says(
            one in "[AYZ]{1,13}",
            other in "[AYZ]{1,13}",
            allowed in 0..4_usize,
        ) {
            let (packed, other_packed) = (Packed::of(&one), Packed::of(&other));
            let within = packed.zip(other_packed).map(|(one, other)| one.within(other, allowed));
            prop_assert_eq!(within, Some(strsim::osa_distance(&one, &other) <= allowed));
        }
    }
}
