//! One passenger's side of the question: how far a name may fall short of its best, and
//! which listed tokens still do.

use crate::candidates::budget::Position;
use crate::domain::points::Points;
use crate::evidence::birth::{BirthLevel, BirthWeights};
use crate::evidence::prepared::{PassengerItem, PreparedPassenger};
use crate::names::tokens::MAX_TOKENS;
use crate::names::vocabulary::TokenId;

/// What a name must bring at each birth level, before its parts are known to hang together.
pub struct Needs([Points; BirthLevel::ALL.len()]);

/// Put to entries that hold bare initials or to those that hold none.
pub struct NameQuery<'a> {
    pub passenger: &'a PreparedPassenger,
    pub needs: &'a Needs,
    pub births: &'a BirthWeights,
    /// What each position brings to an entry that shares nothing there.
    floor: [i32; MAX_TOKENS],
    /// What each position brings at its best.
    best: [i32; MAX_TOKENS],
}

/// A listed token which a position of the passenger's name is related to.
pub struct Lead {
    pub position: usize,
    pub token: TokenId,
    /// Bits below the position's best.
    pub loss: i32,
}

impl Needs {
    /// `need` takes the bits of the birth date.
    pub fn new(births: &BirthWeights, need: impl Fn(Points) -> Points) -> Needs {
        Needs(BirthLevel::ALL.map(|level| need(births.points(level))))
    }

    pub fn at(&self, level: BirthLevel) -> Points {
        self.0[level as usize]
    }

    pub fn least(&self, levels: impl IntoIterator<Item = BirthLevel>) -> Points {
        let needs = levels.into_iter().map(|level| self.at(level));
        needs.min().unwrap_or_default()
    }

    /// For an entry that the index of birth dates does not offer.
    pub fn least_unindexed(&self) -> Points {
        let levels = BirthLevel::ALL.into_iter();
        self.least(levels.filter(|level| !level.is_indexed()))
    }
}

impl<'a> NameQuery<'a> {
    /// `initial` is what a bare initial brings; `initials` says whether the entries hold any.
    pub fn new(
        passenger: &'a PreparedPassenger,
        needs: &'a Needs,
        births: &'a BirthWeights,
        initial: Points,
        initials: bool,
    ) -> NameQuery<'a> {
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
        let mut best = floor;
        for item in &passenger.items {
            if let Some(most) = item.related_tokens.most {
                raise(&mut best, item, most);
            }
        }
        NameQuery {
            passenger,
            needs,
            births,
            floor,
            best,
        }
    }

    /// What all positions bring together at their best.
    pub fn most(&self) -> i32 {
        self.best.iter().sum()
    }

    /// What they bring to an entry that shares nothing.
    pub fn least(&self) -> i32 {
        self.floor.iter().sum()
    }

    /// How far a name may fall short of its best. Below zero: no name reaches the need.
    pub fn slack(&self, need: Points) -> i32 {
        self.most() - need.0
    }

    /// The most that a name of these tokens can bring.
    pub fn most_of(&self, tokens: &[TokenId]) -> i32 {
        let mut best = self.floor;
        for &token in tokens {
            for (item, related) in self.passenger.relatives_of(token) {
                raise(&mut best, &self.passenger.items[item], related.points);
            }
        }
        best.iter().sum()
    }

    /// Every token that lets its position fall short by the slack at most. An entry that
    /// falls further short at any position cannot reach.
    pub fn leads(&self, slack: i32) -> Vec<Lead> {
        let mut leads = Vec::new();
        for position in 0..self.passenger.tokens.len() {
            self.each_lead(position, slack, |token, loss| {
                leads.push(Lead {
                    position,
                    token,
                    loss,
                });
            });
        }
        leads
    }

    /// Tokens of which an entry must hold one, lest it fall short by more than the slack;
    /// some of them twice; `None` when it need hold none.
    pub fn required(&self, slack: i32) -> Option<Vec<TokenId>> {
        let positions = 0..self.passenger.tokens.len();
        let weight = |position: usize| self.best[position] - self.floor[position];
        // The most telling position has the rarest tokens.
        let position = positions.clone().max_by_key(|&position| weight(position))?;
        let of_one = slack < weight(position);
        let of_any = slack < self.most() - self.least();
        let positions = match (of_one, of_any) {
            (true, _) => position..position + 1,
            (false, true) => positions,
            (false, false) => return None,
        };
        let mut tokens = Vec::new();
        for position in positions {
            self.each_lead(position, slack, |token, _| tokens.push(token));
        }
        Some(tokens)
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

    fn each_lead(&self, position: usize, slack: i32, mut give: impl FnMut(TokenId, i32)) {
        let (floor, best) = (self.floor[position], self.best[position]);
        let least = (best - slack).max(floor + 1);
        for item in &self.passenger.items {
            let most = item
                .related_tokens
                .most
                .map_or(floor, |most| item.share(most).0);
            if item.item.mask & (1 << position) == 0 || most < least {
                continue;
            }
            for related in &item.related_tokens.related {
                let share = item.share(related.points).0;
                if least <= share {
                    give(related.token, best - share);
                }
            }
        }
    }
}

fn raise(best: &mut [i32; MAX_TOKENS], item: &PassengerItem, points: Points) {
    let share = item.share(points).0;
    for position in &mut best[item.item.start()..item.item.end()] {
        *position = (*position).max(share);
    }
}
