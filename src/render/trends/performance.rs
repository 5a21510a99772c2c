//! Measures with their baseline, precision, time to decision and what nobody decided.

use super::words::{interval, minutes, name, value};
use crate::analysis::trends::measures::Measure;
use crate::analysis::trends::slices::Dimension;
use crate::analysis::trends::{FEWEST, Trends};
use crate::inert::shown;
use crate::render::drawing::view::{Cell, Row, Section, Table, grouped, share_cell};

pub(super) fn measures(trends: &Trends) -> Section {
    let mut years = trends.years();
    years.reverse();
    let tables = years.into_iter().enumerate().map(|(at, year)| {
        let own: Vec<&Measure> = trends
            .measures
            .iter()
            .filter(|row| row.year == year)
            .collect();
        let part = match own.first().is_some_and(|row| row.partial) {
            true => ", part of the year only",
            false => "",
        };
        Table {
            caption: format!("Fiscal year {}{part}", year.0),
            heads: vec!["Measure", "Value", "Baseline"],
            rows: own.into_iter().map(measure).collect(),
            folded: 0 < at,
        }
    });
    Section {
        id: "measures",
        title: "Measures and baselines".to_owned(),
        text: vec![
            "GAO-17-216 (2017) found that predeparture programs had no baseline to be judged by. The baseline here is the first whole fiscal year on record.".to_owned(),
            "For scale, from that report: 11,589 no-board recommendations in fiscal year 2015 for some 88 million air passengers, 1 in 7,600. Its passengers are counted once, ours once for each night that screens them.".to_owned(),
        ],
        points: vec![
            format!("“Too few” stands where a share, rate or median would rest on fewer than {FEWEST} cases. Shares have their 95 % interval (Wilson): two years whose intervals overlap need not differ."),
            "“Passengers screened” counts each night's largest run among those whose record is left.".to_owned(),
        ],
        tables: tables.collect(),
        ..Section::default()
    }
}

fn measure(measure: &Measure) -> Row {
    let baseline = match measure.baseline {
        Some((year, base)) => Cell {
            text: value(measure.kind, Some(base)),
            more: format!("FY {}", year.0),
            flagged: false,
        },
        None => "none yet".to_owned().into(),
    };
    Row {
        name: name(measure.kind).to_owned(),
        cells: vec![
            Cell {
                text: value(measure.kind, measure.value),
                more: interval(measure),
                flagged: false,
            },
            baseline,
        ],
        marked: false,
    }
}

pub(super) fn precision(trends: &Trends) -> Section {
    let part = |dimension, caption: &str, head| {
        let rows = trends.precision.iter();
        let rows = rows
            .filter(|row| row.dimension == dimension)
            .map(|row| Row {
                name: shown(&row.value),
                cells: vec![
                    share_cell(row.share),
                    grouped(row.same_person).into(),
                    grouped(row.different_person).into(),
                    grouped(row.unknown).into(),
                ],
                marked: false,
            });
        Table {
            caption: caption.to_owned(),
            heads: vec![
                head,
                "Precision",
                "Same person",
                "Another person",
                "Not established",
            ],
            rows: rows.collect(),
            folded: false,
        }
    };
    Section {
        id: "precision",
        title: "Precision of lists and rules".to_owned(),
        text: vec!["How often the passenger was the listed person, of the matches whose truth an officer established. The others are not counted, and may be easier or harder ones: where many are not established, the share says little of all. Cases that a document alone made are no match and stand in no row.".to_owned()],
        tables: vec![
            part(Dimension::List, "By list of the best hit, all years of the report", "List"),
            part(Dimension::Reason, "By reason; a case stands under each of its reasons", "Reason"),
        ],
        ..Section::default()
    }
}

pub(super) fn timing(trends: &Trends) -> Section {
    let span = |value: Option<i64>| value.map_or_else(|| "too few".to_owned(), minutes);
    let rows = trends.timing.iter().map(|row| Row {
        name: match row.dimension {
            Dimension::All => format!("FY {}, all", row.year.0),
            _ => format!("FY {}, {}", row.year.0, shown(&row.value)),
        },
        cells: vec![
            grouped(row.settled).into(),
            span(row.median).into(),
            span(row.p90).into(),
            grouped(row.before_departure).into(),
        ],
        marked: false,
    });
    Section {
        id: "timing",
        title: "Time to decision".to_owned(),
        text: vec!["From the moment of the earliest reviewed run that held the case to the first word that settled it (concur or not concur). Corrections that come later do not lengthen it, and cases that nobody settled are not in it: see below.".to_owned()],
        tables: vec![Table {
            caption: "Nine of ten cases are settled within the time of the fourth column".to_owned(),
            heads: vec!["Fiscal year", "Settled", "Median", "90 % within", "Before departure"],
            rows: rows.collect(),
            folded: false,
        }],
        ..Section::default()
    }
}

pub(super) fn undecided(trends: &Trends) -> Section {
    let rows = trends.undecided.iter().map(|row| Row {
        name: format!("FY {}, {}", row.year.0, shown(&row.group)),
        cells: vec![
            grouped(row.cases).into(),
            grouped(row.without_decision).into(),
        ],
        marked: false,
    });
    Section {
        id: "undecided",
        title: "Cases without a decision".to_owned(),
        text: vec![format!(
            "Of the {} runs still kept, {} masked ones no longer bear the names that decisions are recorded under and are not compared. A case of several nights counts once. Runs that are purged cannot say what was left undecided.",
            trends.nights, trends.masked_nights
        )],
        tables: vec![Table {
            caption: "Cases of kept runs by fiscal year and group".to_owned(),
            heads: vec!["Fiscal year", "Cases", "Without any decision"],
            rows: rows.collect(),
            folded: false,
        }],
        ..Section::default()
    }
}
