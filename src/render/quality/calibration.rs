//! Is a stated probability right? Predicted against observed, both as odds.

use crate::analysis::evaluate::Report;
use crate::analysis::evaluate::calibration::Bin;
use crate::render::drawing::axis::{Frame, Scale, Steps, Tick};
use crate::render::drawing::svg::{Anchor, Svg};
use crate::render::drawing::view::{Row, Section, Table, grouped, percent};

/// Ends of both directions, in bits: one in 16,384, and as many to one.
const END: f64 = 14.0;

/// Nothing without people on both sides.
pub(super) fn section(report: &Report) -> Option<Section> {
    let bins = &report.calibration;
    (!bins.is_empty()).then(|| Section {
        id: "calibration",
        title: "Calibration".to_owned(),
        text: vec![
            format!(
                "Best hits by the probability they state, and the share of them that is right, as if one passenger in {} were listed, which is what the priors sum to. On the diagonal a probability is right; above it too timid, below it too bold. Hollow: none, or all, of the bin is right. Mean distance {:.4} over all hits that are looked for, {:.4} over those above the review line.",
                grouped((1.0 / report.share_listed).round() as usize), report.calibration_error, report.calibration_error_reviewed
            ),
            format!(
                "At that mix one person on no list weighs as much as {} listed people: a few false alerts move a bin far.",
                grouped(weight_of_other(report).round() as usize)
            ),
        ],
        figure: chart(bins),
        tables: vec![table(bins)],
        ..Section::default()
    })
}

/// How many listed people one person on no list stands against.
fn weight_of_other(report: &Report) -> f64 {
    (1.0 / report.share_listed - 1.0) * report.pairs as f64 / report.population.max(1) as f64
}

fn table(bins: &[Bin]) -> Table {
    let row = |bin: &Bin| Row {
        name: format!("{:+.0}", bin.bits),
        cells: [
            percent(bin.predicted),
            percent(bin.observed),
            grouped(bin.n),
        ]
        .map(Into::into)
        .into(),
        marked: false,
    };
    Table {
        caption: "The same in figures".to_owned(),
        heads: vec!["From bits", "Stated", "Right", "People"],
        rows: bins.iter().map(row).collect(),
        folded: true,
    }
}

fn chart(bins: &[Bin]) -> String {
    let mut svg = Svg::new(480.0, 340.0);
    let scale = |places| Scale {
        steps: Steps::Even,
        values: (-END, END),
        places,
    };
    let frame = Frame {
        x: scale((60.0, 464.0)),
        y: scale((288.0, 16.0)),
    };
    frame.draw(&mut svg, &ticks(), &ticks());
    svg.text((262.0, 330.0), Anchor::Middle, "name", "stated probability");
    svg.text((66.0, 12.0), Anchor::Start, "name", "share that is right");
    svg.line(frame.place(-END, -END), frame.place(END, END), "diagonal");
    for bin in bins {
        let hollow = bin.observed <= 0.0 || 1.0 <= bin.observed;
        let class = if hollow { "dot hollow" } else { "dot" };
        let says = format!(
            "{} stated, {} right, {} people",
            percent(bin.predicted),
            percent(bin.observed),
            grouped(bin.n)
        );
        let place = frame.place(log_odds(bin.predicted), log_odds(bin.observed));
        svg.point(place, radius(bin.n), class, &says);
        // Left of the last, whose number would leave the drawing.
        let (side, anchor) = if place.0 < 400.0 {
            (1.0, Anchor::Start)
        } else {
            (-1.0, Anchor::End)
        };
        let beside = (place.0 + side * (radius(bin.n) + 3.0), place.1 + 4.0);
        svg.text(beside, anchor, "tick", &grouped(bin.n));
    }
    svg.finish(
        "Stated probability against the share that is right; the figures are in the table below",
    )
}

fn ticks() -> [Tick; 7] {
    [
        (0.001, "0.1 %"),
        (0.01, "1 %"),
        (0.1, "10 %"),
        (0.5, "50 %"),
        (0.9, "90 %"),
        (0.99, "99 %"),
        (0.999, "99.9 %"),
    ]
    .map(|(share, label)| (log_odds(share), label.to_owned()))
}

/// In bits; 0 and 1 stand at the ends.
fn log_odds(probability: f64) -> f64 {
    (probability / (1.0 - probability)).log2().clamp(-END, END)
}

/// Its area grows with the people, within what can be told apart.
fn radius(people: usize) -> f64 {
    (people as f64).sqrt().mul_add(0.12, 3.0).min(14.0)
}
