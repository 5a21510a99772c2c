//! Pairs the tokens of two names one to one for the greatest total.
//!
//! Exact, by dynamic programming over the passenger's positions and the set of listed
//! positions already used. Ties fall to the earlier pair, so the answer never depends on
//! threads or hashing.

use crate::domain::points::Points;
use crate::evidence::name::{NameWeights, is_role_swap};
use crate::evidence::prepared::{ListedItem, PassengerItem, PreparedName, PreparedPassenger};
use crate::names::relation::Relation;

/// A passenger's reading paired with a listed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    pub passenger_item: u16,
    pub listed_item: u16,
    pub relation: Relation,
    pub swapped: bool,
    pub points: Points,
}

/// The best pairing of two names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alignment {
    pub total: Points,
    /// In the order of the passenger's tokens.
    pub pairs: Vec<Pair>,
}

/// A pair in the running: what it adds over leaving its tokens alone.
struct Edge {
    pair: Pair,
    start: usize,
    end: usize,
    listed_mask: u16,
    gain: i32,
}

/// The best total of the two names, if it can reach `need`.
///
/// Gives up early only when the sum of every position's best pair is too low, which
/// bounds the true total from above.
pub fn align(
    passenger: &PreparedPassenger,
    name: &PreparedName,
    weights: &NameWeights,
    need: Points,
) -> Option<Alignment> {
    let edges = edges(passenger, name, weights);
    let nothing_paired = passenger.left_sum + name.left_sum;
    let most: i32 = best_gain_by_start(&edges, passenger.tokens.len());
    if nothing_paired + Points(most) < need {
        return None;
    }
    let (gain, pairs) = best_pairs(&edges, passenger.tokens.len(), name.roles.len());
    let total = nothing_paired + Points(gain);
    (need <= total).then_some(Alignment { total, pairs })
}

fn best_gain_by_start(edges: &[Edge], positions: usize) -> i32 {
    let mut best = [0; 16];
    for edge in edges {
        best[edge.start] = best[edge.start].max(edge.gain);
    }
    best[..positions].iter().sum()
}

fn edges(passenger: &PreparedPassenger, name: &PreparedName, weights: &NameWeights) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (l, other) in (0_u16..).zip(&name.items) {
        for (p, related) in passenger.relatives_of(other.token) {
            let one = &passenger.items[p];
            if may_pair(one, other, related.relation) {
                let found = (related.relation, related.points);
                edges.extend(edge(passenger, name, weights, (p as u16, l), found));
            }
        }
        if other.is_initial || passenger.has_initials {
            for (p, one) in (0_u16..).zip(&passenger.items) {
                if is_initial_of(one, other) {
                    let found = (Relation::Initial, weights.initial);
                    edges.extend(edge(passenger, name, weights, (p, l), found));
                }
            }
        }
    }
    edges.sort_by_key(|edge| (edge.pair.passenger_item, edge.pair.listed_item));
    edges
}

/// `None` when leaving both sides over is no worse.
fn edge(
    passenger: &PreparedPassenger,
    name: &PreparedName,
    weights: &NameWeights,
    (p, l): (u16, u16),
    (relation, points): (Relation, Points),
) -> Option<Edge> {
    let (one, other) = (
        &passenger.items[usize::from(p)],
        &name.items[usize::from(l)],
    );
    let swapped = is_swap(passenger, name, one, other);
    let cost = if swapped {
        weights.role_swapped
    } else {
        Points::ZERO
    };
    let points = points.min(one.most).min(other.most) + cost;
    let saved = left_in(one.item.mask, &passenger.left) + left_in(other.mask, &name.left);
    let gain = (points - saved).0;
    (0 < gain).then_some(Edge {
        pair: Pair {
            passenger_item: p,
            listed_item: l,
            relation,
            swapped,
            points,
        },
        start: one.item.start(),
        end: one.item.end(),
        listed_mask: other.mask,
        gain,
    })
}

fn may_pair(one: &PassengerItem, other: &ListedItem, relation: Relation) -> bool {
    let (join, other_join) = (one.item.is_join(), other.mask.count_ones() > 1);
    // MOHAMMED begins MOHAMMED BORISLAV, but proves nothing of BORISLAV.
    let half_a_join = (join || other_join) && relation == Relation::Truncated;
    let both_joined = join && other_join;
    !(both_joined || half_a_join)
}

fn is_initial_of(one: &PassengerItem, other: &ListedItem) -> bool {
    let joined = one.item.is_join() || other.mask.count_ones() > 1;
    (one.is_initial || other.is_initial) && one.initial == other.initial && !joined
}

fn is_swap(
    passenger: &PreparedPassenger,
    name: &PreparedName,
    one: &PassengerItem,
    other: &ListedItem,
) -> bool {
    let listed = other.mask.trailing_zeros() as usize;
    is_role_swap(passenger.tokens[one.item.start()].role, name.roles[listed])
}

fn left_in(mask: u16, left: &[Points]) -> Points {
    let used = left
        .iter()
        .enumerate()
        .filter(|(position, _)| mask & (1 << position) != 0);
    used.map(|(_, points)| *points).sum()
}

/// No state reached.
const NEVER: i32 = i32::MIN;
/// Reached by leaving a passenger token alone.
const SKIP: u16 = u16::MAX;

/// `best[p][mask]`: the greatest gain with passenger positions below p decided and listed
/// positions `mask` used, with the edge that led there.
fn best_pairs(edges: &[Edge], positions: usize, listed: usize) -> (i32, Vec<Pair>) {
    if edges.is_empty() {
        return (0, Vec::new());
    }
    let width = 1 << listed;
    let mut best = vec![(NEVER, SKIP); (positions + 1) * width];
    best[0] = (0, SKIP);
    for p in 0..positions {
        for mask in 0..width {
            let (gain, _) = best[p * width + mask];
            if gain == NEVER {
                continue;
            }
            offer(&mut best[(p + 1) * width + mask], gain, SKIP);
            for (number, edge) in edges.iter().enumerate() {
                if edge.start == p && mask & usize::from(edge.listed_mask) == 0 {
                    let used = mask | usize::from(edge.listed_mask);
                    offer(
                        &mut best[edge.end * width + used],
                        gain + edge.gain,
                        number as u16,
                    );
                }
            }
        }
    }
    let last = &best[positions * width..];
    let top = (0..width)
        .rev()
        .max_by_key(|&mask| last[mask].0)
        .unwrap_or(0);
    (last[top].0, walk_back(edges, &best, width, positions, top))
}

fn offer(state: &mut (i32, u16), gain: i32, edge: u16) {
    if state.0 < gain {
        *state = (gain, edge);
    }
}

fn walk_back(
    edges: &[Edge],
    best: &[(i32, u16)],
    width: usize,
    mut p: usize,
    mut mask: usize,
) -> Vec<Pair> {
    let mut pairs = Vec::new();
    while p > 0 {
        match best[p * width + mask].1 {
            SKIP => p -= 1,
            number => {
                let edge = &edges[number as usize];
                pairs.push(edge.pair);
                p = edge.start;
                mask &= !usize::from(edge.listed_mask);
            }
        }
    }
    pairs.reverse();
    pairs
}
