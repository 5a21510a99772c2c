//! Nationality, place of birth and sex: they corroborate or contradict, never more.
//!
//! Together they bring fewer bits than any case needs, and the settings refuse weights
//! that would change that: nobody is raised for where they come from.

use crate::domain::codes::{Country, Sex};
use crate::domain::points::Points;
use crate::names::fold;
use foldhash::fast::FixedState;
use serde::{Deserialize, Serialize};
use std::hash::BuildHasher;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OriginLevel {
    Agrees,
    Missing,
    Differs,
}

impl OriginLevel {
    pub const ALL: [OriginLevel; 3] = [
        OriginLevel::Agrees,
        OriginLevel::Missing,
        OriginLevel::Differs,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            OriginLevel::Agrees => "agrees",
            OriginLevel::Missing => "missing",
            OriginLevel::Differs => "differs",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OriginWeights {
    pub nationality_agrees: Points,
    pub nationality_differs: Points,
    pub birth_place_agrees: Points,
    pub sex_agrees: Points,
    pub sex_differs: Points,
}

impl OriginWeights {
    pub fn nationality(&self, level: OriginLevel) -> Points {
        choose(level, self.nationality_agrees, self.nationality_differs)
    }

    pub fn birth_place(&self, level: OriginLevel) -> Points {
        choose(level, self.birth_place_agrees, Points::ZERO)
    }

    pub fn sex(&self, level: OriginLevel) -> Points {
        choose(level, self.sex_agrees, self.sex_differs)
    }

    /// The most that all of origin can bring.
    pub fn most(&self) -> Points {
        let all = [
            self.nationality_agrees,
            self.birth_place_agrees,
            self.sex_agrees,
        ];
        all.into_iter().map(|points| points.max(Points::ZERO)).sum()
    }
}

fn choose(level: OriginLevel, agrees: Points, differs: Points) -> Points {
    match level {
        OriginLevel::Agrees => agrees,
        OriginLevel::Missing => Points::ZERO,
        OriginLevel::Differs => differs,
    }
}

/// Any listed nationality may agree; people hold several.
pub fn nationality(passenger: Option<Country>, listed: &[Country]) -> OriginLevel {
    match passenger {
        Some(country) if !listed.is_empty() => agrees(listed.contains(&country)),
        _ => OriginLevel::Missing,
    }
}

/// An unspecified sex (`X`) is no contradiction of either.
pub fn sex(passenger: Option<Sex>, listed: &[Sex]) -> OriginLevel {
    match passenger {
        Some(sex) if !listed.is_empty() => {
            let known = sex != Sex::Unspecified && !listed.contains(&Sex::Unspecified);
            if known {
                agrees(listed.contains(&sex))
            } else {
                OriginLevel::Missing
            }
        }
        _ => OriginLevel::Missing,
    }
}

/// Places as sets of words: `Kabul, Afghanistan` agrees with `KABUL`. Two spellings of one
/// place are often unlike, so places that share no word say nothing.
pub fn birth_place(passenger: &[u64], listed: &[u64]) -> OriginLevel {
    let shared = listed.iter().any(|word| passenger.contains(word));
    if shared {
        OriginLevel::Agrees
    } else {
        OriginLevel::Missing
    }
}

/// Digests of the words of a place that tell it from others. Two words share one by a chance
/// of 2^-64.
pub fn place_words(place: &str) -> Vec<u64> {
    const EMPTY: [&str; 12] = [
        "CITY",
        "PROVINCE",
        "DISTRICT",
        "REGION",
        "VILLAGE",
        "OBLAST",
        "STATE",
        "GOVERNORATE",
        "REPUBLIC",
        "THE",
        "NEAR",
        "TOWN",
    ];
    let words = fold::words(place)
        .into_iter()
        .filter_map(|forms| forms.into_iter().next());
    words
        .filter(|word| word.len() >= 4 && !EMPTY.contains(&word.as_str()))
        .map(|word| FixedState::default().hash_one(word))
        .collect()
}

fn agrees(yes: bool) -> OriginLevel {
    if yes {
        OriginLevel::Agrees
    } else {
        OriginLevel::Differs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_is_never_disagreement() {
        let iran = Country::parse("IRN");
        let listed = [
            Country::parse("IRN").unwrap(),
            Country::parse("GBR").unwrap(),
        ];
        assert_eq!(nationality(iran, &listed), OriginLevel::Agrees);
        assert_eq!(
            nationality(Country::parse("FRA"), &listed),
            OriginLevel::Differs
        );
        assert_eq!(nationality(None, &listed), OriginLevel::Missing);
        assert_eq!(nationality(iran, &[]), OriginLevel::Missing);
        assert_eq!(sex(Some(Sex::Female), &[Sex::Male]), OriginLevel::Differs);
        assert_eq!(
            sex(Some(Sex::Unspecified), &[Sex::Male]),
            OriginLevel::Missing
        );
        assert_eq!(sex(None, &[Sex::Male]), OriginLevel::Missing);
        let listed = place_words("Kabul Province, Afghanistan");
        assert_eq!(
            birth_place(&place_words("KABUL"), &listed),
            OriginLevel::Agrees
        );
        assert_eq!(
            birth_place(&place_words("Herat"), &listed),
            OriginLevel::Missing
        );
        assert_eq!(
            birth_place(&place_words("City"), &listed),
            OriginLevel::Missing
        );
    }
}
