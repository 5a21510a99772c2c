//! Target packages: what one officer writes, what another seals, and what neither names.

use crate::common::{Night, Said, World, entry, preboard, row};
use preboard::Associate;
use serde_json::Value;
use std::path::PathBuf;

/// A listed person who travels in one booking with somebody on no list, and another listed one.
fn world() -> World {
    let mut listed = row("ZUMARINOV", "BORISLAV", "1970-03-05");
    let mut companion = row("INNOCENTIA", "MARTA", "1981-04-06");
    for row in [&mut listed, &mut companion] {
        row.booking_ref = Some("ABC123".to_owned());
    }
    let other = row("QADRIYOV", "TIMUR", "1955-02-03");
    let mut stated = entry("7", "ZUMARINOV", "Borislav", "1970-03-05");
    let sibling = Associate::new("sibling", Some("Max Muster".to_owned()), None);
    stated.background.associates.extend(sibling);
    World::of(
        &[listed, companion, other],
        &[stated, entry("8", "QADRIYOV", "Timur", "1955-02-03")],
    )
}

fn package(world: &World, more: &[&str]) -> Said {
    let mut package = world.command("package");
    package.arg("--run").arg(world.path("out/first")).args(more);
    Said::of(&mut package)
}

fn approve(world: &World, id: &str, officer: &str) -> Said {
    let mut approve = preboard();
    approve.args(["package", "approve", id, "--officer", officer, "--out"]);
    Said::of(approve.arg(world.path("out")))
}

/// The only package there is: its id, its folder, its record.
#[track_caller]
fn written(world: &World) -> (String, PathBuf, Value) {
    let folders = std::fs::read_dir(world.path("out/packages")).unwrap();
    let folders = folders.map(|one| one.unwrap().path());
    let folders: Vec<PathBuf> = folders.filter(|one| one.is_dir()).collect();
    let [folder] = folders.as_slice() else {
        panic!("{folders:?}");
    };
    let text = std::fs::read_to_string(folder.join("package.json")).unwrap();
    let id = folder.file_name().unwrap().to_str().unwrap().to_owned();
    (id, folder.clone(), serde_json::from_str(&text).unwrap())
}

fn ids(night: &Night) -> (String, String) {
    let ids = night.case_ids();
    (ids["ZUMARINOV"].clone(), ids["QADRIYOV"].clone())
}

fn sentences<'a>(person: &'a Value, section: &str) -> Vec<(&'a str, usize)> {
    let items = person[section].as_array().unwrap().iter();
    let told = items.map(|one| {
        let marks = one["marks"].as_array().unwrap().len();
        (one["text"].as_str().unwrap(), marks)
    });
    told.collect()
}

