//! What was compared and how it came out, as a case keeps it: closed sets, so that whoever
//! writes a row or a page matches them whole. A new level does not compile until it has
//! words everywhere.

use crate::evidence::birth::BirthLevel;
use crate::evidence::document::DocumentLevel;
use crate::evidence::name::Side;
use crate::evidence::origin::OriginLevel;
use crate::names::relation::Relation;
use crate::score::Evidence;

/// One comparison and its outcome. Published as two words, [`Level::kind`] and
/// [`Level::as_str`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The chance before anything is compared.
    Prior,
    Name(NameLevel),
    BirthDate(BirthLevel),
    Document(DocumentLevel),
    Nationality(OriginLevel),
    BirthPlace(OriginLevel),
    Sex(OriginLevel),
}

/// How parts of two names stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameLevel {
    Equal,
    /// Equal, written as one word or as several.
    Joined,
    /// By a change that transliteration or spelling rules make.
    Respelt,
    /// By a change that is more likely a slip.
    Misspelt,
    Equivalent,
    Nickname,
    Truncated,
    Initial,
    PassengerOnly,
    EntryOnly,
    /// What is taken off because parts of one name come together.
    Dependence,
}

impl NameLevel {
    pub const ALL: [NameLevel; 11] = [
        NameLevel::Equal,
        NameLevel::Joined,
        NameLevel::Respelt,
        NameLevel::Misspelt,
        NameLevel::Equivalent,
        NameLevel::Nickname,
        NameLevel::Truncated,
        NameLevel::Initial,
        NameLevel::PassengerOnly,
        NameLevel::EntryOnly,
        NameLevel::Dependence,
    ];

    pub fn of_pair(relation: Relation, joined: bool) -> NameLevel {
        match relation {
            Relation::Equal if joined => NameLevel::Joined,
            Relation::Equal => NameLevel::Equal,
            Relation::Respelt { .. } if relation.is_one_change() => NameLevel::Respelt,
            Relation::Respelt { .. } => NameLevel::Misspelt,
            Relation::Equivalent => NameLevel::Equivalent,
            Relation::Nickname => NameLevel::Nickname,
            Relation::Truncated => NameLevel::Truncated,
            Relation::Initial => NameLevel::Initial,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            NameLevel::Equal => "equal",
            NameLevel::Joined => "joined",
            NameLevel::Respelt => "respelt",
            NameLevel::Misspelt => "misspelt",
            NameLevel::Equivalent => "equivalent",
            NameLevel::Nickname => "nickname",
            NameLevel::Truncated => "truncated",
            NameLevel::Initial => "initial",
            NameLevel::PassengerOnly => "passenger_only",
            NameLevel::EntryOnly => "entry_only",
            NameLevel::Dependence => "hangs_together",
        }
    }
}

impl Level {
    /// Of one part of a score. Without the names at hand a joined part is called equal.
    pub fn of(evidence: &Evidence) -> Level {
        match evidence {
            Evidence::Prior => Level::Prior,
            Evidence::NamePair(pair) => Level::Name(NameLevel::of_pair(pair.relation, false)),
            Evidence::NameLeftOver { side, .. } => Level::Name(match side {
                Side::Passenger => NameLevel::PassengerOnly,
                Side::Entry => NameLevel::EntryOnly,
            }),
            Evidence::NameDependence => Level::Name(NameLevel::Dependence),
            Evidence::Birth(level, _) => Level::BirthDate(*level),
            Evidence::Document(level, _) => Level::Document(*level),
            Evidence::Nationality(level) => Level::Nationality(*level),
            Evidence::BirthPlace(level) => Level::BirthPlace(*level),
            Evidence::Sex(level) => Level::Sex(*level),
        }
    }

    /// What was compared; the contract's word.
    pub fn kind(self) -> &'static str {
        match self {
            Level::Prior => "prior",
            Level::Name(_) => "name",
            Level::BirthDate(_) => "birth_date",
            Level::Document(_) => "document",
            Level::Nationality(_) => "nationality",
            Level::BirthPlace(_) => "birth_place",
            Level::Sex(_) => "sex",
        }
    }

    /// How it came out; the contract's word.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Prior => "base_rate",
            Level::Name(level) => level.as_str(),
            Level::BirthDate(level) => level.as_str(),
            Level::Document(level) => level.as_str(),
            Level::Nationality(level) | Level::BirthPlace(level) | Level::Sex(level) => {
                level.as_str()
            }
        }
    }

    /// The inverse of the two words; none when another version wrote them.
    pub fn parse(kind: &str, level: &str) -> Option<Level> {
        let mut all = Level::all();
        all.find(|known| (known.kind(), known.as_str()) == (kind, level))
    }

    /// Every one, in the order of the enum.
    pub fn all() -> impl Iterator<Item = Level> {
        let origin = OriginLevel::ALL.into_iter();
        let origins = origin.flat_map(|level| {
            [
                Level::Nationality(level),
                Level::BirthPlace(level),
                Level::Sex(level),
            ]
        });
        std::iter::once(Level::Prior)
            .chain(NameLevel::ALL.map(Level::Name))
            .chain(BirthLevel::ALL.map(Level::BirthDate))
            .chain(DocumentLevel::ALL.map(Level::Document))
            .chain(origins)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_level_reads_back_from_its_two_words() {
        let words: BTreeSet<_> = Level::all()
            .map(|level| (level.kind(), level.as_str()))
            .collect();
        assert_eq!(words.len(), Level::all().count());
        for level in Level::all() {
            assert_eq!(Level::parse(level.kind(), level.as_str()), Some(level));
        }
        assert_eq!(Level::parse("name", "brand_new"), None);
        assert_eq!(Level::parse("aura", "equal"), None);
    }
}
