//! Pathways in the order of what is known of their rate: by the lower end of its interval, never
//! by the raw rate, of which three cases of forty passengers would be the greatest.

use super::counts::{Counts, Level, Subject};
use super::family::base_of_week;
use super::level_rate::level_rate;
use super::scatter::scatter;
use super::weeks::Span;
use crate::analysis::chance::gamma;

/// On each side of the interval.
const OUTSIDE: f64 = 0.025;

#[derive(Clone, Debug, PartialEq)]
pub struct Pathway {
    pub level: Level,
    pub place: String,
    pub subject: Subject,
    pub cases: u64,
    pub screened: f64,
    /// Cases of a passenger: the mean, and the ends of the 95 % interval.
    pub rate: f64,
    pub low: f64,
    pub high: f64,
}

/// Of routes and journeys with a case in the span, the surest first.
pub fn pathways(counts: &Counts, span: Span) -> Vec<Pathway> {
    let levels = [Level::Route, Level::Journey];
    let mut found: Vec<Pathway> = levels
        .into_iter()
        .flat_map(|level| of_level(counts, level, span))
        .collect();
    found.sort_by(|one, other| {
        let name = |one: &Pathway| (one.level, one.place.clone(), one.subject.clone());
        other
            .low
            .total_cmp(&one.low)
            .then_with(|| name(one).cmp(&name(other)))
    });
    found
}

fn of_level(counts: &Counts, level: Level, span: Span) -> Vec<Pathway> {
    let of_level = counts.of(level);
    let scatter = scatter(counts, level, base_of_week(span.1 - 1)).of(0.0);
    let rates: Vec<_> = (0..counts.subjects.len())
        .map(|subject| level_rate(counts, level, subject, span, scatter))
        .collect();
    let found = of_level.series.iter().filter_map(|one| {
        let (cases, screened) = (
            counts.cases(one, span),
            counts.screened(level, one.place, span),
        );
        if cases == 0 || screened <= 0.0 {
            return None;
        }
        let (shape, rate) = match rates[one.subject] {
            Some(of_level) => {
                let known = of_level.with(cases, screened);
                (known.shape, known.rate)
            }
            // Too few places to say what is usual: Jeffreys' prior.
            None => (cases as f64 + 0.5, screened),
        };
        Some(Pathway {
            level,
            place: of_level.places[one.place].clone(),
            subject: counts.subjects[one.subject].clone(),
            cases,
            screened,
            rate: shape / rate,
            low: gamma::quantile(shape, rate, OUTSIDE),
            high: gamma::quantile(shape, rate, 1.0 - OUTSIDE),
        })
    });
    found.collect()
}
