//! Keys that two tokens share when they are few edits apart: their leading letters with some
//! left out.

use crate::names::relation::edits_allowed;

/// Deletions are taken in so many leading letters only: two tokens within k edits share a
/// deletion there (SymSpell's prefix property), and the keys stay few.
const KEY_LETTERS: usize = 7;

/// At most two of seven letters left out, in either order.
const MOST_KEYS: usize = 1 + 7 + 42;

/// A few numbers, off the heap.
pub struct Keys {
    keys: [u64; MOST_KEYS],
    len: usize,
}

impl Keys {
    pub fn each(&self, give: &mut dyn FnMut(u64)) {
        self.keys[..self.len].iter().copied().for_each(give);
    }

    fn push(&mut self, key: u64) {
        self.keys[self.len] = key;
        self.len += 1;
    }

    fn distinct(mut self) -> Keys {
        let keys = &mut self.keys[..self.len];
        keys.sort_unstable();
        let mut kept = 0;
        for at in 0..keys.len() {
            if at == 0 || keys[at] != keys[at - 1] {
                keys[kept] = keys[at];
                kept += 1;
            }
        }
        self.len = kept;
        self
    }
}

/// The leading letters with up to as many left out as the token may hold edits, five bits a
/// letter.
pub fn deletion_keys(token: &str) -> Keys {
    let mut keys = Keys {
        keys: [0; MOST_KEYS],
        len: 0,
    };
    let allowed = edits_allowed(token.len());
    if allowed == 0 {
        return keys;
    }
    let head = token.bytes().take(KEY_LETTERS);
    keys.push(head.fold(0, |key, letter| key << LETTER_BITS | u64::from(letter & 31)));
    let len = token.len().min(KEY_LETTERS);
    let mut from = 0;
    for left_out in 0..allowed {
        let upto = keys.len;
        for number in from..upto {
            for at in 0..len - left_out {
                keys.push(without_letter(keys.keys[number], at));
            }
        }
        from = upto;
    }
    keys.distinct()
}

const LETTER_BITS: u32 = 5;

/// Leaves out the letter at a place, counted from the last.
fn without_letter(key: u64, at: usize) -> u64 {
    let low = at as u32 * LETTER_BITS;
    let below = key & ((1 << low) - 1);
    key >> (low + LETTER_BITS) << low | below
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(token: &str) -> Vec<u64> {
        let mut keys = Vec::new();
        deletion_keys(token).each(&mut |key| keys.push(key));
        keys
    }

    #[test]
    fn near_tokens_share_a_key_and_short_ones_have_none() {
        assert!(keys("LI").is_empty());
        assert_eq!(keys("ABCD").len(), 5);
        assert_eq!(keys("ABCDEFGH").len(), 29);
        for (one, other) in [
            ("ANNA", "ANA"),
            ("MARTIN", "MRATIN"),
            ("ZAWAHIRI", "ZAWHARI"),
            ("ALEXANDER", "ALEXXANDRE"),
        ] {
            let shared = keys(one).iter().any(|key| keys(other).contains(key));
            assert!(shared, "{one} {other}");
        }
    }
}
