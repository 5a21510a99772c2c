//! Which of a passenger's tokens must be followed so that no entry reaching the need can
//! be missed.
//!
//! An entry that shares no followed token can collect, at each unfollowed position, at
//! most that position's best pair, and at a followed one at most an initial. Leave
//! unfollowed what costs most to follow, while those sums stay below the need. The
//! direction of error: following too much is slow, too little would lose a match.

use crate::domain::points::Points;

/// What one position may bring, and how many entries following it would offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub most: Points,
    /// What it brings to an entry that shares nothing there.
    pub floor: Points,
    pub cost: usize,
}

/// The positions to follow. The need is above what sharing nothing brings.
pub fn followed(positions: &[Position], need: Points) -> Vec<usize> {
    let mut dearest: Vec<usize> = (0..positions.len()).collect();
    dearest.sort_by_key(|&number| (std::cmp::Reverse(positions[number].cost), number));
    let mut others: Points = positions.iter().map(|position| position.floor).sum();
    dearest.retain(|&number| {
        let more = positions[number].most - positions[number].floor;
        let left = others + more < need;
        if left {
            others += more;
        }
        !left
    });
    dearest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_tokens_are_left_when_they_cannot_reach_the_need_alone() {
        for (floor, need, expect) in [
            (0, 1000, vec![1]),
            (0, 600, vec![0, 1]),
            (150, 700, vec![0, 1]),
            (150, 751, vec![1]),
            (-200, 401, vec![1]),
        ] {
            let position = |(most, cost)| Position {
                most: Points(most),
                floor: Points(floor),
                cost,
            };
            let rare_and_common = [(600, 9000), (1500, 3)].map(position);
            assert_eq!(followed(&rare_and_common, Points(need)), expect);
        }
    }
}
