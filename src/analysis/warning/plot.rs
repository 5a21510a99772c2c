//! The weeks of one series as a picture shows them: what was counted, what was to be expected, and
//! what would have been flagged.

use super::counts::{Counts, Series, Week};
use super::cuts::{self, Cut};
use super::finding::Finding;
use super::power::smallest_count;
use super::weeks::{compared, since};
use crate::analysis::chance::interval::Rates;

/// What a week is to the test of the window that ends with the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Lists or rules were others: not compared.
    BeforeChange,
    Base,
    Window,
}

impl Part {
    pub const ALL: [Part; 3] = [Part::BeforeChange, Part::Base, Part::Window];

    pub fn as_str(self) -> &'static str {
        match self {
            Part::BeforeChange => "before_change",
            Part::Base => "base",
            Part::Window => "window",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlotWeek {
    pub week: Week,
    pub part: Part,
    pub cases: u64,
    pub screened: f64,
    /// Of the base's rate; None without a base.
    pub expected: Option<f64>,
    /// So many in this week alone.
    pub smallest_flagged: Option<u64>,
    /// Lists or rules are others from this week on.
    pub changed: bool,
}

/// The base and the window of what was found in a week; nothing of a place that is no series, as
/// of all that share an airport.
pub fn plot(
    counts: &Counts,
    cuts: &[Cut],
    (week, asked): (Week, usize),
    finding: &Finding,
) -> Vec<PlotWeek> {
    let Some(series) = series(counts, finding) else {
        return Vec::new();
    };
    let spans = compared(week, finding.weeks);
    let cut = cuts::last(cuts, &finding.subject, week);
    let base = since(spans.base, cut);
    let screened = |span| counts.screened(finding.level, series.place, span);
    let (in_base, cases_in_base) = (screened(base), counts.cases(series, base));
    let rate = (0.0 < in_base).then(|| cases_in_base as f64 / in_base);
    let first = spans.base.0.max(counts.first);
    let weeks = (first..spans.window.1.min(counts.end)).map(|week| {
        let own = (week, week + 1);
        let rates = Rates {
            window: 0,
            base: cases_in_base,
            screened_in_window: screened(own),
            screened_in_base: in_base,
        };
        let is_asked = 0.0 < in_base && 0.0 < rates.screened_in_window;
        PlotWeek {
            week,
            part: match week {
                week if spans.window.0 <= week => Part::Window,
                week if base.0 <= week => Part::Base,
                _ => Part::BeforeChange,
            },
            cases: counts.cases(series, own),
            screened: rates.screened_in_window,
            expected: rate.map(|rate| rate * rates.screened_in_window),
            smallest_flagged: is_asked.then(|| smallest_count(rates, finding.scatter, asked)),
            changed: cut == Some(week),
        }
    });
    weeks.collect()
}

fn series<'a>(counts: &'a Counts, finding: &Finding) -> Option<&'a Series> {
    let of_level = counts.of(finding.level);
    of_level.series.iter().find(|one| {
        of_level.places[one.place] == finding.place
            && counts.subjects[one.subject] == finding.subject
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::warning::counts::{Builder, Flight, Level, Subject};
    use crate::analysis::warning::finding::Ground;

    #[test]
    fn a_picture_has_the_base_the_window_and_what_would_have_been_flagged() {
        let flight = Flight {
            from: "LIS",
            to: "JFK",
            journey: "LIS-JFK",
        };
        let subject = Subject {
            category: Some("smuggling".to_owned()),
            reason_class: "listed_person".to_owned(),
        };
        let mut builder = Builder::default();
        for week in 0..60 {
            builder.screened(week, &flight, 1_000);
            builder.cases(week, &flight, &subject, if week < 58 { 1 } else { 9 });
        }
        let counts = builder.finish(60);
        let finding = Finding {
            level: Level::Hub,
            place: "LIS".to_owned(),
            subject: subject.clone(),
            ground: Ground::PastAndOthers,
            weeks: 2,
            rates: Rates {
                window: 18,
                base: 52,
                screened_in_window: 2_000.0,
                screened_in_base: 52_000.0,
            },
            base_weeks: 52,
            expected: 2.0,
            scatter: 1.0,
            probability: 1e-6,
        };
        let cuts = [Cut {
            week: 20,
            category: Some("smuggling".to_owned()),
        }];
        let weeks = plot(&counts, &cuts, (59, 100), &finding);
        assert_eq!(weeks.len(), 54, "a year before the window, and the window");
        let part = |part| weeks.iter().filter(|one| one.part == part).count();
        let parts = [Part::BeforeChange, Part::Base, Part::Window].map(part);
        assert_eq!(parts, [14, 38, 2]);
        let change = weeks.iter().find(|one| one.changed).unwrap();
        assert_eq!(change.week, 20);
        let last = weeks.last().unwrap();
        assert_eq!((last.cases, last.expected), (9, Some(1.0)));
        let shows = last.smallest_flagged.unwrap();
        assert!((2..=9).contains(&shows), "{shows}");
        let elsewhere = Finding {
            place: "near LIS".to_owned(),
            ..finding
        };
        assert_eq!(plot(&counts, &cuts, (59, 100), &elsewhere), []);
    }
}
