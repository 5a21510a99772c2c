//! Outcomes by fiscal year, and within it by group, carrier, list, category, action and
//! reason.

use crate::analysis::trends::case::Case;
use crate::analysis::trends::fiscal::FiscalYear;
use crate::analysis::trends::tally::Tally;
use std::collections::BTreeMap;

/// What stands for the list of a case that only a document or a booking made.
pub const NO_LIST: &str = "(no list)";

/// By what cases are parted. A case stands under each of its reasons, so the rows of
/// `Reason` sum to more than there are cases; those of every other one sum to `All`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    All,
    Group,
    Carrier,
    List,
    Category,
    Action,
    Reason,
}

impl Dimension {
    pub const ALL: [Dimension; 7] = [
        Dimension::All,
        Dimension::Group,
        Dimension::Carrier,
        Dimension::List,
        Dimension::Category,
        Dimension::Action,
        Dimension::Reason,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Dimension::All => "all",
            Dimension::Group => "group",
            Dimension::Carrier => "carrier",
            Dimension::List => "list",
            Dimension::Category => "category",
            Dimension::Action => "action",
            Dimension::Reason => "reason",
        }
    }

    /// Where the case stands.
    pub fn values(self, case: &Case) -> Vec<&str> {
        let word = &case.last;
        match self {
            Dimension::All => vec!["all"],
            Dimension::Group => vec![&word.group],
            Dimension::Carrier => vec![&word.carrier],
            Dimension::List => vec![word.list.as_deref().unwrap_or(NO_LIST)],
            Dimension::Category => vec![word.category.as_deref().unwrap_or(NO_LIST)],
            Dimension::Action => vec![&word.action],
            Dimension::Reason => {
                let mut reasons: Vec<&str> = word.reasons.iter().map(String::as_str).collect();
                reasons.sort_unstable();
                reasons.dedup();
                reasons
            }
        }
    }
}

/// Cases of one year under one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcomes {
    pub year: FiscalYear,
    pub dimension: Dimension,
    pub value: String,
    pub tally: Tally,
}

/// In the order of year, dimension and value.
pub fn outcomes(cases: &[&Case]) -> Vec<Outcomes> {
    let mut tallies: BTreeMap<(FiscalYear, Dimension, &str), Tally> = BTreeMap::new();
    for case in cases {
        let year = FiscalYear::of(case.last.departure);
        for dimension in Dimension::ALL {
            for value in dimension.values(case) {
                tallies
                    .entry((year, dimension, value))
                    .or_default()
                    .add(case);
            }
        }
    }
    let rows = tallies.into_iter();
    rows.map(|((year, dimension, value), tally)| Outcomes {
        year,
        dimension,
        value: value.to_owned(),
        tally,
    })
    .collect()
}
