//! Related tokens with their bits, found once per distinct passenger token.
//!
//! Nights share most tokens, so the answers are kept, those asked for again the longest. The
//! cache changes no answer: what it dropped is searched again.

use crate::domain::points::Points;
use crate::evidence::name::{NameWeights, PairDoubt};
use crate::evidence::prepared::{Related, RelatedTokens, TokenSource};
use crate::names::lexicon::Lexicon;
use crate::names::rarity::Rarity;
use crate::names::relation::Relations;
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::hash::BuildHasher;
use std::sync::{Arc, Mutex, PoisonError};

const SHARDS: usize = 64;
/// Related tokens in one generation of a shard: half a gigabyte when all are full. Against a
/// list of millions a common name has hundreds.
const MOST_RELATED: usize = 300_000;
/// What an answer takes beside its related tokens, as if it held so many more.
const ANSWER: usize = 8;

type Answers = HashMap<String, Arc<RelatedTokens>, FixedState>;

/// Two generations: when the young one is full it becomes the old one, and what is asked for
/// again comes back from there.
#[derive(Default)]
struct Shard {
    young: Answers,
    old: Answers,
    related: usize,
}

impl Shard {
    fn find(&mut self, token: &str) -> Option<Arc<RelatedTokens>> {
        if let Some(known) = self.young.get(token) {
            return Some(Arc::clone(known));
        }
        let (token, known) = self.old.remove_entry(token)?;
        self.keep(token, Arc::clone(&known));
        Some(known)
    }

    fn keep(&mut self, token: String, found: Arc<RelatedTokens>) {
        if MOST_RELATED <= self.related {
            self.old = std::mem::take(&mut self.young);
            self.related = 0;
        }
        self.related += found.related.len() + ANSWER;
        self.young.insert(token, found);
    }
}

pub struct Relatives {
    lexicon: Lexicon,
    relations: Relations,
    rarity: Arc<Rarity>,
    /// The most that one pair of tokens may bring.
    most: Points,
    doubt: PairDoubt,
    shards: Vec<Mutex<Shard>>,
}

impl Relatives {
    pub fn new(
        lexicon: Lexicon,
        relations: Relations,
        rarity: Arc<Rarity>,
        weights: &NameWeights,
    ) -> Relatives {
        let shards = (0..SHARDS).map(|_| Mutex::default()).collect();
        Relatives {
            lexicon,
            relations,
            rarity,
            most: weights.most_per_token,
            doubt: weights.doubt.clone(),
            shards,
        }
    }

    pub fn rarity(&self) -> &Rarity {
        &self.rarity
    }

    fn search(&self, token: &str) -> Arc<RelatedTokens> {
        let found = self.lexicon.related(token, &self.relations);
        if found.is_empty() {
            return Arc::default();
        }
        // What a stranger's writing this token would take, less what the listed person's
        // writing it for the listed one takes. It may be negative: leaving both tokens over
        // may cost more.
        let spelling = self.rarity.of_spelling(token, &self.relations);
        let weighed = found.into_iter().map(|(number, relation, cost)| {
            let shorter = token.len().min(self.lexicon.token(number).len());
            let cost = cost + self.doubt.of(relation, shorter);
            Related {
                token: number,
                relation,
                points: (spelling.bits + cost).min(self.most),
            }
        });
        Arc::new(RelatedTokens::new(weighed.collect(), spelling.gains))
    }
}

impl TokenSource for Relatives {
    fn related_tokens(&self, token: &str) -> Arc<RelatedTokens> {
        let digest = FixedState::default().hash_one(token);
        let shard = &self.shards[digest as usize % SHARDS];
        let open = || shard.lock().unwrap_or_else(PoisonError::into_inner);
        let known = open().find(token);
        known.unwrap_or_else(|| {
            let found = self.search(token);
            open().keep(token.to_owned(), Arc::clone(&found));
            found
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_again_outlives_what_is_not() {
        let mut shard = Shard::default();
        shard.keep("ASKED".to_owned(), Arc::default());
        for n in 0..3 * MOST_RELATED / ANSWER {
            shard.keep(n.to_string(), Arc::default());
            assert!(shard.find("ASKED").is_some(), "{n}");
        }
        assert!(shard.find("0").is_none());
        assert!(shard.young.len() + shard.old.len() <= 2 * MOST_RELATED / ANSWER + 2);
    }
}
