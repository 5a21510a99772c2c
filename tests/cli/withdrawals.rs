//! What a carrier holds ends when the run being released does not stand by it.

use crate::common::{World, entry, files_below, row};
use preboard::Entry;
use std::collections::BTreeMap;
use std::path::Path;

/// Surname, given name and birth date; neither is the other's match.
const PEOPLE: [[&str; 3]; 2] = [
    ["ZUMARINOV", "BORISLAV", "1970-03-05"],
    ["QADRIYOV", "TIMUR", "1955-08-21"],
];

fn entries() -> [Entry; 2] {
    PEOPLE.map(|[surname, given, birth]| entry(surname, surname, given, birth))
}

/// As many, with somebody who does not travel in the first one's place: a list that fell would
/// hold its withdrawals.
fn with_another() -> [Entry; 2] {
    let [_, second] = entries();
    [entry("OTHER", "OTHERMAN", "OSWIN", "1931-04-09"), second]
}

/// Two listed passengers of one flight; the first was concurred with in `first`.
fn world() -> World {
    let world = World::of_listed(&PEOPLE);
    let ids = world.night("first").case_ids();
    world.decide("first", &[(&ids["ZUMARINOV"], "19:00", "concur")]);
    world
}

/// That one released too, and its case id.
fn released_world() -> (World, String) {
    let world = world();
    let told = release(&world, "first");
    assert!(told.contains("1 case for carriers, 0 withdrawn"), "{told}");
    let id = case_ids(&world, "first").remove("ZUMARINOV").unwrap();
    (world, id)
}

fn case_ids(world: &World, run: &str) -> BTreeMap<String, String> {
    world.published_run(run).case_ids()
}

/// The flight departs at six.
fn night_after_departure(world: &World, id: &str) {
    world.night_at(id, "2026-11-24T06:00:00Z");
}

fn release(world: &World, run: &str) -> String {
    world.release(run).ok().err
}

/// Every sheet of the newest release, the page and the CSV of one flight.
fn sheets(world: &World, run: &str) -> Vec<String> {
    let mut releases = files_below(&world.path("out").join(run).join("release"));
    releases.retain(|path, _| path.ends_with(".csv") || path.ends_with(".html"));
    let texts = releases.into_values();
    texts
        .map(|bytes| String::from_utf8(bytes).unwrap())
        .collect()
}

/// The carrier reads of the end, and of no reason.
fn is_withdrawn(world: &World, run: &str, id: &str) {
    let told = release(world, run);
    assert!(told.contains("0 cases for carriers, 1 withdrawn"), "{told}");
    assert!(told.contains(&format!("{id} withdrawn")), "{told}");
    let sheets = sheets(world, run);
    assert_eq!(sheets.len(), 2);
    for text in &sheets {
        assert!(
            text.contains("do not act on the earlier instruction"),
            "{text}"
        );
        assert!(text.contains("ZUMARINOV") && text.contains(id), "{text}");
        for why in [
            "welfare",
            "protect",
            "victim",
            "cleared",
            "different",
            "TEST",
        ] {
            assert!(!text.contains(why), "{why} in {text}");
        }
    }
    assert!(sheets[0].lines().nth(1).unwrap().starts_with("withdrawn,"));
    assert!(release(world, run).contains("nothing changed"));
}

#[test]
fn a_traveller_who_is_cleared_is_withdrawn_without_a_case() {
    let (world, id) = released_world();
    let word = format!("{id},Officer 12,2026-11-23T20:00:00Z,not_concur,,different_person,");
    world.review("first", &word).ok();
    world.night_at("second", "2026-11-23T21:00:00Z");
    assert!(!case_ids(&world, "second").contains_key("ZUMARINOV"));
    is_withdrawn(&world, "second", &id);
}

#[test]
fn a_traveller_who_is_protected_now_is_withdrawn_without_a_reason() {
    let (world, id) = released_world();
    let mut list = entries();
    list[0].category = "trafficking_victim".to_owned();
    world.list(&list);
    world.night_at("second", "2026-11-23T21:00:00Z");
    assert_eq!(case_ids(&world, "second")["ZUMARINOV"], id);
    is_withdrawn(&world, "second", &id);
}

#[test]
fn a_withdrawal_outlives_a_run_that_nobody_released_and_is_told_once() {
    let (world, id) = released_world();
    world.list(&with_another());
    world.night_at("second", "2026-11-23T21:00:00Z");
    world.night_at("third", "2026-11-23T22:00:00Z");
    assert!(case_ids(&world, "second").contains_key("ZUMARINOV"));
    assert!(!case_ids(&world, "third").contains_key("ZUMARINOV"));
    is_withdrawn(&world, "third", &id);
    world.night_at("fourth", "2026-11-23T23:00:00Z");
    assert!(release(&world, "fourth").contains("nothing was released"));
    // The run that the sheet came from still stands by its case, and no later one is its.
    assert!(release(&world, "first").contains("nothing changed"));
}

