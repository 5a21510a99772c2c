//! Every threshold with what it would cost a night.

use crate::analysis::evaluate::Report;
use crate::analysis::evaluate::curve::Threshold;
use crate::analysis::evaluate::share::{Share, share};
use crate::render::drawing::view::{Cell, Row, Section, Table, grouped, share_cell};

/// Passengers of one night, from the size of the job.
const PASSENGERS: f64 = 241_000.0;

/// Of these, so many are recommended against (GAO-17-216: 11,651 in fiscal year 2015).
const CASES: f64 = 32.0;

pub(super) fn section(report: &Report) -> Section {
    let [review, recommend] = &report.at_lines;
    let mut steps: Vec<&Threshold> = report.thresholds.iter().collect();
    for line in [review, recommend] {
        if steps.iter().all(|step| step.bits != line.bits) {
            steps.push(line);
        }
    }
    steps.sort_by(|a, b| a.bits.total_cmp(&b.bits));
    Section {
        id: "thresholds",
        title: "What each threshold costs a night".to_owned(),
        text: vec![format!(
            "Of {} passengers, {CASES} are taken to be true cases. False alerts are the rate of the people on no list times the passengers: true as far as those people resemble them. Caps and corroboration of the policy are not counted here; the figures at the top count them.",
            grouped(PASSENGERS as usize)
        )],
        tables: vec![Table {
            caption: "By threshold in bits, with 95 % intervals".to_owned(),
            heads: vec![
                "Bits",
                "Recall",
                "False-alert rate",
                "False alerts a night",
                "Found of 32",
                "Alerts per true case",
            ],
            rows: steps.into_iter().map(|step| row(step, report)).collect(),
            folded: false,
        }],
        ..Section::default()
    }
}

fn row(step: &Threshold, report: &Report) -> Row {
    let [review, recommend] = &report.at_lines;
    let line = match step.bits {
        bits if bits == review.bits => " (review line)",
        bits if bits == recommend.bits => " (recommend line)",
        _ => "",
    };
    let recall = counted(step.recall, report.pairs);
    let rate = counted(step.false_alert_rate, report.population);
    let night = PASSENGERS * step.false_alert_rate;
    let found = CASES * step.recall;
    Row {
        name: format!("{:+}{line}", step.bits),
        cells: vec![
            share_cell(recall),
            share_cell(rate),
            rate.map_or_else(Cell::default, |rate| Cell {
                text: grouped(night.round() as usize),
                more: format!(
                    "up to {}",
                    grouped((PASSENGERS * rate.high).round() as usize)
                ),
                flagged: false,
            }),
            format!("{found:.1}").into(),
            rate.filter(|_| found > 0.0)
                .map_or_else(Cell::default, |rate| alerts_per_case(rate, found)),
        ],
        marked: !line.is_empty(),
    }
}

/// True ones included.
fn alerts_per_case(rate: Share, found: f64) -> Cell {
    let alerts = |rate: f64| format!("{:.1}", (PASSENGERS * rate + found) / found);
    Cell {
        text: alerts(rate.share),
        more: format!("up to {}", alerts(rate.high)),
        flagged: false,
    }
}

fn counted(part: f64, of: usize) -> Option<Share> {
    (of > 0).then(|| share((part * of as f64).round() as usize, of))
}
