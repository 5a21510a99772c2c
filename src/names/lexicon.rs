//! Which tokens of a finished vocabulary are related to one, found fast.
//!
//! Must find every token that [`Relations::strongest`] accepts; a property test compares
//! with a full scan.

use crate::domain::points::Points;
use crate::names::buckets::Buckets;
use crate::names::relation::{
    Known, Relation, Relations, SHORTEST_CUT, edits_allowed, letters, letters_apart,
};
use crate::names::sounds::SoundClass;
use crate::names::vocabulary::{TokenId, Vocabulary};
use rapidfuzz::distance::osa;

/// Deletions are taken in so many leading letters only: two tokens within k edits share a
/// deletion there (SymSpell's prefix property), and the keys stay few.
const KEY_LETTERS: usize = 7;

#[derive(Default)]
pub struct Lexicon {
    vocabulary: Vocabulary,
    traits: Vec<Traits>,
    /// Tokens in the order of their texts, for beginnings.
    sorted: Vec<TokenId>,
    sounds: Buckets,
    deletions: Buckets,
}

/// What rules most suspects out before their letters are read.
#[derive(Clone, Copy)]
struct Traits {
    sound: Option<SoundClass>,
    letters: u32,
    len: u32,
}

impl Traits {
    fn of(token: &str) -> Traits {
        Traits {
            sound: SoundClass::of(token),
            letters: letters(token),
            len: token.len() as u32,
        }
    }
}

impl Lexicon {
    pub fn new(vocabulary: Vocabulary) -> Lexicon {
        let tokens = vocabulary.len();
        let numbers = || 0..tokens as TokenId;
        let traits: Vec<Traits> = numbers()
            .map(|number| Traits::of(vocabulary.token(number)))
            .collect();
        let mut sorted: Vec<TokenId> = numbers().collect();
        sorted.sort_unstable_by_key(|&number| vocabulary.token(number));
        Lexicon {
            sounds: Buckets::build(tokens, |number, give| {
                let sound = traits[number as usize].sound;
                sound.into_iter().for_each(|class| give(class.key()));
            }),
            deletions: Buckets::build(tokens, |number, give| {
                deletion_keys(vocabulary.token(number)).each(give);
            }),
            sorted,
            traits,
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
        let own = Traits::of(token);
        let itself = self.find(token);
        let equivalents = self.numbers_of(relations.equivalents.relatives(token));
        let nicknames = self.numbers_of(relations.nicknames.relatives(token).into_iter());
        let cut = self.cut(token);
        let mut suspects = self.misspelt(token, own.sound);
        suspects.extend(
            itself
                .iter()
                .chain(&equivalents)
                .chain(&nicknames)
                .chain(&cut),
        );
        suspects.sort_unstable();
        suspects.dedup();
        let measure = osa::BatchComparator::new(token.bytes());
        let related = suspects.into_iter().filter_map(|number| {
            let other = &self.traits[number as usize];
            let near = |allowed| {
                let args = osa::Args::default().score_cutoff(allowed);
                let letters = self.token(number).bytes();
                measure.distance_with_args(letters, &args).is_some()
            };
            let known = Known {
                equal: itself == Some(number),
                same_sound: own.sound.is_some() && own.sound == other.sound,
                few_edits: few_edits(&own, other, near),
                equivalent: equivalents.contains(&number),
                nickname: nicknames.contains(&number),
                cut: cut.contains(&number),
            };
            let (relation, points) =
                relations.strongest_knowing(token, self.token(number), known)?;
            Some((number, relation, points))
        });
        related.collect()
    }

    fn numbers_of<'a>(&self, tokens: impl Iterator<Item = &'a str>) -> Vec<TokenId> {
        tokens.filter_map(|token| self.find(token)).collect()
    }

    /// Every token of the same sound or within the edits allowed, and others.
    fn misspelt(&self, token: &str, sound: Option<SoundClass>) -> Vec<TokenId> {
        let of_sound = sound.map_or(&[][..], |class| self.sounds.of(class.key()));
        let mut found = of_sound.to_vec();
        deletion_keys(token).each(&mut |key| found.extend(self.deletions.of(key)));
        found
    }

    /// The tokens that begin this one, and those that it begins.
    fn cut(&self, token: &str) -> Vec<TokenId> {
        if token.len() < SHORTEST_CUT {
            return Vec::new();
        }
        let shorter = (SHORTEST_CUT..token.len()).filter_map(|len| self.find(&token[..len]));
        let start = self
            .sorted
            .partition_point(|&number| self.token(number) < token);
        let longer = self.sorted[start..].iter().copied();
        let longer = longer.take_while(|&number| self.token(number).starts_with(token));
        shorter.chain(longer).collect()
    }
}

/// An edit changes at most two members of the set of letters, which rules most pairs out
/// without measuring them.
fn few_edits(one: &Traits, other: &Traits, near: impl FnOnce(usize) -> bool) -> bool {
    let allowed = edits_allowed(one.len.min(other.len) as usize);
    allowed > 0
        && one.len.abs_diff(other.len) as usize <= allowed
        && letters_apart(one.letters, other.letters) as usize <= 2 * allowed
        && near(allowed)
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
