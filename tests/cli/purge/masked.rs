//! A masked run names nobody, and is whole.

use super::{FIVE_YEARS, night, settings, world};
use crate::common::{Night, everything};
use preboard::purged::{self, Event};
use preboard::{LinkRow, PairRow, SuppressedRow};

/// What names or finds a passenger of the run.
fn identifying(night: &Night) -> Vec<String> {
    let pairs: Vec<PairRow> = night.rows("pairs.parquet");
    let links: Vec<LinkRow> = night.rows("links.parquet");
    let suppressed: Vec<SuppressedRow> = night.rows("suppressed.parquet");
    let mut found: Vec<String> = ["ZUMARINOV", "BORISLAV", "PNRXYZ", "ENTRY-777", "1970-03-05"]
        .map(str::to_owned)
        .into();
    for case in night.cases() {
        found.extend(case.document_number);
        found.extend([case.case_id, case.explanation]);
    }
    for pair in pairs {
        found.extend(pair.identity_digest);
        found.push(pair.entry_digest);
    }
    // What they share is a number, and means nothing outside of the night.
    assert!(links.iter().all(|link| link.value_digest.starts_with('L')));
    found.extend(links.into_iter().map(|link| link.other_passenger_row));
    for hit in suppressed {
        found.extend([hit.entry_digest, hit.case_id, hit.reference]);
    }
    found
}

#[test]
fn nobody_is_found_in_a_masked_run_and_its_digests_hold() {
    let world = world("2020-01-02T06:00:00Z");
    settings(&world, FIVE_YEARS);
    let case = night(&world, "first", "2020-01-01T18:00:00Z");
    let word = format!(
        "{case},Officer 12,2020-01-01T19:00:00Z,not_concur,boarded,different_person,is Borislav's cousin"
    );
    world.review("first", &word).ok();
    world.night_at("second", "2020-01-01T23:00:00Z");
    let before = [("first", 10), ("second", 4)].map(|(id, fewest)| {
        let night = world.published_run(id);
        let names = identifying(&night);
        let all = everything(&night.folder).to_uppercase();
        let found = names
            .iter()
            .filter(|name| all.contains(&name.to_uppercase()));
        // In clear before, or this test shows nothing.
        let count = found.count();
        assert!(fewest <= count, "{count} of {names:?}");
        let record = night.record();
        (night, names, record)
    });
    world.purge("2020-07-01T17:00:00Z", &[]).ok();
    assert_eq!(before[0].2, before[0].0.record());

    world.purge("2020-07-02T00:00:00Z", &[]).ok();
    let lines = purged::read(&world.path("out")).unwrap();
    for (night, names, record) in &before {
        let all = everything(&night.folder).to_uppercase();
        // Those at the end never in any run, before or after: only cases are written down.
        let nobody = [
            "QUELLHORST",
            "+359881234567",
            "PAY998877",
            "VANTERPOOL",
            "BOTH@EXAMPLE",
        ];
        for name in names.iter().map(String::as_str).chain(nobody) {
            assert!(!all.contains(&name.to_uppercase()), "{name:?} in {night:?}");
        }
        night.is_whole();
        let masked = night.record();
        assert!(masked.masked_at.is_some());
        assert_eq!(masked.previous_audit_digest, record.previous_audit_digest);
        assert_eq!(masked.counts, record.counts);
        assert!(!night.path("groups/NEW_YORK/briefing.html").exists());
        assert!(night.path("groups/NEW_YORK/recommendations.csv").exists());
        let line = lines.iter().find(|line| line.run_id == record.run_id);
        let line = line.unwrap();
        assert_eq!(line.event, Event::RunMasked);
        assert_eq!(line.audit_digest, record.audit_digest);
        assert_eq!(line.new_digest.as_ref(), Some(&masked.audit_digest));
    }
    let masked = &before[0].0.cases()[0];
    assert_eq!(
        (masked.case_id.as_str(), masked.review_status.as_str()),
        ("M-0001", "not_concur")
    );
    assert!(masked.reason_codes.contains(&"listed_person".to_owned()));
    // Codes that stand elsewhere in a run too.
    assert_eq!(
        (&masked.document_issuer, &masked.nationality),
        (&None, &None)
    );
    // The ledger forgets the note and the case, and keeps the pair, which is still cleared.
    let rows = world.decided();
    assert_eq!(
        (rows[0].case_id.as_str(), &rows[0].note),
        ("M-000001-0001", &None)
    );
    assert!(rows[0].verdict().unwrap().different_person);
    let third = world.night_at("third", "2020-07-03T18:00:00Z");
    assert_eq!(third.cases(), []);
    let suppressed: Vec<SuppressedRow> = third.rows("suppressed.parquet");
    assert_eq!(suppressed.len(), 1);
    // A masked run takes no decision, by the new names either.
    let named = word.replace(&case, "M-0001");
    world.review("first", &named).ended(65);
    assert_eq!(world.decided().len(), 1);
    // Once more: nothing is left to do.
    let log = world.text("out/purged.jsonl");
    world.purge("2020-07-02T00:00:00Z", &[]).ok();
    assert_eq!(world.text("out/purged.jsonl"), log);
}

#[test]
fn a_run_is_masked_on_request_and_what_a_kill_left_goes() {
    let world = world("2020-01-02T06:00:00Z");
    night(&world, "night", "2020-01-01T18:00:00Z");
    let left = world.path("out/.staging-gone-other");
    std::fs::create_dir(&left).unwrap();
    std::fs::write(left.join("recommendations.csv"), "ZUMARINOV").unwrap();
    world
        .purge("2020-01-03T00:00:00Z", &["--mask", "night"])
        .ok();
    assert!(!left.exists());
    assert!(!everything(&world.path("out")).contains("ZUMARINOV"));
    let lines = purged::read(&world.path("out")).unwrap();
    assert_eq!(lines[0].policy, "asked for by --mask");
}
