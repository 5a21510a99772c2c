//! A set of tokens that may say yes wrongly, never no. Small enough to stay beside the
//! processor.

use crate::names::vocabulary::TokenId;

pub struct Filter([u64; WORDS]);

/// 16,384 bits: a few hundred tokens, of which one in a hundred others is taken for a member.
const WORDS: usize = 256;
const BITS: u32 = 14;

impl Filter {
    pub fn of(tokens: &[TokenId]) -> Filter {
        let mut filter = Filter([0; WORDS]);
        tokens.iter().for_each(|&token| filter.insert(token));
        filter
    }

    fn insert(&mut self, token: TokenId) {
        let (word, bit) = Filter::place(token);
        self.0[word] |= bit;
    }

    pub fn may_hold(&self, token: TokenId) -> bool {
        let (word, bit) = Filter::place(token);
        self.0[word] & bit != 0
    }

    fn place(token: TokenId) -> (usize, u64) {
        // Fibonacci hashing: 2^32 divided by the golden ratio; the upper bits are mixed best.
        let hash = token.wrapping_mul(0x9e37_79b9) >> (u32::BITS - BITS);
        ((hash >> 6) as usize, 1 << (hash & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_held_and_few_others() {
        let members: Vec<TokenId> = (0..200).map(|token| token * 7).collect();
        let filter = Filter::of(&members);
        assert!(members.iter().all(|&token| filter.may_hold(token)));
        let others = (10_000..20_000).filter(|&token| filter.may_hold(token));
        assert!(others.count() < 500);
    }
}
