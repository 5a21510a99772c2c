//! The hit economy: of so many passengers so many hits, of those so many confirmed and acted on, by
//! list; beside the only figures that an authority has published.

use super::Assessed;
use super::phrases::{count, rate};
use super::release::{HELD, NOT_RELEASED, SMALL, column, told};
use super::view::{Cell, Figure, Row, Section, Table, number, words};
use crate::analysis::assessment::suppression::Published;
use crate::inert::cut;
use crate::render::drawing::svg::{Anchor, Svg};
use crate::render::drawing::view::percent;
use crate::schema::assessment::{ComparisonRow, EconomyRow};

/// Technical hits, confirmed hits and arrests of the Federal Criminal Police Office's passenger
/// information unit.
const PUBLISHED: [(&str, i64, i64, i64, i64, &str); 2] = [
    (
        "Germany, 2024",
        153_700_000,
        214_240,
        89_982,
        1_525,
        "Bundestag paper 21/2365",
    ),
    (
        "Germany, 2023",
        125_700_000,
        383_778,
        68_856,
        1_484,
        "Bundestag paper 20/11869",
    ),
];

const ALL: &str = "all";
const DOCUMENTS: &str = "documents";

/// Our own figures first.
pub fn comparison(economy: &[EconomyRow]) -> Vec<ComparisonRow> {
    let own = economy.iter().find(|row| row.list == ALL);
    let own = own.map(|all| {
        let counts = (all.passengers, all.hits, all.confirmed, all.acted_on);
        compared("This assessment", counts, None)
    });
    let published = PUBLISHED.map(|(whose, passengers, hits, confirmed, acted_on, source)| {
        compared(whose, (passengers, hits, confirmed, acted_on), Some(source))
    });
    own.into_iter().chain(published).collect()
}

fn compared(
    whose: &str,
    (passengers, hits, confirmed, acted_on): (i64, i64, i64, i64),
    source: Option<&str>,
) -> ComparisonRow {
    let share = |part: i64, of: i64| (0 < of).then(|| part as f64 / of as f64);
    ComparisonRow {
        whose: whose.to_owned(),
        passengers,
        hits,
        confirmed,
        acted_on,
        hits_per_10_000: share(hits, passengers).map(|share| share * 10_000.0),
        confirmed_share: share(confirmed, hits),
        source: source.map(str::to_owned),
    }
}

pub(super) fn section(assessed: &Assessed) -> Section {
    let rows = &assessed.tables.economy;
    let all = rows.iter().find(|row| row.list == ALL);
    let mut text = Vec::new();
    let mut tables = Vec::new();
    match all {
        Some(all) if 0 < all.hits => {
            text.extend((!assessed.publish).then(|| sentence(all)));
            tables.extend(by_list(rows, assessed.publish));
        }
        Some(_) | None => text.push("The kept runs of the span have no case.".to_owned()),
    }
    let comparison: Vec<&ComparisonRow> = assessed
        .tables
        .comparison
        .iter()
        .filter(|row| !assessed.publish || row.source.is_some())
        .collect();
    tables.push(beside(&comparison));
    Section {
        id: "econ",
        title: "Hit economy",
        text,
        figures: vec![figure(&comparison)],
        tables,
        notes: vec![
            "Confirmed: the officer established the listed person, or agreed on a document. Acted on: confirmed, and the carrier denied boarding or rebooked. A case of several nights counts once; runs that are deleted or masked have no cases any more, while their passengers still count.".to_owned(),
            "The published figures are no yardstick: theirs are technical hits of all flights before a first look, and arrests; ours are cases after scoring, and what carriers did. They are the only ones that an authority has printed.".to_owned(),
        ],
        ..Section::default()
    }
}

fn sentence(all: &EconomyRow) -> String {
    format!(
        "Of 10,000 passengers {} became a case, {} were confirmed and {} were acted on. Cases with an officer's word: {} of {}.",
        rate(all.hits_per_10_000),
        rate(all.confirmed_per_10_000),
        rate(all.acted_on_per_10_000),
        count(all.decided),
        count(all.hits)
    )
}

