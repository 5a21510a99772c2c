//! Outcomes of the span beside the 52 weeks before it.

use super::Assessed;
use super::phrases::count;
use super::release::{NOT_RELEASED, is_small};
use super::view::{Cell, Row, Section, Table, number, words};
use crate::analysis::trends::FEWEST;
use crate::inert::cut;
use crate::render::drawing::view::percent;
use crate::render::trends::duration;
use crate::schema::assessment::{BaselineRow, DimensionRow};

const MOST: usize = 12;

pub(super) fn section(assessed: &Assessed) -> Section {
    let tables = assessed.tables;
    let decided = tables.baselines.iter().any(|row| 0 < row.of);
    let mut shown = Vec::new();
    let mut text = Vec::new();
    if decided {
        shown.push(baselines(&tables.baselines, assessed.publish));
    } else {
        text.push("No case of the span has an officer's word.".to_owned());
    }
    if decided && !assessed.publish {
        shown.extend(by_list(&tables.outcomes));
    }
    Section {
        id: "out",
        title: "Outcomes against the baseline",
        text,
        tables: shown,
        notes: vec![format!(
            "The baseline is the 52 weeks before the span. A case counts once, by the last word on it, at its departure. “Too few” stands where a share would rest on fewer than {FEWEST} cases; intervals are of 95 % (Wilson): two that overlap need not differ. All words by list, category, group, carrier, route and action stand in outcomes_by_dimension.csv."
        )],
        ..Section::default()
    }
}

fn name(measure: &str) -> &'static str {
    match measure {
        "concurred" => "Officer concurred",
        "same_person" => "The listed person, where established",
        "carrier_followed" => "Carrier followed advice to deny",
        "decided_before_departure" => "Decided before departure",
        "minutes_to_decision" => "Median time to a decision",
        "never_decided" => "Never decided",
        _ => "Not known",
    }
}

fn baselines(rows: &[BaselineRow], publish: bool) -> Table {
    let rows = rows
        .iter()
        // With the count of hits it would give back how many were decided.
        .filter(|row| !publish || row.measure != "never_decided")
        .map(|row| match publish {
            true => published(row),
            false => inside(row),
        });
    Table {
        caption: "The span, and the 52 weeks before it".to_owned(),
        heads: vec![
            words("Measure"),
            number("This span"),
            number("Interval"),
            number("Of"),
            number("Baseline"),
            number("Of"),
        ],
        rows: rows.collect(),
    }
}

fn inside(row: &BaselineRow) -> Row {
    let figure = |count_of: Option<i64>, share: Option<f64>, of: i64| match (
        row.measure.as_str(),
        count_of,
        share,
    ) {
        ("minutes_to_decision", Some(minutes), _) if FEWEST as i64 <= of => duration(minutes),
        ("minutes_to_decision", _, _) | (_, None, _) => "too few".to_owned(),
        (_, Some(_), Some(share)) => percent(share),
        (_, Some(cases), None) => format!("{}, too few", count(cases)),
    };
    let interval = match (row.low, row.high) {
        (Some(low), Some(high)) => format!("{} to {}", percent(low), percent(high)),
        _ => String::new(),
    };
    Row::new(
        name(&row.measure).to_owned(),
        vec![
            Cell::number(figure(row.count, row.share, row.of)),
            Cell::number(interval),
            Cell::number(count(row.of)),
            Cell::number(figure(
                row.baseline_count,
                row.baseline_share,
                row.baseline_of,
            )),
            Cell::number(count(row.baseline_of)),
        ],
    )
}

/// Shares alone, in whole per cent, and of no fewer than ten on either side.
fn published(row: &BaselineRow) -> Row {
    let figure = |count: Option<i64>, share: Option<f64>, of: i64| {
        if row.measure == "minutes_to_decision" {
            let minutes = count.filter(|_| FEWEST as i64 <= of);
            return minutes.map_or("too few".to_owned(), duration);
        }
        let (Some(count), Some(share)) = (count, share) else {
            return "too few".to_owned();
        };
        match is_small(count) || is_small(of - count) {
            true => NOT_RELEASED.to_owned(),
            false => format!("{:.0} %", share * 100.0),
        }
    };
    let hidden = || Cell::number(NOT_RELEASED);
    Row::new(
        name(&row.measure).to_owned(),
        vec![
            Cell::number(figure(row.count, row.share, row.of)),
            hidden(),
            hidden(),
            Cell::number(figure(
                row.baseline_count,
                row.baseline_share,
                row.baseline_of,
            )),
            hidden(),
        ],
    )
}

fn by_list(rows: &[DimensionRow]) -> Option<Table> {
    let lists = rows.iter().filter(|row| row.dimension == "list");
    let mut lists: Vec<&DimensionRow> = lists.collect();
    lists.sort_by_key(|row| (std::cmp::Reverse(row.decided), row.value.clone()));
    let rows = lists.into_iter().take(MOST).map(|row| {
        let name = row
            .value
            .as_deref()
            .map_or("Documents alone".to_owned(), cut);
        let counts = [
            row.decided,
            row.concur,
            row.not_concur,
            row.need_info,
            row.same_person,
            row.different_person,
            row.denied_boarding,
            row.boarded,
        ];
        let cells = counts.map(|number| Cell::number(count(number)));
        Row::new(name, cells.into())
    });
    let rows: Vec<Row> = rows.collect();
    (!rows.is_empty()).then(|| Table {
        caption: "The last words on cases of the span, by list".to_owned(),
        heads: vec![
            words("List"),
            number("Decided"),
            number("Concur"),
            number("Not concur"),
            number("More needed"),
            number("Same person"),
            number("Another"),
            number("Denied"),
            number("Boarded"),
        ],
        rows,
    })
}
