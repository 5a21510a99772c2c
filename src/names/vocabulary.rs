//! Distinct tokens of a list or a table, and how to find the related ones fast.
//!
//! Must find every token that [`Relations::strongest`] accepts; a property test compares
//! with a full scan.

use crate::domain::points::Points;
use crate::names::relation::{
    Known, Relation, Relations, SHORTEST_CUT, edits_allowed, letters, letters_apart,
};
use crate::names::sounds::SoundClass;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Bound;

/// Number of a distinct token.
pub type TokenId = u32;

/// Deletions are taken in so many leading letters only: two tokens within k edits share a
/// deletion there (SymSpell's prefix property), and the keys stay few.
const KEY_LETTERS: usize = 7;

#[derive(Default)]
pub struct Vocabulary {
    tokens: Vec<Token>,
    numbers: HashMap<String, TokenId>,
    /// The same in order, for beginnings.
    sorted: BTreeMap<String, TokenId>,
    sounds: HashMap<SoundClass, Vec<TokenId>>,
    deletions: HashMap<u64, Vec<TokenId>, BuildHasherDefault<KeyHasher>>,
}

/// A token with what every comparison of it needs.
struct Token {
    text: String,
    sound: Option<SoundClass>,
    letters: u32,
}

impl Vocabulary {
    /// The token's number; new tokens are added.
    pub fn number_of(&mut self, token: &str) -> TokenId {
        if let Some(&number) = self.numbers.get(token) {
            return number;
        }
        let number = self.tokens.len() as TokenId;
        let sound = SoundClass::of(token);
        self.tokens.push(Token {
            text: token.to_owned(),
            sound,
            letters: letters(token),
        });
        self.numbers.insert(token.to_owned(), number);
        self.sorted.insert(token.to_owned(), number);
        if let Some(class) = sound {
            self.sounds.entry(class).or_default().push(number);
        }
        for key in deletion_keys(token) {
            self.deletions.entry(key).or_default().push(number);
        }
        number
    }

    pub fn find(&self, token: &str) -> Option<TokenId> {
        self.numbers.get(token).copied()
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    pub fn token(&self, number: TokenId) -> &str {
        &self.tokens[number as usize].text
    }

    /// Every token related to this one, by number, with the bits that the relation costs.
    pub fn related(&self, token: &str, relations: &Relations) -> Vec<(TokenId, Relation, Points)> {
        if token.len() <= 1 {
            return Vec::new();
        }
        let (sound, own_letters) = (SoundClass::of(token), letters(token));
        let equivalents = self.numbers_of(relations.equivalents.relatives(token));
        let nicknames = self.numbers_of(relations.nicknames.relatives(token).into_iter());
        let mut suspects = self.suspects(token, sound);
        suspects.extend(equivalents.iter().chain(&nicknames));
        suspects.sort_unstable();
        suspects.dedup();
        let related = suspects.into_iter().filter_map(|number| {
            let other = &self.tokens[number as usize];
            let known = Known {
                same_sound: sound.is_some() && sound == other.sound,
                equivalent: equivalents.contains(&number),
                nickname: nicknames.contains(&number),
                letters_apart: letters_apart(own_letters, other.letters),
            };
            let (relation, points) = relations.strongest_knowing(token, &other.text, known)?;
            Some((number, relation, points))
        });
        related.collect()
    }

    fn numbers_of<'a>(&self, tokens: impl Iterator<Item = &'a str>) -> Vec<TokenId> {
        tokens.filter_map(|token| self.find(token)).collect()
    }

    fn suspects(&self, token: &str, sound: Option<SoundClass>) -> Vec<TokenId> {
        let mut found: Vec<TokenId> = self.find(token).into_iter().collect();
        if let Some(class) = sound {
            found.extend(self.sounds.get(&class).into_iter().flatten());
        }
        for key in deletion_keys(token) {
            found.extend(self.deletions.get(&key).into_iter().flatten());
        }
        found.extend(self.shorter_beginnings(token));
        found.extend(self.longer_continuations(token));
        found
    }

    fn shorter_beginnings(&self, token: &str) -> impl Iterator<Item = TokenId> {
        let lengths = SHORTEST_CUT..token.len();
        lengths.filter_map(|len| self.find(&token[..len]))
    }

    fn longer_continuations(&self, token: &str) -> impl Iterator<Item = TokenId> {
        let long_enough = token.len() >= SHORTEST_CUT;
        let from_here = self
            .sorted
            .range::<str, _>((Bound::Included(token), Bound::Unbounded));
        from_here
            .take_while(move |(known, _)| long_enough && known.starts_with(token))
            .map(|(_, &number)| number)
    }
}

/// The leading letters with up to as many left out as the token may hold edits, five bits a
/// letter.
fn deletion_keys(token: &str) -> Vec<u64> {
    let allowed = edits_allowed(token.len());
    if allowed == 0 {
        return Vec::new();
    }
    let head = token.bytes().take(KEY_LETTERS);
    let whole = head.fold(0, |key, letter| key << LETTER_BITS | u64::from(letter & 31));
    let len = token.len().min(KEY_LETTERS);
    let mut keys = vec![whole];
    let mut from = 0;
    for left_out in 0..allowed {
        let upto = keys.len();
        for number in from..upto {
            for at in 0..len - left_out {
                keys.push(without_letter(keys[number], at));
            }
        }
        from = upto;
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

const LETTER_BITS: u32 = 5;

/// Leaves out the letter at a place, counted from the last.
fn without_letter(key: u64, at: usize) -> u64 {
    let low = at as u32 * LETTER_BITS;
    let below = key & ((1 << low) - 1);
    key >> (low + LETTER_BITS) << low | below
}

/// Keys are numbers already: mixed well enough by one multiplication.
#[derive(Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(self.0 << 8 | u64::from(byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        // Fibonacci hashing: 2^64 divided by the golden ratio.
        let mixed = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::edits::Edits;
    use crate::names::equivalents::Equivalents;
    use crate::names::nicknames::Nicknames;
    use crate::names::relation::RelationWeights;
    use proptest::prelude::*;

    fn scan(
        vocabulary: &Vocabulary,
        token: &str,
        relations: &Relations,
    ) -> Vec<(TokenId, Relation, Points)> {
        let numbers = 0..vocabulary.len() as TokenId;
        numbers
            .filter_map(|number| {
                let (relation, points) = relations.strongest(token, vocabulary.token(number))?;
                Some((number, relation, points))
            })
            .collect()
    }

    fn relations() -> Relations {
        Relations {
            edits: Edits::bundled(),
            equivalents: Equivalents::parse("DAB\tCC\n"),
            nicknames: Nicknames::parse("ABBA\tAB\tABA\n"),
            weights: RelationWeights {
                respelt: Points::ZERO,
                equivalent: Points(-200),
                nickname: Points(-300),
                truncated: Points(-600),
            },
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]
        #[test]
        fn the_index_finds_what_a_scan_finds(
            tokens in proptest::collection::vec("[A-D]{1,9}", 1..150),
            query in "[A-D]{1,10}",
        ) {
            let relations = relations();
            let mut vocabulary = Vocabulary::default();
            for token in &tokens {
                vocabulary.number_of(token);
            }
            prop_assert_eq!(
                vocabulary.related(&query, &relations),
                scan(&vocabulary, &query, &relations)
            );
        }
    }
}
