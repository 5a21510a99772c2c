//! Findings about documents, on invented passengers and on real messages where those are at
//! hand.

use crate::common::{World, row, shared};
use preboard::EvidenceRow;
use preboard::manifest::row::ManifestRow;
use std::collections::BTreeMap;

/// US-CBP's test messages, flattened: 13 documents had expired, 260 people bear one number.
#[test]
fn the_expired_documents_of_real_messages_are_found_and_their_test_number_is_told_once() {
    let Some(path) = shared("manifests/sample_manifest_from_gtas_paxlst.csv") else {
        return;
    };
    let mut file = csv::Reader::from_path(path).unwrap();
    let messages = file.deserialize::<BTreeMap<String, String>>();
    let rows: Vec<ManifestRow> = messages
        .map(|message| of_message(&message.unwrap()))
        .collect();
    assert_eq!(rows.len(), 331);
    let world = World::new();
    world.manifest(&rows);
    let night = world.night_at("night", "2020-01-19T00:00:00Z");
    let evidence: Vec<EvidenceRow> = night.rows("evidence.parquet");
    let count = |level: &str| evidence.iter().filter(|row| row.level == level).count();
    // The 13th is the visa of somebody who needs none: it informs, beside what made the case.
    assert_eq!(
        [count("document_expired"), count("travel_authority_expired")],
        [12, 1]
    );
    let record = night.record();
    let faults = record.feed_faults.iter();
    let passengers: Vec<u64> = faults.map(|fault| fault.passengers).collect();
    assert_eq!(passengers, [260]);
    // Eight more share another that is a row of the keyboard: it is nobody's.
    assert_eq!(count("document_shared"), 0);
}

fn of_message(message: &BTreeMap<String, String>) -> ManifestRow {
    let text = |name: &str| Some(message[name].clone()).filter(|value| !value.is_empty());
    let moment = |name: &str| {
        let value = text(name)?;
        let at = |from: usize| &value[from..from + 2];
        let moment = format!("20{}-{}-{}T{}:{}:00Z", at(0), at(2), at(4), at(6), at(8));
        moment.parse().ok()
    };
    let expiry = text("doc_expiry_yymmdd").and_then(|value| {
        let at = |from: usize| &value[from..from + 2];
        format!("20{}-{}-{}", at(0), at(2), at(4)).parse().ok()
    });
    ManifestRow {
        carrier: text("carrier"),
        flight_number: text("flight"),
        departure_airport: text("origin"),
        arrival_airport: text("destination"),
        scheduled_departure: moment("std_local"),
        scheduled_arrival: moment("sta_local"),
        booking_ref: text("pnr"),
        surname: text("surname"),
        given_names: text("given"),
        birth_date: text("dob_yymmdd"),
        sex: text("sex"),
        nationality: text("nationality"),
        document_type: text("doc_type"),
        document_number: text("doc_number"),
        document_issuer: text("doc_issuer"),
        document_expiry: expiry,
        ..ManifestRow::default()
    }
}

#[test]
fn findings_and_a_listed_person_meet_in_one_case() {
    let world = World::new();
    let mut listed = row("ZUMARINOV", "BORISLAV", "1970-03-05");
    listed.document_expiry = Some("2026-01-01".parse().unwrap());
    let mut twin = row("SMITH", "ANNA", "1980-01-02");
    twin.document_number = listed.document_number.clone();
    world.manifest(&[listed, twin]);
    let cases = world.night("night").cases();
    let reasons = |row: i64| {
        let mut of_row = cases.iter().filter(|case| case.manifest_row == row);
        let case = of_row.next().unwrap();
        assert!(of_row.next().is_none());
        (case.action.as_str(), case.reason_codes.join(" "))
    };
    // The rows name no nationality: informative, so it comes along and asks for nothing.
    let all = "listed_person document_expired document_shared mandatory_element_missing";
    assert_eq!(reasons(1), ("recommend_denial", all.to_owned()));
    let shared = "document_shared mandatory_element_missing";
    assert_eq!(reasons(2), ("verify_document", shared.to_owned()));
}

#[test]
fn a_finding_is_decisive_informative_or_off_as_set() {
    let world = World::new();
    let mut expired = row("SMITH", "ANNA", "1980-01-02");
    expired.document_expiry = Some("2026-01-01".parse().unwrap());
    world.manifest(&[expired]);
    for (rule, expect) in [
        ("recommend_denial", Some("recommend_denial")),
        ("contact_group", Some("contact_group")),
        ("informative", None),
        ("off", None),
        ("none", None),
    ] {
        let text = format!("[decision.findings]\ndocument_expired = \"{rule}\"\n");
        world.settings(&text);
        let cases = world.night(rule).cases();
        let actions = cases
            .iter()
            .filter(|case| case.status.as_str() != "withdrawn");
        let actions: Vec<&str> = actions.map(|case| case.action.as_str()).collect();
        assert_eq!(actions, expect.into_iter().collect::<Vec<_>>(), "{rule}");
    }
}
