//! The figures a reader takes away.

use crate::analysis::evaluate::Report;
use crate::analysis::evaluate::share::share;
use crate::render::drawing::view::{Tile, grouped, one_in, percent};

pub(super) fn lead(report: &Report) -> String {
    format!(
        "{} people with a known entry on the lists, {} people on no list.",
        grouped(report.pairs),
        grouped(report.population)
    )
}

pub(super) fn tiles(report: &Report) -> Vec<Tile> {
    let at_far = report.recall_at_far.iter().rev();
    // A rate below one person of the population is no figure of its own.
    let shown = at_far.filter(|(rate, _)| {
        let rate: f64 = rate.parse().unwrap_or(0.0);
        1.0 <= rate * report.population as f64
    });
    let at_far = shown.map(|(rate, recall)| Tile {
        label: format!("found at {} false alerts", one_in(rate)),
        value: percent(*recall),
        note: match report.bits_at_far.get(rate) {
            Some(bits) => format!("{}, from {bits:+.2} bits", interval(*recall, report.pairs)),
            None => String::new(),
        },
    });
    let bands = report.bands.iter().map(|(band, figures)| Tile {
        label: match *band {
            "recommend_denial" => "found and recommended for denial".to_owned(),
            "contact_group" => "found and written at all".to_owned(),
            other => other.replace('_', " "),
        },
        value: percent(figures.recall),
        note: format!(
            "{}; {} false alerts of {}",
            interval(figures.recall, report.pairs),
            grouped(figures.false_alerts),
            grouped(report.population)
        ),
    });
    at_far.chain(bands).chain(errors(report)).collect()
}

fn interval(recall: f64, pairs: usize) -> String {
    let found = share((recall * pairs as f64).round() as usize, pairs);
    format!("{} to {}", percent(found.low), percent(found.high))
}

fn errors(report: &Report) -> Option<Tile> {
    let measured = !report.calibration.is_empty();
    measured.then(|| Tile {
        label: "calibration error".to_owned(),
        value: format!("{:.4}", report.calibration_error),
        note: format!(
            "{:.3} among those above the review line",
            report.calibration_error_reviewed
        ),
    })
}
