//! How two tokens relate: the one relation that both the search and the score use.
//!
//! The search must find every token that [`Relations::strongest`] accepts; a test in
//! `lexicon.rs` holds it to that.

use crate::domain::points::Points;
use crate::names::edits::Edits;
use crate::names::equivalents::Equivalents;
use crate::names::nicknames::Nicknames;
use crate::names::sounds::SoundClass;
use serde::{Deserialize, Serialize};

/// A closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    Equal,
    /// Another spelling, by changes of so many hundredths of a bit.
    Respelt {
        cost: u16,
    },
    /// One name element in two languages or writing systems.
    Equivalent,
    Nickname,
    /// One is the beginning of the other: a field cut at its width.
    Truncated,
    /// One is a single letter that begins the other, or both are that letter.
    Initial,
}

impl Relation {
    /// Whether one change of spelling makes the other word. For words only: the bits say it
    /// exactly.
    pub fn is_one_change(self) -> bool {
        matches!(self, Relation::Respelt { cost } if i32::from(cost) <= ONE_CHANGE)
    }
}

/// Up to here a change is one that transliteration or spelling rules make; beyond, it is
/// more likely a slip.
const ONE_CHANGE: i32 = 700;

/// Bits of each relation: log2 of how often the same person's token is so written, given
/// that it is not written as listed. Zero or negative.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RelationWeights {
    /// On top of the changes' own costs.
    pub respelt: Points,
    /// What share of the changes' own costs counts, 0 to 1: people who write a name otherwise
    /// do so in several places at once.
    pub share_of_changes: f64,
    pub equivalent: Points,
    pub nickname: Points,
    pub truncated: Points,
}

/// A shorter beginning than this is shared by too many names to be a cut one.
pub const SHORTEST_CUT: usize = 4;

/// Plain edits up to which two tokens are looked at, by the length of the shorter one. What
/// they are worth then depends on which edits they are.
pub fn edits_allowed(shorter: usize) -> usize {
    match shorter {
        0..=2 => 0,
        3..=6 => 1,
        _ => 2,
    }
}

/// Everything that knows how names vary.
pub struct Relations {
    pub edits: Edits,
    pub equivalents: Equivalents,
    pub nicknames: Nicknames,
    pub weights: RelationWeights,
}

impl Relations {
    pub fn bundled(weights: RelationWeights) -> Relations {
        Relations {
            edits: Edits::bundled(),
            equivalents: Equivalents::bundled(),
            nicknames: Nicknames::bundled(),
            weights,
        }
    }

    /// The relation that keeps most bits, with those that it costs. Symmetric. Initials are
    /// met when a pair of names is compared.
    pub fn strongest(&self, one: &str, other: &str) -> Option<(Relation, Points)> {
        let shorter = one.len().min(other.len());
        let sound = SoundClass::of(one);
        let known = Known {
            equal: one == other,
            same_sound: sound.is_some() && sound == SoundClass::of(other),
            few_edits: strsim::osa_distance(one, other) <= edits_allowed(shorter),
            equivalent: self.equivalents.related(one, other),
            nickname: self.nicknames.related(one, other),
            cut: SHORTEST_CUT <= shorter && (one.starts_with(other) || other.starts_with(one)),
        };
        self.strongest_knowing(one, other, known)
    }

    /// The same for who looked the dear parts up once for many tokens.
    pub fn strongest_knowing(
        &self,
        one: &str,
        other: &str,
        known: Known,
    ) -> Option<(Relation, Points)> {
        if one.len().min(other.len()) <= 1 {
            return None;
        }
        if known.equal {
            return Some((Relation::Equal, Points::ZERO));
        }
        let found = [
            self.respelt(one, other, known),
            known.equivalent.then_some(Relation::Equivalent),
            known.nickname.then_some(Relation::Nickname),
            known.cut.then_some(Relation::Truncated),
        ];
        let weighed = found.into_iter().flatten();
        weighed
            .map(|relation| (relation, self.discount(relation)))
            .max_by_key(|&(relation, points)| (points, std::cmp::Reverse(relation)))
    }

    /// Zero or negative.
    fn discount(&self, relation: Relation) -> Points {
        match relation {
            Relation::Equal | Relation::Initial => Points::ZERO,
            Relation::Respelt { cost } => {
                let changes = f64::from(cost) * self.weights.share_of_changes;
                self.weights.respelt - Points(changes.round() as i32)
            }
            Relation::Equivalent => self.weights.equivalent,
            Relation::Nickname => self.weights.nickname,
            Relation::Truncated => self.weights.truncated,
        }
    }

    fn respelt(&self, one: &str, other: &str, known: Known) -> Option<Relation> {
        if !(known.same_sound || known.few_edits) {
            return None;
        }
        let cost = self.edits.cost(one, other)?;
        Some(Relation::Respelt {
            cost: cost.0 as u16,
        })
    }
}

/// What is known of two tokens before what their spellings cost is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    pub equal: bool,
    pub same_sound: bool,
    /// Within [`edits_allowed`].
    pub few_edits: bool,
    pub equivalent: bool,
    pub nickname: bool,
    /// One begins the other, and neither is shorter than [`SHORTEST_CUT`].
    pub cut: bool,
}

/// The set of letters of a token, a bit each.
pub fn letters(token: &str) -> u32 {
    let bits = token.bytes().filter(u8::is_ascii_uppercase);
    bits.fold(0, |set, letter| set | 1 << (letter - b'A'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(relation: Relation) -> &'static str {
        match relation {
            Relation::Equal => "equal",
            Relation::Respelt { .. } if relation.is_one_change() => "respelt",
            Relation::Respelt { .. } => "misspelt",
            Relation::Equivalent => "equivalent",
            Relation::Nickname => "nickname",
            Relation::Truncated => "truncated",
            Relation::Initial => "initial",
        }
    }

    fn relations() -> Relations {
        Relations {
            edits: Edits::bundled(),
            equivalents: Equivalents::parse("RI\tLEE\n"),
            nicknames: Nicknames::parse("WILLIAM\tBILL\n"),
            weights: RelationWeights {
                respelt: Points::ZERO,
                share_of_changes: 1.0,
                equivalent: Points(-200),
                nickname: Points(-300),
                truncated: Points(-600),
            },
        }
    }

    #[test]
    fn relations_of_real_pairs() {
        let relations = relations();
        for (one, other, expect) in [
            ("IVANOV", "IVANOV", "equal"),
            ("MOHAMED", "MUHAMMAD", "misspelt"),
            ("YUSUF", "YUSSUF", "respelt"),
            ("BILL", "WILLIAM", "nickname"),
            ("RI", "LEE", "equivalent"),
            ("MARTIN", "MARTIM", "respelt"),
            ("ALEXANDROV", "ALEXANDROVICH", "truncated"),
            ("J", "JOHN", "none"),
            ("LI", "LU", "none"),
            ("GARCIA", "SMITH", "none"),
            ("RUDDOCK", "RATKO", "none"),
        ] {
            let found = relations.strongest(one, other);
            let name = found.map_or("none", |(relation, _)| word(relation));
            assert_eq!(name, expect, "{one} {other} {found:?}");
            let reversed = relations.strongest(other, one);
            assert_eq!(found, reversed, "{one} {other} reversed");
        }
    }
}
