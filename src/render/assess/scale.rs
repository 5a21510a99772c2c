//! The seven words of likelihood from 1 to 99 per cent, with the judgements where they stand.

use super::view::Figure;
use crate::analysis::assessment::likelihood::SCALE;
use crate::render::drawing::svg::{Anchor, Svg};
use crate::schema::assessment::JudgementRow;

/// Where one per cent begins, and how wide each is.
const LEFT: f64 = 20.0;
const STEP: f64 = 7.0;

fn at(percent: f64) -> f64 {
    LEFT + percent * STEP
}

/// None where nothing is estimated.
pub(super) fn figure(rows: &[JudgementRow]) -> Option<Figure> {
    let placed: Vec<(&str, i32)> = rows
        .iter()
        .filter_map(|row| Some((row.judgement.as_str(), row.probability?)))
        .collect();
    if placed.is_empty() {
        return None;
    }
    let rows = rows_below(&placed);
    let deepest = rows.iter().max().copied().unwrap_or(0);
    let mut svg = Svg::new(740.0, 112.0 + 24.0 * (deepest + 1) as f64);
    let mut from = 0.0;
    for (number, (word, most)) in SCALE.into_iter().enumerate() {
        let to = match number + 1 == SCALE.len() {
            true => 100.0,
            false => f64::from(most),
        };
        let class = if number.is_multiple_of(2) { "l0" } else { "l1" };
        let edge = |y: f64| [(at(from), y), (at(to), y)];
        svg.between(&edge(30.0), &edge(50.0), class);
        let (x, anchor) = match number {
            0 => (at(from), Anchor::Start),
            last if last + 1 == SCALE.len() => (at(to), Anchor::End),
            _ => (f64::midpoint(at(from), at(to)), Anchor::Middle),
        };
        let y = if number.is_multiple_of(2) { 22.0 } else { 66.0 };
        svg.text((x, y), anchor, "name", word);
        if number + 1 < SCALE.len() {
            svg.text((at(to), 86.0), Anchor::Middle, "tick", &most.to_string());
        }
        from = to;
    }
    for ((name, percent), row) in placed.iter().zip(&rows) {
        let (x, y) = (at(f64::from(*percent)), 106.0 + 24.0 * *row as f64);
        if *row == 0 {
            svg.line((x, 50.0), (x, y), "ax");
        }
        svg.point((x, y), 10.0, "jm", &format!("{name}: {percent} %"));
        svg.text((x, y + 4.0), Anchor::Middle, "jt", name);
    }
    let told: Vec<String> = placed
        .iter()
        .map(|(name, percent)| format!("{name} stands at {percent} per cent"))
        .collect();
    Some(Figure {
        caption: "Likelihood words".to_owned(),
        svg: svg.finish(&format!(
            "The seven likelihood words from 1 to 99 per cent: {}",
            told.join(", ")
        )),
        note: String::new(),
    })
}

/// Judgements at one place stand below each other.
fn rows_below(placed: &[(&str, i32)]) -> Vec<usize> {
    let mut rows: Vec<usize> = Vec::new();
    for (number, (_, percent)) in placed.iter().enumerate() {
        let before = placed.iter().take(number).zip(&rows);
        let taken = before.filter(|((_, other), _)| (other - percent).abs() < 4);
        rows.push(taken.count());
    }
    rows
}
