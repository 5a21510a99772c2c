//! The assessment's tables: each struct is its table's columns.

use crate::analysis::trends::Trends;
use crate::analysis::trends::fiscal::FiscalYear;
use crate::tables::row::table;

table! {
    /// Cases by how they ended. One dimension at a time: add up the rows of one dimension, never
    /// of two, and never those of `reason`.
    pub struct OutcomeRow {
        /// From 1 October of the year before; of the departure.
        pub fiscal_year: i32,
        /// `all`, `group`, `carrier`, `list`, `category`, `action` or `reason`.
        pub dimension: String,
        /// Of the dimension.
        pub value: String,
        /// Cases with a decision.
        pub cases: i64,
        /// Of them: the last word.
        pub concur: i64,
        /// Of them: the last word.
        pub not_concur: i64,
        /// Of them: the last word.
        pub need_info: i64,
        /// Of them: what the carrier did.
        pub denied_boarding: i64,
        /// Of them: what the carrier did.
        pub boarded: i64,
        /// Of them: what the carrier did.
        pub no_show: i64,
        /// Of them: what the carrier did.
        pub rebooked: i64,
        /// Of them: what the carrier did is not known.
        pub carrier_unknown: i64,
        /// Of them: whether it was the listed person.
        pub same_person: i64,
        /// Of them: whether it was the listed person.
        pub different_person: i64,
        /// Of them: whether it was the listed person is not known.
        pub truth_unknown: i64,
    }
}

table! {
    /// Of established matches, how many were the listed person.
    pub struct PrecisionRow {
        /// `all`, `list`, or `reason` for the rule.
        pub dimension: String,
        /// Of the dimension.
        pub value: String,
        /// Cases of the listed person.
        pub same_person: i64,
        /// Cases of another person.
        pub different_person: i64,
        /// Cases of which it is not known.
        pub truth_unknown: i64,
        /// Null below ten established matches, as are its 95 % bounds (Wilson).
        pub precision: Option<f64>,
        /// Lower bound.
        pub low: Option<f64>,
        /// Upper bound.
        pub high: Option<f64>,
    }
}

table! {
    /// From the case to its first settling decision.
    pub struct TimingRow {
        /// From 1 October of the year before; of the departure.
        pub fiscal_year: i32,
        /// `all` or `group`.
        pub dimension: String,
        /// Of the dimension.
        pub value: String,
        /// Cases with a decision that settles them.
        pub settled: i64,
        /// Of them: settled before the flight left.
        pub before_departure: i64,
        /// Null below ten settled cases.
        #[unit = "minutes"]
        pub median_minutes: Option<i64>,
        /// Nine of ten took no longer; null below ten settled cases.
        #[unit = "minutes"]
        pub p90_minutes: Option<i64>,
    }
}

table! {
    /// Performance by fiscal year beside its baseline.
    pub struct MeasureRow {
        /// From 1 October of the year before.
        pub fiscal_year: i32,
        /// A part year's counts compare with none.
        #[words = crate::schema::words::periods]
        pub period: String,
        /// What is measured.
        pub measure: String,
        /// A count, a share, minutes, or passengers for one recommendation.
        pub value: Option<f64>,
        /// Lower bound, 95 %.
        pub low: Option<f64>,
        /// Upper bound, 95 %.
        pub high: Option<f64>,
        /// Cases that the value rests on.
        pub of: i64,
        /// The year that it is compared with.
        pub baseline_year: Option<i32>,
        /// The value of that year.
        pub baseline: Option<f64>,
    }
}

table! {
    /// Cases of the runs that are still kept.
    pub struct UndecidedRow {
        /// From 1 October of the year before; of the departure.
        pub fiscal_year: i32,
        /// The liaison group.
        #[twin = "liaison_group"]
        pub group: String,
        /// A case of several nights counts once.
        pub cases: i64,
        /// Of them: nobody decided.
        pub without_decision: i64,
    }
}

pub fn outcomes(trends: &Trends) -> Vec<OutcomeRow> {
    let rows = trends.outcomes.iter().map(|row| {
        let tally = &row.tally;
        OutcomeRow {
            fiscal_year: year(row.year),
            dimension: row.dimension.as_str().to_owned(),
            value: row.value.clone(),
            cases: count(tally.cases),
            concur: count(tally.concur),
            not_concur: count(tally.not_concur),
            need_info: count(tally.need_info),
            denied_boarding: count(tally.denied_boarding),
            boarded: count(tally.boarded),
            no_show: count(tally.no_show),
            rebooked: count(tally.rebooked),
            carrier_unknown: count(tally.carrier_unknown),
            same_person: count(tally.same_person),
            different_person: count(tally.different_person),
            truth_unknown: count(tally.truth_unknown),
        }
    });
    rows.collect()
}

pub fn precision(trends: &Trends) -> Vec<PrecisionRow> {
    let rows = trends.precision.iter().map(|row| PrecisionRow {
        dimension: row.dimension.as_str().to_owned(),
        value: row.value.clone(),
        same_person: count(row.same_person),
        different_person: count(row.different_person),
        truth_unknown: count(row.unknown),
        precision: row.share.map(|share| share.share),
        low: row.share.map(|share| share.low),
        high: row.share.map(|share| share.high),
    });
    rows.collect()
}

pub fn timing(trends: &Trends) -> Vec<TimingRow> {
    let rows = trends.timing.iter().map(|row| TimingRow {
        fiscal_year: year(row.year),
        dimension: row.dimension.as_str().to_owned(),
        value: row.value.clone(),
        settled: count(row.settled),
        before_departure: count(row.before_departure),
        median_minutes: row.median,
        p90_minutes: row.p90,
    });
    rows.collect()
}

pub fn measures(trends: &Trends) -> Vec<MeasureRow> {
    let rows = trends.measures.iter().map(|row| MeasureRow {
        fiscal_year: year(row.year),
        period: if row.partial {
            "part_year"
        } else {
            "whole_year"
        }
        .to_owned(),
        measure: row.kind.as_str().to_owned(),
        value: row.value,
        low: row.interval.map(|(low, _)| low),
        high: row.interval.map(|(_, high)| high),
        of: count(row.of),
        baseline_year: row.baseline.map(|(base, _)| year(base)),
        baseline: row.baseline.map(|(_, value)| value),
    });
    rows.collect()
}

pub fn undecided(trends: &Trends) -> Vec<UndecidedRow> {
    let rows = trends.undecided.iter().map(|row| UndecidedRow {
        fiscal_year: year(row.year),
        group: row.group.clone(),
        cases: count(row.cases),
        without_decision: count(row.without_decision),
    });
    rows.collect()
}

fn year(year: FiscalYear) -> i32 {
    i32::from(year.0)
}

fn count(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
