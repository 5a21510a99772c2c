//! Measures of performance with their baseline.
//!
//! GAO-17-216 (2017) found that predeparture programs counted what they did and had no
//! baseline to judge it by, and asked for measures and baselines. Here each measure of a
//! fiscal year stands beside that of the first whole year on record.

use crate::analysis::evaluate::share::{Share, share};
use crate::analysis::trends::case::Case;
use crate::analysis::trends::fiscal::{FiscalYear, day_of};
use crate::analysis::trends::nights::{Night, Undecided, screened};
use crate::analysis::trends::tally::Tally;
use crate::analysis::trends::timing::{in_time, quantile};
use crate::analysis::trends::{FEWEST, Span};
use crate::decide::Action;
use crate::domain::decision::Decision;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Cases on which an officer agreed that boarding should be denied.
    NoBoardRecommendations,
    /// Passengers who did not board, whatever was recommended.
    DeniedBoarding,
    /// Passengers screened for one no-board recommendation.
    ScreenedPerRecommendation,
    /// Of no-board recommendations whose end is known: boarding was denied.
    CarrierCompliance,
    /// Of decided cases: the officer agreed.
    Concurrence,
    /// Of matches whose truth is established: the passenger was the listed person.
    Precision,
    /// Of settled cases: before departure.
    DecidedInTime,
    /// Half of the cases are settled within so many minutes.
    MinutesToDecision,
    /// Of the cases of kept runs: no decision at all.
    WithoutDecision,
    /// Cases whose last word is `need_info`.
    InformationOutstanding,
}

impl Kind {
    pub const ALL: [Kind; 10] = [
        Kind::NoBoardRecommendations,
        Kind::DeniedBoarding,
        Kind::ScreenedPerRecommendation,
        Kind::CarrierCompliance,
        Kind::Concurrence,
        Kind::Precision,
        Kind::DecidedInTime,
        Kind::MinutesToDecision,
        Kind::WithoutDecision,
        Kind::InformationOutstanding,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Kind::NoBoardRecommendations => "no_board_recommendations",
            Kind::DeniedBoarding => "denied_boarding",
            Kind::ScreenedPerRecommendation => "screened_per_recommendation",
            Kind::CarrierCompliance => "carrier_compliance",
            Kind::Concurrence => "concurrence",
            Kind::Precision => "precision",
            Kind::DecidedInTime => "decided_in_time",
            Kind::MinutesToDecision => "minutes_to_decision",
            Kind::WithoutDecision => "without_decision",
            Kind::InformationOutstanding => "information_outstanding",
        }
    }
}

/// One measure of one year.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    pub year: FiscalYear,
    /// The year is not over, or the span or the record does not hold all of it: its counts
    /// compare with no whole year.
    pub partial: bool,
    pub kind: Kind,
    /// A count, share, number of minutes or of passengers; none when it rests on too little.
    pub value: Option<f64>,
    /// 95 %, of shares.
    pub interval: Option<(f64, f64)>,
    /// Cases that it rests on.
    pub of: usize,
    /// The first whole year on record, and its value.
    pub baseline: Option<(FiscalYear, f64)>,
}

struct Figure {
    value: Option<f64>,
    interval: Option<(f64, f64)>,
    of: usize,
}

pub fn all(
    cases: &[&Case],
    nights: &[Night],
    undecided: &[Undecided],
    span: Span,
    as_of: Timestamp,
) -> Vec<Measure> {
    let mut years: BTreeMap<FiscalYear, Vec<&Case>> = BTreeMap::new();
    for case in cases {
        let year = FiscalYear::of(case.last.departure);
        years.entry(year).or_default().push(case);
    }
    let first_day = cases.iter().map(|case| day_of(case.last.departure)).min();
    let whole = |year: FiscalYear| {
        // A record that begins within the year's first month is taken to hold the year.
        let begun = first_day.is_some_and(|day| (day - year.first_day()).get_days() <= 31);
        begun
            && year.is_over(as_of)
            && span.from.is_none_or(|from| from <= year.first_day())
            && span.to.is_none_or(|to| year.last_day() <= to)
    };
    let base = years.keys().copied().find(|year| whole(*year));
    let figure = |year: FiscalYear, kind| {
        let of_year = undecided.iter().filter(|row| row.year == year);
        let (open, without) = of_year.fold((0, 0), |(cases, without), row| {
            (cases + row.cases, without + row.without_decision)
        });
        let screened = screened(nights, year, span);
        figure(kind, &years[&year], screened, (open, without))
    };
    let rows = years.keys().flat_map(|&year| {
        Kind::ALL.map(|kind| {
            let own = figure(year, kind);
            let baseline = base.and_then(|base| Some((base, figure(base, kind).value?)));
            Measure {
                year,
                partial: !whole(year),
                kind,
                value: own.value,
                interval: own.interval,
                of: own.of,
                baseline,
            }
        })
    });
    rows.collect()
}

fn figure(kind: Kind, cases: &[&Case], screened: u64, open: (usize, usize)) -> Figure {
    let tally = Tally::of(cases.iter().copied());
    let no_board: Vec<&Case> = cases
        .iter()
        .copied()
        .filter(|case| is_no_board(case))
        .collect();
    let followed = Tally::of(no_board.iter().copied());
    match kind {
        Kind::NoBoardRecommendations => count(no_board.len(), tally.cases),
        Kind::DeniedBoarding => count(tally.denied_boarding, tally.cases),
        Kind::InformationOutstanding => count(tally.need_info, tally.cases),
        Kind::ScreenedPerRecommendation => Figure {
            value: (0 < screened && FEWEST <= no_board.len())
                .then(|| (screened as f64 / no_board.len() as f64).round()),
            interval: None,
            of: no_board.len(),
        },
        Kind::CarrierCompliance => ratio(
            followed.denied_boarding,
            followed.cases - followed.carrier_unknown,
        ),
        Kind::Concurrence => ratio(tally.concur, tally.cases),
        Kind::Precision => {
            let listed = cases
                .iter()
                .copied()
                .filter(|case| case.last.list.is_some());
            let listed = Tally::of(listed);
            ratio(
                listed.same_person,
                listed.same_person + listed.different_person,
            )
        }
        Kind::DecidedInTime => ratio(in_time(cases), settled(cases)),
        Kind::MinutesToDecision => Figure {
            value: quantile(cases, 0.5).map(|minutes| minutes as f64),
            interval: None,
            of: settled(cases),
        },
        Kind::WithoutDecision => ratio(open.1, open.0),
    }
}

fn is_no_board(case: &Case) -> bool {
    case.last.decision == Decision::Concur && case.last.action == Action::RecommendDenial.as_str()
}

/// Cases that some word settled, also when the last one asks for more.
fn settled(cases: &[&Case]) -> usize {
    let settled = cases.iter().filter(|case| case.settled_at.is_some());
    settled.count()
}

fn count(value: usize, of: usize) -> Figure {
    Figure {
        value: Some(value as f64),
        interval: None,
        of,
    }
}

fn ratio(part: usize, of: usize) -> Figure {
    let share: Option<Share> = (FEWEST <= of).then(|| share(part, of));
    Figure {
        value: share.map(|share| share.share),
        interval: share.map(|share| (share.low, share.high)),
        of,
    }
}
