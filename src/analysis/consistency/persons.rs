//! Which passengers of the night are one person: by a document, by a booking, or by both in
//! turn.

use super::MOST_PLACES;
use std::collections::HashMap;

/// Passengers by number, each with another one who is the same person.
#[derive(Default)]
pub(super) struct Persons(Vec<(u32, u32)>);

impl Persons {
    /// One person in too many places is test data, here as everywhere.
    pub(super) fn are_one(&mut self, same: &[u32]) {
        if let [first, others @ ..] = same
            && others.len() < MOST_PLACES
        {
            self.0.extend(others.iter().map(|other| (*first, *other)));
        }
    }

    /// Everybody with several places, each with those in order; in the order of the first.
    pub(super) fn groups(&self) -> Vec<Vec<u32>> {
        let mut above: HashMap<u32, u32> = HashMap::new();
        for (one, other) in &self.0 {
            let (one, other) = (least(&mut above, *one), least(&mut above, *other));
            // The lesser stands for both, so the order of the pairs does not matter.
            if one != other {
                above.insert(one.max(other), one.min(other));
            }
        }
        let mut known: Vec<u32> = self.0.iter().flat_map(|(a, b)| [*a, *b]).collect();
        known.sort_unstable();
        known.dedup();
        let mut placed: Vec<(u32, u32)> = Vec::with_capacity(known.len());
        for number in known {
            placed.push((least(&mut above, number), number));
        }
        placed.sort_unstable();
        let groups = placed.chunk_by(|one, other| one.0 == other.0);
        let groups = groups.filter(|group| group.len() <= MOST_PLACES);
        groups
            .map(|group| group.iter().map(|(_, number)| *number).collect())
            .collect()
    }
}

/// The number that stands for this one's person so far; ways to it are made short.
fn least(above: &mut HashMap<u32, u32>, number: u32) -> u32 {
    let mut top = number;
    while let Some(next) = above.get(&top) {
        top = *next;
    }
    let mut at = number;
    while at != top {
        at = above.insert(at, top).unwrap_or(top);
    }
    top
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_one_by_one_thing_and_another_is_one() {
        let groups = |told: &[&[u32]]| {
            let mut persons = Persons::default();
            told.iter().for_each(|same| persons.are_one(same));
            persons.groups()
        };
        assert_eq!(groups(&[&[4], &[7, 2], &[9, 3]]), [[2, 7], [3, 9]]);
        let told: [&[u32]; 4] = [&[7, 2], &[3, 9], &[9, 7], &[5, 6]];
        let expect = vec![vec![2, 3, 7, 9], vec![5, 6]];
        assert_eq!(groups(&told), expect);
        let mut turned = told;
        turned.reverse();
        assert_eq!(groups(&turned), expect);
        let test_data: Vec<u32> = (0..=MOST_PLACES as u32).collect();
        assert!(groups(&[&test_data]).is_empty());
        let (one, other) = test_data.split_at(60);
        assert!(groups(&[one, other, &[0, 99]]).is_empty());
    }
}
