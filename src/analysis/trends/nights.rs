//! Runs that are still kept: how many were screened, and which cases nobody has decided.

use crate::analysis::trends::Span;
use crate::analysis::trends::case::Case;
use crate::analysis::trends::fiscal::{FiscalYear, day_of};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What is left of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Left {
    #[default]
    Whole,
    /// Its cases no longer bear the names that decisions are recorded under.
    Masked,
    /// A line that says how many were screened.
    Count,
}

/// One run, kept or purged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Night {
    pub as_of: Timestamp,
    pub passengers: u64,
    pub left: Left,
    /// Cases that were open in it; none unless it is whole.
    pub cases: Vec<Open>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    pub case_id: String,
    pub group: String,
    pub departure: Timestamp,
}

/// Cases of kept runs of one year and group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    pub year: FiscalYear,
    pub group: String,
    /// Of all nights, each once.
    pub cases: usize,
    /// No word at all is in the ledger.
    pub without_decision: usize,
}

pub fn undecided(nights: &[Night], decided: &[Case], span: Span) -> Vec<Undecided> {
    let decided: BTreeSet<&str> = decided
        .iter()
        .map(|case| case.last.case_id.as_str())
        .collect();
    let open = nights.iter().flat_map(|night| &night.cases);
    let open = open.filter(|case| span.holds(case.departure));
    let once: BTreeMap<&str, &Open> = open.map(|case| (case.case_id.as_str(), case)).collect();
    let mut rows: BTreeMap<(FiscalYear, &str), (usize, usize)> = BTreeMap::new();
    for (id, case) in once {
        let year = FiscalYear::of(case.departure);
        let (cases, without) = rows.entry((year, &case.group)).or_default();
        *cases += 1;
        *without += usize::from(!decided.contains(id));
    }
    let rows = rows.into_iter();
    rows.map(|((year, group), (cases, without_decision))| Undecided {
        year,
        group: group.to_owned(),
        cases,
        without_decision,
    })
    .collect()
}

/// Passengers screened in a year. A night that ran again counts once, by its largest run;
/// a passenger whose flight two nights screened counts in both.
pub fn screened(nights: &[Night], year: FiscalYear, span: Span) -> u64 {
    let mut days: BTreeMap<Date, u64> = BTreeMap::new();
    let own = nights.iter().filter(|night| span.holds(night.as_of));
    for night in own.filter(|night| FiscalYear::of(night.as_of) == year) {
        let most = days.entry(day_of(night.as_of)).or_default();
        *most = night.passengers.max(*most);
    }
    days.values().sum()
}
