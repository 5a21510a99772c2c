//! Weights of birth dates and origin from people whose truth is known.
//!
//! A level's bits are log2 of how often the same person shows it, over how often another
//! does. For origin the others are chosen by a like name, since origin goes with the name:
//! measured on any two people, a shared nationality would prove again what the name has
//! proved. Birth dates do not, and any two people tell. What is missing on a side counts
//! nowhere.

use crate::evidence::birth::BirthLevel;
use crate::evidence::origin::OriginLevel;
use crate::score::{Evidence, Score};
use std::collections::BTreeMap;

/// How often each level came up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    birth: BTreeMap<BirthLevel, usize>,
    nationality: BTreeMap<OriginLevel, usize>,
    sex: BTreeMap<OriginLevel, usize>,
}

/// One estimated weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// `weights.birth` or `weights.origin`.
    pub section: &'static str,
    pub key: String,
    pub same: Count,
    pub different: Count,
    /// `None` where too few showed the level.
    pub bits: Option<Bits>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    pub count: usize,
    pub of: usize,
}

/// With its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bits {
    pub bits: f64,
    pub low: f64,
    pub high: f64,
}

/// Below this on either side a share says nothing.
const FEWEST: usize = 5;

impl Levels {
    pub fn of<'a>(scores: impl Iterator<Item = &'a Score>) -> Levels {
        let mut levels = Levels::default();
        scores.for_each(|score| levels.add(score));
        levels
    }

    fn add(&mut self, score: &Score) {
        for part in &score.parts {
            match part.evidence {
                Evidence::Birth(level, _) => *self.birth.entry(level).or_default() += 1,
                Evidence::Nationality(level) => *self.nationality.entry(level).or_default() += 1,
                Evidence::Sex(level) => *self.sex.entry(level).or_default() += 1,
                Evidence::Prior
                | Evidence::NamePair(_)
                | Evidence::NameLeftOver { .. }
                | Evidence::NameDependence
                | Evidence::BirthPlace(_)
                | Evidence::Document(..) => {}
            }
        }
    }
}

/// Every weight of the two sections, in the order of the settings: birth dates against
/// `any` other person, origin against others of a `like` name.
pub fn fit(same: &Levels, any: &Levels, like: &Levels) -> Vec<Fitted> {
    let birth = BirthLevel::ALL
        .into_iter()
        .filter(|level| *level != BirthLevel::Missing)
        .map(|level| {
            let counts =
                [&same.birth, &any.birth].map(|levels| count(levels, level, BirthLevel::Missing));
            fitted("weights.birth", level.as_str().to_owned(), counts)
        });
    let origin = [
        ("nationality", &same.nationality, &like.nationality),
        ("sex", &same.sex, &like.sex),
    ];
    let origin = origin.into_iter().flat_map(|(kind, same, different)| {
        [OriginLevel::Agrees, OriginLevel::Differs].map(|level| {
            let counts = [same, different].map(|levels| count(levels, level, OriginLevel::Missing));
            fitted(
                "weights.origin",
                format!("{kind}_{}", level.as_str()),
                counts,
            )
        })
    });
    birth.chain(origin).collect()
}

fn count<L: Ord>(levels: &BTreeMap<L, usize>, level: L, missing: L) -> Count {
    let known = levels.iter().filter(|(known, _)| **known != missing);
    Count {
        count: levels.get(&level).copied().unwrap_or(0),
        of: known.map(|(_, count)| count).sum(),
    }
}

fn fitted(section: &'static str, key: String, [same, different]: [Count; 2]) -> Fitted {
    let enough = FEWEST <= same.count.min(different.count);
    Fitted {
        section,
        key,
        same,
        different,
        bits: enough.then(|| ratio(same, different)),
    }
}

/// The interval of a ratio of two shares, by the delta method on its logarithm (Katz and
/// others, 1978).
fn ratio(same: Count, different: Count) -> Bits {
    let share = |counted: Count| counted.count as f64 / counted.of as f64;
    let variance = |counted: Count| 1.0 / counted.count as f64 - 1.0 / counted.of as f64;
    let bits = (share(same) / share(different)).log2();
    let spread = 1.96 * (variance(same) + variance(different)).sqrt() / std::f64::consts::LN_2;
    Bits {
        bits,
        low: bits - spread,
        high: bits + spread,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_worth_the_log_of_its_two_shares() {
        let levels = |exact, contradiction, missing| Levels {
            birth: BTreeMap::from([
                (BirthLevel::Exact, exact),
                (BirthLevel::Contradiction, contradiction),
                (BirthLevel::Missing, missing),
            ]),
            ..Levels::default()
        };
        let found = fit(
            &levels(80, 20, 900),
            &levels(10, 630, 5),
            &Levels::default(),
        );
        let exact = found.iter().find(|fitted| fitted.key == "exact").unwrap();
        assert_eq!(exact.same, Count { count: 80, of: 100 });
        let bits = exact.bits.unwrap();
        assert!((bits.bits - (0.8_f64 / (10.0 / 640.0)).log2()).abs() < 1e-9);
        assert!(bits.low < bits.bits && bits.bits < bits.high);
        let other = found
            .iter()
            .find(|fitted| fitted.key == "one_digit")
            .unwrap();
        assert_eq!(other.bits, None);
        assert!(found.iter().all(|fitted| fitted.key != "missing"));
    }
}
