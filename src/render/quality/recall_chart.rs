//! Recall against the false-alert rate: the whole, then each group beside the whole.

use crate::analysis::evaluate::Report;
use crate::analysis::evaluate::parity::FEWEST;
use crate::analysis::evaluate::roc::Step;
use crate::inert::shown;
use crate::render::drawing::axis::{Frame, Scale, Steps, Tick};
use crate::render::drawing::svg::{Anchor, Svg};
use crate::render::drawing::view::{Multiple, Section, percent};

/// The false-alert rate that each small drawing states in words.
const RATE_SHOWN: &str = "1e-3";

pub(super) fn section(report: &Report) -> Section {
    let groups = report.by_group.iter();
    let large = groups.filter(|(_, group)| FEWEST <= group.pairs && !group.line.is_empty());
    let multiples = large.map(|(name, group)| Multiple {
        title: shown(name),
        note: group
            .recall_at_far
            .get(RATE_SHOWN)
            .map_or_else(String::new, |recall| {
                format!("{} found at 0.1 % false alerts", percent(*recall))
            }),
        figure: small(name, &group.line, &report.line),
    });
    Section {
        id: "recall",
        title: "Recall against false alerts".to_owned(),
        text: text(report),
        figure: match report.line.as_slice() {
            [] => String::new(),
            line => large_chart(line, report),
        },
        multiples: multiples.collect(),
        ..Section::default()
    }
}

fn text(report: &Report) -> Vec<String> {
    if report.line.is_empty() {
        return vec![
            "No line can be drawn: it needs listed people and enough people on no list.".to_owned(),
        ];
    }
    let rate = |step: Option<&Step>| percent(step.map_or(0.0, |step| step.rate));
    let (most, least) = (rate(report.line.first()), rate(report.line.last()));
    let mut text = vec![format!(
        "Each place of the line is a threshold: across, the share of people on no list whom it makes an alert; upwards, the share of listed people it finds under their own entry. The band is the 95 % interval. The line ends where it cannot be measured: below {least}, as there are {} people on no list, and above {most}, as hits of lower totals are not looked for.",
        crate::render::drawing::view::grouped(report.population),
    )];
    if !report.by_group.is_empty() {
        text.push("The small drawings have each group's line over that of all (grey), at the same thresholds; groups of fewer than 30 listed people are left out.".to_owned());
    }
    text
}

fn decades() -> [Tick; 5] {
    [
        (1e-5, "0.001 %"),
        (1e-4, "0.01 %"),
        (1e-3, "0.1 %"),
        (1e-2, "1 %"),
        (1e-1, "10 %"),
    ]
    .map(|(value, label)| (value, label.to_owned()))
}

fn frame(x: (f64, f64), y: (f64, f64)) -> Frame {
    Frame {
        x: Scale {
            steps: Steps::Log,
            values: (1e-5, 1e-1),
            places: x,
        },
        y: Scale {
            steps: Steps::Even,
            values: (0.0, 1.0),
            places: y,
        },
    }
}

fn large_chart(line: &[Step], report: &Report) -> String {
    let mut svg = Svg::new(480.0, 320.0);
    let frame = frame((48.0, 464.0), (268.0, 16.0));
    let tenths = [0, 20, 40, 60, 80, 100].map(|p| (f64::from(p) / 100.0, format!("{p} %")));
    frame.draw(&mut svg, &decades(), &tenths);
    svg.text(
        (256.0, 310.0),
        Anchor::Middle,
        "name",
        "share of people on no list who are an alert",
    );
    band(&mut svg, &frame, line);
    svg.path(&places(&frame, line), "curve");
    let [review, recommend] = &report.at_lines;
    for (at, name) in [(review, "review line"), (recommend, "recommend line")] {
        if at.false_alert_rate > 0.0 {
            let place = frame.place(at.false_alert_rate, at.recall);
            svg.point(place, 5.0, "mark", name);
            svg.text(
                (place.0 + 9.0, place.1 + 16.0),
                Anchor::Start,
                "label",
                name,
            );
        }
    }
    if let Some(top) = line.first() {
        let place = frame.place(top.rate, top.recall.share);
        let label = format!(
            "all {}",
            crate::render::drawing::view::grouped(report.pairs)
        );
        svg.text(
            (place.0 + 6.0, place.1 - 8.0),
            Anchor::Middle,
            "label",
            &label,
        );
    }
    svg.finish("Recall against false-alert rate of all; the figures are in the table of thresholds")
}

fn small(name: &str, own: &[Step], whole: &[Step]) -> String {
    let mut svg = Svg::new(220.0, 150.0);
    let frame = frame((40.0, 202.0), (124.0, 10.0));
    let [least, _, middle, _, most] = decades();
    let halves = [0, 50, 100].map(|p| (f64::from(p) / 100.0, format!("{p} %")));
    frame.draw(&mut svg, &[least, middle, most], &halves);
    svg.path(&places(&frame, whole), "curve faint");
    band(&mut svg, &frame, own);
    svg.path(&places(&frame, own), "curve");
    svg.finish(&format!(
        "Recall against false-alert rate: {name} beside all"
    ))
}

fn band(svg: &mut Svg, frame: &Frame, line: &[Step]) {
    let edge = |of: fn(&Step) -> f64| -> Vec<(f64, f64)> {
        let places = line.iter().map(|step| frame.place(step.rate, of(step)));
        places.collect()
    };
    svg.between(
        &edge(|step| step.recall.high),
        &edge(|step| step.recall.low),
        "band",
    );
}

fn places(frame: &Frame, line: &[Step]) -> Vec<(f64, f64)> {
    let places = line
        .iter()
        .map(|step| frame.place(step.rate, step.recall.share));
    places.collect()
}
