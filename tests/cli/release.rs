//! From a concurrence to a carrier's desk, and back when the word changes.

use crate::common::{World, entry, preboard, row};
use preboard::output::release::record::{ReleaseRecord, State};
use std::path::{Path, PathBuf};

/// One listed traveller for each name, on one flight.
fn world_of(names: &[&str]) -> World {
    let world = World::new();
    let rows = names.iter().map(|name| row(name, "BORISLAV", "1970-03-05"));
    world.manifest(&rows.collect::<Vec<_>>());
    let entries = names
        .iter()
        .map(|name| entry(name, name, "Borislav", "1970-03-05"));
    world.list(&entries.collect::<Vec<_>>());
    let contact = "[routing.contacts.NEW_YORK]\nphone = \"+1 555 0100\"\nhours = \"24 h\"\n";
    std::fs::write(world.path("settings.toml"), contact).unwrap();
    world
}

fn night(world: &World, id: &str) -> PathBuf {
    world.run().args(["--run-id", id]).assert().success();
    world.path("out").join(id)
}

/// Code and messages.
fn release(world: &World, run: &Path) -> (i32, String) {
    let mut release = preboard();
    release.arg("release").arg(run);
    release.arg("--config").arg(world.path("settings.toml"));
    let output = release.output().unwrap();
    assert!(output.stdout.is_empty(), "standard output is for data");
    let text = String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), text)
}

fn released(world: &World, run: &Path) -> String {
    let (code, text) = release(world, run);
    assert_eq!(code, 0, "{text}");
    text
}

const NAMES: [&str; 4] = ["ZUMARINOV", "QADRIYOV", "BELISARIUS", "OXENSTIERNA"];

#[test]
fn only_a_concurrence_that_is_the_last_word_reaches_a_carrier() {
    let world = world_of(&NAMES);
    let run = night(&world, "first");
    assert!(released(&world, &run).contains("nothing was released"));
    assert!(!run.join("release/0001").exists());
    let ids = world.case_ids("first");
    world.decide(
        "first",
        &[
            (&ids["ZUMARINOV"], "19:00", "concur"),
            (&ids["QADRIYOV"], "19:00", "concur"),
            (&ids["QADRIYOV"], "19:30", "not_concur"),
            (&ids["BELISARIUS"], "19:00", "need_info"),
        ],
    );
    let told = released(&world, &run);
    assert!(told.contains("1 cases for carriers, 0 withdrawn"), "{told}");
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
    let world = world_of(&NAMES);
    let run = night(&world, "first");
    let ids = world.case_ids("first");
    let zumarinov = &ids["ZUMARINOV"];
    world.decide("first", &[(zumarinov, "19:00", "concur")]);
    released(&world, &run);
    assert!(released(&world, &run).contains("nothing changed"));
    assert!(!run.join("release/0002").exists());

    world.decide("first", &[(&ids["QADRIYOV"], "19:05", "concur")]);
    let told = released(&world, &run);
    assert!(
        told.contains(&format!("{} added", ids["QADRIYOV"])),
        "{told}"
    );
    assert!(!told.contains(&format!("{zumarinov} added")), "{told}");

    let warned = world.decide("first", &[(zumarinov, "20:00", "not_concur")]);
    assert!(warned.contains("run `preboard release` again"), "{warned}");
    let told = released(&world, &run);
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
        let path = run.join(format!("release/{number:04}/release.json"));
        let record = ReleaseRecord::read(&path).unwrap();
        assert_eq!(record.state_of(zumarinov), Some(State::Released));
    }

    world.decide("first", &[(zumarinov, "21:00", "concur")]);
    let told = released(&world, &run);
    assert!(
        told.contains(&format!("{zumarinov} released again")),
        "{told}"
    );
    assert!(!sheets(&run, 4)[0].1.contains("withdrawn,"));
}

#[test]
fn protected_people_are_on_no_sheet_and_minors_are_cared_for() {
    let world = world_of(&NAMES);
    let mut child = row("QADRIYOV", "BORISLAV", "2012-03-05");
    child.passenger_ref = Some("2".to_owned());
    let victim = row("ZUMARINOV", "BORISLAV", "1970-03-05");
    world.manifest(&[victim, child]);
    let mut protected = entry("7", "ZUMARINOV", "Borislav", "1970-03-05");
    protected.category = "trafficking_victim".to_owned();
    world.list(&[protected, entry("8", "QADRIYOV", "Borislav", "2012-03-05")]);
    let run = night(&world, "first");
    let ids = world.case_ids("first");
    world.decide(
        "first",
        &[
            (&ids["ZUMARINOV"], "19:00", "concur"),
            (&ids["QADRIYOV"], "19:00", "concur"),
        ],
    );
    let told = released(&world, &run);
    assert!(told.contains("1 protected people"), "{told}");
    for (_, text) in sheets(&run, 1) {
        assert!(!text.contains("ZUMARINOV") && text.contains("QADRIYOV"));
        assert!(text.contains("refuse nobody on this sheet alone"), "{text}");
        assert!(text.contains("speak with the accompanying adult"), "{text}");
    }
}

