//! From a decision to the next night: recorded, attributed, and in force until something
//! changes.

use crate::common::{Said, World, as_older_part, as_version_1, listed, passengers, preboard};
use preboard::{PairRow, RunRecord, SuppressedRow, ledger};

/// The first night has one case, over entry 7.
fn first_night() -> (World, String) {
    let world = World::new();
    let case = world.night("first").case().case_id;
    (world, case)
}

/// The first night's only pair.
fn first_pair(world: &World) -> PairRow {
    world.published_run("first").rows("pairs.parquet").remove(0)
}

fn review(world: &World, rows: &str) -> Said {
    world.review("first", rows)
}

fn different_person(world: &World, case: &str) {
    let row =
        format!("{case},Officer 12,2026-11-23T19:05:00Z,not_concur,boarded,different_person,");
    review(world, &row).ok().tells(&["1 of them clears a pair"]);
}

/// A later run of the same world; every row must be accounted for.
fn night(world: &World, id: &str, as_of: &str) -> (RunRecord, Vec<SuppressedRow>) {
    let night = world.night_at(id, as_of);
    let record = night.record();
    let counts = &record.counts;
    assert_eq!(counts.rows_read, 3);
    assert_eq!(counts.rows_clear + counts.rows_in_cases, 3);
    let suppressed: Vec<SuppressedRow> = night.rows("suppressed.parquet");
    assert_eq!(counts.suppressed_hits, suppressed.len() as u64);
    (record, suppressed)
}

/// Cases, passengers clear by redress.
fn counts(world: &World, id: &str, as_of: &str) -> (u64, u64) {
    let counts = night(world, id, as_of).0.counts;
    (counts.cases, counts.clear_by_redress)
}

const NEXT: &str = "2026-11-24T01:00:00Z";

#[test]
fn a_cleared_pair_is_suppressed_on_the_next_night_and_told() {
    let (world, case) = first_night();
    let digests = |record: &RunRecord| record.data_digests.get("redress").cloned();
    let first = world.published_run("first").record();
    assert_eq!(digests(&first), None);
    different_person(&world, &case);
    let (record, suppressed) = night(&world, "second", NEXT);
    assert_eq!((record.counts.cases, record.counts.clear), (0, 3));
    assert_eq!(record.counts.clear_by_redress, 1);
    assert_eq!(
        record.counts.withdrawn, 0,
        "an officer cleared it, nobody withdrew it"
    );
    assert!(digests(&record).is_some());
    let told = &suppressed[0];
    assert_eq!(
        (told.case_id.as_str(), told.entry_id.as_str()),
        (case.as_str(), "7")
    );
    assert_eq!((told.ground.as_str(), told.manifest_row), ("decision", 1));
    assert_eq!(told.reference, format!("first/{case}"));
    assert_eq!(told.cleared_until.to_string(), "2027-11-23T19:05:00Z");
    let note = told.note.as_deref().unwrap_or("");
    assert!(note.contains("a case in the previous run"), "{note}");
    let (third, suppressed) = night(&world, "third", NEXT);
    assert_eq!(third.counts.withdrawn, 0);
    assert_eq!(suppressed[0].note, None, "it is news once");
}

#[test]
fn a_lost_salt_clears_nobody_and_parts_of_before_it_still_do() {
    let (world, case) = first_night();
    different_person(&world, &case);
    let salt = world.path("out/ledger/salt");
    let kept = std::fs::read(&salt).unwrap();
    assert_eq!(counts(&world, "second", NEXT), (0, 1));
    for (id, bytes) in [
        ("lost", None),
        ("damaged", Some("x")),
        ("other", Some(OTHER)),
    ] {
        std::fs::remove_file(&salt).unwrap();
        if let Some(bytes) = bytes {
            std::fs::write(&salt, bytes).unwrap();
        }
        assert_eq!(counts(&world, id, NEXT), (1, 0), "{id}");
        std::fs::write(&salt, &kept).unwrap();
    }
    assert_eq!(counts(&world, "found", NEXT), (0, 1));

    // A part of an older version has bare digests, and needs no salt.
    let pair = first_pair(&world);
    let who = pair.identity_digest.as_deref().unwrap();
    let part = world.path("out/ledger/decisions-000001.parquet");
    as_older_part(&part, Some((who, &pair.entry_digest)));
    as_version_1(&world.path("out"));
    assert_eq!(counts(&world, "old", NEXT), (0, 1));
    std::fs::remove_file(&salt).unwrap();
    assert_eq!(counts(&world, "bare", NEXT), (0, 1));
}

