//! Key judgements, by rule: how likely, in closed words with the number beside; and how much each
//! rests on, in a sentence of its own.

use super::phrases::{count, day, place, rate, ratio, standing_signals, subject, sunday, weeks};
use super::release::{self, has_counts, is_small};
use super::view::{Judgement, Section};
use super::{Assessed, scale};
use crate::analysis::assessment::confidence::{Basis, Confidence};
use crate::analysis::assessment::likelihood::{Likelihood, of_signal};
use crate::analysis::chance::tails::binomial;
use crate::analysis::trends::FEWEST;
use crate::analysis::warning::counts::Level;
use crate::analysis::warning::finding::Ground;
use crate::inert::cut;
use crate::schema::assessment::{DimensionRow, JudgementRow, Tables};
use crate::schema::warning::{PathwayRow, SignalRow};
use std::collections::BTreeMap;

/// Signals that are judged; the others stand in the table below.
const MOST_SIGNALS: usize = 5;

/// Of traffic, decisions and findings, and lists by category.
pub struct Known {
    pub traffic: String,
    pub decisions: String,
    pub findings: String,
    pub lists: BTreeMap<String, Vec<String>>,
    /// By list.
    pub of_list: BTreeMap<String, String>,
    /// Whether lists or rules changed within the year, by whoever is concerned.
    pub changed: Vec<Option<String>>,
    pub publish: bool,
}

/// From the other tables of an assessment.
pub fn judgements(tables: &Tables, known: &Known) -> Vec<JudgementRow> {
    let standing = standing_signals(&tables.signals);
    let mut rows: Vec<JudgementRow> = standing
        .iter()
        .take(MOST_SIGNALS)
        .map(|signal| of_rise(signal, known))
        .collect();
    if rows.is_empty() {
        rows.push(nothing_rose(tables, known));
    }
    rows.extend(surest_pathway(tables, known));
    rows.extend(worst_list(tables, known));
    (1..)
        .zip(&mut rows)
        .for_each(|(number, row)| row.judgement = format!("J{number}"));
    rows
}

fn judged(
    statement: String,
    likelihood: Option<Likelihood>,
    (confidence, basis): (Confidence, String),
    sources: Vec<String>,
) -> JudgementRow {
    JudgementRow {
        judgement: String::new(),
        statement,
        likelihood: likelihood.map(|likelihood| likelihood.word().to_owned()),
        probability: likelihood.map(|likelihood| i32::from(likelihood.percent())),
        confidence: confidence.as_str().to_owned(),
        basis,
        sources,
    }
}

fn of_rise(signal: &SignalRow, known: &Known) -> JudgementRow {
    let about = subject(signal.category.as_deref(), &signal.reason_class);
    let concerns = |whose: &Option<String>| whose.is_none() || *whose == signal.category;
    let basis = Basis {
        cases: signal.cases,
        weeks: signal.base_weeks,
        twice: signal.compared_with == Ground::PastAndOthers.as_str(),
        changed: known.changed.iter().any(concerns),
    };
    let counts = match has_counts(&signal.level, &signal.place, known.publish) {
        false => "Counts of this kind of place are not released".to_owned(),
        true if known.publish && (is_small(signal.cases) || is_small(signal.base_cases)) => {
            format!(
                "{} cases in {}",
                release::alone(signal.cases, true),
                weeks(signal.window_weeks)
            )
        }
        true => format!(
            "{} cases in {} to {}, {:.1} expected from {} weeks before",
            count(signal.cases),
            weeks(signal.window_weeks),
            day(sunday(signal.week)),
            signal.expected,
            signal.base_weeks
        ),
    };
    let twice = match basis.twice {
        true => "its own past and all other places both say so",
        false => "only one comparison was possible",
    };
    let changed = match basis.changed {
        true => "; lists or rules changed within the year",
        false => "",
    };
    judged(
        format!(
            "the rise of {about} at {} is more than chance",
            place(&signal.level, &signal.place)
        ),
        Some(of_signal(signal.adjusted, Level::ALL.len())),
        (
            Confidence::of(basis),
            format!("{counts}; {twice}{changed}."),
        ),
        sources_of(signal.category.as_deref(), known),
    )
}

/// What a judgement on cases of a category, or of findings, rests on.
fn sources_of(category: Option<&str>, known: &Known) -> Vec<String> {
    let mut sources = vec![known.traffic.clone()];
    match category {
        Some(category) => {
            let lists = known.lists.get(category).into_iter().flatten();
            sources.extend(lists.cloned());
        }
        None => sources.push(known.findings.clone()),
    }
    sources
}

fn nothing_rose(tables: &Tables, known: &Known) -> JudgementRow {
    let weeks = tables.weeks.len();
    let confidence = match weeks {
        0..26 => Confidence::Low,
        26..60 => Confidence::Moderate,
        _ => Confidence::High,
    };
    judged(
        "No series rose more than chance explains; nothing is judged to have changed.".to_owned(),
        None,
        (
            confidence,
            format!(
                "Weeks of the span with traffic: {weeks}. What was too little to show stands under Method."
            ),
        ),
        vec![known.traffic.clone()],
    )
}

