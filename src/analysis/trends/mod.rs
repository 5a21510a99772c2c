//! What became of the cases over the years: outcomes, precision, time to decision and the
//! measures that a program of recommendations is judged by.
//!
//! A case counts once, by the last word on it, in the fiscal year of its departure: a word
//! that is added a year later corrects that year and not its own. Counts are never without
//! what they rest on, and a figure that rests on too little is left out rather than shown.

pub mod case;

pub mod fiscal;

pub mod tally;

pub mod slices;

pub mod precision;

pub mod timing;

pub mod measures;

pub mod nights;

use case::Case;
use fiscal::FiscalYear;
use jiff::Timestamp;
use jiff::civil::Date;
use measures::Measure;
use nights::{Left, Night, Undecided};
use precision::Precision;
use slices::Outcomes;
use timing::Timing;

/// Cases below which no share, quantile or change is given. Of nine cases one more or less
/// moves a share by eleven points.
pub const FEWEST: usize = 10;

/// Which departures are looked at, by their UTC day; both ends are included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl Span {
    pub fn holds(&self, departure: Timestamp) -> bool {
        let day = fiscal::day_of(departure);
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// The whole assessment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trends {
    pub span: Span,
    /// First and last day of departure of a decided case.
    pub days: Option<(Date, Date)>,
    pub decided: usize,
    pub outcomes: Vec<Outcomes>,
    pub precision: Vec<Precision>,
    pub timing: Vec<Timing>,
    pub measures: Vec<Measure>,
    pub undecided: Vec<Undecided>,
    /// Runs that are still kept, and how many of them are masked and so cannot be compared
    /// with the decisions.
    pub nights: usize,
    pub masked_nights: usize,
    /// Runs of which nothing but a count is left.
    pub purged_nights: usize,
}

impl Trends {
    /// Fiscal years with a decided case, oldest first.
    pub fn years(&self) -> Vec<FiscalYear> {
        let mut years: Vec<FiscalYear> = self.outcomes.iter().map(|row| row.year).collect();
        years.sort();
        years.dedup();
        years
    }
}

/// `as_of` parts fiscal years that are over from the one that runs.
pub fn assess(cases: &[Case], nights: &[Night], span: Span, as_of: Timestamp) -> Trends {
    let inside = |case: &&Case| span.holds(case.last.departure);
    let own: Vec<&Case> = cases.iter().filter(inside).collect();
    let days = own.iter().map(|case| fiscal::day_of(case.last.departure));
    let undecided = nights::undecided(nights, cases, span);
    let left = |left: Left| nights.iter().filter(|night| night.left == left).count();
    Trends {
        span,
        days: days.clone().min().zip(days.max()),
        decided: own.len(),
        outcomes: slices::outcomes(&own),
        precision: precision::all(&own),
        timing: timing::all(&own),
        measures: measures::all(&own, nights, &undecided, span, as_of),
        undecided,
        nights: left(Left::Whole) + left(Left::Masked),
        masked_nights: left(Left::Masked),
        purged_nights: left(Left::Count),
    }
}

#[cfg(test)]
mod tests;
