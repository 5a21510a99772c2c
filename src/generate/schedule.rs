//! Which case is planted on which flight, about which entry.

use crate::domain::passenger::Flight;
use crate::generate::Plan;
use crate::generate::flights;
use crate::generate::kinds::Kind;
use crate::generate::lost;

/// One planted case; an impossible itinerary is two, with the same number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Case {
    pub(crate) flight: usize,
    /// Names the case's own streams of chance.
    pub(crate) number: usize,
    pub(crate) kind: Kind,
    /// Counts cases of one kind, so that each comes in its variants.
    pub(crate) round: usize,
    /// Index into the entries.
    pub(crate) entry: Option<usize>,
}

/// An entry made to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Reserved {
    pub(crate) entry: usize,
    pub(crate) kind: Kind,
    pub(crate) round: usize,
}

/// Sorted by flight, and by entry.
#[derive(Clone, Debug, Default)]
pub(crate) struct Schedule {
    pub(crate) cases: Vec<Case>,
    pub(crate) reserved: Vec<Reserved>,
}

/// Of a hundred entries, at most so many are made to measure; beyond, listed people
/// travel more than once.
const RESERVED_AT_MOST: usize = 80;

pub(crate) fn schedule(plan: &Plan, flights: &[Flight]) -> Schedule {
    let count = (plan.passengers as f64 * plan.planted_rate.clamp(0.0, 1.0)).round() as usize;
    let kinds = possible(plan, flights);
    if count == 0 || kinds.is_empty() || flights.is_empty() {
        return Schedule::default();
    }
    let listed: Vec<Kind> = kinds
        .iter()
        .copied()
        .filter(|kind| kind.needs_entry())
        .collect();
    let room = plan.entries * RESERVED_AT_MOST / 100 / listed.len().max(1);
    let rounds = count.div_ceil(kinds.len()).clamp(1, room.max(1));
    let reserved = reserve(&listed, rounds, plan.entries);

    let starts: Vec<usize> = (0..flights.len())
        .map(|at| flights::seats(plan, flights.len(), at).start)
        .collect();
    let mut cases = Vec::with_capacity(count);
    for number in 0..count {
        let kind = kinds[number % kinds.len()];
        let round = number / kinds.len() % rounds;
        let made = listed.iter().position(|listed| *listed == kind);
        let slot = spread(number, count) * plan.passengers / count;
        let flight = starts
            .partition_point(|start| *start <= slot)
            .saturating_sub(1);
        let flight = suitable(kind, flight, flights);
        let case = Case {
            flight,
            number,
            kind,
            round,
            entry: made.map(|at| reserved[round * listed.len() + at].entry),
        };
        cases.push(case);
        if kind == Kind::ItineraryImpossible {
            cases.push(Case {
                flight: other_flight(flight, flights),
                ..case
            });
        }
    }
    cases.sort();
    let mut reserved = reserved;
    reserved.sort();
    Schedule { cases, reserved }
}

/// Kinds for which the world is large enough.
fn possible(plan: &Plan, flights: &[Flight]) -> Vec<Kind> {
    let mut entries_left = plan.entries;
    Kind::planted()
        .filter(|kind| match kind {
            Kind::LostDocument => lost::single_for(0, plan.lost_documents).is_some(),
            Kind::StolenBlankRange => lost::range_for(0, plan.lost_documents).is_some(),
            Kind::ExpiresBeforeArrival => flights.iter().any(flights::lands_next_day),
            Kind::ItineraryImpossible => flights.len() > 1,
            kind if kind.needs_entry() => {
                let enough = entries_left > 0;
                entries_left = entries_left.saturating_sub(1);
                enough
            }
            _ => true,
        })
        .collect()
}

/// Spreads the reserved entries over the whole list.
fn reserve(kinds: &[Kind], rounds: usize, entries: usize) -> Vec<Reserved> {
    let all = kinds.len() * rounds;
    (0..all)
        .map(|at| Reserved {
            entry: (at as u128 * entries as u128 / all as u128) as usize,
            kind: kinds[at % kinds.len()],
            round: at / kinds.len(),
        })
        .collect()
}

/// A rearrangement of `0..count` that puts neighbours far apart.
fn spread(number: usize, count: usize) -> usize {
    let mut stride = (count * 618 / 1000).max(1);
    while divisor(stride, count) != 1 {
        stride += 1;
    }
    (number as u128 * stride as u128 % count as u128) as usize
}

fn divisor(a: usize, b: usize) -> usize {
    if b == 0 { a } else { divisor(b, a % b) }
}

/// The flight itself, or the next one on which the kind can happen.
fn suitable(kind: Kind, flight: usize, flights: &[Flight]) -> usize {
    let fits = |at: &usize| match kind {
        Kind::ExpiresBeforeArrival => flights::lands_next_day(&flights[*at]),
        _ => true,
    };
    (0..flights.len())
        .map(|step| (flight + step) % flights.len())
        .find(fits)
        .unwrap_or(flight)
}

/// The next flight from elsewhere: it leaves before the first has landed.
fn other_flight(flight: usize, flights: &[Flight]) -> usize {
    let elsewhere =
        |at: &usize| flights[*at].departure_airport != flights[flight].departure_airport;
    let after = flight + 1..flights.len();
    let before = (0..flight).rev();
    after.chain(before).find(elsewhere).unwrap_or(flight)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn of(passengers: usize, entries: usize, lost_documents: usize, planted_rate: f64) -> Schedule {
        let as_of = "2026-11-23T18:00:00Z".parse().unwrap();
        let plan = Plan {
            passengers,
            entries,
            lost_documents,
            planted_rate,
            ..Plan::sample(as_of)
        };
        schedule(&plan, &flights::flights(&plan))
    }

    #[test]
    fn no_entry_is_made_for_two_kinds() {
        for (passengers, entries) in [(5000, 2000), (5000, 50), (5000, 10), (200_000, 60)] {
            let found = of(passengers, entries, 1000, 0.02);
            let places: BTreeSet<usize> = found.reserved.iter().map(|made| made.entry).collect();
            assert_eq!(places.len(), found.reserved.len(), "{passengers} {entries}");
            assert!(places.iter().all(|entry| *entry < entries));
            for case in &found.cases {
                assert_eq!(case.entry.is_some(), case.kind.needs_entry(), "{case:?}");
            }
        }
    }

    #[test]
    fn an_empty_world_plants_nothing_that_needs_it() {
        assert!(of(0, 0, 0, 0.5).cases.is_empty());
        let found = of(400, 0, 0, 0.5);
        let needy = |kind: Kind| kind.needs_entry() || kind == Kind::LostDocument;
        assert!(!found.cases.is_empty());
        assert!(found.cases.iter().all(|case| !needy(case.kind)));
    }

    #[test]
    fn spreading_is_one_to_one() {
        for count in [1, 2, 7, 100, 618] {
            let seen: BTreeSet<usize> = (0..count).map(|at| spread(at, count)).collect();
            assert_eq!(seen.len(), count);
        }
    }
}
