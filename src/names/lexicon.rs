//! Which tokens of a finished vocabulary are related to one, found fast.
//!
//! Must find every token that [`Relations::strongest`] accepts; a property test compares
//! with a full scan.

use crate::domain::points::Points;
use crate::domain::work::{self, InParallel};
use crate::names::buckets::Buckets;
use crate::names::deletions::deletion_keys;
use crate::names::packed::Packed;
use crate::names::relation::{Known, Relation, Relations, SHORTEST_CUT, edits_allowed, letters};
use crate::names::sounds::SoundClass;
use crate::names::vocabulary::{TokenId, Vocabulary};
use std::sync::{Mutex, PoisonError};

#[derive(Default)]
pub struct Lexicon {
    vocabulary: Vocabulary,
    packed: Vec<Option<Packed>>,
    sounds_of: Vec<Option<SoundClass>>,
    /// Beginnings and tokens, in the order of the texts.
    sorted: Vec<(u64, TokenId)>,
    sounds: Buckets,
    deletions: Buckets<Shape>,
    /// For as many threads as search at once; all bits are unset.
    seen: Mutex<Vec<Seen>>,
}

/// The set of a token's letters with its length above it: four bytes that rule most suspects
/// out before their text is read.
#[derive(Clone, Copy, Default)]
struct Shape(u32);

const LENGTH_AT: u32 = 26;
const LONGEST: usize = 63;

impl Shape {
    fn of(token: &str) -> Shape {
        Shape(letters(token) | (token.len().min(LONGEST) as u32) << LENGTH_AT)
    }

    fn len(self) -> usize {
        (self.0 >> LENGTH_AT) as usize
    }

    /// The edits allowed between the two, when their shapes let them be so few. An edit
    /// changes at most two members of the set of letters.
    fn may_be_near(self, other: Shape) -> Option<usize> {
        let allowed = edits_allowed(self.len().min(other.len()));
        let apart = ((self.0 ^ other.0) & ((1 << LENGTH_AT) - 1)).count_ones() as usize;
        let near = self.len().abs_diff(other.len()) <= allowed && apart <= 2 * allowed;
        (near && 0 < allowed).then_some(allowed)
    }
}

impl Lexicon {
    pub fn new(vocabulary: Vocabulary, parallel: &InParallel) -> Lexicon {
        let tokens = vocabulary.len();
        let numbers = || 0..tokens as TokenId;
        let token = |number| vocabulary.token(number);
        let by_sound = || {
            let sounds_of: Vec<_> = numbers().map(|n| SoundClass::of(token(n))).collect();
            let sounds = Buckets::build(tokens, |number, give| {
                let sound = sounds_of[number as usize];
                sound.into_iter().for_each(|class| give(class.key(), ()));
            });
            let mut sorted: Vec<_> = numbers().map(|n| (head(token(n)), n)).collect();
            sorted.sort_unstable_by_key(|&(head, number)| (head, token(number)));
            (sounds_of, sounds, sorted)
        };
        let by_deletion = || {
            Buckets::build(tokens, |number, give| {
                let shape = Shape::of(token(number));
                deletion_keys(token(number)).each(&mut |key| give(key, shape));
            })
        };
        let ((sounds_of, sounds, sorted), deletions) = work::join(parallel, by_sound, by_deletion);
        Lexicon {
            sounds,
            deletions,
            sorted,
            sounds_of,
            packed: numbers().map(|n| Packed::of(token(n))).collect(),
            vocabulary,
            seen: Mutex::default(),
        }
    }

    pub fn find(&self, token: &str) -> Option<TokenId> {
        self.vocabulary.find(token)
    }

    pub fn len(&self) -> usize {
        self.vocabulary.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn token(&self, number: TokenId) -> &str {
        self.vocabulary.token(number)
    }

    /// Every token related to this one, by number, with the bits that the relation costs.
    pub fn related(&self, token: &str, relations: &Relations) -> Vec<(TokenId, Relation, Points)> {
        if token.len() <= 1 {
            return Vec::new();
        }
        let (sound, shape) = (SoundClass::of(token), Shape::of(token));
        let itself = self.find(token);
        let equivalents = self.numbers_of(relations.equivalents.relatives(token));
        let nicknames = self.numbers_of(relations.nicknames.relatives(token).into_iter());
        let cut = self.cut(token);
        let near = self.near(token, shape);
        let alike = self.of_sound(sound);
        let others = itself.iter().chain(&equivalents).chain(&nicknames);
        let mut suspects: Vec<TokenId> = others.chain(&cut).chain(&near).copied().collect();
        suspects.extend(alike);
        suspects.sort_unstable();
        suspects.dedup();
        let related = suspects.into_iter().filter_map(|number| {
            let known = Known {
                equal: itself == Some(number),
                same_sound: sound.is_some() && sound == self.sounds_of[number as usize],
                few_edits: near.binary_search(&number).is_ok(),
                equivalent: equivalents.contains(&number),
                nickname: nicknames.contains(&number),
                cut: cut.contains(&number),
            };
            let other = self.token(number);
            let (relation, points) = relations.strongest_knowing(token, other, known)?;
            Some((number, relation, points))
        });
        related.collect()
    }

    fn numbers_of<'a>(&self, tokens: impl Iterator<Item = &'a str>) -> Vec<TokenId> {
        tokens.filter_map(|token| self.find(token)).collect()
    }

