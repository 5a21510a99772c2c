//! What agreeing on a token is worth, and what leaving one over costs.

use crate::domain::points::Points;
use crate::names::relation::RelationWeights;
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

/// Whether a pair joins a surname on one side with a given name on the other.
pub fn is_role_swap(one: Role, other: Role) -> bool {
    matches!(
        (one, other),
        (Role::Given, Role::Family) | (Role::Family, Role::Given)
    )
}
