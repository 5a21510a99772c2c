//! Distinct tokens of a list or a table, and how to find the related ones fast.
//!
//! Must find every token that [`Relations::strongest`] accepts; a property test compares
//! with a full scan.

use crate::domain::points::Points;
use crate::names::relation::{Relation, Relations, SHORTEST_CUT, edits_allowed};
use crate::names::sounds::SoundClass;
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Number of a distinct token.
pub type TokenId = u32;

/// Deletions are taken in so many leading letters only: two tokens within k edits share a
/// deletion there (SymSpell's prefix property), and the keys stay few.
const KEY_LETTERS: usize = 7;

#[derive(Default)]
pub struct Vocabulary {
    tokens: Vec<String>,
    numbers: BTreeMap<String, TokenId>,
    sounds: HashMap<SoundClass, Vec<TokenId>>,
    /// Hashes of deletion keys; a collision only costs a comparison.
    deletions: HashMap<u64, Vec<TokenId>>,
}

impl Vocabulary {
    /// The token's number; new tokens are added.
    pub fn number_of(&mut self, token: &str) -> TokenId {
        if let Some(&number) = self.numbers.get(token) {
            return number;
        }
        let number = self.tokens.len() as TokenId;
        self.tokens.push(token.to_owned());
        self.numbers.insert(token.to_owned(), number);
        if let Some(class) = SoundClass::of(token) {
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
        &self.tokens[number as usize]
    }

    /// Whether any listed name holds a bare initial.
    pub fn has_initials(&self) -> bool {
        self.tokens.iter().any(|token| token.len() == 1)
    }

    /// Every token related to this one, by number, with the bits that the relation costs.
    pub fn related(&self, token: &str, relations: &Relations) -> Vec<(TokenId, Relation, Points)> {
        if token.len() <= 1 {
            return Vec::new();
        }
        let mut numbers = self.suspects(token, relations);
        numbers.sort_unstable();
        numbers.dedup();
        let related = numbers.into_iter().filter_map(|number| {
            let (relation, points) = relations.strongest(token, self.token(number))?;
            Some((number, relation, points))
        });
        related.collect()
    }

    fn suspects(&self, token: &str, relations: &Relations) -> Vec<TokenId> {
        let mut found: Vec<TokenId> = self.numbers.get(token).copied().into_iter().collect();
        if let Some(class) = SoundClass::of(token) {
            found.extend(self.sounds.get(&class).into_iter().flatten());
        }
        for relative in relations.nicknames.relatives(token) {
            found.extend(self.numbers.get(relative));
        }
        for relative in relations.equivalents.relatives(token) {
            found.extend(self.numbers.get(relative));
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
        lengths.filter_map(|len| self.numbers.get(&token[..len]).copied())
    }

    fn longer_continuations(&self, token: &str) -> impl Iterator<Item = TokenId> {
        let long_enough = token.len() >= SHORTEST_CUT;
        let from_here = self.numbers.range(token.to_owned()..);
        from_here
            .take_while(move |(known, _)| long_enough && known.starts_with(token))
            .map(|(_, &number)| number)
    }
}

/// Hashes of the leading letters with up to as many left out as the token may hold edits.
fn deletion_keys(token: &str) -> Vec<u64> {
    let allowed = edits_allowed(token.len());
    if allowed == 0 {
        return Vec::new();
    }
    let head = token.as_bytes()[..token.len().min(KEY_LETTERS)].to_vec();
    let mut forms = vec![head];
    let mut from = 0;
    for _ in 0..allowed {
        let upto = forms.len();
        for number in from..upto {
            for at in 0..forms[number].len() {
                let mut shorter = forms[number].clone();
                shorter.remove(at);
                forms.push(shorter);
            }
        }
        from = upto;
    }
    let mut keys: Vec<u64> = forms.iter().map(|form| hash(form)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn hash(form: &[u8]) -> u64 {
    // Fixed keys, so that nothing depends on the process.
    let mut hasher = DefaultHasher::new();
    form.hash(&mut hasher);
    hasher.finish()
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
