//! Displacement: when a signal has ended, whether the flow went to places that share an airport.

use super::counts::{Counts, Level, Series, Week};
use super::finding::{Finding, Ground};
use super::probability::{Beside, Known, from_past, others_sums, rates};
use super::weeks::{CALM, FEWEST, compared, since};
use crate::analysis::chance::interval::Rates;

/// Weeks behind its end in which it is asked where the flow went.
pub const ASKED: i32 = CALM;

/// A signal that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    pub level: Level,
    pub place: String,
    pub subject: usize,
    /// The week of its end.
    pub week: Week,
}

impl Ended {
    pub fn is_of(&self, level: Level, subject: usize) -> bool {
        self.level == level && self.subject == subject
    }
}

/// All neighbours together, of the longest window: each for itself is asked anyway.
pub fn ask(known: Known, ended: &Ended, series: &[&Series], all: &Series) -> Option<Finding> {
    let places = &known.counts.of(known.level).places;
    let near = neighbours(known.counts, known.level, &ended.place);
    let own = series.iter().filter(|one| near(&places[one.place]));
    let compared = compared(known.week, CALM);
    let base = since(compared.base, known.cut);
    let sum = |base| {
        let each = own
            .clone()
            .map(|one| rates(known, one, compared.window, base));
        each.reduce(|sum, one| Rates {
            window: sum.window + one.window,
            base: sum.base + one.base,
            screened_in_window: sum.screened_in_window + one.screened_in_window,
            screened_in_base: sum.screened_in_base + one.screened_in_base,
        })
    };
    let (past, year) = (sum(base)?, sum(compared.base)?);
    let is_known = 0.0 < past.screened_in_window && 0.0 < past.screened_in_base;
    if base.1 - base.0 < FEWEST || !is_known || past.window + past.base == 0 {
        return None;
    }
    let whole = others_sums(
        known,
        (own.clone().next()?, all),
        compared.window,
        compared.base,
    );
    let beside = Beside {
        own: year,
        others: Rates {
            window: whole.own.window + whole.others.window - year.window,
            base: whole.own.base + whole.others.base - year.base,
            screened_in_window: whole.own.screened_in_window + whole.others.screened_in_window
                - year.screened_in_window,
            screened_in_base: whole.own.screened_in_base + whole.others.screened_in_base
                - year.screened_in_base,
        },
    };
    let scatter = known.scatter.of(from_past(past) / f64::from(CALM));
    let probability = past.tail(scatter, 1.0, past.window);
    Some(Finding {
        level: known.level,
        place: format!("near {}", ended.place),
        subject: known.counts.subjects[ended.subject].clone(),
        ground: Ground::Displacement,
        weeks: CALM,
        rates: past,
        base_weeks: (base.1 - base.0.max(known.counts.first)).max(0) as usize,
        expected: from_past(past),
        scatter,
        probability: probability.max(beside.probability(scatter)),
    })
}

/// Places that share an airport, and hubs or arrivals at the other end of the same routes.
fn neighbours(counts: &Counts, level: Level, place: &str) -> impl Fn(&str) -> bool {
    let routes = &counts.of(Level::Route).places;
    let pairs = routes.iter().filter_map(|route| route.split_once('-'));
    let over = |of: fn((&str, &str)) -> (String, String)| {
        let pairs: Vec<(String, String)> = pairs.clone().map(of).collect();
        let ends: Vec<String> = pairs
            .iter()
            .filter(|(own, _)| own == place)
            .map(|(_, end)| end.clone())
            .collect();
        let near = pairs.into_iter().filter(|(_, end)| ends.contains(end));
        near.map(|(own, _)| own).collect::<Vec<String>>()
    };
    let near = match level {
        Level::Hub => over(|(from, to)| (from.to_owned(), to.to_owned())),
        Level::Arrival => over(|(from, to)| (to.to_owned(), from.to_owned())),
        Level::Route | Level::Journey => Vec::new(),
    };
    let place = place.to_owned();
    move |other: &str| match level {
        Level::Hub | Level::Arrival => other != place && near.iter().any(|near| near == other),
        Level::Route | Level::Journey => {
            let airports = || place.split('-');
            other != place && other.split('-').any(|one| airports().any(|own| own == one))
        }
    }
}
