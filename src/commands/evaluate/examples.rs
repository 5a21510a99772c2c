//! The worst misses and the worst false alarms, for the report alone: names of people
//! belong neither on standard output nor in a log.

use super::bench::{Bench, Screened, ScreenedQueries};
use crate::domain::points::Points;
use crate::labelled::Query;
use crate::render::quality::Example;
use crate::screen::Ranked;
use std::collections::BTreeMap;

/// Of each kind.
const SHOWN: usize = 25;

/// Listed people whose true entry has the lowest total, lowest first; those it was never
/// offered for are scored against it. Ties go by query id.
pub(super) fn misses(asked: &ScreenedQueries, bench: &Bench) -> Vec<Example> {
    let mut numbers: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for number in 0..bench.screener.entries() as u32 {
        let id = bench.screener.entry(number).entry_id.as_str();
        numbers.entry(id).or_default().push(number);
    }
    let mut found: Vec<(Points, &Query, Ranked)> = asked
        .each()
        .filter(|(_, screened)| !is_right(screened))
        .filter_map(|(query, _)| {
            let same_id = numbers.get(query.entry_id.as_deref()?)?;
            let scored = same_id
                .iter()
                .filter_map(|number| bench.screener.against(&query.person, *number));
            let best = scored.max_by_key(|ranked| ranked.score.total)?;
            Some((best.score.total, query, best))
        })
        .collect();
    found.sort_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
    shown(found, bench)
}

/// Found first and above even odds: no miss by any measure, so not scored again.
fn is_right(screened: &Screened) -> bool {
    let truth = screened.outcome.truth;
    truth.is_some_and(|found| found.rank == 1 && Points::ZERO < found.total)
}

/// People with the highest total on an entry that is not theirs, highest first. Ties go by
/// query id.
pub(super) fn alarms(queries: &[Query], screened: &[Screened], bench: &Bench) -> Vec<Example> {
    let with_best = queries
        .iter()
        .zip(screened)
        .filter_map(|(query, one)| Some((one.outcome.wrong?.total, query, one.best.first()?)));
    let mut found: Vec<(Points, &Query, &Ranked)> = with_best.collect();
    found.sort_by(|a, b| (-a.0, &a.1.id).cmp(&(-b.0, &b.1.id)));
    shown(found, bench)
}

fn shown<R: std::borrow::Borrow<Ranked>>(
    mut found: Vec<(Points, &Query, R)>,
    bench: &Bench,
) -> Vec<Example> {
    found.truncate(SHOWN);
    let example = |(_, query, ranked): (Points, &Query, R)| Example {
        query_id: query.id.clone(),
        group: query.group.clone(),
        surname: query.person.surname.clone(),
        given_names: query.person.given_names.clone(),
        hit: bench.screener.explain(&query.person, ranked.borrow()),
    };
    found.into_iter().map(example).collect()
}
