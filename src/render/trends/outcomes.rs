//! How cases ended, by year and group, carrier, list, category, action and reason.

use super::chart::{Bar, bars};
use crate::analysis::trends::Trends;
use crate::analysis::trends::fiscal::FiscalYear;
use crate::analysis::trends::slices::{Dimension, Outcomes};
use crate::inert::shown;
use crate::render::drawing::view::{Row, Section, Table, grouped};

/// The years as bars, and a table of them by group.
pub(super) fn denied(trends: &Trends) -> Section {
    let partial = |year: FiscalYear| {
        let mut of_year = trends.measures.iter().filter(|row| row.year == year);
        of_year.next().is_none_or(|row| row.partial)
    };
    let all = of(trends, Dimension::All);
    let years: Vec<Bar> = all
        .iter()
        .map(|row| Bar {
            name: format!("FY {}", row.year.0),
            count: row.tally.denied_boarding,
            partial: partial(row.year),
        })
        .collect();
    let figure = match years.is_empty() {
        true => String::new(),
        false => bars(
            &years,
            "Denied boarding by fiscal year; the figures are in the table below",
        ),
    };
    Section {
        id: "denied",
        title: "Denied boarding".to_owned(),
        text: vec![
            "By fiscal year of departure (October to September) and liaison group. A hollow bar is a year that is not over, or not whole on record: it compares with no whole year. Counts follow traffic: a group or carrier with more passengers has more cases, and a higher count is no higher rate.".to_owned(),
        ],
        figure,
        tables: vec![table(
            "By fiscal year and group".to_owned(),
            of(trends, Dimension::Group),
            false,
        )],
        ..Section::default()
    }
}

pub(super) fn others(trends: &Trends) -> Section {
    let parts = [
        (Dimension::All, "All cases by fiscal year"),
        (Dimension::Carrier, "By fiscal year and carrier"),
        (Dimension::List, "By fiscal year and list of the best hit"),
        (Dimension::Category, "By fiscal year and category"),
        (Dimension::Action, "By fiscal year and recommended action"),
        (
            Dimension::Reason,
            "By fiscal year and reason; a case stands under each of its reasons, so these rows sum to more than there are cases",
        ),
    ];
    let tables = parts.map(|(dimension, caption)| {
        let folded = dimension != Dimension::All;
        table(caption.to_owned(), of(trends, dimension), folded)
    });
    Section {
        id: "outcomes",
        title: "Outcomes".to_owned(),
        text: vec!["Each case counts once, by the last word on it. What the carrier did is known only where somebody recorded it: “unknown” is neither boarded nor denied.".to_owned()],
        tables: tables.into(),
        ..Section::default()
    }
}

fn of(trends: &Trends, dimension: Dimension) -> Vec<&Outcomes> {
    let rows = trends.outcomes.iter();
    rows.filter(|row| row.dimension == dimension).collect()
}

fn table(caption: String, rows: Vec<&Outcomes>, folded: bool) -> Table {
    Table {
        caption,
        heads: vec![
            "Fiscal year",
            "Cases",
            "Denied boarding",
            "Boarded",
            "No-show",
            "Rebooked",
            "Unknown",
            "Concur",
            "Not concur",
            "Need info",
        ],
        rows: rows.into_iter().map(row).collect(),
        folded,
    }
}

fn row(row: &Outcomes) -> Row {
    let year = format!("FY {}", row.year.0);
    let tally = &row.tally;
    let counts = [
        tally.cases,
        tally.denied_boarding,
        tally.boarded,
        tally.no_show,
        tally.rebooked,
        tally.carrier_unknown,
        tally.concur,
        tally.not_concur,
        tally.need_info,
    ];
    Row {
        name: match row.dimension {
            Dimension::All => year,
            _ => format!("{year}, {}", shown(&row.value)),
        },
        cells: counts.map(|count| grouped(count).into()).into(),
        marked: false,
    }
}
