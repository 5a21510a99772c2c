//! The closed words of a decision, and which of several counts. The texts are the contract's.

use jiff::Timestamp;
use std::collections::BTreeMap;

macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($variant:ident = $text:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($variant,)* }

        impl $name {
            /// For the message that refuses another word.
            pub const WORDS: &'static [&'static str] = &[$($text,)*];

            pub fn parse(text: &str) -> Option<Self> {
                match text {
                    $($text => Some($name::$variant),)*
                    _ => None,
                }
            }

            /// As people type it: letters in any case.
            pub fn typed(text: &str) -> Option<Self> {
                $(if text.eq_ignore_ascii_case($text) {
                    return Some($name::$variant);
                })*
                None
            }

            pub fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $text,)*
                }
            }
        }
    };
}

words! {
    /// Whether the officer agrees with what was recommended.
    Decision {
        Concur = "concur",
        NotConcur = "not_concur",
        NeedInfo = "need_info",
    }
}

words! {
    /// What the carrier did: the decision to board is its own.
    CarrierAction {
        DeniedBoarding = "denied_boarding",
        Boarded = "boarded",
        NoShow = "no_show",
        Rebooked = "rebooked",
        Unknown = "unknown",
    }
}

words! {
    /// Whether the passenger is the listed person of the case.
    MatchTruth {
        SamePerson = "same_person",
        DifferentPerson = "different_person",
        Unknown = "unknown",
    }
}

/// What tells which of two decisions on one case is the last: its moment; and of one moment
/// the one that does not concur, since a carrier that is told in error is the worse slip.
pub type Weight = (Timestamp, bool);

pub fn weight(decided_at: Timestamp, decision: Decision) -> Weight {
    (decided_at, decision != Decision::Concur)
}

/// The last decision on each case, whichever run it was about. `of` gives case id, moment and
/// decision; of two alike the later in order counts, which is the later recorded.
pub fn last_decisions<'a, T>(
    decisions: impl IntoIterator<Item = &'a T>,
    of: impl Fn(&'a T) -> (&'a str, Timestamp, Decision),
) -> BTreeMap<&'a str, &'a T> {
    let mut last: BTreeMap<&str, (Weight, &T)> = BTreeMap::new();
    for one in decisions {
        let (case_id, at, decision) = of(one);
        let own = weight(at, decision);
        let known = last.entry(case_id).or_insert((own, one));
        if known.0 <= own {
            *known = (own, one);
        }
    }
    last.into_iter()
        .map(|(case_id, (_, one))| (case_id, one))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_typed_in_any_case_and_kept_in_one() {
        assert_eq!(Decision::typed("Not_CONCUR"), Some(Decision::NotConcur));
        assert_eq!(Decision::typed("not concur"), None);
        assert_eq!(Decision::parse("Not_CONCUR"), None);
    }

    #[test]
    fn the_last_moment_counts_then_the_word_against_then_the_later_recorded() {
        let row = |case_id: &'static str, minute: i8, decision: Decision, number: u32| {
            let at = Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_mins(minute.into());
            (case_id, at, decision, number)
        };
        let rows = [
            row("later", 2, Decision::Concur, 1),
            row("later", 1, Decision::NotConcur, 2),
            row("tied", 1, Decision::NotConcur, 3),
            row("tied", 1, Decision::Concur, 4),
            row("alike", 1, Decision::NeedInfo, 5),
            row("alike", 1, Decision::NotConcur, 6),
        ];
        let last = last_decisions(&rows, |row| (row.0, row.1, row.2));
        let last: Vec<_> = last.iter().map(|(case, row)| (*case, row.3)).collect();
        assert_eq!(last, [("alike", 6), ("later", 1), ("tied", 3)]);
    }
}
