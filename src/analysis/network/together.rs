//! Who was on the same departures more often than chance has it. Journeys are counted, and not
//! their legs.
//!
//! That it was no chance says nothing else: families and colleagues travel together too.

use crate::analysis::chance::{many, tails};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Of those that are told, the share that may be chance after all.
const FALSE_SHARE: f64 = 0.05;

/// One journey together is a flight.
const FEWEST: usize = 2;

/// A route in the week that begins on this Monday.
pub type Cell = (String, Date);

/// Where a journey began.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Departure {
    /// `GRU-LIS`.
    pub route: String,
    pub day: Date,
    /// Carrier and number.
    pub flight: String,
}

impl Departure {
    pub fn cell(&self) -> Cell {
        let days = self.day.weekday().to_monday_zero_offset();
        let monday = self
            .day
            .saturating_sub(jiff::Span::new().days(i64::from(days)));
        (self.route.clone(), monday)
    }
}

/// Two people, by their places, who were together by no chance.
#[derive(Clone, Debug, PartialEq)]
pub struct Together {
    pub one: usize,
    pub other: usize,
    pub journeys: usize,
    /// That two people who chose their departures apart share so many.
    pub chance: f64,
}

type Flown = BTreeSet<Departure>;

/// Pairs of one who is asked about and any other, with two journeys or more in common.
pub fn candidates(people: &[Flown], asked: &BTreeSet<usize>) -> BTreeMap<(usize, usize), usize> {
    let mut on: BTreeMap<&Departure, Vec<usize>> = BTreeMap::new();
    for (person, flown) in people.iter().enumerate() {
        for departure in flown {
            on.entry(departure).or_default().push(person);
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for people in on.values() {
        for &one in people.iter().filter(|one| asked.contains(*one)) {
            let twice = |other: &usize| asked.contains(other) && *other <= one;
            for &other in people
                .iter()
                .filter(|other| **other != one && !twice(other))
            {
                *shared.entry((one, other)).or_default() += 1;
            }
        }
    }
    shared.retain(|_, journeys| FEWEST <= *journeys);
    shared
}

/// Routes and weeks that two of a pair both used.
pub fn cells(people: &[Flown], (one, other): (usize, usize)) -> BTreeSet<Cell> {
    let used =
        |person: usize| -> BTreeSet<Cell> { people[person].iter().map(Departure::cell).collect() };
    used(one).intersection(&used(other)).cloned().collect()
}

/// `offered` is how many departures there were, of every cell of the pairs. Of the departures on
/// the routes that both used in the same weeks each is taken to have drawn theirs; every pair of
/// people with two journeys or more was asked about.
pub fn together(
    people: &[Flown],
    asked: &BTreeSet<usize>,
    offered: &BTreeMap<Cell, u64>,
) -> Vec<Together> {
    let pairs = candidates(people, asked);
    let chances: Vec<f64> = pairs
        .keys()
        .map(|pair| chance(people, *pair, offered))
        .collect();
    let several = |person: &usize| FEWEST <= people[*person].len();
    let all = (0..people.len()).filter(several).count();
    let own = asked.iter().filter(|person| several(person)).count();
    // Each pair once, also where both are asked about.
    let questions = own * all.saturating_sub(1) - own * own.saturating_sub(1) / 2;
    let adjusted = many::adjusted(&chances, questions);
    let found = pairs.into_iter().zip(chances).zip(adjusted);
    let told = found.filter(|(_, adjusted)| *adjusted <= FALSE_SHARE);
    told.map(|((((one, other), journeys), chance), _)| Together {
        one,
        other,
        journeys,
        chance,
    })
    .collect()
}

fn chance(people: &[Flown], pair: (usize, usize), offered: &BTreeMap<Cell, u64>) -> f64 {
    let cells = cells(people, pair);
    let within = |person: usize| -> BTreeSet<&Departure> {
        let flown = people[person].iter();
        flown
            .filter(|departure| cells.contains(&departure.cell()))
            .collect()
    };
    let (one, other) = (within(pair.0), within(pair.1));
    let known = one.union(&other).count() as u64;
    let all: u64 = cells
        .iter()
        .map(|cell| offered.get(cell).copied().unwrap_or_default())
        .sum();
    let shared = one.intersection(&other).count() as u64;
    tails::hypergeometric(all.max(known), one.len() as u64, other.len() as u64, shared)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made-up weeks with their pairs by scipy (`scripts/together_vectors`).
    #[test]
    fn pairs_are_those_of_scipy() {
        let vectors = include_str!("../../../tests/data/networks/together.tsv");
        let mut worlds = 0;
        let lines: Vec<&str> = vectors
            .lines()
            .filter(|line| !line.starts_with('#'))
            .collect();
        for world in lines
            .split(|line| line.is_empty())
            .filter(|world| !world.is_empty())
        {
            let mut people: Vec<Flown> = Vec::new();
            let mut offered: BTreeMap<Cell, u64> = BTreeMap::new();
            let mut asked = BTreeSet::new();
            let mut expect: Vec<(usize, usize, usize, f64)> = Vec::new();
            for line in world {
                let cells: Vec<&str> = line.split('\t').collect();
                match cells[0] {
                    "asked" => {
                        asked.extend(cells[1..].iter().map(|cell| cell.parse::<usize>().unwrap()))
                    }
                    "offered" => {
                        let cell = (cells[1].to_owned(), cells[2].parse().unwrap());
                        offered.insert(cell, cells[3].parse().unwrap());
                    }
                    "flown" => {
                        let person: usize = cells[1].parse().unwrap();
                        people.resize(people.len().max(person + 1), Flown::new());
                        people[person].insert(Departure {
                            route: cells[2].to_owned(),
                            day: cells[3].parse().unwrap(),
                            flight: cells[4].to_owned(),
                        });
                    }
                    _ => expect.push((
                        cells[1].parse().unwrap(),
                        cells[2].parse().unwrap(),
                        cells[3].parse().unwrap(),
                        cells[4].parse().unwrap(),
                    )),
                }
            }
            let found = together(&people, &asked, &offered);
            let pairs = |one: &Together| (one.one, one.other, one.journeys);
            let told: Vec<_> = found.iter().map(pairs).collect();
            let named: Vec<_> = expect.iter().map(|(a, b, k, _)| (*a, *b, *k)).collect();
            assert_eq!(told, named);
            for (one, (.., chance)) in found.iter().zip(expect) {
                let off = (one.chance / chance - 1.0).abs();
                assert!(off < 1e-9, "{one:?}, scipy has {chance}");
            }
            worlds += 1;
        }
        assert!(worlds > 20, "{worlds}");
    }

    #[test]
    fn a_week_begins_on_monday() {
        let cell = |day: &str| {
            let departure = Departure {
                route: "GRU-JFK".to_owned(),
                day: day.parse().unwrap(),
                flight: "XX1".to_owned(),
            };
            departure.cell().1.to_string()
        };
        assert_eq!(cell("2026-11-23"), "2026-11-23");
        assert_eq!(cell("2026-11-29"), "2026-11-23");
    }
}
