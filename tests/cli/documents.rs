//! Documents against real vectors and messages, where those are beside the project.

use crate::common::{World, preboard, row};
use preboard::documents::mrz::{Field, Format, Zone, ZoneFault, parse};
use preboard::manifest::row::ManifestRow;
use preboard::output::parquet::{decode, read_cases};
use preboard::output::record::RunRecord;
use preboard::output::tables::EvidenceRow;
use std::collections::BTreeMap;

fn wrong_digits(zone: &Zone) -> Vec<Field> {
    let of = |fault: &ZoneFault| match fault {
        ZoneFault::CheckDigit { field, .. } => Some(*field),
        ZoneFault::Date(_) | ZoneFault::Form(_) => None,
    };
    zone.faults.iter().filter_map(of).collect()
}

#[test]
fn real_vectors_verify_as_labelled() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/data/mrz/mrz_test_vectors.tsv"
    );
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped: {path} is not there");
        return;
    };
    let mut counts = [0, 0];
    for row in text.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let lines = cells[1..4].iter().filter(|line| !line.is_empty());
        let zone = parse(&lines.copied().collect::<Vec<_>>().join("\n")).unwrap();
        let kind = match zone.format {
            Format::Td1 => "TD1",
            Format::Td2 => "TD2",
            Format::Td3 => "TD3",
            Format::MrvA => "MRV-A",
            Format::MrvB => "MRV-B",
        };
        assert_eq!(kind, cells[0]);
        assert_eq!(zone.checks(), cells[5] == "1", "{row}");
        // Which digits are wrong, as the vectors' own computation says.
        for (name, field) in [
            ("doc", Field::Number),
            ("dob", Field::BirthDate),
            ("exp", Field::ExpiryDate),
            ("opt", Field::OptionalData),
            ("composite", Field::Composite),
        ] {
            let says = |word: &str| cells[4].contains(&format!("\"\"{name}\"\": {word}"));
            let wrong = wrong_digits(&zone).contains(&field);
            assert!(!says("false") || wrong, "{name}: {row}");
            assert!(!says("true") || !wrong, "{name}: {row}");
        }
        counts[usize::from(zone.checks())] += 1;
    }
    assert_eq!(counts, [5, 25]);
}

/// US-CBP's test messages, flattened: 13 documents had expired, 260 people bear one number.
#[test]
fn the_expired_documents_of_real_messages_are_found_and_their_test_number_is_told_once() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/data/manifests/sample_manifest_from_gtas_paxlst.csv"
    );
    let Ok(mut file) = csv::Reader::from_path(path) else {
        eprintln!("skipped: {path} is not there");
        return;
    };
    let messages = file.deserialize::<BTreeMap<String, String>>();
    let rows: Vec<ManifestRow> = messages
        .map(|message| of_message(&message.unwrap()))
        .collect();
    assert_eq!(rows.len(), 331);
    let world = World::new();
    world.manifest(&rows);
    let mut run = preboard();
    run.args([
        "run",
        "--as-of",
        "2020-01-19T00:00:00Z",
        "--run-id",
        "night",
    ]);
    run.args([
        "--manifest",
        "manifest.parquet",
        "--watchlist",
        "list.parquet",
        "--out",
        "out",
    ]);
    run.current_dir(world.folder.path()).assert().success();
    let evidence: Vec<EvidenceRow> = decode(&world.path("out/night/evidence.parquet")).unwrap();
    let count = |level: &str| evidence.iter().filter(|row| row.level == level).count();
    // The 13th is the visa of somebody who needs none: it informs, beside what made the case.
    assert_eq!(
        [count("document_expired"), count("travel_authority_expired")],
        [12, 1]
    );
    let record = RunRecord::read(&world.path("out/night/run.json")).unwrap();
    let travellers: Vec<u64> = record
        .feed_faults
        .iter()
        .map(|fault| fault.travellers)
        .collect();
    assert_eq!(travellers, [260]);
    // Eight more share another number: few enough to be looked at.
    assert_eq!(count("document_shared"), 8);
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
    world.run().args(["--run-id", "night"]).assert().success();
    let cases = read_cases(&world.path("out/night/recommendations.parquet")).unwrap();
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
        std::fs::write(world.path("settings.toml"), text).unwrap();
        world.run().args(["--run-id", rule]).assert().success();
        let path = world.path(&format!("out/{rule}/recommendations.parquet"));
        let cases = read_cases(&path).unwrap();
        let actions = cases
            .iter()
            .filter(|case| case.status.as_str() != "withdrawn");
        let actions: Vec<&str> = actions.map(|case| case.action.as_str()).collect();
        assert_eq!(actions, expect.into_iter().collect::<Vec<_>>(), "{rule}");
    }
}
