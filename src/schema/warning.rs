//! Early warning's tables: what is told of each week, and pathways in their order.

use crate::analysis::warning::counts::{Level, Week};
use crate::analysis::warning::family::Class;
use crate::analysis::warning::finding::Ground;
use crate::analysis::warning::pathways::Pathway;
use crate::analysis::warning::power;
use crate::analysis::warning::signals::{Standing, Told};
use crate::tables::row::table;
use jiff::civil::{Date, date};

table! {
    /// What early warning tells of a week: signals, rises to watch, and places that have hardly
    /// a past. Nobody is in it.
    pub struct SignalRow {
        /// Monday of the week, UTC.
        #[since = "2"]
        pub week: Date,
        /// Signal: flagged, so that at most one week in twenty without a rise has any. Watch:
        /// chance makes such a rise once in half a year. A new series is listed in any case, a quiet
        /// one with `--all`.
        #[words = crate::schema::warning::classes]
        #[since = "2"]
        pub class: String,
        /// Of a signal, against the weeks before.
        #[words = crate::schema::warning::standings]
        #[since = "2"]
        pub standing: Option<String>,
        /// Monday of the first week of the signal.
        #[since = "2"]
        pub since_week: Date,
        /// What kind of place it is.
        #[words = crate::schema::warning::levels]
        #[since = "2"]
        pub level: String,
        /// Airports, joined by `-`; `near PLACE` for all that share an airport with one where a
        /// signal ended.
        #[since = "2"]
        pub place: String,
        /// Of the cases; null for findings.
        #[since = "2"]
        pub category: Option<String>,
        /// The match or the finding that asked for the cases' action.
        #[words = crate::schema::words::reason_classes]
        #[since = "2"]
        pub reason_class: String,
        /// With what the window was compared.
        #[words = crate::schema::warning::grounds]
        #[since = "2"]
        pub compared_with: String,
        /// 1, 2, 4 or 8, up to the week: the window that says most.
        #[unit = "weeks"]
        #[since = "2"]
        pub window_weeks: i32,
        /// New cases in the window.
        #[since = "2"]
        pub cases: i64,
        /// Cases in the window, had nothing risen.
        #[since = "2"]
        pub expected: f64,
        /// Screened in the window.
        #[since = "2"]
        pub passengers: i64,
        /// Weeks with passengers that the window was compared with.
        #[unit = "weeks"]
        #[since = "2"]
        pub base_weeks: i32,
        /// New cases in these weeks.
        #[since = "2"]
        pub base_cases: i64,
        /// Screened in these weeks.
        #[since = "2"]
        pub base_passengers: i64,
        /// Cases a passenger in the window, for each in the base; null without a case there.
        #[since = "2"]
        pub rate_ratio: Option<f64>,
        /// Lower bound, 95 %.
        #[since = "2"]
        pub ratio_low: Option<f64>,
        /// Upper bound, 95 %; null where there is none.
        #[since = "2"]
        pub ratio_high: Option<f64>,
        /// Variance of counts for each of their mean, as found at places of this level and size.
        #[since = "2"]
        pub dispersion: f64,
        /// Of so many cases or more without a rise; of all four windows together.
        #[since = "2"]
        pub probability: f64,
        /// The least share of false ones at which it is flagged; at most 0.0125 is a signal.
        #[since = "2"]
        pub adjusted: f64,
        /// Weeks in which chance makes one such answer, over all series of all levels.
        #[unit = "weeks"]
        #[since = "2"]
        pub recurrence_weeks: f64,
        /// The smallest count of the window that would have been flagged alone.
        #[since = "2"]
        pub smallest_flagged: Option<i64>,
    }
}

table! {
    /// Routes and journeys in the order of what is known of their rate of cases: by the lower end
    /// of its interval. Nobody is in it.
    pub struct PathwayRow {
        /// From 1.
        #[since = "2"]
        pub rank: i32,
        /// Route or journey.
        #[words = crate::schema::warning::levels]
        #[since = "2"]
        pub level: String,
        /// Airports, joined by `-`.
        #[since = "2"]
        pub place: String,
        /// Of the cases; null for findings.
        #[since = "2"]
        pub category: Option<String>,
        /// The match or the finding that asked for the cases' action.
        #[words = crate::schema::words::reason_classes]
        #[since = "2"]
        pub reason_class: String,
        /// New cases of the span; of a journey on its first leg.
        #[since = "2"]
        pub cases: i64,
        /// Screened in the span.
        #[since = "2"]
        pub passengers: i64,
        /// Cases of 10,000 passengers, drawn towards what is usual at its level.
        #[since = "2"]
        pub rate: f64,
        /// Lower end of the 95 % interval.
        #[since = "2"]
        pub low: f64,
        /// Upper end.
        #[since = "2"]
        pub high: f64,
    }
}

