//! Cases as a table for a terminal: the flight that leaves first stands first, as in the run's
//! own table. Values are made inert before they are measured.

use crate::inert::{Lines, clipped, shown};
use crate::schema::decided::DecidedRow;

/// Letters of a name that a table shows; CSV and JSON have it whole.
const LONGEST_NAME: usize = 32;

const HEADINGS: [&str; 8] = [
    "CASE",
    "STATE",
    "ACTION",
    "GROUP",
    "FLIGHT",
    "DEPARTS",
    "PASSENGER",
    "LAST WORD",
];

pub fn table(rows: &[DecidedRow]) -> Lines {
    let mut lines = vec![HEADINGS.map(str::to_owned)];
    lines.extend(rows.iter().map(cells));
    let width = |column: usize| {
        let widths = lines.iter().map(|line| line[column].chars().count());
        widths.max().unwrap_or(0)
    };
    let widths: [usize; HEADINGS.len()] = std::array::from_fn(width);
    let padded = lines.iter().map(|line| {
        let cells = line.iter().zip(widths);
        let cells: Vec<String> = cells
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        cells.join("  ")
    });
    padded.collect()
}

fn cells(row: &DecidedRow) -> [String; HEADINGS.len()] {
    let given = row.given_names.as_deref().unwrap_or_default();
    let name = format!("{} {given}", row.surname);
    let flight = format!(
        "{}{} {}",
        row.carrier, row.flight_number, row.departure_airport
    );
    [
        shown(&row.case_id),
        row.decision_state.as_str().to_owned(),
        row.action.as_str().to_owned(),
        shown(&row.liaison_group),
        shown(&flight),
        row.scheduled_departure
            .strftime("%Y-%m-%d %H:%MZ")
            .to_string(),
        clipped(name.trim(), LONGEST_NAME),
        last_word(row),
    ]
}

fn last_word(row: &DecidedRow) -> String {
    match (row.decision, row.decided_at, &row.officer) {
        (Some(decision), Some(at), Some(officer)) => {
            let at = at.strftime("%Y-%m-%d %H:%MZ");
            let officer = clipped(officer, LONGEST_NAME);
            format!("{} {at} {officer}", decision.as_str())
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::decision::Decision;
    use crate::schema::decided::DecisionState;
    use crate::schema::samples;

    fn row(surname: &str) -> DecidedRow {
        let case = samples::case_row("C-1");
        DecidedRow {
            case_id: case.case_id,
            run_id: case.run_id,
            decision_state: DecisionState::Concurred,
            status: case.status,
            action: case.action,
            liaison_group: case.group,
            carrier: "XX".to_owned(),
            flight_number: "101".to_owned(),
            departure_airport: "CDG".to_owned(),
            arrival_airport: "JFK".to_owned(),
            scheduled_departure: "2026-11-24T06:00:00Z".parse().unwrap(),
            surname: surname.to_owned(),
            given_names: None,
            birth_date: None,
            document_number: None,
            list: None,
            entry_id: None,
            entry_name: None,
            score_bits: None,
            decision: Some(Decision::Concur),
            decided_at: Some("2026-11-23T19:05:00Z".parse().unwrap()),
            officer: Some("Officer\u{1b}[31m 12".to_owned()),
            carrier_action: None,
            match_truth: None,
            note: None,
            decided_in: None,
        }
    }

    #[test]
    fn columns_stand_below_each_other_and_nothing_acts() {
        let text = table(&[row("LEE"), row("ZUMARINOV\n\u{202E}")]);
        let text = text.as_str();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3, "{text}");
        assert!(!text.contains(['\u{1b}', '\u{202E}']), "{text:?}");
        let at = |line: &str| {
            let found = line.find("concur ").or_else(|| line.find("LAST WORD"));
            line[..found.unwrap()].chars().count()
        };
        assert!(
            at(lines[0]) == at(lines[1]) && at(lines[1]) == at(lines[2]),
            "{text}"
        );
        assert!(
            lines[1].contains("XX101 CDG  2026-11-24 06:00Z  LEE"),
            "{text}"
        );
    }

    #[test]
    fn without_cases_the_headings_stand_alone() {
        assert_eq!(table(&[]).as_str().lines().count(), 1);
    }
}