/// A salt, but of another installation.
const OTHER: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n";

#[test]
fn a_ledger_handed_on_holds_no_digest_that_a_run_publishes() {
    let (world, case) = first_night();
    different_person(&world, &case);
    let pair = first_pair(&world);
    let kept = &world.decided()[0];
    assert!(kept.identity_digest.is_some() && kept.entry_digest.is_some());
    assert_ne!(kept.identity_digest, pair.identity_digest);
    assert_ne!(kept.entry_digest.as_ref(), Some(&pair.entry_digest));
}

#[test]
fn a_part_that_does_not_follow_the_one_before_it_clears_nobody() {
    let (world, case) = first_night();
    different_person(&world, &case);
    let row = format!("{case},Officer 3,2026-11-23T22:00:00Z,need_info,,,");
    review(&world, &row).ok();
    assert_eq!(counts(&world, "whole", NEXT), (0, 1));
    // A word is put in the place of another, as a whole part.
    let ledger = world.path("out/ledger");
    let part = |number: u32| ledger.join(format!("decisions-{number:06}.parquet"));
    std::fs::copy(part(2), part(1)).unwrap();
    assert_eq!(counts(&world, "forged", NEXT), (1, 0));
}

#[test]
fn a_changed_entry_another_document_and_the_expiry_open_the_pair_again() {
    let (world, case) = first_night();
    different_person(&world, &case);
    assert_eq!(counts(&world, "second", NEXT), (0, 1));

    let mut changed = listed();
    changed[0].birth_places.push("Varna".to_owned());
    world.list(&changed);
    assert_eq!(counts(&world, "changed", NEXT), (1, 0));
    let mut same = listed();
    // What a new edition of a list changes of everybody is no change of the person.
    same[0].updated_at = Some(NEXT.parse().unwrap());
    world.list(&same);
    assert_eq!(counts(&world, "same", NEXT), (0, 1));

    for (days, expect) in [("1", (1, 0)), ("2", (0, 1)), ("0", (1, 0))] {
        world.settings(&format!("[redress]\ncleared_for_days = {days}\n"));
        let as_of = "2026-11-24T19:05:00Z";
        assert_eq!(counts(&world, &format!("days{days}"), as_of), expect);
    }
    world.settings("");

    let mut rows = passengers();
    rows[0].document_number = Some("XY7654321".to_owned());
    world.manifest(&rows);
    assert_eq!(counts(&world, "document", NEXT), (1, 0));
}

#[test]
fn a_later_word_that_it_is_the_same_person_opens_the_pair_again() {
    let (world, case) = first_night();
    different_person(&world, &case);
    let row = format!("{case},Officer 3,2026-11-23T22:00:00Z,concur,unknown,same_person,");
    review(&world, &row).ok();
    assert_eq!(counts(&world, "second", NEXT), (1, 0));
}

#[test]
fn a_redress_number_clears_its_pair_and_no_other() {
    let (world, _) = first_night();
    let digest = first_pair(&world).entry_digest;
    let mut rows = passengers();
    rows[0].redress_number = Some("7654321".to_owned());
    world.manifest(&rows);
    world.settings("[inputs]\nredress = [\"redress.csv\"]\n");
    let header =
        "redress_number,surname,given_names,birth_date,list,entry_id,entry_digest,granted_on";
    for (id, tie, expect) in [
        (
            "tied",
            "7654321,ZUMARINOV,BORISLAV,1970-03-05,TEST,7",
            (0, 1),
        ),
        (
            "entry",
            "7654321,ZUMARINOV,BORISLAV,1970-03-05,TEST,8",
            (1, 0),
        ),
        ("person", "7654321,ZUMARINOV,IVAN,1970-03-05,TEST,7", (1, 0)),
        (
            "number",
            "1234567,ZUMARINOV,BORISLAV,1970-03-05,TEST,7",
            (1, 0),
        ),
    ] {
        let text = format!("{header}\n{tie},{digest},2026-11-01\n");
        world.write("redress.csv", text);
        assert_eq!(counts(&world, id, NEXT), expect, "{id}");
    }
}