#[test]
fn an_earlier_run_does_not_end_what_a_later_one_released() {
    let (world, _) = released_world();
    let rows = PEOPLE.map(|[surname, given, birth]| row(surname, given, birth));
    let third = row("BELISARIUS", "AURELIO", "1981-12-30");
    world.manifest(&[rows.as_slice(), &[third]].concat());
    let mut list = entries().to_vec();
    list.push(entry("BELISARIUS", "BELISARIUS", "Aurelio", "1981-12-30"));
    world.list(&list);
    world.night("second");
    let ids = case_ids(&world, "second");
    world.decide("second", &[(&ids["BELISARIUS"], "20:00", "concur")]);
    let told = release(&world, "second");
    assert!(told.contains("2 cases for carriers, 0 withdrawn"), "{told}");
    assert!(release(&world, "first").contains("nothing changed"));
}

#[test]
fn a_flight_that_has_departed_gets_no_sheet() {
    let (world, _) = released_world();
    night_after_departure(&world, "same");
    let told = release(&world, "same");
    assert!(told.contains("1 whose flight has departed"), "{told}");
    assert!(told.contains("nothing was released"), "{told}");
    world.list(&with_another());
    night_after_departure(&world, "gone");
    night_after_departure(&world, "longgone");
    for run in ["gone", "longgone"] {
        let told = release(&world, run);
        assert!(told.contains("nothing was released"), "{told}");
        assert_eq!(sheets(&world, run), [""; 0]);
    }
}

#[test]
fn a_lost_salt_is_named_and_withdraws_nobody() {
    let (world, _) = released_world();
    let salt = world.path("out/ledger/salt");
    let kept = std::fs::read(&salt).unwrap();
    world.night("second");
    std::fs::remove_file(&salt).unwrap();
    let told = release(&world, "second");
    assert!(
        told.contains("1 concurred with in another run, and the salt"),
        "{told}"
    );
    assert!(told.contains("restore ledger/salt"), "{told}");
    assert!(!told.contains("changed since"), "{told}");
    assert!(told.contains("nothing was released"), "{told}");
    std::fs::write(&salt, kept).unwrap();
    let told = release(&world, "second");
    assert!(told.contains("1 case for carriers, 0 withdrawn"), "{told}");
    // What was compared while the salt was here is not asked again.
    std::fs::remove_file(&salt).unwrap();
    assert!(release(&world, "second").contains("nothing changed"));
}

#[test]
fn a_lost_ledger_withdraws_nobody() {
    let (world, _) = released_world();
    world.night("second");
    std::fs::remove_dir_all(world.path("out/ledger")).unwrap();
    for run in ["first", "second"] {
        let said = world.release(run).ended(65);
        said.tells(&["is gone, which the journal names"]);
    }
    assert_eq!(sheets(&world, "first").len(), 2);
}

#[test]
fn a_withdrawal_that_cannot_be_written_is_warned_of() {
    let (world, _) = released_world();
    world.list(&with_another());
    world.night("second");
    world.night("third");
    let table: &Path = &world.path("out/first/recommendations.parquet");
    std::fs::copy(world.path("out/first/evidence.parquet"), table).unwrap();
    let told = release(&world, "third");
    assert!(
        told.contains("what it told carriers is not known"),
        "{told}"
    );
}

/// Another feed in the same folder, without that flight.
fn night_of_another_flight(world: &World, id: &str) {
    let mut other = row("NGUYEN", "MINH", "1991-07-30");
    other.flight_number = Some("777".to_owned());
    world.manifest_as("other.parquet", &[other]);
    let mut run = world.command("run");
    run.arg("--manifest").arg(world.path("other.parquet"));
    run.arg("--watchlist").arg(world.path("list.parquet"));
    run.arg("--out").arg(world.path("out"));
    run.args(["--run-id", id, "--as-of", "2026-11-23T20:00:00Z"]);
    crate::common::Said::of(&mut run)
        .ok()
        .tells(&["2 cases of the run before stand"]);
}

#[test]
fn a_feed_without_the_flight_withdraws_nobody() {
    let (world, id) = released_world();
    night_of_another_flight(&world, "other");
    let night = world.published_run("other");
    assert_eq!(night.cases(), []);
    assert_eq!(night.record().counts.not_screened_tonight, 2);
    let told = release(&world, "other");
    assert!(
        told.contains("1 released cases of earlier runs stand"),
        "{told}"
    );
    assert!(sheets(&world, "other").is_empty(), "{told}");
    // The officer's own word goes out all the same.
    world.decide("first", &[(&id, "20:30", "not_concur")]);
    let told = release(&world, "other");
    assert!(told.contains("1 withdrawn"), "{told}");
}

#[test]
fn the_same_people_by_another_path_are_the_same_cases() {
    let world = world();
    std::fs::copy(world.path("manifest.parquet"), world.path("dated.parquet")).unwrap();
    let mut run = world.command("run");
    run.arg("--manifest").arg(world.path("dated.parquet"));
    run.arg("--watchlist").arg(world.path("list.parquet"));
    run.arg("--out").arg(world.path("out"));
    run.args(["--run-id", "again", "--as-of", "2026-11-23T20:00:00Z"]);
    crate::common::Said::of(&mut run).ok();
    let cases = world.published_run("again").cases();
    assert_eq!(cases.len(), 2);
    assert!(
        cases
            .iter()
            .all(|case| case.status == preboard::Status::Unchanged)
    );
}
