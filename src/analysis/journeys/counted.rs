//! Passengers counted by flight and journey.

use super::Way;
use crate::domain::passenger::Flight;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Of a part of the night, or of all of it.
#[derive(Debug, Default)]
pub struct Counted {
    flights: Vec<(Arc<Flight>, BTreeMap<Way, u64>)>,
    places: HashMap<Arc<Flight>, usize>,
    /// The flight that was counted last: those of one mostly come one after the other.
    last: usize,
}

impl Counted {
    pub fn add(&mut self, flight: &Arc<Flight>, way: Way, passengers: u64) {
        let place = self.place(flight);
        let (_, ways) = &mut self.flights[place];
        *ways.entry(way).or_default() += passengers;
    }

    /// One who was counted, and could not be judged after all.
    pub fn take_off(&mut self, flight: &Arc<Flight>, way: Way) {
        let place = self.place(flight);
        let (_, ways) = &mut self.flights[place];
        ways.entry(way).and_modify(|count| *count -= 1);
        ways.retain(|_, count| 0 < *count);
    }

    /// With those of another part of the night.
    pub fn join(&mut self, other: Counted) {
        for (flight, ways) in other.flights {
            for (way, passengers) in ways {
                self.add(&flight, way, passengers);
            }
        }
    }

    /// In no order that means anything.
    pub fn iter(&self) -> impl Iterator<Item = (&Flight, Way, u64)> {
        let flights = self.flights.iter();
        flights.flat_map(|(flight, ways)| {
            let ways = ways.iter();
            ways.map(|(way, passengers)| (flight.as_ref(), *way, *passengers))
        })
    }

    fn place(&mut self, flight: &Arc<Flight>) -> usize {
        let last = self.flights.get(self.last);
        if last.is_some_and(|(last, _)| Arc::ptr_eq(last, flight)) {
            return self.last;
        }
        let next = self.flights.len();
        let place = match self.places.get(flight) {
            Some(known) => *known,
            None => {
                self.flights.push((Arc::clone(flight), BTreeMap::new()));
                self.places.insert(Arc::clone(flight), next);
                next
            }
        };
        self.last = place;
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recommend::samples;

    #[test]
    fn parts_of_a_night_count_as_the_whole() {
        let one = samples::passenger().flight;
        // The same flight, as another part of the feed states it.
        let again = Arc::new(Flight::clone(&one));
        let mut other = Flight::clone(&one);
        other.number = "9".to_owned();
        let other = Arc::new(other);
        let told = [
            (&one, Way::Direct),
            (&again, Way::Direct),
            (&other, Way::Leg(0)),
            (&one, Way::Leg(0)),
            (&other, Way::Leg(0)),
        ];
        let counted = |part: &[(&Arc<Flight>, Way)]| {
            let mut counted = Counted::default();
            part.iter()
                .for_each(|(flight, way)| counted.add(flight, *way, 1));
            counted
        };
        let sorted = |counted: &Counted| {
            let counts = counted.iter();
            let counts = counts.map(|(flight, way, count)| (flight.number.clone(), way, count));
            let mut counts: Vec<_> = counts.collect();
            counts.sort();
            counts
        };
        let whole = sorted(&counted(&told));
        assert_eq!(whole.iter().map(|(.., count)| count).sum::<u64>(), 5);
        assert_eq!(whole.len(), 3);
        for at in 0..=told.len() {
            let (first, second) = told.split_at(at);
            let mut joined = counted(first);
            joined.join(counted(second));
            assert_eq!(sorted(&joined), whole, "{at}");
        }
    }
}
