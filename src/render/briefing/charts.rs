//! Two histograms: how strong the cases are, and when they depart. Each is drawn, and told
//! as a table for whoever cannot see it.

use crate::schema::rows::CaseRow;
use crate::wording::text::counted;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

pub(super) struct Chart {
    /// What a reader who cannot see the drawing hears.
    pub(super) says: String,
    pub(super) bars: Vec<Bar>,
    /// On a phone the numbers over so many bars have no room.
    pub(super) dense: bool,
}

/// One bar in units of the drawing (640 by 150, the ground at 120).
pub(super) struct Bar {
    pub(super) label: String,
    /// Written under the bar; empty where there is no room.
    pub(super) tick: String,
    pub(super) cases: usize,
    pub(super) x: String,
    pub(super) middle: String,
    pub(super) y: String,
    pub(super) width: String,
    pub(super) height: String,
    /// Where the number stands.
    pub(super) number_y: String,
}

const WIDTH: f64 = 640.0;
const GROUND: f64 = 120.0;
const TALLEST: f64 = 96.0;

/// Bars of one drawing: hours of a night and the next day, one each.
const MOST_BARS: i64 = 40;

/// More bars than these have no room for their numbers on a phone.
const MOST_NUMBERS: usize = 20;

/// Labels that fit side by side.
const MOST_TICKS: usize = 5;

/// Best hits by their bits. Cases that rest on a document alone have no score.
pub(super) fn scores(open: &[&CaseRow]) -> Option<Chart> {
    let bits = open.iter().filter_map(|row| row.score_bits);
    let values: Vec<i64> = bits.map(|bits| bits.floor() as i64).collect();
    let (width, bins) = bins(&values, &[5, 10, 20])?;
    let label = |from: i64| format!("{from} to {} bits", from + width);
    let says = format!(
        "Scores of the {} with a listed person, in steps of {width} bits",
        counted(values.len(), "case", "cases")
    );
    Some(drawn(says, bins, label, |from| from.to_string()))
}

/// Cases by the hour in which they depart, UTC.
pub(super) fn hours(open: &[&CaseRow]) -> Option<Chart> {
    let hour = |row: &&CaseRow| row.scheduled_departure.as_second().div_euclid(3600);
    let values: Vec<i64> = open.iter().map(hour).collect();
    let (width, bins) = bins(&values, &[1, 2, 3, 6, 12, 24])?;
    let at = |hour: i64, format: &str| {
        let moment = Timestamp::from_second(hour * 3600).unwrap_or_default();
        moment.to_zoned(TimeZone::UTC).strftime(format).to_string()
    };
    let label = |from: i64| {
        let (start, end) = (at(from, "%d %b %H:00"), at(from + width, "%H:00"));
        format!("{start} to {end}")
    };
    let says = match width {
        1 => "Cases per hour of departure, UTC".to_owned(),
        more => format!("Cases per {more} hours of departure, UTC"),
    };
    Some(drawn(says, bins, label, |from| at(from, "%d %b %Hh")))
}

/// The first width whose bins are few enough, and the count of each bin in between. Beyond
/// the widest the outermost bins are left to the table of cases: none when nothing is there.
fn bins(values: &[i64], widths: &[i64]) -> Option<(i64, Vec<(i64, usize)>)> {
    let (least, most) = (*values.iter().min()?, *values.iter().max()?);
    let spans = |width: i64| most.div_euclid(width) - least.div_euclid(width) + 1;
    let fits = widths
        .iter()
        .copied()
        .find(|width| spans(*width) <= MOST_BARS);
    let width = fits.unwrap_or_else(|| (most - least) / (MOST_BARS - 1) + 1);
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value.div_euclid(width)).or_default() += 1;
    }
    let all = least.div_euclid(width)..=most.div_euclid(width);
    let bins = all.map(|bin| (bin * width, counts.get(&bin).copied().unwrap_or(0)));
    Some((width, bins.collect()))
}

