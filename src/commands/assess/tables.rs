//! All tables of an assessment, in the order in which each needs the others.

use super::gathered::Gathered;
use super::known::Known;
use super::{doubts, sources};
use crate::analysis::warning::counts::Week;
use crate::analysis::warning::plot::{PlotWeek, plot};
use crate::analysis::warning::signals::Told;
use crate::error::Result;
use crate::frames::assess::baselines::baselines;
use crate::frames::assess::economy::economy;
use crate::frames::assess::exposure::weeks;
use crate::frames::assess::hubs::hubs;
use crate::frames::assess::networks::networks;
use crate::frames::assess::outcomes::outcomes;
use crate::frames::assess::pathways::pathways as journeys;
use crate::frames::assess::ratings::ratings;
use crate::frames::assess::schemes::{document_series, faults, payments};
use crate::ledger;
use crate::render::assess::{MOST_PLOTS, comparison, judgements, standing_signals};
use crate::schema::assessment::{PlotRow, Tables};
use crate::schema::networks::NetworkRow;
use crate::schema::rows::{CaseRow, LinkRow};
use crate::schema::traffic::TrafficRow;
use crate::schema::warning::{self, SignalRow, monday, week_of};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};

/// The baseline is as long before the span.
const BASELINE_WEEKS: Week = 52;

pub fn all(known: Known) -> Result<Tables> {
    let (from, _) = known.span;
    let before = (from - BASELINE_WEEKS, from);
    let within = |(from, end): (Week, Week)| -> Vec<TrafficRow> {
        let rows = known.traffic.iter();
        rows.filter(|row| (from..end).contains(&week_of(row.departure_day)))
            .cloned()
            .collect()
    };
    let (traffic, traffic_before) = (within(known.span), within(before));
    let cases = cases(known.gathered, known.span);
    let cases_before = self::cases(known.gathered, before);
    let words = words(known.decisions, known.span);
    let signals = warning::signals(&known.walked.told);
    let severities = known.settings.policy.categories.iter();
    let severities = severities.map(|(name, category)| (name.clone(), category.severity));
    let economy_before = economy(&traffic_before, &cases_before, known.decisions)?;
    let economy = economy(&traffic, &cases, known.decisions)?;
    let days = |(from, end): (Week, Week)| (monday(from), monday(end));
    let mut tables = Tables {
        plots: plots(&known, &signals),
        signals,
        pathways: known.pathways.clone(),
        weeks: weeks(&traffic)?,
        hubs: hubs(&traffic)?,
        journeys: journeys(&traffic)?,
        networks: networks(
            &networks_of(known.gathered, &cases),
            known.decisions,
            &severities.collect(),
        )?,
        faults: faults(&traffic)?,
        document_series: document_series(&cases)?,
        payments: payments(&links_of(known.gathered, &cases), &cases)?,
        outcomes: outcomes(&words)?,
        baselines: baselines(
            known.decisions,
            (days(known.span), days(before)),
            (&economy, &economy_before),
        )?,
        comparison: comparison(&economy),
        economy,
        ratings: ratings(&known.gathered.evidence)?,
        ..Tables::default()
    };
    tables.explanations = doubts::explanations(&known, &tables);
    tables.gaps = doubts::gaps(&known, &tables, &traffic);
    let (mut rows, named) = sources::sources(&known, &tables, &cases);
    tables.judgements = judgements(&tables, &named);
    for row in &mut rows {
        let rests = tables.judgements.iter();
        let rests = rests.filter(|judgement| judgement.sources.contains(&row.source));
        row.carries = rests.map(|judgement| judgement.judgement.clone()).collect();
    }
    tables.sources = rows;
    Ok(tables)
}

/// Whether a departure is in some weeks.
fn departs_within(departure: Timestamp, (from, end): (Week, Week)) -> bool {
    let week = week_of(departure.to_zoned(TimeZone::UTC).date());
    (from..end).contains(&week)
}

fn cases(gathered: &Gathered, span: (Week, Week)) -> Vec<CaseRow> {
    let cases = gathered.cases.iter();
    cases
        .filter(|case| departs_within(case.scheduled_departure, span))
        .cloned()
        .collect()
}

fn words(decisions: &[ledger::Row], span: (Week, Week)) -> Vec<ledger::Row> {
    let words = decisions.iter();
    words
        .filter(|word| departs_within(word.scheduled_departure, span))
        .cloned()
        .collect()
}

/// Networks that had a case in the span.
fn networks_of(gathered: &Gathered, cases: &[CaseRow]) -> Vec<NetworkRow> {
    let own: BTreeSet<(&str, &str)> = names(cases);
    let networks = gathered.networks.iter();
    networks
        .filter(|row| {
            let mut ids = row.case_ids.iter();
            ids.any(|id| own.contains(&(row.run_id.as_str(), id.as_str())))
        })
        .cloned()
        .collect()
}

fn links_of(gathered: &Gathered, cases: &[CaseRow]) -> Vec<LinkRow> {
    let own = names(cases);
    let links = gathered.links.iter();
    links
        .filter(|row| own.contains(&(row.run_id.as_str(), row.case_id.as_str())))
        .cloned()
        .collect()
}

fn names(cases: &[CaseRow]) -> BTreeSet<(&str, &str)> {
    cases
        .iter()
        .map(|case| (case.run_id.as_str(), case.case_id.as_str()))
        .collect()
}

/// Of the signals that stand, the surest first.
fn plots(known: &Known, signals: &[SignalRow]) -> Vec<PlotRow> {
    let told: BTreeMap<Name, &Told> = known
        .walked
        .told
        .iter()
        .zip(signals)
        .map(|(told, row)| (name(row), told))
        .collect();
    let standing = standing_signals(signals);
    let numbered = (1..).zip(standing).take(MOST_PLOTS);
    numbered
        .flat_map(|(number, row)| {
            let weeks = told.get(&name(row)).map_or_else(Vec::new, |told| {
                let asked = (told.week, told.judged.asked);
                plot(known.counts, known.cuts, asked, &told.judged.finding)
            });
            weeks
                .into_iter()
                .map(move |week| plot_row(number, row, week))
        })
        .collect()
}

type Name<'a> = (
    jiff::civil::Date,
    &'a str,
    &'a str,
    &'a str,
    Option<&'a str>,
    &'a str,
);

fn name(row: &SignalRow) -> Name<'_> {
    (
        row.week,
        &row.class,
        &row.level,
        &row.place,
        row.category.as_deref(),
        &row.reason_class,
    )
}

fn plot_row(plot: i32, signal: &SignalRow, week: PlotWeek) -> PlotRow {
    let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    PlotRow {
        plot,
        level: signal.level.clone(),
        place: signal.place.clone(),
        category: signal.category.clone(),
        reason_class: signal.reason_class.clone(),
        week: monday(week.week),
        part: week.part.as_str().to_owned(),
        cases: whole(week.cases),
        passengers: week.screened as i64,
        expected: week.expected,
        smallest_flagged: week.smallest_flagged.map(whole),
        changed: week.changed,
    }
}
