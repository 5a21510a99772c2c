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
    pub cost: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// No entry can reach the need through names.
    Nothing,
    /// Follow these positions.
    Follow(Vec<usize>),
    /// Initials alone might reach the need: look at every entry.
    Everything,
}

/// `by_initial` is the most that a followed position can still bring to an entry which
/// shares none of its tokens.
pub fn plan(positions: &[Position], by_initial: Points, need: Points) -> Plan {
    let all: Points = positions.iter().map(|position| position.most).sum();
    if all < need {
        return Plan::Nothing;
    }
    let least: Points = positions
        .iter()
        .map(|position| position.most.min(by_initial))
        .sum();
    if need <= least {
        return Plan::Everything;
    }
    let mut dearest: Vec<usize> = (0..positions.len()).collect();
    dearest.sort_by_key(|&number| (std::cmp::Reverse(positions[number].cost), number));
    let mut unfollowed = least;
    let mut followed = Vec::new();
    for number in dearest {
        let position = positions[number];
        let more = position.most - position.most.min(by_initial);
        if unfollowed + more < need {
            unfollowed += more;
        } else {
            followed.push(number);
        }
    }
    Plan::Follow(followed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn positions(table: &[(i32, usize)]) -> Vec<Position> {
        let position = |&(most, cost)| Position {
            most: Points(most),
            cost,
        };
        table.iter().map(position).collect()
    }

    #[test]
    fn common_tokens_are_left_when_they_cannot_reach_the_need_alone() {
        let rare_and_common = positions(&[(600, 9000), (1500, 3)]);
        for (initial, need, expect) in [
            (0, 2200, Plan::Nothing),
            (0, 1000, Plan::Follow(vec![1])),
            (0, 600, Plan::Follow(vec![0, 1])),
            (150, 700, Plan::Follow(vec![0, 1])),
            (150, 751, Plan::Follow(vec![1])),
            (150, 300, Plan::Everything),
        ] {
            assert_eq!(
                plan(&rare_and_common, Points(initial), Points(need)),
                expect
            );
        }
    }
}