/// How wide a label is at most, as a phone writes it.
fn written(label: &str) -> f64 {
    11.5 * label.chars().count() as f64
}

fn drawn(
    says: String,
    bins: Vec<(i64, usize)>,
    label: impl Fn(i64) -> String,
    tick: impl Fn(i64) -> String,
) -> Chart {
    let most = bins
        .iter()
        .map(|(_, cases)| *cases)
        .max()
        .unwrap_or(1)
        .max(1);
    let step = WIDTH / bins.len() as f64;
    let dense = MOST_NUMBERS < bins.len();
    let every = bins.len().div_ceil(MOST_TICKS);
    let bars = bins.into_iter().enumerate().map(|(at, (from, cases))| {
        let height = TALLEST * cases as f64 / most as f64;
        let x = step * at as f64;
        Bar {
            label: label(from),
            tick: Some(tick(from))
                .filter(|tick| at.is_multiple_of(every) && x + step * 0.1 + written(tick) <= WIDTH)
                .unwrap_or_default(),
            cases,
            x: format!("{:.1}", x + step * 0.1),
            middle: format!("{:.1}", x + step / 2.0),
            y: format!("{:.1}", GROUND - height),
            width: format!("{:.1}", step * 0.8),
            height: format!("{height:.1}"),
            number_y: format!("{:.1}", GROUND - height - 5.0),
        }
    });
    Chart {
        says,
        bars: bars.collect(),
        dense,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::samples::case_row;

    fn bars(chart: &Chart) -> Vec<(&str, usize)> {
        let bars = chart.bars.iter();
        bars.map(|bar| (bar.label.as_str(), bar.cases)).collect()
    }

    #[test]
    fn bins_are_whole_steps_and_hold_every_case() {
        let rows: Vec<CaseRow> = [-1.0, 0.0, 4.99, 11.0]
            .map(|bits| {
                let mut row = case_row("C-1");
                row.score_bits = Some(bits);
                row
            })
            .into();
        let open: Vec<&CaseRow> = rows.iter().collect();
        let chart = scores(&open).unwrap();
        assert_eq!(
            bars(&chart),
            [
                ("-5 to 0 bits", 1),
                ("0 to 5 bits", 2),
                ("5 to 10 bits", 0),
                ("10 to 15 bits", 1)
            ]
        );
        assert_eq!(
            (chart.bars[1].y.as_str(), chart.bars[2].height.as_str()),
            ("24.0", "0.0")
        );
        assert!(scores(&[]).is_none());
    }

    #[test]
    fn hours_are_those_of_departure_and_grow_wide_for_long_nights() {
        let departing = |moment: &str| {
            let mut row = case_row("C-1");
            row.scheduled_departure = moment.parse().unwrap();
            row
        };
        let rows = ["2026-11-23T23:59:00Z", "2026-11-24T01:00:00Z"].map(departing);
        let chart = hours(&rows.iter().collect::<Vec<_>>()).unwrap();
        assert_eq!(
            bars(&chart),
            [
                ("23 Nov 23:00 to 00:00", 1),
                ("24 Nov 00:00 to 01:00", 0),
                ("24 Nov 01:00 to 02:00", 1)
            ]
        );
        for bar in chart.bars.iter().filter(|bar| !bar.tick.is_empty()) {
            let x: f64 = bar.x.parse().unwrap();
            assert!(
                x + written(&bar.tick) <= WIDTH + 1.0,
                "{} leaves the drawing",
                bar.tick
            );
        }
        for last in ["2026-11-26T01:00:00Z", "2036-11-26T01:00:00Z"] {
            let rows = ["2026-11-23T23:59:00Z", last].map(departing);
            let chart = hours(&rows.iter().collect::<Vec<_>>()).unwrap();
            assert!(chart.bars.len() as i64 <= MOST_BARS + 1);
            assert_eq!(chart.bars.iter().map(|bar| bar.cases).sum::<usize>(), 2);
        }
    }
}
