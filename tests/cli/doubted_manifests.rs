//! Manifests of another night, columns that cannot be read, and files that nobody reads: said
//! by `run` and `check` alike, before anybody is screened.

use crate::common::{AS_OF, Night, Said, World, row};
use preboard::manifest::row::ManifestRow;
use std::path::Path;

/// `check` and `run` at a moment; the run is published under its name.
fn both(world: &World, id: &str, as_of: &str) -> [Said; 2] {
    let at = |name: &str| {
        let mut command = world.command_on_inputs(name);
        command
            .args(["--as-of", as_of])
            .arg("--out")
            .arg(world.path("out"));
        command
    };
    [
        Said::of(&mut at("check")),
        Said::of(at("run").args(["--run-id", id])),
    ]
}

/// The code and the words stand everywhere: record, metrics, and the top of each page.
#[track_caller]
fn is_told(night: &Night, code: &str, words: &str) {
    let warnings = night.record().warnings;
    let found = warnings.iter().find(|one| one.code == code);
    assert!(
        found.is_some_and(|one| one.text.contains(words)),
        "{warnings:?}"
    );
    let metrics = night.text("metrics.prom");
    let line = format!("preboard_warnings{{code=\"{code}\"}} 1\n");
    assert!(metrics.contains(&line), "{line} in {metrics}");
    let page = night.briefing("NEW_YORK");
    let (_, main) = page.split_once("<main").unwrap();
    let (first, _) = main.split_once("</section>").unwrap();
    assert!(
        first.contains("id=\"doubted\"") && first.contains(words),
        "{words} in {first}"
    );
}

fn strict(world: &World, as_of: &str) -> Said {
    let mut check = world.command_on_inputs("check");
    check.args(["--strict", "--as-of", as_of]);
    Said::of(check.arg("--out").arg(world.path("out")))
}

const AFTER: &str = "2027-01-12T18:00:00Z";

#[test]
fn flights_of_another_month_are_warned_of_and_refused_where_the_settings_ask_for_it() {
    let world = World::new();
    let says = "nothing departs after 2027-01-12T18:00:00Z: the latest flight left at 2026-11-24T06:00:00Z";
    for said in both(&world, "january", AFTER) {
        said.ok().tells(&[&format!("warning: {says}")]);
    }
    let night = world.published_run("january");
    is_told(
        &night,
        "nothing_departs",
        "nothing departs after 2027-01-12",
    );
    strict(&world, AFTER).ended(1);
    let metrics = world.published_run("january").text("metrics.prom");
    for line in [
        "preboard_latest_departure_timestamp_seconds 1795500000",
        r#"preboard_passengers_by_carrier{carrier="XX"} 3"#,
    ] {
        assert!(metrics.contains(line), "{line} in {metrics}");
    }
    world.settings("[run]\nhorizon = \"stop\"\n");
    for said in both(&world, "stopped", AFTER) {
        said.ended(65)
            .tells(&[&format!("error: {says}"), "run.horizon"]);
    }
    for said in both(&world, "tonight", AS_OF) {
        said.ok().hides(&["departs", "departed"]);
    }
    assert_eq!(world.published(), ["january", "tonight"]);
}

#[test]
fn most_flights_gone_and_fewer_passengers_than_the_same_weekday_are_warned_of() {
    let world = World::new();
    world.night("week1");
    let mut rows: Vec<ManifestRow> = (0..3).map(|_| row("SMITH", "ANNA", "1980-01-02")).collect();
    let days = [
        "2026-11-29T06:00:00Z",
        "2026-11-30T06:00:00Z",
        "2026-12-01T06:00:00Z",
    ];
    for (row, day) in rows.iter_mut().zip(days) {
        row.scheduled_departure = Some(day.parse().unwrap());
    }
    world.manifest(&rows);
    let monday = "2026-11-30T18:00:00Z";
    for said in both(&world, "week2", monday) {
        said.ok()
            .tells(&["2 of 3 flights departed before"])
            .hides(&["passengers fell"]);
    }
    is_told(
        &world.published_run("week2"),
        "most_departed",
        "2 of 3 flights departed",
    );
    world.manifest(&rows[2..]);
    let says = "passengers fell from 3 in week1, of the same weekday, to 1: more than 30 %";
    std::fs::remove_dir_all(world.path("out/week2")).unwrap();
    for said in both(&world, "week2", monday) {
        said.ok().tells(&[says]);
    }
    is_told(&world.published_run("week2"), "travellers_fell", says);
}

/// Twenty people, of whom so many have a birth date and a state as another feed writes them.
fn feed(foreign: usize) -> Vec<ManifestRow> {
    let people = (0..20_u8).map(|number| {
        let surname = format!("PERSON{}", char::from(b'A' + number));
        let mut row = row(&surname, "ANNA", "1980-01-02");
        row.nationality = Some("DEU".to_owned());
        if usize::from(number) < foreign {
            row.birth_date = Some("41/14/1961".to_owned());
            row.document_issuer = Some("Q7".to_owned());
        }
        row
    });
    people.collect()
}

