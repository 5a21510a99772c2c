//! The appendix: hits that redress keeps from being cases, counted and listed, with who
//! cleared them and until when. The passenger is named by manifest row alone: a cleared
//! person is no match, and non-matches are not published.

use super::Decided;
use super::phrases::day_and_hour;
use crate::inert::cut;
use crate::schema::rows::SuppressedRow;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// Rows of the appendix; `suppressed.parquet` has them all.
const MOST_ROWS: usize = 200;

pub(super) struct Cleared {
    pub(super) all: usize,
    pub(super) rows: Vec<ClearedRow>,
}

pub(super) struct ClearedRow {
    pub(super) departure: String,
    pub(super) flight: String,
    pub(super) row: String,
    pub(super) entry: String,
    pub(super) by: String,
    pub(super) until: String,
    /// Tells a case of the last run that was cleared since.
    pub(super) note: String,
}

impl Cleared {
    /// `suppressed` are the group's.
    pub(super) fn new(
        suppressed: &[&SuppressedRow],
        decided: &[Decided],
        as_of: Timestamp,
    ) -> Cleared {
        let officers: BTreeMap<(&str, &str), &str> = decided
            .iter()
            .map(|word| {
                (
                    (word.run_id.as_str(), word.case_id.as_str()),
                    word.officer.as_str(),
                )
            })
            .collect();
        let mut sorted: Vec<&&SuppressedRow> = suppressed.iter().collect();
        sorted.sort_by_key(|row| (row.scheduled_departure, &row.case_id, row.manifest_row));
        let rows = sorted.into_iter().take(MOST_ROWS);
        Cleared {
            all: suppressed.len(),
            rows: rows
                .map(|row| ClearedRow::new(row, &officers, as_of))
                .collect(),
        }
    }
}

impl ClearedRow {
    fn new(
        row: &SuppressedRow,
        officers: &BTreeMap<(&str, &str), &str>,
        as_of: Timestamp,
    ) -> ClearedRow {
        let officer = row
            .reference
            .split_once('/')
            .and_then(|key| officers.get(&key));
        let by = match (row.ground.as_str(), officer) {
            ("redress_number", _) => format!("redress number, {}", row.reference),
            (_, Some(officer)) => format!("{officer}, decision {}", row.reference),
            (_, None) => format!("decision {}", row.reference),
        };
        let until = row.cleared_until.to_zoned(TimeZone::UTC);
        ClearedRow {
            departure: day_and_hour(row.scheduled_departure, as_of),
            flight: cut(&format!(
                "{} {} from {}",
                row.carrier, row.flight_number, row.departure_airport
            )),
            row: cut(&format!("{}:{}", row.manifest_file, row.manifest_row)),
            entry: cut(&format!("{} {}", row.list, row.entry_id)),
            by: cut(&by),
            until: until.date().to_string(),
            note: row.note.as_deref().map(cut).unwrap_or_default(),
        }
    }
}