#[test]
fn a_concurrence_holds_in_the_next_run_while_nothing_changes() {
    let world = world_of(&NAMES);
    night(&world, "first");
    let ids = world.case_ids("first");
    let concurred = ["ZUMARINOV", "QADRIYOV", "BELISARIUS"];
    let words = concurred.map(|name| (ids[name].as_str(), "19:00", "concur"));
    world.decide("first", &words);
    let first = world.path("out/first");
    released(&world, &first);

    // One entry is withdrawn by its list, one changes, one stays.
    let mut changed = entry("QADRIYOV", "QADRIYOV", "Borislav", "1970-03-05");
    changed.birth_places.push("Varna".to_owned());
    let same = entry("ZUMARINOV", "ZUMARINOV", "Borislav", "1970-03-05");
    world.list(&[same, changed]);
    let second = night(&world, "second");
    let told = released(&world, &second);
    assert!(told.contains("1 cases for carriers, 1 withdrawn"), "{told}");
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
    let world = world_of(&NAMES);
    let run = night(&world, "first");
    let ids = world.case_ids("first");
    world.decide("first", &[(&ids["ZUMARINOV"], "19:00", "concur")]);
    world.decide("first", &[(&ids["ZUMARINOV"], "20:00", "not_concur")]);
    let part = |number| world.path(&format!("out/ledger/decisions-{number:06}.parquet"));
    let second = std::fs::read(part(2)).unwrap();
    // The word that took it back is written over by the one before it.
    std::fs::copy(part(1), part(2)).unwrap();
    let (code, text) = release(&world, &run);
    assert!(code == 65 && text.contains("does not follow"), "{text}");
    // Or the first is taken out.
    std::fs::write(part(2), second).unwrap();
    std::fs::remove_file(part(1)).unwrap();
    assert_eq!(release(&world, &run).0, 65);
    assert!(!run.join("release/0001").exists());
}

#[test]
fn an_old_record_that_is_damaged_does_not_hold_up_tonight() {
    let world = world_of(&NAMES);
    let first = night(&world, "first");
    let ids = world.case_ids("first");
    world.decide("first", &[(&ids["ZUMARINOV"], "19:00", "concur")]);
    released(&world, &first);
    std::fs::write(first.join("release/0001/release.json"), "{").unwrap();
    let second = night(&world, "second");
    let told = released(&world, &second);
    assert!(
        told.contains("what it told carriers is not known"),
        "{told}"
    );
    assert_eq!(sheets(&second, 1).len(), 2);
    assert_eq!(release(&world, &first).0, 65);
}

#[test]
fn every_way_not_to_release_has_its_code() {
    let world = world_of(&NAMES);
    let run = night(&world, "first");
    assert_eq!(release(&world, &world.path("out/absent")).0, 66);
    let held = preboard::files::Lock::take(&run.join("release")).unwrap();
    assert_eq!(release(&world, &run).0, 75);
    drop(held);
    std::fs::write(
        world.path("settings.toml"),
        "[routing.contacts.NEW_YORK]\nfax = \"1\"\n",
    )
    .unwrap();
    assert_eq!(release(&world, &run).0, 78);
    std::fs::write(world.path("settings.toml"), "").unwrap();
    // A case that somebody wrote into the table reaches no carrier.
    std::fs::copy(run.join("evidence.parquet"), run.join("pairs.parquet")).unwrap();
    let (code, text) = release(&world, &run);
    assert!(
        code == 65 && text.contains("not as the run wrote it"),
        "{text}"
    );
    std::fs::write(run.join("run.json"), "{").unwrap();
    assert_eq!(release(&world, &run).0, 65);
}

/// Path and text of each sheet of a release.
fn sheets(run: &Path, number: u32) -> Vec<(String, String)> {
    let folder = run.join(format!("release/{number:04}"));
    let found = crate::common::files_below(&folder).into_iter();
    let sheets = found.filter(|(path, _)| path != "release.json");
    sheets
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect()
}
