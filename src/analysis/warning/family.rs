//! All questions of one week together: which answers are flagged, and how often chance alone
//! would give such an answer.

use super::counts::{Counts, Level, Series, Week};
use super::cuts::{self, Cut};
use super::elsewhere::{self, Ended};
use super::finding::{Finding, Ground};
use super::level_rate::level_rate;
use super::probability::{Known, ask};
use super::scatter::{Scatter, scatter};
use super::weeks::{BASE, CALM, Span};
use crate::analysis::chance::many::adjusted;

/// Of weeks without a rise, at most this share has any flag, over all levels.
pub const FALSE_WEEKS: f64 = 0.05;

/// Each level has its quarter.
pub const OF_LEVEL: f64 = FALSE_WEEKS / Level::ALL.len() as f64;

/// A rise that comes by chance once in half a year is worth watching.
pub const WATCH_WEEKS: f64 = 26.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Signal,
    Watch,
    /// Neither, and listed because it has hardly a past.
    NewSeries,
    Quiet,
}

impl Class {
    pub const ALL: [Class; 4] = [Class::Signal, Class::Watch, Class::NewSeries, Class::Quiet];

    pub fn as_str(self) -> &'static str {
        match self {
            Class::Signal => "signal",
            Class::Watch => "watch",
            Class::NewSeries => "new_series",
            Class::Quiet => "quiet",
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    pub finding: Finding,
    pub class: Class,
    /// The least share of false ones at which it would be flagged, in its level.
    pub adjusted: f64,
    /// Weeks in which chance makes one such answer, over all questions of all levels.
    pub recurrence_weeks: f64,
    /// Questions of its level in this week.
    pub asked: usize,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct OfWeek {
    pub judged: Vec<Judged>,
    /// Over all levels.
    pub asked: usize,
}

/// `ended` are signals that are over and of which it is asked whether the flow went elsewhere.
pub fn judge(counts: &Counts, cuts: &[Cut], week: Week, ended: &[Ended]) -> OfWeek {
    let levels = Level::ALL.map(|level| findings(counts, cuts, (level, week), ended));
    let asked = levels.iter().map(Vec::len).sum();
    let judged = levels.into_iter().flat_map(|level| of_level(level, asked));
    OfWeek {
        judged: judged.collect(),
        asked,
    }
}

/// The year before the longest window.
pub fn base_of_week(week: Week) -> Span {
    (week + 1 - CALM - BASE, week + 1 - CALM)
}

pub fn scatter_of_week(counts: &Counts, level: Level, week: Week) -> Scatter {
    scatter(counts, level, base_of_week(week))
}

fn findings(
    counts: &Counts,
    cuts: &[Cut],
    (level, week): (Level, Week),
    ended: &[Ended],
) -> Vec<Finding> {
    let scatter = scatter_of_week(counts, level, week);
    let of_level = counts.of(level);
    let mut found = Vec::new();
    for all in &of_level.all {
        let span = base_of_week(week);
        let mean = counts.cases(all, span) as f64 / f64::from(BASE) / of_level.places.len() as f64;
        let known = Known {
            counts,
            level,
            week,
            scatter,
            cut: cuts::last(cuts, &counts.subjects[all.subject], week),
            level_rate: level_rate(counts, level, all.subject, span, scatter.of(mean)),
        };
        let own = || {
            of_level
                .series
                .iter()
                .filter(|one| one.subject == all.subject)
        };
        found.extend(own().filter_map(|series| ask(known, series, all)));
        let series: Vec<&Series> = own().collect();
        let ended = ended.iter().filter(|one| one.is_of(level, all.subject));
        found.extend(ended.filter_map(|ended| elsewhere::ask(known, ended, &series, all)));
    }
    found
}

fn of_level(findings: Vec<Finding>, asked_of_all: usize) -> Vec<Judged> {
    let probabilities: Vec<f64> = findings.iter().map(|one| one.probability).collect();
    let asked = findings.len();
    let adjusted = adjusted(&probabilities, asked);
    let judged = findings.into_iter().zip(adjusted);
    judged
        .map(|(finding, adjusted)| {
            let recurrence_weeks = 1.0 / (asked_of_all as f64 * finding.probability);
            Judged {
                class: class(finding.ground, adjusted, recurrence_weeks),
                finding,
                adjusted,
                recurrence_weeks,
                asked,
            }
        })
        .collect()
}

fn class(ground: Ground, adjusted: f64, recurrence_weeks: f64) -> Class {
    if adjusted <= OF_LEVEL {
        return Class::Signal;
    }
    if WATCH_WEEKS <= recurrence_weeks {
        return Class::Watch;
    }
    match ground {
        Ground::NewSeries => Class::NewSeries,
        Ground::PastAndOthers | Ground::Others | Ground::Displacement => Class::Quiet,
    }
}
