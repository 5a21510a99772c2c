//! Rules candidates out before anything is scored, from a few flat arrays.
//!
//! Most entries that an index offers share one token or a similar date and nothing else.
//! For each, the birth date says what the name must bring, and the tokens say what it can
//! bring at most. May let too many through, never too few: every bound is from above.

use crate::domain::date::ListedBirth;
use crate::domain::points::Points;
use crate::evidence::birth::{self, BirthLevel, BirthWeights};
use crate::evidence::prepared::{PreparedEntry, PreparedPassenger};
use crate::names::vocabulary::TokenId;

/// Birth dates and tokens of every entry, one after the other.
pub struct Sieve {
    births: Rows<ListedBirth>,
    tokens: Rows<TokenId>,
}

/// Lists of all entries in one vector.
struct Rows<T> {
    values: Vec<T>,
    /// Where each entry's values end.
    ends: Vec<u32>,
}

/// What a name must bring at each birth level, before its parts are known to hang together.
pub struct Needs([Points; BirthLevel::ALL.len()]);

/// One traveller's side of the question.
pub struct Asked<'a> {
    passenger: &'a PreparedPassenger,
    needs: &'a Needs,
    births: &'a BirthWeights,
    related: Filter,
    /// What each position brings to an entry that shares nothing there.
    floor: [i32; MOST_POSITIONS],
    /// What all positions bring together at their best.
    most: i32,
}

const MOST_POSITIONS: usize = 16;

impl Default for Sieve {
    fn default() -> Self {
        Sieve {
            births: Rows::new(),
            tokens: Rows::new(),
        }
    }
}

impl Sieve {
    pub fn insert(&mut self, entry: &PreparedEntry) {
        self.births.push(entry.births.iter().copied());
        let items = entry.names.iter().flat_map(|name| &name.items);
        let mut tokens: Vec<TokenId> = items.map(|item| item.token).collect();
        tokens.sort_unstable();
        tokens.dedup();
        self.tokens.push(tokens.into_iter());
    }

    /// Whether the entry may reach what was asked by name and birth date, and by no
    /// document.
    pub fn lets_through(&self, entry: u32, asked: &Asked) -> bool {
        let births = self.births.of(entry);
        let (level, _) = birth::compare(asked.passenger.birth, births, asked.births);
        let need = asked.needs.at(level).0;
        need <= asked.most && need <= asked.most_of(self.tokens.of(entry))
    }
}

impl<T> Rows<T> {
    fn new() -> Self {
        Rows {
            values: Vec::new(),
            ends: Vec::new(),
        }
    }

    fn push(&mut self, values: impl Iterator<Item = T>) {
        self.values.extend(values);
        self.ends.push(self.values.len() as u32);
    }

    fn of(&self, row: u32) -> &[T] {
        let row = row as usize;
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.values[start as usize..self.ends[row] as usize]
    }
}

impl Needs {
    /// `need` takes the bits of the birth date.
    pub fn new(births: &BirthWeights, need: impl Fn(Points) -> Points) -> Needs {
        Needs(BirthLevel::ALL.map(|level| need(births.points(level))))
    }

    pub fn at(&self, level: BirthLevel) -> Points {
        self.0[level as usize]
    }
}

impl<'a> Asked<'a> {
    /// `by_initial` is the most that a bare initial on either side brings.
    pub fn new(
        passenger: &'a PreparedPassenger,
        needs: &'a Needs,
        births: &'a BirthWeights,
        by_initial: Points,
    ) -> Asked<'a> {
        let mut floor = [0; MOST_POSITIONS];
        for (position, left) in floor.iter_mut().zip(&passenger.left) {
            *position = left.max(&by_initial).0;
        }
        let mut asked = Asked {
            passenger,
            needs,
            births,
            related: Filter::default(),
            floor,
            most: 0,
        };
        let mut best = floor;
        for (item, related) in passenger.relatives() {
            asked.related.insert(related.token);
            asked.raise(&mut best, *item, related.points);
        }
        asked.most = best.iter().sum();
        asked
    }

    /// The most that a name of these tokens can bring.
    fn most_of(&self, tokens: &[TokenId]) -> i32 {
        let mut best = self.floor;
        for &token in tokens.iter().filter(|&&token| self.related.may_hold(token)) {
            for (item, related) in self.passenger.relatives_of(token) {
                self.raise(&mut best, *item, related.points);
            }
        }
        best.iter().sum()
    }

    fn raise(&self, best: &mut [i32; MOST_POSITIONS], item: u16, points: Points) {
        let item = &self.passenger.items[usize::from(item)].item;
        let share = item.share(points).0;
        for position in &mut best[item.start()..item.end()] {
            *position = (*position).max(share);
        }
    }
}

/// A set of tokens that may say yes wrongly, never no.
#[derive(Default)]
struct Filter([u64; 16]);

impl Filter {
    fn insert(&mut self, token: TokenId) {
        let (word, bit) = Filter::place(token);
        self.0[word] |= bit;
    }

    fn may_hold(&self, token: TokenId) -> bool {
        let (word, bit) = Filter::place(token);
        self.0[word] & bit != 0
    }

    fn place(token: TokenId) -> (usize, u64) {
        // Fibonacci hashing: 2^32 divided by the golden ratio; ten bits are kept.
        let hash = token.wrapping_mul(0x9e37_79b9) >> 22;
        ((hash >> 6) as usize, 1 << (hash & 63))
    }
}
