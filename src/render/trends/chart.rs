//! Denied boarding by fiscal year, drawn as bars with their numbers.

use crate::render::drawing::axis::{Frame, Scale, Steps, Tick};
use crate::render::drawing::svg::{Anchor, Svg};
use crate::render::drawing::view::grouped;

/// A year's name, its count, and whether it is a part year, whose bar stays hollow.
pub(super) struct Bar {
    pub(super) name: String,
    pub(super) count: usize,
    pub(super) partial: bool,
}

pub(super) fn bars(bars: &[Bar], says: &str) -> String {
    let mut svg = Svg::new(560.0, 260.0);
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    let step = step(most);
    let top = most.div_ceil(step) * step;
    let frame = Frame {
        // Few years make no wide bars: width means nothing here.
        x: scale((0.0, bars.len().max(4) as f64), (52.0, 548.0)),
        y: scale((0.0, top as f64), (226.0, 22.0)),
    };
    let ticks = (0..=top / step).map(|n| (n * step) as f64);
    let ticks: Vec<Tick> = ticks.map(|n| (n, grouped(n as usize))).collect();
    frame.draw(&mut svg, &[], &ticks);
    for (at, bar) in bars.iter().enumerate() {
        draw(&mut svg, &frame, at as f64, bar);
    }
    svg.finish(says)
}

fn draw(svg: &mut Svg, frame: &Frame, at: f64, bar: &Bar) {
    let height = bar.count as f64;
    let edge = |y: f64| [frame.place(at + 0.2, y), frame.place(at + 0.8, y)];
    let class = if bar.partial { "bar hollow-bar" } else { "bar" };
    svg.between(&edge(height), &edge(0.0), class);
    let (x, y) = frame.place(at + 0.5, height);
    svg.text((x, y - 5.0), Anchor::Middle, "label", &grouped(bar.count));
    let (x, y) = frame.place(at + 0.5, 0.0);
    svg.text((x, y + 16.0), Anchor::Middle, "tick", &bar.name);
}

fn scale(values: (f64, f64), places: (f64, f64)) -> Scale {
    Scale {
        steps: Steps::Even,
        values,
        places,
    }
}

/// A round step of which some four reach the most.
fn step(most: usize) -> usize {
    let mut decade = 1;
    loop {
        for step in [decade, 2 * decade, 5 * decade] {
            if most <= 5 * step {
                return step;
            }
        }
        decade *= 10;
    }
}