#[test]
fn a_draft_says_both_sides_with_sources_and_names_nobody_who_is_no_case() {
    let world = world();
    let night = world.night("first");
    let (zumarinov, _) = ids(&night);
    world.decide("first", &[(&zumarinov, "19:00", "concur")]);
    let said = package(&world, &[&zumarinov, "--officer", "Officer 12"]).ok();
    said.tells(&["draft of 2 people", "has no role", "cannot be sealed"])
        .hides(&["ZUMARINOV", "Muster"]);
    let (id, folder, record) = written(&world);
    let people = record["people"].as_array().unwrap();
    assert_eq!(people.len(), 2);
    let [case, stated] = people.as_slice() else {
        unreachable!()
    };
    assert_eq!(case["case_id"], zumarinov.as_str());
    for section in [
        "who",
        "speaks_for",
        "speaks_against",
        "travel",
        "documents",
        "decisions",
        "clears",
    ] {
        let told = sentences(case, section);
        assert!(!told.is_empty(), "{section}");
        for (text, marks) in told {
            assert!(0 < marks, "no source: {text}");
        }
    }
    assert!(!sentences(case, "not_known").is_empty());
    assert_eq!(stated["person"], "A1");
    assert!(stated["called"].as_str().unwrap().contains("Max Muster"));
    let marks: Vec<&str> = record["sources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|source| source["mark"].as_str().unwrap())
        .collect();
    assert!(marks.len() >= 3 && marks[0] == "S1", "{marks:?}");
    let page = std::fs::read_to_string(folder.join("package.html")).unwrap();
    for expect in [
        "Draft: not sealed",
        "TLP:RED",
        "who is no case and is not named",
        "Redress",
        "Officer 12 says concur",
        id.as_str(),
    ] {
        assert!(page.contains(expect), "{expect}");
    }
    let json = record.to_string();
    for hidden in ["INNOCENTIA", "manifest.parquet:2"] {
        assert!(!page.contains(hidden) && !json.contains(hidden), "{hidden}");
    }
}

#[test]
fn likelihood_and_confidence_never_share_a_sentence() {
    let world = world();
    let night = world.night("first");
    let (zumarinov, qadriyov) = ids(&night);
    package(&world, &[&zumarinov, &qadriyov, "--officer", "12"]).ok();
    let (.., record) = written(&world);
    let words = ["almost certain", "likely", "even chance", "no chance"];
    let (mut likely, mut sure) = (0, 0);
    for person in record["people"].as_array().unwrap() {
        for section in ["who", "speaks_for", "speaks_against", "clears", "not_known"] {
            for (text, _) in sentences(person, section) {
                let says = words.iter().any(|word| text.contains(word));
                let judges = text.to_lowercase().contains("confidence");
                assert!(!(says && judges), "{text}");
                likely += usize::from(says);
                sure += usize::from(judges);
            }
        }
    }
    assert_eq!((likely, sure), (2, 2));
}

#[test]
fn a_package_is_sealed_by_another_officer_and_not_without_roles() {
    let world = world();
    let night = world.night("first");
    let (zumarinov, _) = ids(&night);
    package(&world, &[&zumarinov, "--officer", "Officer 12"]).ok();
    let (id, folder, _) = written(&world);
    approve(&world, &id, "Officer 7")
        .ended(65)
        .tells(&["has no role"]);
    std::fs::remove_dir_all(&folder).unwrap();

    let roles = [
        &zumarinov,
        "--officer",
        "Officer 12",
        "--role",
        &format!("{zumarinov}=subject"),
        "--role",
        "A1=unknown:the list names a sibling and no more",
    ];
    package(&world, &roles).ok().hides(&["cannot be sealed"]);
    package(&world, &roles).ok().tells(&["nothing changed"]);
    let (id, folder, _) = written(&world);
    approve(&world, &id, "officer-12")
        .ended(64)
        .tells(&["written by the officer"]);
    approve(&world, "P-000000000000", "Officer 7").ended(66);
    approve(&world, "../first", "Officer 7").ended(66);
    approve(&world, &id, "Officer 7").ok().tells(&["sealed"]);
    let record = written(&world).2;
    assert_eq!(record["sealed_by"], "Officer 7");
    let page = std::fs::read_to_string(folder.join("package.html")).unwrap();
    assert!(page.contains("Sealed by Officer 7") && !page.contains("Draft"));
    let journal = world.text("out/journal.jsonl");
    let lines: Vec<&str> = journal
        .lines()
        .filter(|line| line.contains("\"event\":\"package\""))
        .collect();
    assert_eq!(lines.len(), 1);
    assert!(lines[0].contains(record["audit_digest"].as_str().unwrap()));
    assert!(!journal.contains("ZUMARINOV"));
    approve(&world, &id, "Officer 7").ok().tells(&["already"]);
    assert_eq!(world.text("out/journal.jsonl"), journal);
}

#[test]
fn what_was_changed_is_not_sealed_and_what_is_misspelt_is_refused() {
    let world = world();
    let night = world.night("first");
    let (zumarinov, _) = ids(&night);
    for (more, words) in [
        (&["--role", "C-none=subject"][..], "nobody of this package"),
        (&["--role", "A1=boss"], "is no role"),
        (&["--role", "A1=unknown"], "for a reason only"),
        (&["--role", "A1=contact", "--role", "a1=witness"], "twice"),
    ] {
        let more = [&[zumarinov.as_str(), "--officer", "12"][..], more].concat();
        package(&world, &more).ended(64).tells(&[words]);
    }
    package(&world, &["C-zz", "--officer", "12"]).ended(64);
    package(&world, &["--network", "N-none", "--officer", "12"]).ended(64);
    package(&world, &[&zumarinov]).ended(64);
    assert!(!world.path("out/packages").exists());
    let role = format!("{zumarinov}=subject");
    let more = [
        &zumarinov,
        "--officer",
        "12",
        "--role",
        &role,
        "--role",
        "A1=contact",
    ];
    package(&world, &more).ok();
    let (id, folder, _) = written(&world);
    let page = folder.join("package.html");
    let text = std::fs::read_to_string(&page).unwrap();
    std::fs::write(&page, text.replace("subject", "witness")).unwrap();
    approve(&world, &id, "7").ended(65);
}

#[test]
fn an_end_date_is_never_later_than_the_runs_own() {
    let world = world();
    let night = world.night("first");
    let (_, qadriyov) = ids(&night);
    let promised = night.case_ids();
    assert_eq!(promised.len(), 2);
    let kept = night.cases()[0].retention_until.to_string();
    let until = format!("{qadriyov}=2099-01-01");
    package(&world, &[&qadriyov, "--officer", "12", "--until", &until]).ok();
    let (_, folder, record) = written(&world);
    assert_eq!(record["people"][0]["until"], kept.as_str());
    std::fs::remove_dir_all(folder).unwrap();
    let until = format!("{qadriyov}=2020-01-01");
    let role = format!("{qadriyov}=subject");
    let more = [
        &qadriyov,
        "--officer",
        "12",
        "--until",
        &until,
        "--role",
        &role,
    ];
    package(&world, &more)
        .ok()
        .tells(&["was to be kept until 2020-01-01"]);
    approve(&world, &written(&world).0, "7").ended(65);
}

/// Two listed people who book apart and share a card with somebody between them.
#[test]
fn a_package_of_a_network_has_its_cases_and_not_who_stands_between() {
    let mut rows = [
        row("ZUMARINOV", "BORISLAV", "1970-03-05"),
        row("INNOCENTIA", "MARTA", "1981-04-06"),
        row("QADRIYOV", "TIMUR", "1955-02-03"),
    ];
    for (row, booking) in rows.iter_mut().zip(["AAA111", "BBB222", "CCC333"]) {
        row.booking_ref = Some(booking.to_owned());
    }
    rows[0].payment_ref = Some("CARD-1".to_owned());
    rows[1].payment_ref = Some("CARD-1".to_owned());
    rows[1].contact_phone = Some("+49301111111".to_owned());
    rows[2].contact_phone = Some("+49301111111".to_owned());
    let strangers = (0..30_u8).map(|at| {
        let name = format!("STRANGER{}", char::from(b'A' + at % 26));
        row(&name, if at < 26 { "PAT" } else { "SAM" }, "1975-02-01")
    });
    let all: Vec<_> = rows.into_iter().chain(strangers).collect();
    let world = World::of(
        &all,
        &[
            entry("7", "ZUMARINOV", "Borislav", "1970-03-05"),
            entry("8", "QADRIYOV", "Timur", "1955-02-03"),
        ],
    );
    let night = world.night("first");
    let networks: Vec<preboard::NetworkRow> = night.rows("networks.parquet");
    let [network] = networks.as_slice() else {
        panic!("{networks:?}");
    };
    package(
        &world,
        &["--network", &network.network_id, "--officer", "12"],
    )
    .ok();
    let (_, folder, record) = written(&world);
    let people = record["people"].as_array().unwrap();
    let mut cases: Vec<&str> = people
        .iter()
        .map(|one| one["case_id"].as_str().unwrap())
        .collect();
    cases.sort_unstable();
    assert_eq!(cases, network.case_ids);
    let page = std::fs::read_to_string(folder.join("package.html")).unwrap();
    assert!(!page.contains("INNOCENTIA") && !record.to_string().contains("INNOCENTIA"));
    // Each picture has a table with the same rows.
    for person in people {
        let nodes = person["picture"]["nodes"].as_array().unwrap();
        assert_eq!(nodes.len(), 2, "{nodes:?}");
        let nameless = nodes.iter().filter(|node| node["is_case"] == false);
        assert_eq!(nameless.count(), 1);
    }
    let drawn = page.matches("role=\"listitem\"").count();
    let rows = page.matches("<tr><th scope=\"row\">").count();
    assert_eq!((drawn, rows), (4, 4));
}
