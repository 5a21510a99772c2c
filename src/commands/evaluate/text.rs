//! The figures for a terminal. No name and no id: they belong in the report alone.

use crate::analysis::evaluate::Report;
use crate::analysis::evaluate::capacity::Capacity;
use crate::analysis::evaluate::groups::Group;
use crate::analysis::evaluate::self_screen::{OfList, RATES};
use crate::inert::Lines;
use crate::render::quality;
use std::collections::BTreeMap;

pub(super) fn of_report(report: &Report) -> Lines {
    let head = format!("{} pairs, {} others", report.pairs, report.population);
    let parts = [
        vec![head],
        at_rates(report),
        bands(report),
        report.capacity.iter().flat_map(of_capacity).collect(),
        calibration(report),
        groups(report),
        parity(report),
    ];
    parts.iter().flatten().collect()
}

fn at_rates(report: &Report) -> Vec<String> {
    let lines = report.recall_at_far.iter().rev().map(|(rate, recall)| {
        let bits = report.bits_at_far.get(rate);
        let bits = bits.map_or_else(String::new, |bits| format!("  ({bits:+.2} bits)"));
        format!("recall at {rate} false alerts  {recall:.3}{bits}")
    });
    lines.collect()
}

fn bands(report: &Report) -> Vec<String> {
    let lines = report.bands.iter().map(|(band, figures)| {
        format!(
            "{band:<17} recall {:.3}, false alerts {:.2} in 10,000 ({})",
            figures.recall,
            figures.false_alert_rate * 10_000.0,
            figures.false_alerts
        )
    });
    lines.collect()
}

fn of_capacity(capacity: &Capacity) -> Vec<String> {
    let bits = |bits: Option<f64>| bits.map_or("none".to_owned(), |bits| format!("{bits:+.2}"));
    let band = &capacity.tie_band;
    vec![
        format!(
            "best {} alerts of at most {}: down to {} bits, recall {:.3}, {} true, {} under another entry, {} on no list",
            capacity.alerts,
            capacity.max_alerts,
            bits(capacity.threshold_bits),
            capacity.recall,
            capacity.true_alerts,
            capacity.wrong_entries,
            capacity.false_alerts
        ),
        format!(
            "  the last total is shared by {}: {} in ({} true), {} out ({} true)",
            band.alerts, band.inside, band.true_in, band.outside, band.true_out
        ),
        format!(
            "  the next stands at {} bits and costs {} bits",
            bits(capacity.next_bits),
            bits(capacity.next_costs_bits)
        ),
    ]
}

fn calibration(report: &Report) -> Vec<String> {
    let head = format!(
        "calibration error {:.4}, above the review line {:.4}",
        report.calibration_error, report.calibration_error_reviewed
    );
    let bins = report.calibration.iter().map(|bin| {
        format!(
            "  {:>+6.1} bits  predicted {:.4}  observed {:.4}  n {}",
            bin.bits, bin.predicted, bin.observed, bin.n
        )
    });
    std::iter::once(head).chain(bins).collect()
}

fn groups(report: &Report) -> Vec<String> {
    let line = |(name, group): (&String, &Group)| {
        let far = |rate| group.recall_at_far.get(rate).copied().unwrap_or(0.0);
        format!(
            "  {:<26} {:>6} pairs {:>6} others  recall at 1e-2 {:.3}, 1e-3 {:.3}, 1e-4 {:.3}",
            name,
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
fn parity(report: &Report) -> Vec<String> {
    let flags = quality::parity_flags(report).into_iter();
    flags
        .map(|flag| format!("to be explained: {flag}"))
        .collect()
}

pub(super) fn of_lists(lists: &BTreeMap<String, OfList>) -> Lines {
    lists
        .iter()
        .flat_map(|(name, list)| of_list(name, list))
        .collect()
}

fn of_list(name: &str, list: &OfList) -> Vec<String> {
    let recommended = RATES.iter().map(|rate| {
        let bits = list.bits_at_far[rate.name];
        format!("  at most {} self alerts: {bits:+.1} bits", rate.name)
    });
    let thresholds = list
        .thresholds
        .iter()
        .map(|at| format!("    {:>+4.0} bits  {:.5}", at.bits, at.false_alert_rate));
    let head = format!("{}: {} entries", name, list.entries);
    let lines = std::iter::once(head).chain(recommended);
    lines.chain(thresholds).collect()
}
