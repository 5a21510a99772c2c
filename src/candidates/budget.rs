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

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// No entry can reach the need through names.
    Nothing,
    /// Follow these positions. An entry that shares nothing there gets the others' bits.
    Follow {
        followed: Vec<usize>,
        others: Points,
    },
    /// Sharing nothing might reach the need: look at every entry.
    Everything,
}

pub fn plan(positions: &[Position], need: Points) -> Plan {
    let all: Points = positions.iter().map(|position| position.most).sum();
    if all < need {
        return Plan::Nothing;
    }
    let least: Points = positions.iter().map(|position| position.floor).sum();
    if need <= least {
        return Plan::Everything;
    }
    let mut dearest: Vec<usize> = (0..positions.len()).collect();
    dearest.sort_by_key(|&number| (std::cmp::Reverse(positions[number].cost), number));
    let mut others = least;
    let mut followed = Vec::new();
    for number in dearest {
        let more = positions[number].most - positions[number].floor;
        if others + more < need {
            others += more;
        } else {
            followed.push(number);
        }
    }
    Plan::Follow { followed, others }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn positions(table: &[(i32, i32, usize)]) -> Vec<Position> {
        let position = |&(most, floor, cost)| Position {
            most: Points(most),
            floor: Points(floor),
            cost,
        };
        table.iter().map(position).collect()
    }

    fn follow(followed: &[usize], others: i32) -> Plan {
        Plan::Follow {
            followed: followed.to_vec(),
            others: Points(others),
        }
    }

    #[test]
    fn common_tokens_are_left_when_they_cannot_reach_the_need_alone() {
        for (floor, need, expect) in [
            (0, 2200, Plan::Nothing),
            (0, 1000, follow(&[1], 600)),
            (0, 600, follow(&[0, 1], 0)),
            (150, 700, follow(&[0, 1], 300)),
            (150, 751, follow(&[1], 750)),
            (150, 300, Plan::Everything),
            (-200, 401, follow(&[1], 400)),
        ] {
            let rare_and_common = positions(&[(600, floor, 9000), (1500, floor, 3)]);
            assert_eq!(plan(&rare_and_common, Points(need)), expect);
        }
    }
}
