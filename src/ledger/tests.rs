//! What is recorded is read back, and only that.

use super::*;
use crate::redress::Salt;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(super) fn row(case_id: &str) -> Row {
    Row {
        run_id: "night".to_owned(),
        case_id: case_id.to_owned(),
        as_of: at("2026-11-23T18:00:00Z"),
        decided_at: at("2026-11-23T19:00:00.25Z"),
        recorded_at: at("2026-11-23T20:00:00Z"),
        officer: "Officer 12".to_owned(),
        decision: Decision::NotConcur,
        carrier_action: CarrierAction::Boarded,
        match_truth: MatchTruth::DifferentPerson,
        note: None,
        carrier: "XX".to_owned(),
        flight_number: "101".to_owned(),
        departure_airport: "CDG".to_owned(),
        arrival_airport: "JFK".to_owned(),
        scheduled_departure: at("2026-11-24T06:00:00Z"),
        group: "NEW_YORK".to_owned(),
        action: "recommend_denial".to_owned(),
        reason_codes: vec!["listed_person".to_owned()],
        list: Some("TEST".to_owned()),
        entry_id: Some("7".to_owned()),
        category: None,
        score_bits: Some(12.25),
        identity_digest: Some("who".to_owned()),
        entry_digest: Some("entry".to_owned()),
    }
}

fn hidden(row: Row, salt: &Salt) -> Row {
    let hide = |digest: Option<String>| digest.map(|digest| salt.hide(&digest));
    Row {
        identity_digest: hide(row.identity_digest),
        entry_digest: hide(row.entry_digest),
        ..row
    }
}

#[test]
fn parts_are_added_and_read_back_in_order_and_torn_ones_are_none() {
    let out = tempfile::tempdir().unwrap();
    assert_eq!(read(out.path()).unwrap(), []);
    let writer = Writer::open(out.path()).unwrap();
    let first = writer.append(&[row("C-1"), row("C-2")]).unwrap();
    let bytes = std::fs::read(&first).unwrap();
    // What a kill in the middle of writing leaves.
    let torn = first.with_file_name(".decisions-000002.parquet.part");
    std::fs::write(torn, b"PAR1 half").unwrap();
    let salt = salt::read(out.path()).unwrap().unwrap();
    let kept = |case_id| hidden(row(case_id), &salt);
    assert_eq!(read(out.path()).unwrap(), [kept("C-1"), kept("C-2")]);
    let second = writer.append(&[row("C-3")]).unwrap();
    assert!(second.ends_with("ledger/decisions-000002.parquet"));
    assert_eq!(read(out.path()).unwrap().len(), 3);
    assert_eq!(std::fs::read(first).unwrap(), bytes, "parts never change");
    assert!(Writer::open(out.path()).is_err(), "one writer at a time");
    let parts = load(out.path()).unwrap();
    assert_eq!(chain::links(&parts), [chain::Link::Whole; 2]);
    assert_eq!(parts[1].previous.as_ref(), Some(&parts[0].digest));
    assert_eq!(parts[1].salt, Some(salt.id()));
}

#[test]
fn only_a_decision_on_a_known_pair_says_anything_of_it() {
    assert!(row("C-1").verdict().unwrap().different_person);
    let changes: [fn(&mut Row); 4] = [
        |row| row.match_truth = MatchTruth::Unknown,
        |row| row.identity_digest = None,
        |row| row.entry_digest = None,
        |row| row.list = None,
    ];
    for change in changes {
        let mut row = row("C-1");
        change(&mut row);
        assert_eq!(row.verdict(), None);
    }
}

#[test]
fn a_damaged_part_is_bad_data() {
    let out = tempfile::tempdir().unwrap();
    let part = Writer::open(out.path())
        .unwrap()
        .append(&[row("C-1")])
        .unwrap();
    std::fs::write(part, b"PAR1").unwrap();
    let error = read(out.path()).err().unwrap();
    assert_eq!(error.kind, crate::error::Kind::Data);
}
