//! From a concurrence to a carrier's desk, and back when the word changes.

use crate::common::{Night, World, entry, files_below, row};
use preboard::{ReleaseRecord, State};

const NAMES: [&str; 4] = ["ZUMARINOV", "QADRIYOV", "BELISARIUS", "OXENSTIERNA"];

/// One listed passenger for each name, on one flight.
fn world() -> World {
    let world = World::of(
        &NAMES.map(|name| row(name, "BORISLAV", "1970-03-05")),
        &NAMES.map(|name| entry(name, name, "Borislav", "1970-03-05")),
    );
    let contact = "[routing.contacts.NEW_YORK]\nphone = \"+1 555 0100\"\nhours = \"24 h\"\n";
    world.settings(contact);
    world
}

fn released(world: &World, run: &str) -> String {
    world.release(run).ok().err
}

#[test]
fn only_a_concurrence_that_is_the_last_word_reaches_a_carrier() {
    let world = world();
    let run = world.night("first");
    assert!(released(&world, "first").contains("nothing was released"));
    assert!(!run.path("release/0001").exists());
    let ids = run.case_ids();
    world.decide(
        "first",
        &[
            (&ids["ZUMARINOV"], "19:00", "concur"),
            (&ids["QADRIYOV"], "19:00", "concur"),
            (&ids["QADRIYOV"], "19:30", "not_concur"),
            (&ids["BELISARIUS"], "19:00", "need_info"),
        ],
    );
    let told = released(&world, "first");
    assert!(told.contains("1 case for carriers, 0 withdrawn"), "{told}");
    assert!(
        told.contains("1 undecided") && told.contains("2 not concurred with"),
        "{told}"
    );
    let sheets = sheets(&run, 1);
    assert_eq!(sheets.len(), 2);
    for (path, text) in &sheets {
        assert!(path.starts_with("XX/CDG/XX101-20261124T0600Z."), "{path}");
        assert!(text.contains("ZUMARINOV") && text.contains("+1 555 0100"));
        for other in &NAMES[1..] {
            assert!(!text.contains(other), "{other} in {text}");
        }
        assert!(
            !text.contains("TEST"),
            "the list is not a carrier's business"
        );
    }
}

#[test]
fn a_release_says_what_changed_and_a_word_taken_back_is_withdrawn() {
    let world = world();
    let run = world.night("first");
    let ids = run.case_ids();
    let zumarinov = &ids["ZUMARINOV"];
    world.decide("first", &[(zumarinov, "19:00", "concur")]);
    released(&world, "first");
    assert!(released(&world, "first").contains("nothing changed"));
    assert!(!run.path("release/0002").exists());

    world.decide("first", &[(&ids["QADRIYOV"], "19:05", "concur")]);
    let told = released(&world, "first");
    assert!(
        told.contains(&format!("{} added", ids["QADRIYOV"])),
        "{told}"
    );
    assert!(!told.contains(&format!("{zumarinov} added")), "{told}");

    let warned = world.decide("first", &[(zumarinov, "20:00", "not_concur")]);
    assert!(warned.contains("run `preboard release` again"), "{warned}");
    let told = released(&world, "first");
    assert!(told.contains(&format!("{zumarinov} withdrawn")), "{told}");
    let csv = &sheets(&run, 3)[0].1;
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(
        lines[1].starts_with("released,") && lines[1].contains("QADRIYOV"),
        "{csv}"
    );
    assert!(
        lines[2].starts_with("withdrawn,") && lines[2].contains("ZUMARINOV"),
        "{csv}"
    );
    // Nobody can print what no longer holds; what was told stays on record.
    for number in [1, 2] {
        assert_eq!(sheets(&run, number), []);
        let path = run.path(&format!("release/{number:04}/release.json"));
        let record = ReleaseRecord::read(&path).unwrap();
        assert_eq!(record.state_of(zumarinov), Some(State::Released));
    }

    world.decide("first", &[(zumarinov, "21:00", "concur")]);
    let told = released(&world, "first");
    assert!(
        told.contains(&format!("{zumarinov} released again")),
        "{told}"
    );
    assert!(!sheets(&run, 4)[0].1.contains("withdrawn,"));
}

#[test]
fn protected_people_are_on_no_sheet_and_minors_are_cared_for() {
    let mut child = row("QADRIYOV", "BORISLAV", "2012-03-05");
    child.passenger_ref = Some("2".to_owned());
    let victim = row("ZUMARINOV", "BORISLAV", "1970-03-05");
    let mut protected = entry("7", "ZUMARINOV", "Borislav", "1970-03-05");
    protected.category = "trafficking_victim".to_owned();
    let listed = entry("8", "QADRIYOV", "Borislav", "2012-03-05");
    let world = World::of(&[victim, child], &[protected, listed]);
    let run = world.night("first");
    let ids = run.case_ids();
    world.decide(
        "first",
        &[
            (&ids["ZUMARINOV"], "19:00", "concur"),
            (&ids["QADRIYOV"], "19:00", "concur"),
        ],
    );
    let told = released(&world, "first");
    assert!(told.contains("1 protected people"), "{told}");
    for (_, text) in sheets(&run, 1) {
        assert!(!text.contains("ZUMARINOV") && text.contains("QADRIYOV"));
        assert!(text.contains("refuse nobody on this sheet alone"), "{text}");
        assert!(text.contains("speak with the accompanying adult"), "{text}");
    }
}