/// The first of the ranking, if its interval lies above what is usual for its level and subject.
fn surest_pathway(tables: &Tables, known: &Known) -> Option<JudgementRow> {
    let routes = tables.pathways.iter();
    let first = routes
        .filter(|row| has_counts(&row.level, &row.place, known.publish))
        .find(|row| FEWEST as i64 <= row.cases)?;
    let usual = usual(tables, first)?;
    if first.low <= usual {
        return None;
    }
    let basis = Basis {
        cases: first.cases,
        weeks: i32::try_from(tables.weeks.len()).unwrap_or(i32::MAX),
        twice: true,
        changed: !known.changed.is_empty(),
    };
    let about = subject(first.category.as_deref(), &first.reason_class);
    Some(judged(
        format!(
            "passengers of {} become cases of {about} more often than is usual",
            place(&first.level, &first.place)
        ),
        // One side of a 95 % interval.
        Some(Likelihood::of(0.975)),
        (
            Confidence::of(basis),
            format!(
                "{} cases; {} in 10,000 passengers, 95 % interval {} to {}; usual for its level: {}.",
                count(first.cases),
                rate(Some(first.rate)),
                rate(Some(first.low)),
                rate(Some(first.high)),
                rate(Some(usual))
            ),
        ),
        sources_of(first.category.as_deref(), known),
    ))
}

/// Cases of 10,000 passengers of all pathways of the level that have a case of the subject.
fn usual(tables: &Tables, of: &PathwayRow) -> Option<f64> {
    let alike = tables.pathways.iter().filter(|row| {
        (&row.level, &row.category, &row.reason_class)
            == (&of.level, &of.category, &of.reason_class)
    });
    let (cases, passengers, rows) = alike.fold((0, 0, 0), |(cases, passengers, rows), row| {
        (cases + row.cases, passengers + row.passengers, rows + 1)
    });
    (1 < rows && 0 < passengers).then(|| cases as f64 * 10_000.0 / passengers as f64)
}

/// Of lists with ten established hits or more, the one with most that were somebody else.
fn worst_list(tables: &Tables, known: &Known) -> Option<JudgementRow> {
    let established = |row: &DimensionRow| row.same_person + row.different_person;
    let lists = tables.outcomes.iter();
    let lists = lists.filter(|row| row.dimension == "list" && row.value.is_some());
    let lists = lists.filter(|row| FEWEST as i64 <= established(row));
    let worst = lists.max_by_key(|row| (row.different_person, row.value.clone()))?;
    let (wrong, all) = (worst.different_person, established(worst));
    let right = all - wrong;
    if known.publish && (is_small(wrong) || is_small(right)) {
        return None;
    }
    let list = worst.value.as_deref()?;
    // That the share is above one half, every share being as likely before: a beta law.
    let whole = |number: i64| u64::try_from(number).unwrap_or(0);
    let mostly_wrong = binomial(whole(all) + 1, 1.0, whole(right) + 1);
    let basis = Basis {
        cases: all,
        weeks: i32::try_from(tables.weeks.len()).unwrap_or(i32::MAX),
        twice: true,
        changed: false,
    };
    let (chance, what) = match mostly_wrong < 0.5 {
        true => (1.0 - mostly_wrong, "the listed person"),
        false => (mostly_wrong, "somebody else"),
    };
    let mut sources = vec![known.decisions.clone()];
    sources.extend(known.of_list.get(list).cloned());
    Some(judged(
        format!(
            "most hits of {} whose truth officers establish are {what}",
            cut(list)
        ),
        Some(Likelihood::of(chance)),
        (
            Confidence::of(basis),
            format!(
                "Of {} established, {} were somebody else; the others are not counted.",
                count(all),
                count(wrong)
            ),
        ),
        sources,
    ))
}

pub(super) fn section(assessed: &Assessed) -> Section {
    let rows = &assessed.tables.judgements;
    let judgements = rows.iter().map(|row| Judgement {
        id: row.judgement.clone(),
        word: row.likelihood.clone().unwrap_or_default(),
        percent: row
            .probability
            .map_or_else(String::new, |percent| format!("{percent} %")),
        statement: row.statement.clone(),
        confidence: format!("Confidence: {}. {}", row.confidence, row.basis),
        sources: row.sources.clone(),
    });
    Section {
        id: "key",
        title: "Key judgements",
        judgements: judgements.collect(),
        figures: scale::figure(rows).into_iter().collect(),
        notes: vec![
            "The word gives the likelihood, by the scale of ICD 203; confidence speaks of what it rests on and stands apart. Each is made by rule from the tables below. No rule goes beyond 95 %.".to_owned(),
            "A judgement is about places and weeks, never about a passenger.".to_owned(),
        ],
        ..Section::default()
    }
}

/// What was counted at a signal, for its cell.
pub(super) fn ratio_cell(signal: &SignalRow) -> String {
    match signal.rate_ratio {
        Some(_) => format!(
            "{} ({} to {})",
            ratio(signal.rate_ratio),
            ratio(signal.ratio_low),
            ratio(signal.ratio_high)
        ),
        None => "-".to_owned(),
    }
}
