//! Pathways as arcs over a line of airports. Whole numbers alone, so that the same rows give the
//! same bytes; no map, so that no country is coloured.

use crate::domain::airports;
use crate::render::drawing::svg::{Anchor, Svg};
use std::collections::BTreeSet;

pub(super) struct Pathway {
    /// Of its row in the table.
    pub(super) number: usize,
    /// Foreign text made safe.
    pub(super) airports: Vec<String>,
    pub(super) cases: i64,
    pub(super) flagged: bool,
}

/// Cases below which an arc is dashed.
const FEW: i64 = 10;

const WIDTH: i64 = 748;
/// From the foot of the arcs above to that of those below: codes stand between.
const BETWEEN: i64 = 20;
const HIGHEST: i64 = 96;

pub(super) fn drawn(pathways: &[Pathway]) -> String {
    let line = line(pathways);
    let pitch = (WIDTH - 48) / i64::try_from(line.len().max(2) - 1).unwrap_or(1);
    let pitch = pitch.clamp(30, 120);
    let x = |code: &str| {
        let at = line.iter().position(|known| known == code).unwrap_or(0);
        24 + pitch * i64::try_from(at).unwrap_or(0)
    };
    let widest = line.len().saturating_sub(1) as i64 * pitch + 48;
    let ends = |last: bool| {
        let legs = pathways.iter().flat_map(|one| {
            let all = one.airports.len().saturating_sub(1);
            let legs = one.airports.windows(2).enumerate();
            legs.filter(move |(at, _)| (at + 1 == all) == last)
                .map(|(_, leg)| high(x(&leg[0]), x(&leg[1])))
        });
        legs.max().unwrap_or(0)
    };
    let above = ends(true) + 30;
    let below = above + BETWEEN;
    let mut svg = Svg::new(widest.max(WIDTH) as f64, (below + ends(false) + 12) as f64);
    let most = pathways.iter().map(|one| one.cases).max().unwrap_or(1);
    // Numbers over one airport stand beside each other.
    let mut numbered: Vec<(i64, i64)> = Vec::new();
    for one in pathways {
        let legs: Vec<&[String]> = one.airports.windows(2).collect();
        for (at, leg) in legs.iter().enumerate() {
            let is_last = at + 1 == legs.len();
            let (from, to) = (x(&leg[0]), x(&leg[1]));
            let class = class(one);
            svg.arc(
                (from, to),
                (if is_last { above } else { below }, is_last),
                high(from, to),
                (width(one.cases, most), class),
            );
            if is_last {
                let middle = (from + to) / 2;
                let beside = numbered
                    .iter()
                    .filter(|(place, _)| (place - middle).abs() < 24);
                let beside = beside.count() as i64;
                numbered.push((middle, beside));
                let mark = if one.flagged { "■" } else { "" };
                let text = format!("{}{mark}", one.number);
                let place = (
                    middle as f64 + 24.0 * beside as f64,
                    (above - high(from, to) - 8) as f64,
                );
                svg.text(place, Anchor::Middle, "label", &text);
            }
        }
    }
    for code in &line {
        svg.text(
            (x(code) as f64, (above + 14) as f64),
            Anchor::Middle,
            "place",
            code,
        );
    }
    let marked: Vec<String> = pathways
        .iter()
        .map(|one| format!("{}: {}", one.number, one.airports.join(", ")))
        .collect();
    svg.finish(&format!(
        "{} pathways between {} airports. {}",
        pathways.len(),
        line.len(),
        marked.join("; ")
    ))
}

fn class(one: &Pathway) -> &'static str {
    match (one.flagged, one.cases < FEW) {
        (true, true) => "arc s few",
        (true, false) => "arc s",
        (false, true) => "arc few",
        (false, false) => "arc",
    }
}

/// From west to east; those whose place is not known behind them, by name.
fn line(pathways: &[Pathway]) -> Vec<String> {
    let codes: BTreeSet<&String> = pathways.iter().flat_map(|one| &one.airports).collect();
    let mut line: Vec<&String> = codes.into_iter().collect();
    line.sort_by_key(|code| {
        let place = airports::position(code);
        // Hundredths of a degree, as the table has them.
        let degrees = place.map(|place| (place.longitude * 100.0).round() as i64);
        (degrees.is_none(), degrees, (*code).clone())
    });
    line.into_iter().cloned().collect()
}

fn high(from: i64, to: i64) -> i64 {
    ((from - to).abs() / 3 + 14).min(HIGHEST)
}

/// From 2 to 10 by the share of the greatest.
fn width(cases: i64, most: i64) -> i64 {
    2 + 8 * cases.clamp(0, most) / most.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pathway(number: usize, airports: &[&str], cases: i64) -> Pathway {
        Pathway {
            number,
            airports: airports.iter().map(|code| (*code).to_owned()).collect(),
            cases,
            flagged: number == 1,
        }
    }

    #[test]
    fn airports_stand_from_west_to_east_and_unknown_ones_behind() {
        let own = [
            pathway(1, &["IST", "XQX", "JFK"], 30),
            pathway(2, &["LIS", "JFK"], 4),
        ];
        assert_eq!(line(&own), ["JFK", "LIS", "IST", "XQX"]);
    }

    #[test]
    fn width_is_cases_few_are_dashed_and_numbers_are_whole() {
        let own = [
            pathway(1, &["IST", "LIS", "JFK"], 30),
            pathway(2, &["LIS", "JFK"], 4),
        ];
        let svg = drawn(&own);
        assert_eq!(svg.matches("class=\"arc").count(), 3, "{svg}");
        assert!(svg.contains("class=\"arc s\"") && svg.contains("class=\"arc few\""));
        assert!(svg.contains("stroke-width=\"10\"") && svg.contains("stroke-width=\"3\""));
        assert!(svg.contains("1■") && svg.contains("2: LIS, JFK"));
        assert_eq!(svg, drawn(&own));
    }
}