    fn of_sound(&self, sound: Option<SoundClass>) -> impl Iterator<Item = TokenId> {
        let bucket = sound.map_or(&[][..], |class| self.sounds.of(class.key()));
        let suspects = bucket.iter().map(|&(number, ())| number);
        suspects.filter(move |&number| sound == self.sounds_of[number as usize])
    }

    /// Every token within the edits allowed, ascending.
    fn near(&self, token: &str, shape: Shape) -> Vec<TokenId> {
        let mut found = Vec::new();
        let mut seen = self.take_seen();
        deletion_keys(token).each(&mut |key| {
            for &(number, other) in self.deletions.of(key) {
                let near = shape.may_be_near(other);
                if let Some(allowed) = near.filter(|_| seen.is_new(number)) {
                    found.push((number, allowed));
                }
            }
        });
        found.iter().for_each(|&(number, _)| seen.forget(number));
        self.give_back(seen);
        let packed = Packed::of(token);
        let within = found.into_iter().filter(|&(number, allowed)| {
            match packed.zip(self.packed[number as usize]) {
                Some((one, other)) => one.within(other, allowed),
                None => strsim::osa_distance(token, self.token(number)) <= allowed,
            }
        });
        let mut near: Vec<TokenId> = within.map(|(number, _)| number).collect();
        near.sort_unstable();
        near
    }

    fn take_seen(&self) -> Seen {
        let mut idle = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || Seen(vec![0; self.len().div_ceil(64)]);
        idle.pop().unwrap_or_else(new)
    }

    fn give_back(&self, seen: Seen) {
        let mut idle = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        idle.push(seen);
    }

    /// The tokens that begin this one, and those that it begins.
    fn cut(&self, token: &str) -> Vec<TokenId> {
        if token.len() < SHORTEST_CUT {
            return Vec::new();
        }
        let shorter = (SHORTEST_CUT..token.len()).filter_map(|len| self.find(&token[..len]));
        let from = head(token);
        let start = self.sorted.partition_point(|&(head, _)| head < from);
        // Whatever follows the token's own letters.
        let upto = from | (u64::MAX.checked_shr(8 * token.len() as u32)).unwrap_or(0);
        let alike = self.sorted[start..].iter();
        let longer = alike
            .take_while(|&&(head, _)| head <= upto)
            .map(|&(_, number)| number)
            .filter(|&number| self.token(number).starts_with(token));
        shorter.chain(longer).collect()
    }
}

/// A bit for each token: a suspect stands under many keys, and is looked at once.
struct Seen(Vec<u64>);

impl Seen {
    fn is_new(&mut self, number: TokenId) -> bool {
        let word = &mut self.0[number as usize / 64];
        let bit = 1 << (number % 64);
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    fn forget(&mut self, number: TokenId) {
        self.0[number as usize / 64] &= !(1 << (number % 64));
    }
}

/// The first eight letters, in an order that is that of the texts.
fn head(token: &str) -> u64 {
    let mut letters = [0; 8];
    let len = token.len().min(letters.len());
    letters[..len].copy_from_slice(&token.as_bytes()[..len]);
    u64::from_be_bytes(letters)
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
        lexicon: &Lexicon,
        token: &str,
        relations: &Relations,
    ) -> Vec<(TokenId, Relation, Points)> {
        let numbers = 0..lexicon.len() as TokenId;
        numbers
            .filter_map(|number| {
                let (relation, points) = relations.strongest(token, lexicon.token(number))?;
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
                share_of_changes: 1.0,
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
            let lexicon = Lexicon::new(vocabulary, &work::in_turn);
            prop_assert_eq!(
                lexicon.related(&query, &relations),
                scan(&lexicon, &query, &relations)
            );
        }
    }
}