#[test]
fn bad_rows_are_refused_by_place_and_the_good_ones_recorded() {
    let (world, case) = first_night();
    let good =
        format!("{case},Officer 12,2026-11-23T19:05:00Z,concur,denied_boarding,,\"=1+1, x\"");
    let rows = format!(
        "C-nobody,Officer 12,2026-11-23T19:05:00Z,concur,,,\n\
         {good}\n\
         {case},,2026-11-23T19:06:00Z,concur,,,ZUMARINOV\n\
         {case},Officer 12,2026-11-23T19:05:00Z,concur,,,\n"
    );
    let places = [
        "decisions.csv: row 2, column case_id: the run has no such case",
        "decisions.csv: row 4, column officer: blank",
        "decisions.csv: row 5, column decided_at: this decision is recorded at this moment with another",
        "3 decisions refused, 1 recorded",
    ];
    let said = review(&world, &rows).ended(65);
    said.tells(&places).hides(&["ZUMARINOV"]);
    let rows = world.decided();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].officer, "Officer 12");
    assert_eq!(rows[0].note.as_deref(), Some("=1+1, x"));
    assert_eq!(
        (rows[0].group.as_str(), rows[0].action.as_str()),
        ("NEW_YORK", "recommend_denial")
    );

    // The same file again: nothing is recorded twice, and no part is added.
    review(&world, &good).ended(65);
    assert_eq!(ledger::parts(&world.path("out")).unwrap().len(), 1);
}

#[test]
fn the_ledger_holds_no_name_birth_date_or_document() {
    let (world, case) = first_night();
    different_person(&world, &case);
    let row = format!("{:?}", world.decided()[0]);
    for personal in [
        "ZUMARINOV",
        "BORISLAV",
        "Borislav",
        "1970-03-05",
        "AB0",
        "AB1",
    ] {
        assert!(!row.contains(personal), "{personal} in {row}");
    }
}

#[test]
fn every_way_not_to_record_has_its_code() {
    let (world, case) = first_night();
    let code = |run: &str, file: &str| {
        let mut review = preboard();
        review.arg("review").arg(world.path(run));
        Said::of(review.arg("--decisions").arg(world.path(file))).code
    };
    world.write("short.csv", "case_id,officer\n");
    assert_eq!(code("out/first", "short.csv"), 65);
    assert_eq!(code("out/first", "absent.csv"), 66);
    assert_eq!(code("out/absent", "short.csv"), 66);
    let held = ledger::Writer::open(&world.path("out")).unwrap();
    review(&world, &case).ended(75);
    drop(held);
    assert_eq!(world.decided(), []);
    Said::of(world.run().args(["--run-id", "ledger"])).ended(64);
    assert_eq!(code("out/first", "out"), 66);
}

#[test]
fn an_older_word_is_kept_and_told_and_asks_for_no_release() {
    let (world, case) = first_night();
    let said = |row: &str| review(&world, row).ok().err;
    assert!(said("\n,,,,,,\n").contains("0 decisions; nothing recorded"));
    let text = said(&format!("{case},Officer 12,2026-11-23T20:00:00Z,concur,,,"));
    assert!(!text.contains("last word"), "{text}");
    world.release("first").ok();
    let again = "run `preboard release` again";
    let text = said(&format!(
        "{case},Officer 3,2026-11-23T19:00:00Z,need_info,,,"
    ));
    assert!(!text.contains(again), "{text}");
    assert!(
        text.contains("row 2, column decided_at: recorded, but not the last word on the case: concur of 2026-11-23T20:00:00Z counts"),
        "{text}"
    );
    let text = said(&format!(
        "{case},Officer 3,2026-11-23T21:00:00Z,need_info,,,"
    ));
    assert!(text.contains(again), "{text}");
    assert_eq!(world.decided().len(), 3);
}

#[test]
fn a_lock_that_is_held_names_no_option_that_review_lacks() {
    let (world, case) = first_night();
    let _held = ledger::Writer::open(&world.path("out")).unwrap();
    let said = review(&world, &case).tells(&["another run holds"]);
    said.hides(&["--out"]);
}

#[test]
fn a_damaged_ledger_clears_nobody_and_does_not_stop_the_night() {
    let (world, case) = first_night();
    different_person(&world, &case);
    world.write("out/ledger/decisions-000001.parquet", b"PAR1");
    assert_eq!(counts(&world, "second", NEXT), (1, 0));
}
