//! On what terms a listed person is met: how likely a passenger is this person before anything
//! is compared, and which lines hold for the list.
//!
//! Both hang on the person's own list alone. Whatever else is loaded beside it says nothing of
//! this person, so it changes no score and no action.

use crate::decide::Policy;
use crate::domain::entry::Entry;
use crate::domain::points::Points;
use std::collections::{BTreeMap, BTreeSet};

/// Passengers bound for the United States in a year (GAO-17-216).
const PASSENGERS_A_YEAR: f64 = 88e6;

/// Of which each traveller is so many. (M)
const TRIPS_EACH: f64 = 1.5;

/// What holds for every entry of some lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Class {
    pub prior: Points,
    pub review: Points,
    pub recommend: Points,
}

/// The terms of every entry, by its number.
pub struct Terms {
    classes: Vec<Class>,
    of_entry: Vec<u16>,
    listed: f64,
}

impl Terms {
    /// Of entries that are all in force.
    pub fn of(entries: &[Entry], policy: &Policy) -> Terms {
        let mut members: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in entries {
            *members.entry(&entry.list).or_default() += 1;
        }
        let mut of_list: BTreeMap<&str, Class> = BTreeMap::new();
        for (&list, &entries) in &members {
            let lines = policy.lines_of(list);
            let class = Class {
                prior: prior(entries, policy.travellers_per_case(list)),
                review: lines.review,
                recommend: lines.recommend,
            };
            of_list.insert(list, class);
        }
        let classes: Vec<Class> = BTreeSet::from_iter(of_list.values().copied())
            .into_iter()
            .collect();
        let number = |class: &Class| classes.binary_search(class).unwrap_or_default() as u16;
        let listed = members.iter().map(|(list, entries)| {
            let each = (of_list[list].prior.bits()).exp2();
            each * *entries as f64
        });
        Terms {
            listed: listed.sum(),
            of_entry: entries
                .iter()
                .map(|entry| number(&of_list[entry.list.as_str()]))
                .collect(),
            classes,
        }
    }

    pub fn of_entry(&self, entry: u32) -> &Class {
        &self.classes[self.class_of(entry)]
    }

    /// The number of its class.
    pub fn class_of(&self, entry: u32) -> usize {
        usize::from(self.of_entry[entry as usize])
    }

    pub fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// The share of passengers who are somebody on the lists, by the priors.
    pub fn share_listed(&self) -> f64 {
        self.listed.min(1.0)
    }
}

/// Log2 of the chance that a passenger, of whom nothing is known, is one given entry: the base
/// rate of its list spread over the list, but no more than the chance that a passenger is any
/// one given traveller. A list of three does not make its people fly daily.
pub fn prior(entries: usize, travellers_per_case: f64) -> Points {
    let spread = travellers_per_case * entries.max(1) as f64;
    let any_traveller = PASSENGERS_A_YEAR / TRIPS_EACH;
    Points::from_bits(-spread.max(any_traveller).log2())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRAVELLERS_PER_CASE: f64 = 7_600.0;

    #[test]
    fn the_prior_falls_with_the_list_and_is_no_more_than_any_travellers() {
        for (entries, expect) in [
            (0, -2581),
            (3, -2581),
            (7_000, -2581),
            (7_719, -2581),
            (10_000, -2618),
            (300_000, -3109),
            (2_000_000, -3382),
        ] {
            assert_eq!(prior(entries, TRAVELLERS_PER_CASE), Points(expect));
        }
        assert_eq!(prior(300_000, 760.0), Points(-2776));
        assert_eq!(prior(3, 1.0), Points(-2581));
    }
}
