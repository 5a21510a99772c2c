//! Distinct tokens of a list or a table, numbered as they come.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;
use std::ops::Range;

/// Number of a distinct token.
pub type TokenId = u32;

/// All texts stand in one string: a token costs its letters and twelve bytes.
#[derive(Default)]
pub struct Vocabulary {
    text: String,
    /// Where each token's text ends.
    ends: Vec<u32>,
    numbers: HashTable<TokenId>,
}

impl Vocabulary {
    /// The token's number; new tokens are added.
    pub fn number_of(&mut self, token: &str) -> TokenId {
        if let Some(number) = self.find(token) {
            return number;
        }
        let number = self.ends.len() as TokenId;
        self.text.push_str(token);
        self.ends.push(self.text.len() as u32);
        let (text, ends) = (&self.text, &self.ends);
        let hash_of = |&number: &TokenId| hash(token_at(text, ends, number));
        self.numbers.insert_unique(hash(token), number, hash_of);
        number
    }

    pub fn find(&self, token: &str) -> Option<TokenId> {
        let is_it = |&number: &TokenId| self.token(number) == token;
        self.numbers.find(hash(token), is_it).copied()
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn token(&self, number: TokenId) -> &str {
        token_at(&self.text, &self.ends, number)
    }
}

fn token_at<'a>(text: &'a str, ends: &[u32], number: TokenId) -> &'a str {
    &text[place(ends, number)]
}

fn place(ends: &[u32], number: TokenId) -> Range<usize> {
    let number = number as usize;
    let start = if number == 0 { 0 } else { ends[number - 1] };
    start as usize..ends[number] as usize
}

/// Numbers do not depend on it.
fn hash(token: &str) -> u64 {
    FixedState::default().hash_one(token)
}