table! {
    /// What happened in made-up weeks.
    pub struct EventRow {
        /// `list_exchanged`, `route_loses`, `route_wins` or `route_opens`.
        pub kind: String,
        /// Monday of the first week.
        pub week: Date,
        /// Null where all routes are concerned.
        pub route: Option<String>,
        /// Of the cases.
        pub category: Option<String>,
        /// Of the cases.
        pub reason_class: String,
        /// Cases a week to be expected before, in the middle of the season.
        pub before: f64,
        /// The same after.
        pub after: f64,
    }
}

pub(super) fn classes() -> Vec<&'static str> {
    Class::ALL.map(Class::as_str).into()
}

pub(super) fn standings() -> Vec<&'static str> {
    Standing::ALL.map(Standing::as_str).into()
}

pub(super) fn levels() -> Vec<&'static str> {
    Level::ALL.map(Level::as_str).into()
}

pub(super) fn grounds() -> Vec<&'static str> {
    Ground::ALL.map(Ground::as_str).into()
}

/// Week 0 begins with this Monday.
const FIRST_MONDAY: Date = date(1970, 1, 5);

pub fn week_of(day: Date) -> Week {
    let days = FIRST_MONDAY.until(day).map_or(0, |span| span.get_days());
    days.div_euclid(7)
}

pub fn monday(week: Week) -> Date {
    let days = i64::from(week).saturating_mul(7);
    FIRST_MONDAY.saturating_add(jiff::Span::new().days(days.clamp(-700_000, 2_900_000)))
}

pub fn signals(told: &[Told]) -> Vec<SignalRow> {
    told.iter().map(signal).collect()
}

fn signal(told: &Told) -> SignalRow {
    let (judged, finding) = (&told.judged, &told.judged.finding);
    let ratio = finding.ratio();
    SignalRow {
        week: monday(told.week),
        class: judged.class.as_str().to_owned(),
        standing: told.standing.map(|standing| standing.as_str().to_owned()),
        since_week: monday(told.since),
        level: finding.level.as_str().to_owned(),
        place: finding.place.clone(),
        category: finding.subject.category.clone(),
        reason_class: finding.subject.reason_class.clone(),
        compared_with: finding.ground.as_str().to_owned(),
        window_weeks: finding.weeks,
        cases: count(finding.rates.window),
        expected: finding.expected,
        passengers: finding.rates.screened_in_window as i64,
        base_weeks: i32::try_from(finding.base_weeks).unwrap_or(i32::MAX),
        base_cases: count(finding.rates.base),
        base_passengers: finding.rates.screened_in_base as i64,
        rate_ratio: ratio.and_then(|ratio| ratio.value),
        ratio_low: ratio.map(|ratio| ratio.low),
        ratio_high: ratio.and_then(|ratio| ratio.high),
        dispersion: finding.scatter,
        probability: finding.probability,
        adjusted: judged.adjusted,
        recurrence_weeks: judged.recurrence_weeks,
        smallest_flagged: power::smallest(finding, judged.asked).map(count),
    }
}

pub fn pathways(pathways: &[Pathway]) -> Vec<PathwayRow> {
    let ranked = (1..).zip(pathways);
    let rows = ranked.map(|(rank, one)| PathwayRow {
        rank,
        level: one.level.as_str().to_owned(),
        place: one.place.clone(),
        category: one.subject.category.clone(),
        reason_class: one.subject.reason_class.clone(),
        cases: count(one.cases),
        passengers: one.screened as i64,
        rate: one.rate * 10_000.0,
        low: one.low * 10_000.0,
        high: one.high * 10_000.0,
    });
    rows.collect()
}

fn count(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_go_from_monday_to_sunday() {
        let monday_of = |text: &str| monday(week_of(text.parse().unwrap())).to_string();
        assert_eq!(monday_of("2026-11-23"), "2026-11-23", "a Monday");
        assert_eq!(monday_of("2026-11-29"), "2026-11-23", "its Sunday");
        assert_eq!(monday_of("2026-11-30"), "2026-11-30");
        assert_eq!(monday_of("1969-12-31"), "1969-12-29", "before all weeks");
    }
}
