//! Tokens by keys, in flat arrays. A key's bucket may hold tokens of other keys too: it gives
//! suspects, never too few.

use crate::names::vocabulary::TokenId;

/// Beside each token stands a mark that may rule it out before anything of it is looked up.
pub struct Buckets<M = ()> {
    /// Where each bucket ends.
    ends: Vec<u32>,
    tokens: Vec<(TokenId, M)>,
    /// Bits of a mixed key that are not its bucket.
    shift: u32,
}

impl<M> Default for Buckets<M> {
    fn default() -> Buckets<M> {
        Buckets {
            ends: Vec::new(),
            tokens: Vec::new(),
            shift: 0,
        }
    }
}

/// One token in so many tells how many keys there are about.
const SAMPLED: usize = 16;

impl<M: Copy + Default> Buckets<M> {
    /// `keys_of` gives each token's keys, each with its mark, to its second argument; it is
    /// asked twice.
    pub fn build(tokens: usize, keys_of: impl Fn(TokenId, &mut dyn FnMut(u64, M))) -> Buckets<M> {
        let everyone = 0..tokens as TokenId;
        let mut sampled = 0_usize;
        for token in everyone.clone().step_by(SAMPLED) {
            keys_of(token, &mut |_, _| sampled += SAMPLED);
        }
        // About a bucket for each key or more, so that few keys share one.
        let bits = sampled.max(2).next_power_of_two().trailing_zeros();
        let mut buckets = Buckets {
            ends: vec![0; 1 << bits],
            tokens: Vec::new(),
            shift: u64::BITS - bits,
        };
        for token in everyone.clone() {
            keys_of(token, &mut |key, _| {
                let bucket = buckets.bucket(key);
                buckets.ends[bucket] += 1;
            });
        }
        let mut before = 0;
        for end in &mut buckets.ends {
            let here = *end;
            *end = before;
            before += here;
        }
        buckets.tokens = vec![(0, M::default()); before as usize];
        // Each end stands where its bucket starts, and moves up as the bucket is filled.
        for token in everyone {
            keys_of(token, &mut |key, mark| {
                let bucket = buckets.bucket(key);
                buckets.tokens[buckets.ends[bucket] as usize] = (token, mark);
                buckets.ends[bucket] += 1;
            });
        }
        buckets
    }

    /// Every token of the key, and some of others, ascending, with their marks.
    pub fn of(&self, key: u64) -> &[(TokenId, M)] {
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
        let buckets = Buckets::build(500, |token, give| {
            keys(token).for_each(|key| give(key, token as u16));
        });
        for token in 0..500 {
            for key in keys(token) {
                let found = buckets.of(key);
                assert!(found.contains(&(token, token as u16)), "{token} {key}");
            }
        }
        let held: usize = (0..500).map(|token| keys(token).count()).sum();
        assert_eq!(buckets.tokens.len(), held);
        assert!(Buckets::<()>::default().of(7).is_empty());
        assert!(Buckets::<()>::build(0, |_, _| {}).of(7).is_empty());
    }
}
