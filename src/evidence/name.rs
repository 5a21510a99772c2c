//! What agreeing on a token is worth, and what leaving one over costs.

use crate::domain::points::Points;
use crate::names::rarity::Rarity;
use crate::names::relation::Relation;
use crate::names::tokens::Role;
use serde::{Deserialize, Serialize};

/// Bits. A related pair brings the rarity of the listed token plus the (negative) cost of
/// how loosely it is related; a token left over brings its (negative) cost.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NameWeights {
    pub same_sound: Points,
    pub nickname: Points,
    pub one_edit: Points,
    pub two_edits: Points,
    /// For the whole of the Jaro-Winkler distance, 0 to 1.
    pub edit_distance: Points,
    pub truncated: Points,
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
    /// Bits of a related pair. Never negative: a loosely related common name says nothing.
    pub fn pair(&self, relation: Relation, listed: &str, rarity: &Rarity) -> Points {
        let token = rarity.of_token(listed);
        let points = match relation {
            Relation::Equal => token,
            Relation::SameSound => rarity.of_sound(listed) + self.same_sound,
            Relation::Nickname => token + self.nickname,
            Relation::OneEdit { distance } => token + self.one_edit + self.spread(distance),
            Relation::TwoEdits { distance } => token + self.two_edits + self.spread(distance),
            Relation::Truncated => token + self.truncated,
            Relation::Initial => self.initial,
        };
        points.max(Points::ZERO)
    }

    fn spread(&self, distance: u8) -> Points {
        Points(self.edit_distance.0 * i32::from(distance) / 100)
    }

    /// Bits of a token without a partner: zero or negative.
    pub fn left_over(&self, side: Side, role: Role, token: &str) -> Points {
        let whole = match (side, role) {
            (_, Role::Particle) => Points::ZERO,
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