#[test]
fn a_column_that_mostly_cannot_be_read_is_named_with_an_examples_shape() {
    let world = World::new();
    let says = [
        "birth_date cannot be read in 2 of 20 rows that have it, as in ",
        "manifest.parquet row 1: 99/99/9999; expected: a date from 1890 on, as YYYY-MM-DD",
        "document_issuer cannot be read in 2 of 20 rows",
        "row 1: A9; expected: a code of ISO 3166-1",
    ];
    world.manifest(&feed(2));
    for said in both(&world, "some", AS_OF) {
        said.ok().tells(&says).hides(&["41/14/1961"]);
    }
    let night = world.published_run("some");
    let warnings = night.record().warnings;
    let unread = warnings.iter().filter(|one| one.code == "column_unread");
    assert_eq!(unread.count(), 2);
    let page = night.briefing("NEW_YORK");
    assert!(page.contains("99/99/9999") && !page.contains("41/14/1961"));
    strict(&world, AS_OF).ended(1);
    world.manifest(&feed(10));
    for said in both(&world, "half", AS_OF) {
        said.ended(65)
            .tells(&["error: birth_date cannot be read in 10 of 20 rows"]);
    }
    world.manifest(&feed(1));
    for said in both(&world, "few", AS_OF) {
        said.ok().hides(&["cannot be read"]);
    }
    world.manifest(&feed(10));
    world.settings("[run]\nunread_most_share = 0.9\n");
    for said in both(&world, "own", AS_OF) {
        said.ok()
            .tells(&["warning: birth_date cannot be read in 10 of 20"]);
    }
}

/// Zones as some feeds write them: blanks where the filler stood.
#[test]
fn zones_with_blanks_are_named() {
    let world = World::new();
    let mut rows = feed(0);
    for row in &mut rows {
        row.mrz = Some("P UTOERIKSSON  ANNA MARIA\nL898902C3 UTO 7408122F1204159".to_owned());
    }
    world.manifest(&rows);
    for said in both(&world, "blanks", AS_OF) {
        said.ok().tells(&[
            "mrz cannot be read in 20 of 20 rows",
            "with < and no blanks",
        ]);
    }
}

#[test]
fn check_ends_as_run_would_when_too_many_rows_cannot_be_screened() {
    let world = World::new();
    let mut rows = feed(0);
    for row in &mut rows[..10] {
        row.departure_airport = Some("PARIS".to_owned());
    }
    world.manifest(&rows);
    for said in both(&world, "ceiling", AS_OF) {
        said.ended(65)
            .tells(&["error: 10 of 20 rows are in quarantine, above the ceiling"]);
    }
}

fn put(from: &Path, to: &Path) {
    std::fs::create_dir_all(to.parent().unwrap()).unwrap();
    std::fs::copy(from, to).unwrap();
}

#[test]
fn what_a_folder_of_inputs_holds_and_nobody_reads_is_named() {
    let world = World::new();
    let inbox = world.path("inbox");
    put(&world.path("manifest.parquet"), &inbox.join("one.parquet"));
    put(
        &world.path("manifest.parquet"),
        &inbox.join("late/two.parquet"),
    );
    std::fs::write(inbox.join("three.parquet.gz"), "x").unwrap();
    let lists = world.path("lists");
    put(&world.path("list.parquet"), &lists.join("a.parquet"));
    std::fs::write(lists.join("b.csv"), "x").unwrap();
    std::fs::write(lists.join("a.rejects.csv"), "x").unwrap();
    let at = |name: &str| {
        let mut command = world.command(name);
        command
            .arg("--manifest")
            .arg(&inbox)
            .arg("--watchlist")
            .arg(&lists);
        command
            .args(["--as-of", AS_OF])
            .arg("--out")
            .arg(world.path("out"));
        command
    };
    let says = [
        "inbox holds packed files (.gz) that are not read: three.parquet.gz",
        "lists holds files that are no Parquet that are not read: b.csv",
    ];
    let check = Said::of(&mut at("check")).ok();
    check.tells(&says).hides(&["a.rejects.csv"]);
    Said::of(at("run").args(["--run-id", "night"]))
        .ok()
        .tells(&says);
    let night = world.published_run("night");
    let warnings = night.record().warnings;
    assert_eq!(
        warnings.iter().filter(|one| one.code == "not_read").count(),
        2
    );
    // What a subfolder holds is read.
    assert_eq!(night.record().counts.rows_read, 6);
    assert!(night.briefing("NEW_YORK").contains("three.parquet.gz"));
    assert!(
        night
            .text("metrics.prom")
            .contains(r#"preboard_warnings{code="not_read"} 2"#)
    );
}

#[test]
fn the_bundled_sample_has_nothing_to_explain_away() {
    let world = World::empty();
    for name in ["check", "run"] {
        let mut command = crate::common::preboard();
        let said = Said::of(command.arg(name).arg("--out").arg(world.path("out"))).ok();
        said.tells(&["a first run"]).hides(&["warning"]);
    }
}
