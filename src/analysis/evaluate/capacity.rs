//! So many reviews a night and no more: where does the line then fall?
//!
//! Each query and person is one alert, by their best hit. Alerts are ordered by total, best
//! first; equal totals by what the policy asks for, gravest first (below the review line
//! nothing is asked), then by query id, then by entry id. The last two have no meaning but
//! are the same every time; how much hangs on them is the tie band.

use crate::decide::Action;
use crate::domain::points::Points;
use serde::Serialize;
use std::cmp::Reverse;

/// One query's best hit, and whether it is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    pub total: Points,
    pub action: Option<Action>,
    pub query_id: String,
    pub entry_id: String,
    pub truth: Truth,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// A listed person, and the entry is theirs.
    True,
    /// A listed person under another's entry.
    WrongEntry,
    /// A person on no list.
    NotListed,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Capacity {
    pub max_alerts: usize,
    /// Alerts within it: fewer than `max_alerts` only when there are no more.
    pub alerts: usize,
    /// Total of the last alert within it.
    pub threshold_bits: Option<f64>,
    /// Share of the pairs that are within it under their true entry.
    pub recall: f64,
    pub true_alerts: usize,
    /// Listed people within it whose best hit is another entry.
    pub wrong_entries: usize,
    /// People on no list within it.
    pub false_alerts: usize,
    pub tie_band: TieBand,
    /// The best total that is left out.
    pub next_bits: Option<f64>,
    /// So far the threshold must fall for one alert more; 0 inside a tie.
    pub next_costs_bits: Option<f64>,
}

/// Alerts that share the last total. Which of them are in is chance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TieBand {
    pub alerts: usize,
    #[serde(rename = "in")]
    pub inside: usize,
    #[serde(rename = "out")]
    pub outside: usize,
    pub true_in: usize,
    pub true_out: usize,
}

pub fn of(mut alerts: Vec<Alert>, pairs: usize, max_alerts: usize) -> Capacity {
    alerts.sort_by(|a, b| key(a).cmp(&key(b)));
    let (inside, outside) = alerts.split_at(max_alerts.min(alerts.len()));
    let count = |truth| inside.iter().filter(|alert| alert.truth == truth).count();
    let last = inside.last().map(|alert| alert.total);
    let next = outside.first().map(|alert| alert.total);
    Capacity {
        max_alerts,
        alerts: inside.len(),
        threshold_bits: last.map(Points::bits),
        recall: count(Truth::True) as f64 / pairs.max(1) as f64,
        true_alerts: count(Truth::True),
        wrong_entries: count(Truth::WrongEntry),
        false_alerts: count(Truth::NotListed),
        tie_band: last.map_or_else(TieBand::default, |last| tie_band(inside, outside, last)),
        next_bits: next.map(Points::bits),
        next_costs_bits: last.zip(next).map(|(last, next)| (last - next).bits()),
    }
}

fn key(alert: &Alert) -> (Reverse<Points>, Reverse<Option<Action>>, &str, &str) {
    let Alert {
        total,
        action,
        query_id,
        entry_id,
        truth: _,
    } = alert;
    (Reverse(*total), Reverse(*action), query_id, entry_id)
}

fn tie_band(inside: &[Alert], outside: &[Alert], last: Points) -> TieBand {
    let tied = |alerts: &[Alert]| alerts.iter().filter(|alert| alert.total == last).count();
    let right = |alerts: &[Alert]| {
        let tied = alerts.iter().filter(|alert| alert.total == last);
        tied.filter(|alert| alert.truth == Truth::True).count()
    };
    TieBand {
        alerts: tied(inside) + tied(outside),
        inside: tied(inside),
        outside: tied(outside),
        true_in: right(inside),
        true_out: right(outside),
    }
}