#[test]
fn a_concurrence_holds_in_the_next_run_while_nothing_changes() {
    let world = world();
    let first = world.night("first");
    let ids = first.case_ids();
    let concurred = ["ZUMARINOV", "QADRIYOV", "BELISARIUS"];
    let words = concurred.map(|name| (ids[name].as_str(), "19:00", "concur"));
    world.decide("first", &words);
    released(&world, "first");

    // One entry is withdrawn by its list, one changes, one stays.
    let mut changed = entry("QADRIYOV", "QADRIYOV", "Borislav", "1970-03-05");
    changed.birth_places.push("Varna".to_owned());
    let same = entry("ZUMARINOV", "ZUMARINOV", "Borislav", "1970-03-05");
    // Others are listed instead: a list that has fewer entries holds every withdrawal.
    let others =
        ["CORVINUS", "PALAIOLOGOS"].map(|name| entry(name, name, "Borislav", "1970-03-05"));
    world.list(&[[same, changed], others].concat());
    let second = world.night("second");
    let told = released(&world, "second");
    assert!(told.contains("1 case for carriers, 1 withdrawn"), "{told}");
    assert!(
        told.contains("1 concurred with in another run and changed since"),
        "{told}"
    );
    let csv = &sheets(&second, 1)[0].1;
    let lines: Vec<&str> = csv.lines().collect();
    assert!(
        lines[1].starts_with("released,") && lines[1].contains("ZUMARINOV"),
        "{csv}"
    );
    // What its list no longer says ends; what changed since waits for an officer.
    assert!(
        lines[2].starts_with("withdrawn,") && lines[2].contains("BELISARIUS"),
        "{csv}"
    );
    assert_eq!(lines.len(), 3);
}

#[test]
fn a_forged_decision_reaches_no_carrier() {
    let world = world();
    let run = world.night("first");
    let ids = run.case_ids();
    world.decide("first", &[(&ids["ZUMARINOV"], "19:00", "concur")]);
    world.decide("first", &[(&ids["ZUMARINOV"], "20:00", "not_concur")]);
    let part = |number: u32| world.path(&format!("out/ledger/decisions-{number:06}.parquet"));
    let second = std::fs::read(part(2)).unwrap();
    // The word that took it back is written over by the one before it.
    std::fs::copy(part(1), part(2)).unwrap();
    world.release("first").ended(65).tells(&["does not follow"]);
    // Or the first is taken out.
    std::fs::write(part(2), second).unwrap();
    std::fs::remove_file(part(1)).unwrap();
    world.release("first").ended(65);
    assert!(!run.path("release/0001").exists());
}

#[test]
fn an_old_record_that_is_damaged_does_not_hold_up_tonight() {
    let world = world();
    let ids = world.night("first").case_ids();
    world.decide("first", &[(&ids["ZUMARINOV"], "19:00", "concur")]);
    released(&world, "first");
    world.write("out/first/release/0001/release.json", "{");
    let second = world.night("second");
    let said = world.release("second").ok();
    said.tells(&["what it told carriers is not known"]);
    assert_eq!(sheets(&second, 1).len(), 2);
    world.release("first").ended(65);
}

#[test]
fn every_way_not_to_release_has_its_code() {
    let world = world();
    let run = world.night("first");
    world.release("absent").ended(66);
    let held = preboard::Lock::take(&run.path("release")).unwrap();
    world.release("first").ended(75);
    drop(held);
    world.settings("[routing.contacts.NEW_YORK]\nfax = \"1\"\n");
    world.release("first").ended(78);
    world.settings("");
    // A case that somebody wrote into the table reaches no carrier.
    std::fs::copy(run.path("evidence.parquet"), run.path("pairs.parquet")).unwrap();
    let said = world.release("first").ended(65);
    said.tells(&["not as the run wrote it"]);
    world.write("out/first/run.json", "{");
    world.release("first").ended(65);
}

/// Path and text of each sheet of a release.
fn sheets(run: &Night, number: u32) -> Vec<(String, String)> {
    let folder = run.path(&format!("release/{number:04}"));
    let found = files_below(&folder).into_iter();
    let sheets = found.filter(|(path, _)| path != "release.json");
    sheets
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect()
}
