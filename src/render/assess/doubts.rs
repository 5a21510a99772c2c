//! What speaks against the judgements: other explanations, gaps, and what they rest on.

use super::Assessed;
use super::phrases::{capital, count, place_name, plain, subject};
use super::release::{NOT_RELEASED, SMALL, is_small};
use super::view::{Cell, Row, Section, Table, number, words};
use crate::inert::cut;
use crate::schema::assessment::GapRow;

pub(super) fn explanations(assessed: &Assessed) -> Section {
    let rows = assessed.tables.explanations.iter().map(|row| {
        let about = subject(row.category.as_deref(), &row.reason_class);
        Row::new(
            format!("{}, {about}", place_name(&row.level, &row.place)),
            vec![
                Cell::text(capital(&plain(&row.could_be))),
                Cell::text(row.asked.clone()),
                Cell::text(row.found.clone()),
            ],
        )
    });
    let rows: Vec<Row> = rows.collect();
    let (text, tables) = match rows.is_empty() {
        true => (
            vec!["No signal stands, so nothing needs another explanation. Without one, fewer cases than usual may mean a list that fell, a carrier that sends less, or a route that moved: see Gaps.".to_owned()],
            Vec::new(),
        ),
        false => (
            vec!["What else could have made each rise, and what was asked of it. What was not asked here is said so: ask the carrier and the list's authority.".to_owned()],
            vec![Table {
                caption: "Each signal that stands".to_owned(),
                heads: vec![
                    words("Signal"),
                    words("Could it be"),
                    words("What was asked"),
                    words("Found"),
                ],
                rows,
            }],
        ),
    };
    Section {
        id: "alt",
        title: "Other explanations",
        text,
        tables,
        ..Section::default()
    }
}

pub(super) fn gaps(assessed: &Assessed) -> Section {
    let rows = assessed.tables.gaps.iter();
    let points = rows.filter_map(|row| match assessed.publish {
        true => released(row),
        false => Some(row.says.clone()),
    });
    Section {
        id: "gaps",
        title: "Gaps",
        points: points.collect(),
        ..Section::default()
    }
}

/// What concerns cases gives counts of them back, and is left out; a small count of anything else
/// is told without its sentence.
fn released(row: &GapRow) -> Option<String> {
    match row.gap.as_str() {
        "truth_not_established" | "never_decided" => None,
        _ if is_small(row.count) => Some(format!("{}: {SMALL}.", capital(&plain(&row.gap)))),
        _ => Some(row.says.clone()),
    }
}

pub(super) fn sources(assessed: &Assessed) -> Section {
    let rows = assessed.tables.sources.iter().map(|row| {
        let counted = match assessed.publish {
            true => NOT_RELEASED.to_owned(),
            false => count(row.count),
        };
        let mut told = Row::new(
            format!("{} {}", row.source, cut(&row.name)),
            vec![
                Cell::text(row.dated.as_deref().map_or("no date".to_owned(), cut)),
                Cell::number(counted),
                Cell::text(row.digest.as_deref().map_or("-".to_owned(), short)),
                Cell::text(cut(&row.reliability)),
                Cell::text(cut(&row.handling)),
                Cell::text(match row.carries.is_empty() {
                    true => "none".to_owned(),
                    false => row.carries.join(", "),
                }),
            ],
        );
        told.id.clone_from(&row.source);
        told
    });
    Section {
        id: "src",
        title: "Sources",
        tables: vec![Table {
            caption: "When a source is recalled, the judgements beside it fall".to_owned(),
            heads: vec![
                words("Source"),
                words("Dated"),
                number("Rests on"),
                words("Digest"),
                words("Reliability"),
                words("Handling"),
                words("Carries"),
            ],
            rows: rows.collect(),
        }],
        notes: vec!["Reliability as the list's entries state it, of those that made a case: a letter for the source (A best), a figure for what it says (1 best). Digests are shortened; sources.csv has them whole.".to_owned()],
        ..Section::default()
    }
}

/// Enough of a digest to compare it by eye.
fn short(digest: &str) -> String {
    let digest = cut(digest);
    match digest.char_indices().nth(12) {
        Some((end, _)) => format!("{}…", &digest[..end]),
        None => digest,
    }
}
