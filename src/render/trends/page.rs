//! The page: one HTML file that needs no network and runs no script.

use super::{MadeOf, outcomes, performance};
use crate::analysis::trends::Trends;
use crate::analysis::trends::measures::{Kind, Measure};
use crate::error::Result;
use crate::inert::shown;
use crate::render::drawing::view::{Row, Section, Table, Tile, grouped};
use crate::render::quality::{Page, moment, render};
use crate::render::trends::words;

pub fn page(trends: &Trends, made_of: &MadeOf) -> Result<String> {
    let mut sections = match trends.decided {
        0 => Vec::new(),
        _ => vec![
            outcomes::denied(trends),
            performance::measures(trends),
            outcomes::others(trends),
            performance::precision(trends),
            performance::timing(trends),
        ],
    };
    sections.push(performance::undecided(trends));
    sections.push(provenance(trends, made_of));
    render(Page {
        title: "Trend assessment",
        as_of: moment(made_of.as_of),
        lead: lead(trends),
        tiles: tiles(trends),
        sections,
    })
}

fn lead(trends: &Trends) -> String {
    match trends.days {
        Some((first, last)) => format!(
            "{} decided cases with departures from {first} to {last}.",
            grouped(trends.decided)
        ),
        None => "No decided case lies in this span: the ledger is empty, or its departures lie outside of it.".to_owned(),
    }
}

/// Of the latest year.
fn tiles(trends: &Trends) -> Vec<Tile> {
    let Some(latest) = trends.years().last().copied() else {
        return Vec::new();
    };
    let wanted = [
        Kind::DeniedBoarding,
        Kind::NoBoardRecommendations,
        Kind::Precision,
        Kind::DecidedInTime,
        Kind::InformationOutstanding,
    ];
    let own = trends.measures.iter().filter(|row| row.year == latest);
    let own = own.filter(|row| wanted.contains(&row.kind));
    own.map(tile).collect()
}

fn tile(measure: &Measure) -> Tile {
    let part = if measure.partial { ", part year" } else { "" };
    Tile {
        label: format!("FY {}{part}: {}", measure.year.0, words::name(measure.kind)),
        value: words::value(measure.kind, measure.value),
        note: words::interval(measure),
    }
}

fn provenance(trends: &Trends, made_of: &MadeOf) -> Section {
    let day = |day: Option<jiff::civil::Date>| day.map_or("open".to_owned(), |day| day.to_string());
    let rows = [
        ("Command", made_of.command.clone()),
        ("Program", format!("Preboard {}", env!("CARGO_PKG_VERSION"))),
        ("Ledger", made_of.ledger.clone()),
        ("Parts of it", grouped(made_of.parts)),
        ("Recorded words", grouped(made_of.words)),
        ("Decided cases", grouped(trends.decided)),
        ("Departures from", day(trends.span.from)),
        ("Departures to", day(trends.span.to)),
        ("Runs kept", grouped(trends.nights)),
        (
            "Runs purged, of which a count is left",
            grouped(trends.purged_nights),
        ),
    ];
    let rows = rows.map(|(name, value)| Row {
        name: name.to_owned(),
        cells: vec![shown(&value).into()],
        marked: false,
    });
    Section {
        id: "made",
        title: "How to compute it again".to_owned(),
        text: vec!["No person is named here, but a count of one may be about a person whom the reader knows. Keep this page where the ledger is kept, and publish sums rather than single cells.".to_owned()],
        tables: vec![Table {
            caption: "Made of".to_owned(),
            heads: vec![],
            rows: rows.into(),
            folded: false,
        }],
        ..Section::default()
    }
}
