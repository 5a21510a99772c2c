//! Rules candidates out before anything is scored, from a few flat arrays.
//!
//! Most entries that an index offers share one token or a similar date and nothing else.
//! For each, the birth date says what the name must bring, and the tokens say what it can
//! bring at most. May let too many through, never too few: every bound is from above.

use crate::candidates::budget::Position;
use crate::candidates::rows::Rows;
use crate::domain::date::ListedBirth;
use crate::domain::points::Points;
use crate::evidence::birth::{self, BirthLevel, BirthWeights};
use crate::evidence::prepared::{PreparedEntry, PreparedPassenger};
use crate::names::tokens::MAX_TOKENS;
use crate::names::vocabulary::TokenId;

/// Birth dates and tokens of every entry.
#[derive(Default)]
pub struct Sieve {
    births: Rows<ListedBirth>,
    tokens: Rows<TokenId>,
}

/// What a name must bring at each birth level, before its parts are known to hang together.
pub struct Needs([Points; BirthLevel::ALL.len()]);

/// One traveller's side of the question, put to entries that hold bare initials or to those
/// that hold none.
pub struct Asked<'a> {
    pub passenger: &'a PreparedPassenger,
    pub needs: &'a Needs,
    pub births: &'a BirthWeights,
    related: Filter,
    /// What each position brings to an entry that shares nothing there.
    floor: [i32; MAX_TOKENS],
    /// What each position brings at its best.
    best: [i32; MAX_TOKENS],
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
    pub fn lets_through(&self, entry: u32, asked: &Asked) -> bool {
        let births = self.births.of(entry);
        let (level, _) = birth::compare(asked.passenger.birth, births, asked.births);
        self.reaches(entry, asked, asked.needs.at(level).0)
    }

    /// Whether the entry's name may bring so many bits.
    pub fn reaches(&self, entry: u32, asked: &Asked, need: i32) -> bool {
        need <= asked.most() && need <= asked.most_of(self.tokens.of(entry))
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

    /// For an entry that the index of birth dates does not offer.
    pub fn least_unindexed(&self, birth_known: bool) -> Points {
        let levels = BirthLevel::ALL.into_iter().filter(|level| {
            let possible = birth_known || *level == BirthLevel::Missing;
            possible && !level.is_indexed()
        });
        levels.map(|level| self.at(level)).min().unwrap_or_default()
    }
}

impl<'a> Asked<'a> {
    /// `initial` is what a bare initial brings; `initials` says whether the entries hold any.
    pub fn new(
        passenger: &'a PreparedPassenger,
        needs: &'a Needs,
        births: &'a BirthWeights,
        initial: Points,
        initials: bool,
    ) -> Asked<'a> {
        let mut floor = [0; MAX_TOKENS];
        for (position, left) in floor.iter_mut().zip(&passenger.left) {
            *position = left.0;
        }
        let everywhere = (1 << passenger.tokens.len()) - 1;
        let own = passenger.items.iter().filter(|item| item.is_initial);
        let by_initial = if initials {
            everywhere
        } else {
            own.fold(0, |all, item| all | item.item.mask)
        };
        for (number, position) in floor.iter_mut().enumerate() {
            if by_initial & (1 << number) != 0 {
                *position = initial.0.max(*position);
            }
        }
        let mut asked = Asked {
            passenger,
            needs,
            births,
            related: Filter::default(),
            floor,
            best: floor,
        };
        let mut best = floor;
        for (item, related) in passenger.relatives() {
            asked.related.insert(related.token);
            asked.raise(&mut best, *item, related.points);
        }
        asked.best = best;
        asked
    }

    /// What all positions bring together at their best.
    pub fn most(&self) -> i32 {
        self.best.iter().sum()
    }

    pub fn floor(&self, position: usize) -> i32 {
        self.floor[position]
    }

    /// Each position of the name, not yet knowing how many entries it leads to.
    pub fn positions(&self) -> Vec<Position> {
        let tokens = 0..self.passenger.tokens.len();
        tokens
            .map(|number| Position {
                most: Points(self.best[number]),
                floor: Points(self.floor[number]),
                cost: 0,
            })
            .collect()
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

    fn raise(&self, best: &mut [i32; MAX_TOKENS], item: u16, points: Points) {
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
