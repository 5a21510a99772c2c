//! What may leave the group: the one place that decides how a count is told.
//!
//! Inside, every count is told. In what is published, counts of cases under ten are `<10`, others
//! are held back where they would give one away (`analysis/assessment/suppression`), and tables that
//! contain each other are not published both: of places the routes alone have counts, since hubs are
//! their sums.

use super::phrases::count;
use super::view::Section;
use crate::analysis::assessment::suppression::{Grid, Published};
use crate::analysis::warning::counts::Level;
use crate::schema::assessment::PublishedRow;

/// What is printed where a count is not.
pub(super) const SMALL: &str = "<10";
pub(super) const HELD: &str = "held back";
pub(super) const NOT_RELEASED: &str = "not released";

pub(super) fn told(published: Published) -> String {
    match published {
        Published::Count(number) => count(i64::try_from(number).unwrap_or(i64::MAX)),
        Published::Small => SMALL.to_owned(),
        Published::Held => HELD.to_owned(),
    }
}

/// One count that is part of no sum.
pub(super) fn alone(number: i64, publish: bool) -> String {
    match publish {
        true => told(Published::of(whole(number))),
        false => count(number),
    }
}

pub(super) fn is_small(number: i64) -> bool {
    Published::of(whole(number)) == Published::Small
}

/// Whether counts of such a place may leave: hubs and arrivals are sums of routes, and a journey
/// is part of one. `near` a place are all that share an airport with it.
pub(super) fn has_counts(level: &str, place: &str, publish: bool) -> bool {
    !publish || (level == Level::Route.as_str() && !place.starts_with("near "))
}

/// Counts that sum up, and their total: as they are, or as they may be published. `known` are
/// those that another table tells. None where nothing of them can be.
pub(super) fn column(
    counts: &[i64],
    known: &[usize],
    publish: bool,
) -> Option<(Vec<Published>, Published)> {
    let wholes: Vec<u64> = counts.iter().map(|number| whole(*number)).collect();
    if !publish {
        let all = wholes.iter().sum();
        let own = wholes.into_iter().map(Published::Count);
        return Some((own.collect(), Published::Count(all)));
    }
    let lines = wholes.into_iter().map(|number| vec![number]).collect();
    let known: Vec<(usize, usize)> = known.iter().map(|line| (*line, 0)).collect();
    let safe = Grid::new(lines)?.published(&known)?;
    let mut cells: Vec<Published> = safe.lines.iter().map(|line| line[0]).collect();
    let total = cells.pop()?;
    Some((cells, total))
}

pub(super) fn whole(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// Every cell of the page's tables.
pub(super) fn cells(sections: &[Section]) -> Vec<PublishedRow> {
    let mut rows = Vec::new();
    for section in sections {
        for table in &section.tables {
            for row in &table.rows {
                let heads = table.heads.iter().skip(1);
                rows.extend(heads.zip(&row.cells).map(|(head, cell)| PublishedRow {
                    section: section.id.to_owned(),
                    table: table.caption.clone(),
                    row: row.name.clone(),
                    column: head.text.to_owned(),
                    value: cell.text.clone(),
                }));
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inside_every_count_is_told_and_outside_none_under_ten() {
        assert_eq!([7, 0, 1_200].map(|n| alone(n, false)), ["7", "0", "1,200"]);
        assert_eq!([7, 0, 1_200].map(|n| alone(n, true)), ["<10", "0", "1,200"]);
        let text = |counts: &[i64], publish| {
            let (cells, total) = column(counts, &[], publish).unwrap();
            cells
                .into_iter()
                .chain([total])
                .map(told)
                .collect::<Vec<_>>()
        };
        assert_eq!(text(&[4, 25, 40], false), ["4", "25", "40", "69"]);
        assert_eq!(text(&[4, 25, 40], true), ["<10", "held back", "40", "69"]);
    }

    #[test]
    fn hubs_are_sums_of_routes_and_are_not_released_beside_them() {
        let of = |level: Level, publish| has_counts(level.as_str(), "LIS-JFK", publish);
        assert!(of(Level::Hub, false) && of(Level::Route, true));
        assert!(!of(Level::Hub, true) && !of(Level::Arrival, true) && !of(Level::Journey, true));
        assert!(!has_counts(Level::Route.as_str(), "near LIS-JFK", true));
    }
}
