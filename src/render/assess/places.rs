//! Hubs and pathways: where cases are made, in the order of what is known of their rate.

use super::phrases::{count, place_name, rate, standing_signals, subject};
use super::release::{SMALL, has_counts, is_small};
use super::view::{Cell, Figure, Row, Section, Table, number, words};
use super::{Assessed, arcs};
use crate::analysis::evaluate::share::share;
use crate::inert::cut;
use crate::schema::assessment::HubRow;
use crate::schema::warning::PathwayRow;

/// Pathways of the page, and of the picture.
pub(super) const MOST: usize = 12;

pub(super) fn section(assessed: &Assessed) -> Section {
    let pathways = told(assessed);
    let mut tables = vec![table(assessed, &pathways)];
    if !assessed.publish {
        tables.push(hubs(&assessed.tables.hubs));
    }
    let left_out = assessed.tables.pathways.len() - pathways.len();
    let mut notes = Vec::new();
    if 0 < left_out && !assessed.publish {
        notes.push(format!(
            "{left_out} more pathways stand in pathways.csv, all hubs in hubs.csv, all journeys in journeys.csv."
        ));
    }
    Section {
        id: "paths",
        title: "Hubs and pathways",
        text: match pathways.is_empty() {
            true => vec!["No route or journey had a new case in the span.".to_owned()],
            false => vec!["Routes are volatile and hubs are stable: what falls on one route may rise on another. The order is that of the lower end of each interval, never of the raw rate: three cases of forty passengers are no first pathway.".to_owned()],
        },
        figures: figure(assessed, &pathways).into_iter().collect(),
        tables: tables.into_iter().filter(|table| !table.rows.is_empty()).collect(),
        notes,
        ..Section::default()
    }
}

/// The first of the ranking that may be told.
pub(super) fn told<'a>(assessed: &Assessed<'a>) -> Vec<&'a PathwayRow> {
    let rows = assessed.tables.pathways.iter();
    rows.filter(|row| has_counts(&row.level, &row.place, assessed.publish))
        .take(MOST)
        .collect()
}

fn is_signal(assessed: &Assessed, row: &PathwayRow) -> bool {
    let standing = standing_signals(&assessed.tables.signals);
    standing.iter().any(|signal| {
        (&signal.level, &signal.place) == (&row.level, &row.place)
            && (&signal.category, &signal.reason_class) == (&row.category, &row.reason_class)
    })
}

fn figure(assessed: &Assessed, pathways: &[&PathwayRow]) -> Option<Figure> {
    if pathways.is_empty() {
        return None;
    }
    let drawn: Vec<arcs::Pathway> = (1..)
        .zip(pathways)
        .map(|(number, row)| arcs::Pathway {
            number,
            airports: row.place.split('-').map(cut).collect(),
            cases: match assessed.publish && is_small(row.cases) {
                true => 1,
                false => row.cases,
            },
            flagged: is_signal(assessed, row),
        })
        .collect();
    Some(Figure {
        caption: match pathways.len() {
            1 => "The one pathway with cases".to_owned(),
            many => format!("The {many} pathways of the table"),
        },
        svg: arcs::drawn(&drawn),
        note: "Airports stand in the order of their longitude, from west to east; nothing is said of a country. Last leg above, earlier legs below. Width: cases; dashed: under ten. Numbers lead to the table; stronger in colour and marked ■: a signal stands.".to_owned(),
    })
}

fn table(assessed: &Assessed, pathways: &[&PathwayRow]) -> Table {
    let rows = (1..).zip(pathways).map(|(rank, row)| {
        let hidden = assessed.publish && is_small(row.cases);
        let only = |text: String| match hidden {
            true => SMALL.to_owned(),
            false => text,
        };
        let rate_or_less = |value| match hidden {
            true => "not released".to_owned(),
            false => rate(Some(value)),
        };
        let state = match is_signal(assessed, row) {
            true => "■\u{a0}Signal",
            false => "",
        };
        let about = subject(row.category.as_deref(), &row.reason_class);
        let mut state = Cell::text(state);
        state.flagged = true;
        let name = format!("{rank}. {}", place_name(&row.level, &row.place));
        let mut told = Row::new(
            name,
            vec![
                Cell::text(about),
                Cell::number(only(count(row.cases))),
                Cell::number(count(row.passengers)),
                Cell::number(rate_or_less(row.rate)),
                Cell::number(match hidden {
                    true => "not released".to_owned(),
                    false => format!("{} to {}", rate(Some(row.low)), rate(Some(row.high))),
                }),
                state,
            ],
        );
        told.id = format!("path-{rank}");
        told
    });
    Table {
        caption: "In order of the lower end of the interval".to_owned(),
        heads: vec![
            words("Pathway"),
            words("Cases of"),
            number("Cases"),
            number("Passengers"),
            number("Cases in 10,000"),
            number("Interval, 95\u{a0}%"),
            words("State"),
        ],
        rows: rows.collect(),
    }
}

fn hubs(hubs: &[HubRow]) -> Table {
    let low = |row: &HubRow| {
        let count = |number: i64| usize::try_from(number).unwrap_or(0);
        share(count(row.cases), count(row.passengers))
    };
    let mut order: Vec<&HubRow> = hubs.iter().filter(|row| 0 < row.cases).collect();
    order.sort_by(|one, other| {
        let by_low = low(other).low.total_cmp(&low(one).low);
        by_low.then_with(|| one.hub.cmp(&other.hub))
    });
    let rows = order.into_iter().take(10).map(|row| {
        let interval = low(row);
        let bound = |value: f64| rate(Some(value * 10_000.0));
        Row::new(
            cut(&row.hub),
            vec![
                Cell::number(count(row.cases)),
                Cell::number(count(row.passengers)),
                Cell::number(rate(row.cases_per_10_000)),
                Cell::number(format!(
                    "{} to {}",
                    bound(interval.low),
                    bound(interval.high)
                )),
                Cell::number(count(row.weeks)),
            ],
        )
    });
    Table {
        caption:
            "Airports of departure, all kinds of cases, in order of the lower end of the interval"
                .to_owned(),
        heads: vec![
            words("Hub"),
            number("Cases"),
            number("Passengers"),
            number("Cases in 10,000"),
            number("Interval, 95\u{a0}%"),
            number("Weeks"),
        ],
        rows: rows.collect(),
    }
}
