//! Listed people and people on no list: recall against false alerts.

use super::bench::{Bench, Screened, ScreenedQueries, outcomes};
use super::{Measured, examples, text};
use crate::analysis::evaluate::capacity::{self, Alert, Truth};
use crate::analysis::evaluate::{self, Lines, Report};
use crate::cli;
use crate::error::Result;
use crate::labelled::{self, Query};
use crate::render::quality::{self, Provenance};
use crate::settings::Settings;
use std::collections::BTreeSet;
use std::path::Path;

pub(super) fn measure(
    args: &cli::Evaluate,
    settings: &Settings,
    bench: &Bench,
    made_of: &Provenance,
) -> Result<Measured> {
    let (listed, others) = queries(args, settings)?;
    warn_of_unlisted(&listed, bench);
    let listed = ScreenedQueries::of(listed, bench)?;
    let others = ScreenedQueries::of(others, bench)?;
    let report = report(args, settings, bench, &listed, &others);
    let scores = args.scores.iter().flat_map(|_| {
        let rows = listed.each().chain(others.each());
        rows.flat_map(|(query, screened)| bench.score_rows(query, screened))
    });
    let page = args.report.as_ref().map(|_| {
        let misses = examples::misses(&listed, bench);
        let alarms = examples::alarms(&others.queries, &others.screened, bench);
        quality::page(&report, &misses, &alarms, made_of)
    });
    Ok(Measured {
        json: serde_json::to_value(&report).expect("a report is plain data"),
        text: text::of_report(&report),
        scores: scores.collect(),
        page: page.transpose()?,
    })
}

/// A wrong or older list would otherwise read as poor recall.
fn warn_of_unlisted(listed: &[Query], bench: &Bench) {
    let numbers = 0..bench.screener.entries() as u32;
    let known: BTreeSet<&str> = numbers
        .map(|number| bench.screener.entry(number).entry_id.as_str())
        .collect();
    let named = listed.iter().filter_map(|query| query.entry_id.as_deref());
    let unlisted = named.filter(|id| !known.contains(id)).count();
    if unlisted > 0 {
        bench.ui.warn(&format!(
            "{unlisted} of {} pairs name an entry that no list in force holds, and count as misses; check --watchlist",
            listed.len()
        ));
    }
}

/// Those with a true entry, and those without: the population, and the pairs that say so.
pub(super) fn queries(
    args: &cli::Evaluate,
    settings: &Settings,
) -> Result<(Vec<Query>, Vec<Query>)> {
    let read = |path: &Option<std::path::PathBuf>| match path {
        Some(path) => read(path, args, settings),
        None => Ok(Vec::new()),
    };
    let pairs = read(&args.pairs)?.into_iter();
    let (listed, others): (Vec<Query>, Vec<Query>) =
        pairs.partition(|query| query.entry_id.is_some());
    // Whatever a manifest's column of that name means, the population is on no list.
    let population = read(&args.population)?.into_iter().map(|query| Query {
        entry_id: None,
        ..query
    });
    Ok((listed, others.into_iter().chain(population).collect()))
}

fn read(path: &Path, args: &cli::Evaluate, settings: &Settings) -> Result<Vec<Query>> {
    let mut queries = labelled::read(path, settings.as_of)?;
    queries.retain(|query| {
        let group = query.group.as_ref();
        group.is_none_or(|group| !args.without_group.contains(group))
    });
    if args.name_only {
        queries.iter_mut().for_each(Query::keep_name_only);
    }
    Ok(queries)
}

fn report(
    args: &cli::Evaluate,
    settings: &Settings,
    bench: &Bench,
    listed: &ScreenedQueries,
    others: &ScreenedQueries,
) -> Report {
    let lines = Lines {
        review: settings.policy.lines.review,
        recommend: settings.policy.lines.recommend,
        lowest: bench.lowest,
        share_listed: bench.screener.share_listed(),
    };
    let (on_list, not) = (outcomes(&listed.screened), outcomes(&others.screened));
    let mut report = evaluate::report(&on_list, &not, lines);
    report.capacity = args.max_alerts.map(|most| {
        let asked = listed.each().chain(others.each());
        let alerts = asked.filter_map(|(query, screened)| alert(bench, query, screened));
        capacity::of(alerts.collect(), on_list.len(), most)
    });
    report
}

fn alert(bench: &Bench, query: &Query, screened: &Screened) -> Option<Alert> {
    let best = screened.best.first()?;
    Some(Alert {
        total: best.score.total,
        action: screened.outcome.best()?.action,
        query_id: query.id.clone(),
        entry_id: bench.screener.entry(best.entry).entry_id.clone(),
        truth: match &query.entry_id {
            None => Truth::NotListed,
            Some(_) if bench.is_true(query, best) => Truth::True,
            Some(_) => Truth::WrongEntry,
        },
    })
}
