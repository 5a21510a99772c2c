//! Cases as a table for a terminal: the flight that leaves first stands first, as in the run's
//! own table, and each id is as long as `--case` needs it. Values are made inert before they are
//! measured.

use crate::inert::{Lines, clipped, shown};
use crate::schema::decided::DecidedRow;
use crate::schema::rows::CaseRow;
use std::collections::BTreeMap;

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

/// Columns of what a run prints. Nobody is named: it goes to mails and logs of schedulers.
const WAITING: [&str; 6] = ["CASE", "ACTION", "BITS", "FLIGHT", "DEPARTS", "GROUP"];

/// Letters of a flight and of a group in it: a line of six has 80 with them.
const LONGEST_FLIGHT: usize = 11;
const LONGEST_GROUP: usize = 13;

/// `short` has the shortened ids of all cases of the run.
pub fn table(rows: &[DecidedRow], short: &BTreeMap<&str, &str>) -> Lines {
    let mut lines = vec![HEADINGS.map(str::to_owned)];
    lines.extend(rows.iter().map(|row| cells(row, short)));
    padded(&lines).into_iter().collect()
}

/// Cases that wait for an officer, as a run prints them.
pub fn waiting<'a>(
    rows: impl Iterator<Item = &'a CaseRow>,
    short: &BTreeMap<&str, &str>,
) -> Vec<String> {
    let mut lines = vec![WAITING.map(str::to_owned)];
    lines.extend(rows.map(|row| {
        let flight = format!(
            "{}{} {}",
            row.carrier, row.flight_number, row.departure_airport
        );
        let bits = row.score_bits.map(|bits| format!("{bits:+.1}"));
        [
            shown(id(&row.case_id, short)),
            row.action.as_str().to_owned(),
            bits.unwrap_or_default(),
            clipped(&flight, LONGEST_FLIGHT),
            row.scheduled_departure.strftime("%d %b %H:%MZ").to_string(),
            clipped(&row.group, LONGEST_GROUP),
        ]
    }));
    padded(&lines)
}

fn id<'a>(case_id: &'a str, short: &BTreeMap<&str, &'a str>) -> &'a str {
    short.get(case_id).copied().unwrap_or(case_id)
}

/// Columns below each other.
fn padded<const COLUMNS: usize>(lines: &[[String; COLUMNS]]) -> Vec<String> {
    let width = |column: usize| {
        let widths = lines.iter().map(|line| line[column].chars().count());
        widths.max().unwrap_or(0)
    };
    let widths: [usize; COLUMNS] = std::array::from_fn(width);
    let padded = lines.iter().map(|line| {
        let cells = line.iter().zip(widths);
        let cells: Vec<String> = cells
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        cells.join("  ").trim_end().to_owned()
    });
    padded.collect()
}

fn cells(row: &DecidedRow, short: &BTreeMap<&str, &str>) -> [String; HEADINGS.len()] {
    let given = row.given_names.as_deref().unwrap_or_default();
    let name = format!("{} {given}", row.surname);
    let flight = format!(
        "{}{} {}",
        row.carrier, row.flight_number, row.departure_airport
    );
    [
        shown(id(&row.case_id, short)),
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
        let short = BTreeMap::from([("C-1", "C-")]);
        let text = table(&[row("LEE"), row("ZUMARINOV\n\u{202E}")], &short);
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
        assert!(lines[1].starts_with("C-    concurred"), "{text}");
    }

    #[test]
    fn what_a_run_prints_has_80_columns_and_no_name() {
        let mut case = samples::case_row("C-0123456789abcdef");
        case.surname = "NAMED".to_owned();
        case.carrier = "XYZ\u{1b}".to_owned();
        case.flight_number = "1234567890".to_owned();
        case.group = "A_GROUP_OF_A_VERY_LONG_NAME".to_owned();
        let short = BTreeMap::from([("C-0123456789abcdef", "C-012345")]);
        let lines = waiting([&case].into_iter(), &short);
        assert_eq!(lines.len(), 2);
        for line in &lines {
            assert!(line.chars().count() <= 78, "{line}");
            assert!(
                !line.contains("NAMED") && !line.contains('\u{1b}'),
                "{line}"
            );
        }
        assert!(lines[1].starts_with("C-012345  "), "{lines:?}");
    }

    #[test]
    fn without_cases_the_headings_stand_alone() {
        assert_eq!(table(&[], &BTreeMap::new()).as_str().lines().count(), 1);
    }
}
