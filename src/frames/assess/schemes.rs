//! What speaks for one hand behind several cases: faults of documents at a station, documents of
//! one series, one payment over many bookings. Values that identify somebody are grouped by and
//! never given.

use super::economy::once;
use super::exposure::{Level, exposed, frame, sorted};
use super::{per_ten_thousand, sum_if_known, typed};
use crate::error::Result;
use crate::frames::read;
use crate::schema::assessment::{DocumentSeriesRow, FaultRow, PaymentRow};
use crate::schema::rows::{CaseRow, LinkRow};
use crate::schema::traffic::TrafficRow;
use polars::prelude::{Expr, IntoLazy, JoinArgs, JoinType, SortMultipleOptions, col, lit};

/// Matches are no faults.
const MATCHES: [&str; 4] = [
    "listed_person",
    "possible_match",
    "listed_document",
    "travels_with",
];

/// Characters in which numbers of one series may differ.
const LAST: i64 = 2;

/// A shorter number is none that says anything of a series.
const SHORTEST: u32 = 6;

/// Documents of a series: two of one family are common.
const FEWEST_DOCUMENTS: u32 = 3;

/// By station and kind.
pub fn faults(traffic: &[TrafficRow]) -> Result<Vec<FaultRow>> {
    let is_match = MATCHES.map(|word| col("reason_class").eq(lit(word)));
    let [listed, possible, document, companion] = is_match;
    let is_match = listed.or(possible).or(document).or(companion);
    let keys = [
        col("departure_airport").alias("station"),
        col("reason_class").alias("kind"),
    ];
    let made = frame(traffic)?
        .filter(col("reason_class").is_not_null().and(is_match.not()))
        .group_by(keys)
        .agg([col("cases").sum(), sum_if_known("new_cases")]);
    let flew = read::rows(&exposed(traffic, Level::Hub)?, |_| true)?.lazy();
    let flew = flew
        .group_by([col("place").alias("station")])
        .agg([col("passengers").sum()]);
    let on = [col("station")];
    let joined = made.join(flew, on.clone(), on, JoinArgs::new(JoinType::Left));
    let rate = per_ten_thousand("cases", "passengers").alias("cases_per_10_000");
    typed(sorted(joined.with_column(rate), &["station", "kind"]))
}

/// The greatest first. Each case counts once, with the document that it had last.
pub fn document_series(cases: &[CaseRow]) -> Result<Vec<DocumentSeriesRow>> {
    let number = || col("document_number");
    let last = [
        "document_number",
        "document_issuer",
        "document_type",
        "booking_ref",
        "departure_airport",
        "scheduled_departure",
    ];
    let documents = once(cases, [])?.agg(last.map(|name| col(name).last()));
    let documents = documents.filter(
        number()
            .is_not_null()
            .and(number().str().len_chars().gt_eq(lit(SHORTEST))),
    );
    let documents = documents.with_columns([
        number().str().head(lit(-LAST)).alias("block"),
        number().str().len_chars().alias("length"),
        // Who has no booking is of none that another has.
        col("booking_ref").fill_null(col("key")).alias("booking"),
        day().alias("day"),
    ]);
    let series = documents
        .group_by(["document_issuer", "document_type", "block", "length"].map(col))
        .agg([
            number().n_unique().alias("documents"),
            col("booking").n_unique().alias("bookings"),
            col("departure_airport").n_unique().alias("stations"),
            col("day").min().alias("first_day"),
            col("day").max().alias("last_day"),
        ]);
    let series = series.filter(
        col("documents")
            .gt_eq(lit(FEWEST_DOCUMENTS))
            .and(col("bookings").gt(lit(1))),
    );
    let series = series.with_columns([
        col("document_issuer").alias("issuer"),
        lit(0).alias("series"),
    ]);
    let order = ["documents", "first_day", "issuer", "document_type", "block"];
    let down = SortMultipleOptions::default()
        .with_order_descending_multi([true, false, false, false, false]);
    let mut rows: Vec<DocumentSeriesRow> = typed(series.sort(order, down))?;
    (1..).zip(&mut rows).for_each(|(at, row)| row.series = at);
    Ok(rows)
}

/// The most bookings first. What several nights tell of the same first case counts once, by the
/// night that was written last; `links` and `cases` are of all runs, oldest first.
pub fn payments(links: &[LinkRow], cases: &[CaseRow]) -> Result<Vec<PaymentRow>> {
    let links = read::rows(links, |_| true)?
        .lazy()
        .with_row_index("nth", None);
    let paid = links.filter(
        col("kind")
            .eq(lit("payment"))
            .and(col("step").eq(lit(1)))
            .and(col("other_day").is_null()),
    );
    let of_case = read::rows(cases, |_| true)?.lazy().select([
        col("run_id"),
        col("case_id"),
        col("booking_ref")
            .fill_null(col("case_id"))
            .alias("booking"),
        col("departure_airport"),
        day().alias("day"),
    ]);
    let on = ["run_id", "case_id"].map(col);
    let paid = paid.join(of_case, on.clone(), on, JoinArgs::new(JoinType::Inner));
    let by = paid.group_by(["run_id", "value_digest"].map(col)).agg([
        col("day").min(),
        col("sharers").max().alias("people"),
        col("case_id").n_unique().alias("cases"),
        col("booking").n_unique().alias("bookings"),
        col("departure_airport").n_unique().alias("stations"),
        col("case_id").min().alias("first_case"),
        col("nth").max(),
    ]);
    let by = by.filter(col("bookings").gt(lit(1)));
    let last = [
        col("day").last(),
        col("people").last(),
        col("cases").last(),
        col("bookings").last(),
        col("stations").last(),
    ];
    let once = sorted(by, &["nth"]).group_by([col("first_case")]).agg(last);
    let once = once.with_column(lit(0).alias("payment"));
    let order = ["bookings", "people", "day", "first_case"];
    let down =
        SortMultipleOptions::default().with_order_descending_multi([true, true, false, false]);
    let mut rows: Vec<PaymentRow> = typed(once.sort(order, down))?;
    (1..).zip(&mut rows).for_each(|(at, row)| row.payment = at);
    Ok(rows)
}

/// Of departure, in UTC.
fn day() -> Expr {
    col("scheduled_departure").dt().date()
}