/// Lists by their hits, and all.
fn by_list(rows: &[EconomyRow], publish: bool) -> Option<Table> {
    let mut lists: Vec<&EconomyRow> = rows.iter().filter(|row| row.list != ALL).collect();
    lists.sort_by_key(|row| match publish {
        // Their order would tell what is not told.
        true => (0, row.list.clone()),
        false => (-row.hits, row.list.clone()),
    });
    // Faults of documents are told by station: this sum may be known from there.
    let known: Vec<usize> = lists
        .iter()
        .enumerate()
        .filter(|(_, row)| row.list == DOCUMENTS)
        .map(|(at, _)| at)
        .collect();
    let of = |count: fn(&EconomyRow) -> i64| {
        let counts: Vec<i64> = lists.iter().map(|row| count(row)).collect();
        column(&counts, &known, publish)
    };
    let columns = [
        of(|row| row.hits),
        of(|row| row.confirmed),
        of(|row| row.acted_on),
    ];
    let cell = |column: &Option<(Vec<Published>, Published)>, at: Option<usize>| match column {
        None => NOT_RELEASED.to_owned(),
        Some((cells, total)) => told(at.map_or(*total, |at| cells[at])),
    };
    let passengers = rows.first().map_or(0, |row| row.passengers);
    let line = |name: String, row: Option<&EconomyRow>, at: Option<usize>| {
        let [hits, confirmed, acted_on] = [0, 1, 2].map(|column: usize| cell(&columns[column], at));
        let is_told = ![SMALL, HELD, NOT_RELEASED].contains(&hits.as_str());
        let per = match is_told {
            true => rate(row.and_then(|row| row.hits_per_10_000)),
            false => NOT_RELEASED.to_owned(),
        };
        let mut cells = vec![Cell::number(hits), Cell::number(per)];
        if !publish {
            cells.push(Cell::number(
                row.map_or("-".to_owned(), |row| count(row.decided)),
            ));
        }
        cells.extend([Cell::number(confirmed), Cell::number(acted_on)]);
        Row::new(name, cells)
    };
    let shown = lists.iter().enumerate();
    // A row that another table may tell is none of what is released here.
    let shown = shown.filter(|(at, _)| !publish || !known.contains(at));
    let mut table: Vec<Row> = shown
        .map(|(at, row)| {
            let name = match row.list.as_str() {
                DOCUMENTS => "Documents alone".to_owned(),
                list => cut(list),
            };
            line(name, Some(row), Some(at))
        })
        .collect();
    let all = rows.iter().find(|row| row.list == ALL);
    table.push(line("All".to_owned(), all, None));
    let mut heads = vec![words("List"), number("Hits"), number("In 10,000")];
    if !publish {
        heads.push(number("Decided"));
    }
    heads.extend([number("Confirmed"), number("Acted on")]);
    (1 < table.len()).then(|| Table {
        caption: format!(
            "{} passengers screened against every list",
            count(passengers)
        ),
        heads,
        rows: table,
    })
}

fn beside(rows: &[&ComparisonRow]) -> Table {
    let rows = rows.iter().map(|row| {
        Row::new(
            row.whose.clone(),
            vec![
                Cell::number(count(row.passengers)),
                Cell::number(count(row.hits)),
                Cell::number(rate(row.hits_per_10_000)),
                Cell::number(count(row.confirmed)),
                Cell::number(row.confirmed_share.map_or("-".to_owned(), percent)),
                Cell::number(count(row.acted_on)),
                Cell::text(row.source.clone().unwrap_or_default()),
            ],
        )
    });
    Table {
        caption: "The only published figures".to_owned(),
        heads: vec![
            words("Whose"),
            number("Passengers"),
            number("Hits"),
            number("In 10,000"),
            number("Confirmed"),
            number("Share"),
            number("Acted on, or arrests"),
            words("Printed in"),
        ],
        rows: rows.collect(),
    }
}

/// Dots on two lines: hits of 10,000 passengers, and the share that was confirmed.
fn figure(rows: &[&ComparisonRow]) -> Figure {
    let height = 34 + 30 * rows.len();
    let mut svg = Svg::new(748.0, height as f64);
    let highest = rows
        .iter()
        .filter_map(|row| row.hits_per_10_000)
        .fold(35.0_f64, f64::max);
    svg.text(
        (170.0, 14.0),
        Anchor::Start,
        "tick",
        "hits in 10,000 passengers",
    );
    svg.text((520.0, 14.0), Anchor::Start, "tick", "of them confirmed");
    for (at, row) in rows.iter().enumerate() {
        let y = 36.0 + 30.0 * at as f64;
        svg.text((0.0, y + 4.0), Anchor::Start, "place", &row.whose);
        let class = if row.source.is_none() { "dot" } else { "dot2" };
        let lines = [
            (
                (170.0, 450.0),
                row.hits_per_10_000.map(|value| value / highest),
                rate(row.hits_per_10_000),
            ),
            (
                (520.0, 700.0),
                row.confirmed_share,
                row.confirmed_share.map_or("-".to_owned(), percent),
            ),
        ];
        for ((from, to), share, text) in lines {
            svg.line((from, y), (to, y), "gr");
            let Some(share) = share else { continue };
            let x = (from + (to - from) * share.clamp(0.0, 1.0)).round();
            svg.point((x, y), 6.0, class, &text);
            svg.text((x + 11.0, y + 4.0), Anchor::Start, "label", &text);
        }
    }
    let told: Vec<String> = rows
        .iter()
        .map(|row| {
            let share = row.confirmed_share.map_or("-".to_owned(), percent);
            format!("{} {} and {share}", row.whose, rate(row.hits_per_10_000))
        })
        .collect();
    Figure {
        caption: "Beside the only published figures, those of the German police".to_owned(),
        svg: svg.finish(&format!(
            "Hits in 10,000 passengers and share confirmed: {}",
            told.join("; ")
        )),
        note: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_figures_are_those_that_were_printed() {
        let rows = comparison(&[]);
        let told = rows.iter().map(|row| {
            let share = row.confirmed_share.unwrap();
            (rate(row.hits_per_10_000), (share * 100.0).round())
        });
        let told: Vec<_> = told.collect();
        assert_eq!(told, [("13.9".to_owned(), 42.0), ("30.5".to_owned(), 18.0)]);
    }
}
