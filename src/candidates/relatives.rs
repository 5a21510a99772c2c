//! Related tokens with their bits, found once per distinct passenger token.
//!
//! Nights share most tokens, so the answers are kept. The cache changes no answer: it is
//! emptied when full and the same search runs again.

use crate::domain::points::Points;
use crate::evidence::prepared::{Kin, Related, TokenSource};
use crate::names::lexicon::Lexicon;
use crate::names::rarity::Rarity;
use crate::names::relation::Relations;
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::hash::BuildHasher;
use std::sync::{Arc, Mutex, PoisonError};

const SHARDS: usize = 64;
/// 256,000 answers in all; most are empty or a few dozen bytes, some common names hold a
/// few kilobytes.
const MOST_PER_SHARD: usize = 4_000;

type Shard = Mutex<HashMap<String, Arc<Kin>, FixedState>>;

pub struct Relatives {
    lexicon: Lexicon,
    relations: Relations,
    rarity: Arc<Rarity>,
    /// The most that one pair of tokens may bring.
    most: Points,
    shards: Vec<Shard>,
}

impl Relatives {
    pub fn new(
        lexicon: Lexicon,
        relations: Relations,
        rarity: Arc<Rarity>,
        most: Points,
    ) -> Relatives {
        let shards = (0..SHARDS).map(|_| Shard::default()).collect();
        Relatives {
            lexicon,
            relations,
            rarity,
            most,
            shards,
        }
    }

    pub fn rarity(&self) -> &Rarity {
        &self.rarity
    }

    fn search(&self, token: &str) -> Arc<Kin> {
        let found = self.lexicon.related(token, &self.relations);
        if found.is_empty() {
            return Arc::default();
        }
        // What a stranger's writing this token would take, less what the listed person's
        // writing it for the listed one takes. It may be negative: leaving both tokens over
        // may cost more.
        let spelling = self.rarity.of_spelling(token, &self.relations);
        let weighed = found.into_iter().map(|(token, relation, cost)| Related {
            token,
            relation,
            points: (spelling.bits + cost).min(self.most),
        });
        Arc::new(Kin::new(weighed.collect(), spelling.gains))
    }
}

impl TokenSource for Relatives {
    fn kin(&self, token: &str) -> Arc<Kin> {
        let digest = FixedState::default().hash_one(token);
        let shard = &self.shards[digest as usize % SHARDS];
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
