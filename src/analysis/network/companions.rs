//! Who is in one booking with somebody.

use super::walk::{Held, Who};
use crate::analysis::links::keys::{Key, Relation};
use crate::domain::ids::RowRef;
use std::collections::{BTreeMap, BTreeSet};

/// A booking of more people is a group that somebody else put together, and no party.
const MOST_IN_PARTY: usize = 9;

/// Rows of other people in a booking of these cases, with the numbers of the cases. `held` has
/// the cases' rows and all that share a value with them. Nobody is followed further.
pub fn companions(
    cases: &[(usize, &[RowRef])],
    held: &[Held],
) -> BTreeMap<RowRef, BTreeSet<usize>> {
    let mut bookings: BTreeMap<&Key, Vec<&Held>> = BTreeMap::new();
    for row in held {
        for key in row.keys.iter().filter(|key| key.0 == Relation::SameBooking) {
            bookings.entry(key).or_default().push(row);
        }
    }
    let mut found: BTreeMap<RowRef, BTreeSet<usize>> = BTreeMap::new();
    for party in bookings.values() {
        let people: BTreeSet<Who> = party.iter().map(|one| one.who).collect();
        if MOST_IN_PARTY < people.len() {
            continue;
        }
        for (case, rows) in cases {
            let own = party.iter().filter(|one| rows.contains(&one.row));
            let own: BTreeSet<Who> = own.map(|one| one.who).collect();
            if own.is_empty() {
                continue;
            }
            for other in party.iter().filter(|one| !own.contains(&one.who)) {
                found.entry(other.row).or_default().insert(*case);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(row: u64) -> RowRef {
        RowRef { file: 0, row }
    }

    /// Person and booking of each row, from 0.
    fn raised(cases: &[(usize, &[RowRef])], rows: &[(u64, &str)]) -> Vec<(u64, Vec<usize>)> {
        let held: Vec<Held> = (0..)
            .zip(rows)
            .map(|(number, (who, booking))| Held {
                row: row(number),
                who: Who {
                    name: *who,
                    birth: 1,
                },
                keys: vec![
                    (Relation::SameBooking, (*booking).to_owned()),
                    (Relation::SamePayment, "one card".to_owned()),
                ],
                agency: None,
            })
            .collect();
        let found = companions(cases, &held).into_iter();
        found
            .map(|(row, cases)| (row.row, cases.into_iter().collect()))
            .collect()
    }

    #[test]
    fn the_booking_alone_makes_a_companion_and_no_further_one() {
        // 0 is listed, on two flights; 1 is with him; 2 is with 1 in another booking.
        let rows = [(0, "A"), (0, "A"), (1, "A"), (1, "B"), (2, "B")];
        let own = [row(0), row(1)];
        assert_eq!(raised(&[(7, &own)], &rows), [(2, vec![7])]);
        // Two listed people in one booking raise each other and the third, who is told of both.
        let (first, second) = ([row(0)], [row(2)]);
        let both = [(0, first.as_slice()), (1, second.as_slice())];
        let three = [(0, "A"), (5, "A"), (1, "A")];
        assert_eq!(
            raised(&both, &three),
            [(0, vec![1]), (1, vec![0, 1]), (2, vec![0])]
        );
    }

    #[test]
    fn a_group_of_ten_is_no_party() {
        let party = |people: u64| {
            let rows: Vec<(u64, &str)> = (0..people).map(|who| (who, "A")).collect();
            raised(&[(0, &[row(0)])], &rows).len()
        };
        assert_eq!((party(9), party(10)), (8, 0));
    }
}
