//! Related tokens with their bits, found once per distinct passenger token.
//!
//! Nights share most tokens, so the answers are kept. The cache changes no answer: it is
//! emptied when full and the same search runs again.

use crate::candidates::vocabulary::Vocabulary;
use crate::evidence::name::NameWeights;
use crate::evidence::prepared::{Related, TokenSource};
use crate::names::nicknames::Nicknames;
use crate::names::rarity::Rarity;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

const SHARDS: usize = 64;
/// 256,000 answers in all; most are empty or a few dozen bytes, some common names hold a
/// few kilobytes.
const MOST_PER_SHARD: usize = 4_000;

type Shard = Mutex<HashMap<String, Arc<[Related]>>>;

pub struct Relatives {
    vocabulary: Vocabulary,
    nicknames: Nicknames,
    rarity: Rarity,
    weights: NameWeights,
    shards: Vec<Shard>,
}

impl Relatives {
    pub fn new(
        vocabulary: Vocabulary,
        nicknames: Nicknames,
        rarity: Rarity,
        weights: NameWeights,
    ) -> Relatives {
        let shards = (0..SHARDS).map(|_| Shard::default()).collect();
        Relatives {
            vocabulary,
            nicknames,
            rarity,
            weights,
            shards,
        }
    }

    pub fn rarity(&self) -> &Rarity {
        &self.rarity
    }

    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    fn search(&self, token: &str) -> Arc<[Related]> {
        let found = self.vocabulary.related(token, &self.nicknames);
        let weighed = found.into_iter().map(|(number, relation)| Related {
            token: number,
            relation,
            points: self
                .weights
                .pair(relation, self.vocabulary.token(number), &self.rarity),
        });
        // Pairs without bits stay: they save the cost of leaving both tokens over.
        weighed.collect()
    }
}

impl TokenSource for Relatives {
    fn related(&self, token: &str) -> Arc<[Related]> {
        let mut hasher = DefaultHasher::new();
        token.hash(&mut hasher);
        let shard = &self.shards[hasher.finish() as usize % SHARDS];
        let known = shard
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(token)
            .cloned();
        if let Some(known) = known {
            return known;
        }
        let found = self.search(token);
        let mut kept = shard.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_PER_SHARD {
            kept.clear();
        }
        kept.insert(token.to_owned(), Arc::clone(&found));
        found
    }
}
