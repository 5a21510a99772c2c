//! What agreeing on a token is worth, and what leaving one over costs.

use crate::domain::points::Points;
use crate::names::relation::{Relation, RelationWeights};
use crate::names::tokens::Role;
use serde::{Deserialize, Serialize};

/// Bits. A related pair brings the rarity of the passenger's token plus the (negative) cost
/// of how loosely it is related; a token left over brings its (negative) cost.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NameWeights {
    /// How loosely two tokens may be related, and what that costs.
    pub relation: RelationWeights,
    /// The most that one pair of tokens brings: however odd a spelling is, others may bear it.
    pub most_per_token: Points,
    /// Which relations of two tokens are less sure than they look.
    pub doubt: PairDoubt,
    /// Worth of an initial, whatever the name behind it.
    pub initial: Points,
    /// Surname and given name change places.
    pub role_swapped: Points,
    pub passenger_given_left: Points,
    pub passenger_family_left: Points,
    pub entry_given_left: Points,
    pub entry_family_left: Points,
    /// Left over on either side, from a name that came as one string.
    pub unknown_left: Points,
    /// A single letter left over.
    pub initial_left: Points,
    /// More, where the other side has another part in the place of the one that is left over.
    pub given_substituted: Points,
    pub family_substituted: Points,
    pub unknown_substituted: Points,
}

/// What a pair brings less because its relation is less sure than it looks. Of the pair alone:
/// how rare a spelling is does not hang on it. Zero or negative.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PairDoubt {
    /// A change of spelling in a short token makes another name more often.
    pub short: Points,
    pub equivalent: Points,
    /// On top, of a short one: few letters are written alike in many languages.
    pub short_equivalent: Points,
    pub truncated: Points,
}

/// Up to so many letters a token is short.
const SHORT: usize = 4;

impl PairDoubt {
    /// Of tokens of which the shorter has so many letters.
    pub fn of(&self, relation: Relation, shorter: usize) -> Points {
        let if_short = |points: Points| match shorter <= SHORT {
            true => points,
            false => Points::ZERO,
        };
        match relation {
            Relation::Respelt { .. } => if_short(self.short),
            Relation::Equivalent => self.equivalent + if_short(self.short_equivalent),
            Relation::Truncated => self.truncated,
            Relation::Equal | Relation::Nickname | Relation::Initial => Points::ZERO,
        }
    }
}

/// Whose token is left over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    Passenger,
    Entry,
}

impl NameWeights {
    /// Bits of a token without a partner: zero or negative.
    pub fn left_over(&self, side: Side, role: Role, token: &str) -> Points {
        let whole = match (side, role) {
            (_, Role::Particle | Role::Honour) => Points::ZERO,
            (_, Role::Unknown) => self.unknown_left,
            (Side::Passenger, Role::Given) => self.passenger_given_left,
            (Side::Passenger, Role::Family) => self.passenger_family_left,
            (Side::Entry, Role::Given) => self.entry_given_left,
            (Side::Entry, Role::Family) => self.entry_family_left,
        };
        if token.len() == 1 {
            whole.max(self.initial_left)
        } else {
            whole
        }
    }
}

impl NameWeights {
    /// On top of [`NameWeights::left_over`], by the role that the passenger's part has.
    pub fn substituted(&self, role: Role) -> Points {
        match role {
            Role::Given => self.given_substituted,
            Role::Family => self.family_substituted,
            Role::Unknown => self.unknown_substituted,
            Role::Particle | Role::Honour => Points::ZERO,
        }
    }
}

/// Whether two parts that are left over, one on each side, would stand in one place.
pub fn is_one_place(one: Role, other: Role) -> bool {
    match (one, other) {
        (Role::Particle | Role::Honour, _) | (_, Role::Particle | Role::Honour) => false,
        (Role::Unknown, _) | (_, Role::Unknown) => true,
        (Role::Given, other) => other == Role::Given,
        (Role::Family, other) => other == Role::Family,
    }
}

/// Whether a pair joins a surname on one side with a given name on the other.
pub fn is_role_swap(one: Role, other: Role) -> bool {
    matches!(
        (one, other),
        (Role::Given, Role::Family) | (Role::Family, Role::Given)
    )
}
