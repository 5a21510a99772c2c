//! How two compared values stand to each other: a sign and a word, so that no colour has
//! to be seen.

use crate::evidence::birth::BirthLevel;
use crate::evidence::document::DocumentLevel;
use crate::evidence::origin::OriginLevel;
use crate::recommend::{EvidenceLine, Level, NameLevel};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    Agrees,
    /// Not the same, and still speaks for the match.
    Near,
    Differs,
    /// A part of the name that one side lacks: an omission, which is no contradiction.
    OneSide,
    /// Not known on one side: speaks neither way.
    Missing,
    /// No comparison: what is added or taken off around them.
    Weighing,
}

impl Standing {
    pub(crate) fn of(line: &EvidenceLine) -> Standing {
        match line.level {
            Level::Prior | Level::Name(NameLevel::Dependence) => Standing::Weighing,
            Level::Name(NameLevel::Equal | NameLevel::Joined)
            | Level::BirthDate(BirthLevel::Exact)
            | Level::Document(DocumentLevel::Same)
            | Level::Nationality(OriginLevel::Agrees)
            | Level::BirthPlace(OriginLevel::Agrees)
            | Level::Sex(OriginLevel::Agrees) => Standing::Agrees,
            Level::BirthDate(BirthLevel::Missing)
            | Level::Document(DocumentLevel::Missing)
            | Level::Nationality(OriginLevel::Missing)
            | Level::BirthPlace(OriginLevel::Missing)
            | Level::Sex(OriginLevel::Missing) => Standing::Missing,
            Level::BirthDate(BirthLevel::Contradiction)
            | Level::Document(DocumentLevel::Different)
            | Level::Nationality(OriginLevel::Differs)
            | Level::BirthPlace(OriginLevel::Differs)
            | Level::Sex(OriginLevel::Differs) => Standing::Differs,
            Level::Name(NameLevel::PassengerOnly | NameLevel::EntryOnly) => Standing::OneSide,
            Level::Name(
                NameLevel::Respelt
                | NameLevel::Misspelt
                | NameLevel::Equivalent
                | NameLevel::Nickname
                | NameLevel::Truncated
                | NameLevel::Initial,
            )
            | Level::BirthDate(
                BirthLevel::DayMonthSwapped
                | BirthLevel::MonthKnown
                | BirthLevel::OneDigit
                | BirthLevel::FirstOfJanuary
                | BirthLevel::YearKnown
                | BirthLevel::InSpan
                | BirthLevel::SameMonth
                | BirthLevel::SameYear
                | BirthLevel::OneYear
                | BirthLevel::TwoYears,
            )
            | Level::Document(
                DocumentLevel::SameNumber
                | DocumentLevel::CheckDigitGlued
                | DocumentLevel::Confusable
                | DocumentLevel::OneEdit,
            ) => Standing::by_bits(line),
        }
    }

    /// Resembles: it stands as its bits do.
    fn by_bits(line: &EvidenceLine) -> Standing {
        if line.points.0 < 0 {
            Standing::Differs
        } else {
            Standing::Near
        }
    }

    pub(crate) fn sign(self) -> &'static str {
        match self {
            Standing::Agrees => "=",
            Standing::Near => "≈",
            Standing::Differs => "≠",
            Standing::OneSide => "±",
            Standing::Missing => "?",
            Standing::Weighing => "·",
        }
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Standing::Agrees => "agrees",
            Standing::Near => "near",
            Standing::Differs => "differs",
            Standing::OneSide => "one side only",
            Standing::Missing => "missing",
            Standing::Weighing => "weighing",
        }
    }

    /// Of the page's style.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Standing::Agrees => "agrees",
            Standing::Near => "near",
            Standing::Differs => "differs",
            Standing::OneSide => "oneside",
            Standing::Missing => "missing",
            Standing::Weighing => "weighing",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recommend::samples::line;
    use std::collections::BTreeSet;

    #[test]
    fn levels_have_their_standing_and_likenesses_stand_by_their_bits() {
        for (kind, level, points, expect) in [
            ("prior", "base_rate", -2100, Standing::Weighing),
            ("name", "equal", 900, Standing::Agrees),
            ("name", "misspelt", 300, Standing::Near),
            ("name", "misspelt", -20, Standing::Differs),
            ("name", "entry_only", -100, Standing::OneSide),
            ("birth_date", "missing", 0, Standing::Missing),
            ("birth_date", "contradiction", -600, Standing::Differs),
            ("birth_date", "one_digit", 800, Standing::Near),
            ("sex", "differs", -700, Standing::Differs),
        ] {
            assert_eq!(Standing::of(&line(kind, level, ("a", "b"), points)), expect);
        }
    }

    #[test]
    fn each_has_its_own_sign_and_word() {
        let all = [
            Standing::Agrees,
            Standing::Near,
            Standing::Differs,
            Standing::OneSide,
            Standing::Missing,
            Standing::Weighing,
        ];
        let signs: BTreeSet<_> = all.iter().map(|one| one.sign()).collect();
        let words: BTreeSet<_> = all.iter().map(|one| one.word()).collect();
        assert_eq!((signs.len(), words.len()), (all.len(), all.len()));
    }
}
