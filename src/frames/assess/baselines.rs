//! Outcomes of a span beside those of the 52 weeks before it.

use super::outcomes::last_words;
use super::typed;
use crate::analysis::evaluate::share::share;
use crate::analysis::trends::FEWEST;
use crate::error::Result;
use crate::ledger;
use crate::schema::assessment::{BaselineRow, EconomyRow, MEASURES};
use crate::tables::read::days_of_date;
use crate::tables::row::table;
use jiff::civil::Date;
use polars::prelude::{DataType, Expr, col, len, lit, when};

table! {
    /// The last words of one period.
    pub struct PeriodRow {
        /// `span` or `before`.
        pub period: String,
        /// Cases with a word.
        pub decided: i64,
        /// The officer agreed.
        pub concur: i64,
        /// The passenger is the listed person.
        pub same_person: i64,
        /// Somebody else.
        pub different_person: i64,
        /// Agreed with a recommendation to deny, and the end is known.
        pub advised: i64,
        /// Of them, denied or rebooked.
        pub followed: i64,
        /// Agreed or not, before departure.
        pub in_time: i64,
        /// Agreed or not.
        pub settled: i64,
        /// Half of them within so many minutes of their run.
        pub minutes: Option<f64>,
    }
}

const SPAN: &str = "span";
const BEFORE: &str = "before";

/// Days from the first to before the second.
pub type Days = (Date, Date);

/// `open` are the cases of both periods, with and without a word, by [`super::economy`].
pub fn baselines(
    decisions: &[ledger::Row],
    (span, before): (Days, Days),
    (open, open_before): (&[EconomyRow], &[EconomyRow]),
) -> Result<Vec<BaselineRow>> {
    let day = || col("scheduled_departure").dt().date();
    let within = |(from, end): Days| day().gt_eq(lit_day(from)).and(day().lt(lit_day(end)));
    let period = when(within(span))
        .then(lit(SPAN))
        .when(within(before))
        .then(lit(BEFORE))
        .otherwise(lit("other"));
    let is = |column: &str, word: &str| col(column).eq(lit(word));
    let agreed = || is("decision", "concur");
    let settled = || agreed().or(is("decision", "not_concur"));
    let advised = agreed()
        .and(is("action", "recommend_denial"))
        .and(is("carrier_action", "unknown").not());
    let kept_back = is("carrier_action", "denied_boarding").or(is("carrier_action", "rebooked"));
    let minutes = (col("decided_at").cast(DataType::Int64) - col("as_of").cast(DataType::Int64))
        .cast(DataType::Float64)
        / lit(60_000.0);
    let counts = [
        len().alias("decided"),
        agreed().sum().alias("concur"),
        is("match_truth", "same_person").sum().alias("same_person"),
        is("match_truth", "different_person")
            .sum()
            .alias("different_person"),
        advised.clone().sum().alias("advised"),
        advised.and(kept_back).sum().alias("followed"),
        settled()
            .and(col("decided_at").lt_eq(col("scheduled_departure")))
            .sum()
            .alias("in_time"),
        settled().sum().alias("settled"),
        minutes.filter(settled()).median().alias("minutes"),
    ];
    let words = last_words(decisions)?.with_column(period.alias("period"));
    let by: Vec<PeriodRow> = typed(words.group_by([col("period")]).agg(counts))?;
    let of = |name: &str| by.iter().find(|row| row.period == name);
    let rows = MEASURES.map(|measure| {
        let (count, of_cases) = figure(measure, of(SPAN), open);
        let (base, of_base) = figure(measure, of(BEFORE), open_before);
        row(measure, (count, of_cases), (base, of_base))
    });
    Ok(rows.into())
}

fn lit_day(day: Date) -> Expr {
    lit(days_of_date(day)).cast(DataType::Date)
}

/// A count and of how many it is.
type Figure = (Option<i64>, i64);

fn figure(measure: &str, words: Option<&PeriodRow>, open: &[EconomyRow]) -> Figure {
    let all = open.iter().find(|row| row.list == "all");
    if measure == "never_decided" {
        return all.map_or((Some(0), 0), |all| (Some(all.hits - all.decided), all.hits));
    }
    let Some(row) = words else {
        return (Some(0), 0);
    };
    match measure {
        "concurred" => (Some(row.concur), row.decided),
        "same_person" => (
            Some(row.same_person),
            row.same_person + row.different_person,
        ),
        "carrier_followed" => (Some(row.followed), row.advised),
        "decided_before_departure" => (Some(row.in_time), row.settled),
        _ => (
            row.minutes.map(|minutes| minutes.round() as i64),
            row.settled,
        ),
    }
}

fn row(measure: &str, (count, of): Figure, (base, of_base): Figure) -> BaselineRow {
    let is_share = measure != "minutes_to_decision";
    let share = |count: Option<i64>, of: i64| {
        let (count, of) = (usize::try_from(count?).ok()?, usize::try_from(of).ok()?);
        (is_share && FEWEST <= of).then(|| share(count, of))
    };
    let (own, before) = (share(count, of), share(base, of_base));
    BaselineRow {
        measure: measure.to_owned(),
        count,
        of,
        share: own.map(|own| own.share),
        low: own.map(|own| own.low),
        high: own.map(|own| own.high),
        baseline_count: base,
        baseline_of: of_base,
        baseline_share: before.map(|before| before.share),
    }
}
