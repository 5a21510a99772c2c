//! Which tokens of a finished vocabulary are related to one, found fast.
//!
//! Must find every token that [`Relations::strongest`] accepts; a property test compares
//! with a full scan.

use crate::domain::points::Points;
use crate::names::buckets::Buckets;
use crate::names::relation::{Known, Relation, Relations, SHORTEST_CUT, edits_allowed, letters};
use crate::names::sounds::SoundClass;
use crate::names::vocabulary::{TokenId, Vocabulary};
use rapidfuzz::distance::osa;

/// Deletions are taken in so many leading letters only: two tokens within k edits share a
/// deletion there (SymSpell's prefix property), and the keys stay few.
const KEY_LETTERS: usize = 7;

#[derive(Default)]
pub struct Lexicon {
    vocabulary: Vocabulary,
    sounds_of: Vec<Option<SoundClass>>,
    shapes: Vec<Shape>,
    /// Beginnings and tokens, in the order of the texts.
    sorted: Vec<(u64, TokenId)>,
    sounds: Buckets,
    deletions: Buckets,
}

/// The set of a token's letters with its length above it: four bytes that rule most suspects
/// out before their text is read.
#[derive(Clone, Copy)]
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
    pub fn new(vocabulary: Vocabulary) -> Lexicon {
        let tokens = vocabulary.len();
        let numbers = || 0..tokens as TokenId;
        let token = |number| vocabulary.token(number);
        let sounds_of: Vec<_> = numbers().map(|n| SoundClass::of(token(n))).collect();
        let mut sorted: Vec<(u64, TokenId)> = numbers().map(|n| (head(token(n)), n)).collect();
        sorted.sort_unstable_by_key(|&(head, number)| (head, token(number)));
        Lexicon {
            sounds: Buckets::build(tokens, |number, give| {
                let sound = sounds_of[number as usize];
                sound.into_iter().for_each(|class| give(class.key()));
            }),
            deletions: Buckets::build(tokens, |number, give| {
                deletion_keys(token(number)).each(give);
            }),
            shapes: numbers().map(|n| Shape::of(token(n))).collect(),
            sorted,
            sounds_of,
            vocabulary,
        }
    }

    pub fn find(&self, token: &str) -> Option<TokenId> {
        self.vocabulary.find(token)
    }

    pub fn len(&self) -> usize {
        self.vocabulary.len()
    }

    pub fn is_empty(&self) -> bool {
        self.vocabulary.is_empty()
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
        let mut suspects = self.misspelt(token, sound, shape);
        let others = itself.iter().chain(&equivalents).chain(&nicknames);
        suspects.extend(others.chain(&cut));
        suspects.sort_unstable();
        suspects.dedup();
        let measure = osa::BatchComparator::new(token.bytes());
        let few_edits = |number: TokenId| {
            let allowed = shape.may_be_near(self.shapes[number as usize]);
            allowed.is_some_and(|allowed| {
                let letters = self.vocabulary.bytes(number).iter().copied();
                let most = osa::Args::default().score_cutoff(allowed);
                measure.distance_with_args(letters, &most).is_some()
            })
        };
        let related = suspects.into_iter().filter_map(|number| {
            let known = Known {
                equal: itself == Some(number),
                same_sound: sound.is_some() && sound == self.sounds_of[number as usize],
                few_edits: few_edits(number),
                equivalent: equivalents.contains(&number),
                nickname: nicknames.contains(&number),
                cut: cut.contains(&number),
            };
            if known == Known::default() {
                return None;
            }
            let other = self.token(number);
            let (relation, points) = relations.strongest_knowing(token, other, known)?;
            Some((number, relation, points))
        });
        related.collect()
    }

    fn numbers_of<'a>(&self, tokens: impl Iterator<Item = &'a str>) -> Vec<TokenId> {
        tokens.filter_map(|token| self.find(token)).collect()
    }

    /// Every token of the same sound or within the edits allowed, and others.
    fn misspelt(&self, token: &str, sound: Option<SoundClass>, shape: Shape) -> Vec<TokenId> {
        let of_sound = sound.map_or(&[][..], |class| self.sounds.of(class.key()));
        let mut found = of_sound.to_vec();
        deletion_keys(token).each(&mut |key| {
            let near = |number: &&TokenId| {
                let other = self.shapes[**number as usize];
                shape.may_be_near(other).is_some()
            };
            found.extend(self.deletions.of(key).iter().filter(near));
        });
        found
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

/// The first eight letters, in an order that is that of the texts.
fn head(token: &str) -> u64 {
    let mut letters = [0; 8];
    let len = token.len().min(letters.len());
    letters[..len].copy_from_slice(&token.as_bytes()[..len]);
    u64::from_be_bytes(letters)
}

/// At most two of seven letters left out, in either order.
const MOST_KEYS: usize = 1 + 7 + 42;

/// A few numbers, off the heap.
struct Keys {
    keys: [u64; MOST_KEYS],
    len: usize,
}

impl Keys {
    fn each(&self, give: &mut dyn FnMut(u64)) {
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
fn deletion_keys(token: &str) -> Keys {
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
            let lexicon = Lexicon::new(vocabulary);
            prop_assert_eq!(
                lexicon.related(&query, &relations),
                scan(&lexicon, &query, &relations)
            );
        }
    }
}
