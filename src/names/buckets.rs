//! Tokens by keys, in two flat arrays. A key's bucket may hold tokens of other keys too: it
//! gives suspects, never too few.

use crate::names::vocabulary::TokenId;

#[derive(Default)]
pub struct Buckets {
    /// Where each bucket ends.
    ends: Vec<u32>,
    tokens: Vec<TokenId>,
    /// Bits of a mixed key that are not its bucket.
    shift: u32,
}

/// At least so many buckets for each key, so that few keys share one.
const SPARE: usize = 1;

impl Buckets {
    /// `keys_of` gives each token's keys to its second argument; it is asked three times.
    pub fn build(tokens: usize, keys_of: impl Fn(TokenId, &mut dyn FnMut(u64))) -> Buckets {
        let everyone = 0..tokens as TokenId;
        let mut keys = 0;
        everyone
            .clone()
            .for_each(|token| keys_of(token, &mut |_| keys += 1));
        let bits = (keys * SPARE).max(2).next_power_of_two().trailing_zeros();
        let mut buckets = Buckets {
            ends: vec![0; 1 << bits],
            tokens: vec![0; keys],
            shift: u64::BITS - bits,
        };
        for token in everyone.clone() {
            keys_of(token, &mut |key| {
                let bucket = buckets.bucket(key);
                buckets.ends[bucket] += 1;
            });
        }
        let mut before = 0;
        for end in &mut buckets.ends {
            before += *end;
            *end = before;
        }
        // Filled from behind: each end moves down to where its bucket starts …
        for token in everyone.rev() {
            keys_of(token, &mut |key| {
                let bucket = buckets.bucket(key);
                buckets.ends[bucket] -= 1;
                buckets.tokens[buckets.ends[bucket] as usize] = token;
            });
        }
        // … so that the next one's start is the end.
        buckets.ends.rotate_left(1);
        if let Some(last) = buckets.ends.last_mut() {
            *last = keys as u32;
        }
        buckets
    }

    /// Every token of the key, and some of others, ascending.
    pub fn of(&self, key: u64) -> &[TokenId] {
        if self.ends.is_empty() {
            return &[];
        }
        let bucket = self.bucket(key);
        let start = if bucket == 0 {
            0
        } else {
            self.ends[bucket - 1]
        };
        &self.tokens[start as usize..self.ends[bucket] as usize]
    }

    fn bucket(&self, key: u64) -> usize {
        // Fibonacci hashing: 2^64 divided by the golden ratio; the upper bits are mixed best.
        (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_stands_under_each_of_its_keys() {
        let keys =
            |token: TokenId| (0..u64::from(token % 4)).map(move |at| u64::from(token) / 3 + at);
        let buckets = Buckets::build(500, |token, give| keys(token).for_each(give));
        for token in 0..500 {
            for key in keys(token) {
                assert!(buckets.of(key).contains(&token), "{token} {key}");
            }
        }
        let held: usize = (0..500).map(|token| keys(token).count()).sum();
        assert_eq!(buckets.tokens.len(), held);
        assert!(Buckets::default().of(7).is_empty());
        assert!(Buckets::build(0, |_, _| {}).of(7).is_empty());
    }
}
