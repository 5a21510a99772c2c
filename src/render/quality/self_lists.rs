//! Lists against themselves: the share that alerts at each threshold, and which to choose.

use crate::analysis::evaluate::self_screen::{OfList, RATES};
use crate::inert::shown;
use crate::render::drawing::axis::{Frame, Scale, Steps};
use crate::render::drawing::svg::{Anchor, Svg};
use crate::render::drawing::view::{Cell, Row, Section, Table, grouped, one_in, percent};
use std::collections::BTreeMap;

type Lists = BTreeMap<String, OfList>;

pub(super) fn lead(lists: &Lists) -> String {
    let entries = lists.values().map(|list| list.entries).sum();
    format!(
        "{} listed people, each screened with their own entry left out: every alert is on someone else.",
        grouped(entries)
    )
}

pub(super) fn section(lists: &Lists) -> Section {
    let row = |(name, list): (&String, &OfList)| Row {
        name: shown(name),
        cells: std::iter::once(grouped(list.entries))
            .chain(
                RATES
                    .iter()
                    .map(|rate| format!("{:+.1}", list.bits_at_far[rate.name])),
            )
            .map(Cell::from)
            .collect(),
        marked: false,
    };
    Section {
        id: "recommended",
        title: "Recommended thresholds".to_owned(),
        text: vec!["The lowest half bit at which no more than that share of the list alerts on another entry. People listed twice alert on themselves; look at the examples before raising a line for them.".to_owned()],
        figure: chart(lists),
        tables: vec![Table {
            caption: "In bits, by list".to_owned(),
            heads: vec!["List", "Entries", "2 %", "1 %", "0.1 %"],
            rows: lists.iter().map(row).collect(),
            folded: false,
        }],
        ..Section::default()
    }
}

pub(super) fn sweep(lists: &Lists) -> Section {
    let tables = lists.iter().map(|(name, list)| Table {
        caption: shown(name),
        heads: vec!["Bits", "Share that alerts", "People"],
        rows: list
            .thresholds
            .iter()
            .map(|at| Row {
                name: format!("{:+}", at.bits),
                cells: vec![
                    percent(at.false_alert_rate).into(),
                    grouped((at.false_alert_rate * list.entries as f64).round() as usize).into(),
                ],
                marked: false,
            })
            .collect(),
        folded: true,
    });
    Section {
        id: "thresholds",
        title: "Every threshold".to_owned(),
        tables: tables.collect(),
        ..Section::default()
    }
}

fn chart(lists: &Lists) -> String {
    let mut svg = Svg::new(480.0, 320.0);
    let frame = Frame {
        x: Scale {
            steps: Steps::Even,
            values: (-12.0, 24.0),
            places: (52.0, 464.0),
        },
        y: Scale {
            steps: Steps::Log,
            values: (1e-4, 1.0),
            places: (268.0, 16.0),
        },
    };
    let bits = [-12, -6, 0, 6, 12, 18, 24].map(|bits| (f64::from(bits), format!("{bits:+}")));
    let shares = [
        (1e-4, "0.01 %"),
        (1e-3, "0.1 %"),
        (1e-2, "1 %"),
        (1e-1, "10 %"),
        (1.0, "100 %"),
    ]
    .map(|(share, label)| (share, label.to_owned()));
    frame.draw(&mut svg, &bits, &shares);
    svg.text((258.0, 310.0), Anchor::Middle, "name", "threshold in bits");
    for (number, (name, list)) in lists.iter().enumerate() {
        let seen = list
            .thresholds
            .iter()
            .filter(|at| at.false_alert_rate > 0.0);
        let places: Vec<(f64, f64)> = seen
            .map(|at| frame.place(at.bits, at.false_alert_rate))
            .collect();
        svg.path(&places, "curve");
        // Labels stand apart where lines lie together.
        if let Some(at) = places.get(places.len() / 3 + number * 3).or(places.last()) {
            svg.text((at.0 + 6.0, at.1 - 6.0), Anchor::Start, "label", name);
        }
    }
    svg.finish(&format!(
        "Share of the list that alerts, by threshold; {} and stricter in the table",
        one_in("2e-2")
    ))
}
