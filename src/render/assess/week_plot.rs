//! The weeks of a signal: cases as bars, what was to be expected, what would have been flagged, and
//! where lists or rules changed. Whole numbers, so that the same rows give the same bytes.

use super::Assessed;
use super::phrases::{day, finding, standing_signals};
use super::view::Figure;
use crate::analysis::warning::plot::Part;
use crate::render::drawing::svg::{Anchor, Svg};
use crate::schema::assessment::PlotRow;
use crate::schema::warning::SignalRow;

/// Pictures of a page.
pub const MOST: usize = 4;

const LEFT: f64 = 34.0;
const RIGHT: f64 = 722.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 200.0;

/// None of what leaves the group: nearly every week has fewer than ten.
pub(super) fn figures(assessed: &Assessed) -> Vec<Figure> {
    if assessed.publish {
        return Vec::new();
    }
    let signals = standing_signals(&assessed.tables.signals);
    let plotted = (1..).zip(signals).take(MOST);
    let figures = plotted.filter_map(|(number, signal)| {
        let rows: Vec<&PlotRow> = assessed
            .tables
            .plots
            .iter()
            .filter(|row| row.plot == number)
            .collect();
        (!rows.is_empty()).then(|| figure(signal, &rows))
    });
    figures.collect()
}

fn figure(signal: &SignalRow, rows: &[&PlotRow]) -> Figure {
    let smallest = signal.smallest_flagged.map_or_else(String::new, |count| {
        format!(" Fewer than {count} in the window would have gone unseen.")
    });
    Figure {
        caption: finding(signal),
        svg: drawn(signal, rows),
        note: format!(
            "Black: the weeks that are tested. Grey: the base. Hollow: before lists or rules changed, not compared. Line: what was to be expected. Dashed: so many in one week alone would have been flagged.{smallest} The rows stand in plots.csv."
        ),
    }
}

fn drawn(signal: &SignalRow, rows: &[&PlotRow]) -> String {
    let mut svg = Svg::new(740.0, 226.0);
    let most_flagged = rows.iter().filter_map(|row| row.smallest_flagged).max();
    let most_cases = rows.iter().map(|row| row.cases).max().unwrap_or(0);
    let top = (most_cases.max(most_flagged.unwrap_or(0)) + 1).max(5);
    let step = step(top);
    let top = top.div_euclid(step) * step + step;
    let height = |value: f64| {
        let share = value / top as f64;
        (BOTTOM - share * (BOTTOM - TOP)).round()
    };
    let pitch = ((RIGHT - LEFT) / rows.len() as f64)
        .floor()
        .clamp(2.0, 40.0);
    let x = |at: usize| LEFT + 2.0 + pitch * at as f64;
    let mut tick = 0;
    while tick <= top {
        let y = height(tick as f64);
        svg.line((LEFT, y), (RIGHT, y), "gr");
        svg.text(
            (LEFT - 6.0, y + 4.0),
            Anchor::End,
            "tick",
            &tick.to_string(),
        );
        tick += step;
    }
    for (at, row) in rows.iter().enumerate() {
        let class = match row.part.as_str() {
            part if part == Part::Window.as_str() => "win",
            part if part == Part::BeforeChange.as_str() => "old",
            _ => "bar",
        };
        let edge = |y: f64| [(x(at), y), (x(at) + (pitch - 2.0).max(1.0), y)];
        svg.between(&edge(height(row.cases as f64)), &edge(BOTTOM), class);
        if row.changed {
            svg.line((x(at) - 1.0, TOP), (x(at) - 1.0, BOTTOM), "chg");
            let (place, anchor) = beside(x(at), rows.len() < 2 * at);
            svg.text((place, TOP - 6.0), anchor, "note", "lists or rules changed");
        }
    }
    let end = x(rows.len());
    let lines = [
        ("exp", "expected", values(rows, |row| row.expected)),
        (
            "pow",
            "would be flagged",
            values(rows, |row| row.smallest_flagged.map(|count| count as f64)),
        ),
    ];
    for (class, name, values) in lines {
        let points: Vec<(f64, f64)> = values
            .iter()
            .flat_map(|(at, value)| [(x(*at), height(*value)), (x(at + 1), height(*value))])
            .collect();
        svg.path(&points, class);
        // At its beginning: the bars at the end are those that stand out.
        if let Some((at, value)) = values.first() {
            let place = (x(*at), height(*value) - 4.0);
            svg.text(place, Anchor::Start, class, name);
        }
    }
    svg.line((LEFT, BOTTOM), (RIGHT, BOTTOM), "ax");
    if let (Some(first), Some(last)) = (rows.first(), rows.last()) {
        svg.text(
            (LEFT, BOTTOM + 18.0),
            Anchor::Start,
            "tick",
            &day(first.week),
        );
        let place = end.min(RIGHT);
        svg.text((place, BOTTOM + 18.0), Anchor::End, "tick", &day(last.week));
    }
    svg.finish(&format!(
        "Cases of each week, {} weeks: {}",
        rows.len(),
        finding(signal)
    ))
}

/// Of the weeks that have one, with their places.
fn values(rows: &[&PlotRow], of: impl Fn(&PlotRow) -> Option<f64>) -> Vec<(usize, f64)> {
    let rows = rows.iter().enumerate();
    // Before a change nothing was compared.
    let compared = rows.filter(|(_, row)| row.part != Part::BeforeChange.as_str());
    compared
        .filter_map(|(at, row)| Some((at, of(row)?)))
        .collect()
}

/// A label on the side of a mark where there is room.
fn beside(x: f64, is_right: bool) -> (f64, Anchor) {
    match is_right {
        true => (x - 4.0, Anchor::End),
        false => (x + 4.0, Anchor::Start),
    }
}

/// A round step of which some five reach the top.
fn step(top: i64) -> i64 {
    let mut decade = 1;
    loop {
        for step in [decade, 2 * decade, 5 * decade] {
            if top <= 6 * step {
                return step;
            }
        }
        decade *= 10;
    }
}
