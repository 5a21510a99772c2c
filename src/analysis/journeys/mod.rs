//! Journeys: chains of airports where legs of one person join.
//!
//! Which legs are one person's is told by the reading across the night
//! (`analysis/consistency/`); here they become chains (`chain`), and passengers are counted by
//! flight and chain (`counted`). A count knows nobody.

pub mod chain;

pub mod counted;

use crate::domain::ids::RowRef;
use crate::domain::passenger::Flight;
use std::collections::BTreeMap;

/// How a passenger's flight stands to the journey that it is a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// A journey of its own: no other leg of the night joins it.
    Direct,
    /// A leg of the chain of this number.
    Leg(u32),
}

/// The journeys of the night that have several legs, and whose flights are legs of them.
#[derive(Debug, Default)]
pub struct Journeys {
    /// Airports in their order, `GRU-LIS-JFK`; each chain once.
    chains: Vec<String>,
    /// The number of a leg's chain, by the passenger's row, sorted.
    legs: Vec<(RowRef, u32)>,
}

impl Journeys {
    pub fn of_row(&self, row: RowRef) -> Way {
        let at = self.legs.binary_search_by_key(&row, |(leg, _)| *leg);
        at.map_or(Way::Direct, |at| Way::Leg(self.legs[at].1))
    }

    /// The airports of a journey that this flight is a part of.
    pub fn text(&self, flight: &Flight, way: Way) -> String {
        match way {
            Way::Direct => route(flight),
            Way::Leg(chain) => self.chains[chain as usize].clone(),
        }
    }

    /// Whether the journey begins with this flight.
    pub fn begins(&self, flight: &Flight, way: Way) -> bool {
        match way {
            Way::Direct => true,
            Way::Leg(chain) => {
                let chain = &self.chains[chain as usize];
                // No airport stands in a chain twice.
                chain.strip_prefix(&route(flight)).is_some()
            }
        }
    }
}

fn route(flight: &Flight) -> String {
    format!("{}-{}", flight.departure_airport, flight.arrival_airport)
}

/// Takes the flights of one person after the other.
#[derive(Default)]
pub struct Builder {
    numbers: BTreeMap<String, u32>,
    legs: Vec<(RowRef, u32)>,
}

impl Builder {
    /// Of one person, in any order.
    pub fn add(&mut self, flights: Vec<(RowRef, &Flight)>) {
        for chain in chain::joined(flights) {
            let next = self.numbers.len() as u32;
            let number = *self.numbers.entry(chain.airports.join("-")).or_insert(next);
            self.legs
                .extend(chain.rows.into_iter().map(|row| (row, number)));
        }
    }

    pub fn finish(mut self) -> Journeys {
        self.legs.sort_unstable();
        self.legs.dedup_by_key(|(row, _)| *row);
        self.legs.shrink_to_fit();
        let mut chains = vec![String::new(); self.numbers.len()];
        for (chain, number) in self.numbers {
            chains[number as usize] = chain;
        }
        Journeys {
            chains,
            legs: self.legs,
        }
    }
}
