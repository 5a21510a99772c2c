//! Rules candidates out before anything is scored, from a few flat arrays.
//!
//! Most entries that an index offers share one token or a similar date and nothing else.
//! For each, the birth date says what the name must bring, and the tokens say what it can
//! bring at most. May let too many through, never too few: every bound is from above.

use crate::candidates::query::NameQuery;
use crate::candidates::rows::Rows;
use crate::domain::date::ListedBirth;
use crate::domain::points::Points;
use crate::evidence::birth;
use crate::evidence::prepared::PreparedEntry;
use crate::names::vocabulary::TokenId;

/// Birth dates and tokens of every entry.
#[derive(Default)]
pub struct Sieve {
    births: Rows<ListedBirth>,
    tokens: Rows<TokenId>,
}

impl Sieve {
    pub fn insert(&mut self, entry: &PreparedEntry) {
        self.births.push(entry.births.iter().copied());
        let items = entry.names.iter().flat_map(|name| &name.items);
        let mut tokens: Vec<TokenId> = items.map(|item| item.token).collect();
        tokens.sort_unstable();
        tokens.dedup();
        self.tokens.push(tokens);
    }

    /// Distinct tokens of each entry.
    pub fn tokens(&self) -> &Rows<TokenId> {
        &self.tokens
    }

    /// Whether the entry may reach what was asked by name and birth date, and by no
    /// document.
    pub fn lets_through(&self, entry: u32, query: &NameQuery) -> bool {
        let births = self.births.of(entry);
        let (level, _) = birth::compare(query.passenger.birth, births, query.births);
        let need = query.needs.at(level);
        0 <= query.slack(need) && self.reaches(entry, query, need)
    }

    /// Whether the entry's name may bring so many bits.
    pub fn reaches(&self, entry: u32, query: &NameQuery, need: Points) -> bool {
        need.0 <= query.most_of(self.tokens.of(entry))
    }
}
