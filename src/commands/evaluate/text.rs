//! The figures for a terminal. No name and no id: they belong in the report alone.

use crate::analysis::evaluate::Report;
use crate::analysis::evaluate::capacity::Capacity;
use crate::analysis::evaluate::groups::Group;
use crate::analysis::evaluate::self_screen::{OfList, RATES};
use crate::inert::shown;
use crate::render::quality;
use std::collections::BTreeMap;

pub(super) fn of_report(report: &Report) -> String {
    let head = format!("{} pairs, {} others\n", report.pairs, report.population);
    let capacity = report.capacity.as_ref();
    [
        head,
        at_rates(report),
        bands(report),
        capacity.map_or_else(String::new, of_capacity),
        calibration(report),
        groups(report),
        parity(report),
    ]
    .concat()
}

fn at_rates(report: &Report) -> String {
    let lines = report.recall_at_far.iter().rev().map(|(rate, recall)| {
        let bits = report.bits_at_far.get(rate);
        let bits = bits.map_or_else(String::new, |bits| format!("  ({bits:+.2} bits)"));
        format!("recall at {rate} false alerts  {recall:.3}{bits}\n")
    });
    lines.collect()
}

fn bands(report: &Report) -> String {
    let lines = report.bands.iter().map(|(band, figures)| {
        format!(
            "{band:<17} recall {:.3}, false alerts {:.2} in 10,000 ({})\n",
            figures.recall,
            figures.false_alert_rate * 10_000.0,
            figures.false_alerts
        )
    });
    lines.collect()
}

fn of_capacity(capacity: &Capacity) -> String {
    let bits = |bits: Option<f64>| bits.map_or("none".to_owned(), |bits| format!("{bits:+.2}"));
    let band = &capacity.tie_band;
    format!(
        "best {} alerts of at most {}: down to {} bits, recall {:.3}, {} true, {} under another entry, {} on no list\n  \
         the last total is shared by {}: {} in ({} true), {} out ({} true)\n  \
         the next stands at {} bits and costs {} bits\n",
        capacity.alerts,
        capacity.max_alerts,
        bits(capacity.threshold_bits),
        capacity.recall,
        capacity.true_alerts,
        capacity.wrong_entries,
        capacity.false_alerts,
        band.alerts,
        band.inside,
        band.true_in,
        band.outside,
        band.true_out,
        bits(capacity.next_bits),
        bits(capacity.next_costs_bits)
    )
}

fn calibration(report: &Report) -> String {
    let head = format!(
        "calibration error {:.4}, above the review line {:.4}\n",
        report.calibration_error, report.calibration_error_reviewed
    );
    let bins = report.calibration.iter().map(|bin| {
        format!(
            "  {:>+6.1} bits  predicted {:.4}  observed {:.4}  n {}\n",
            bin.bits, bin.predicted, bin.observed, bin.n
        )
    });
    head + &bins.collect::<String>()
}

fn groups(report: &Report) -> String {
    let line = |(name, group): (&String, &Group)| {
        let far = |rate| group.recall_at_far.get(rate).copied().unwrap_or(0.0);
        format!(
            "  {:<26} {:>6} pairs {:>6} others  recall at 1e-2 {:.3}, 1e-3 {:.3}, 1e-4 {:.3}\n",
            shown(name),
            group.pairs,
            group.population,
            far("1e-2"),
            far("1e-3"),
            far("1e-4")
        )
    };
    report.by_group.iter().map(line).collect()
}

/// Flags alone; the report has every figure.
fn parity(report: &Report) -> String {
    let flags = quality::parity_flags(report).into_iter();
    flags
        .map(|flag| format!("to be explained: {flag}\n"))
        .collect()
}

pub(super) fn of_lists(lists: &BTreeMap<String, OfList>) -> String {
    lists
        .iter()
        .map(|(name, list)| of_list(name, list))
        .collect()
}

fn of_list(name: &str, list: &OfList) -> String {
    let recommended = RATES.iter().map(|rate| {
        let bits = list.bits_at_far[rate.name];
        format!("  at most {} self alerts: {bits:+.1} bits\n", rate.name)
    });
    let thresholds = list
        .thresholds
        .iter()
        .map(|at| format!("    {:>+4.0} bits  {:.5}\n", at.bits, at.false_alert_rate));
    let head = format!("{}: {} entries\n", shown(name), list.entries);
    head + &recommended.chain(thresholds).collect::<String>()
}
