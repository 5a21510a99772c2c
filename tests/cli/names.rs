//! Names from end to end: the operator's own rarity table, and a name in disguise.

use crate::common::{AS_OF, Said, World, entry, preboard, row};

fn traffic(world: &World) -> String {
    let mut rows = Vec::new();
    for number in 0..40_u32 {
        let day = number % 28 + 1;
        let given = if number < 4 { "HAPAXIUS" } else { "QUVORIM" };
        rows.push(row(
            "ZUMARINOV",
            given,
            &format!("19{}-05-{day:02}", 50 + number),
        ));
    }
    // The same traveller again on another flight.
    let mut again = row("ZUMARINOV", "HAPAXIUS", "1950-05-01");
    again.flight_number = Some("202".to_owned());
    rows.push(again);
    world.manifest_as("past.parquet", &rows);
    build(world, "own.tsv")
}

/// The table of past travellers.
fn build(world: &World, name: &str) -> String {
    let mut build = preboard();
    build.args(["names", "build", "--as-of", AS_OF]);
    build.arg(world.path("past.parquet"));
    Said::of(build.arg("-o").arg(world.path(name))).ok();
    world.text(name)
}

const OWN: &str = "[names]\nrarity = \"own.tsv\"\n";

#[test]
fn tokens_of_few_travellers_stay_out_and_the_bytes_repeat() {
    let world = World::new();
    let table = traffic(&world);
    assert!(
        table.contains("# travellers=40 rows=41\n"),
        "{}",
        &table[..400]
    );
    assert!(table.contains("\nZUMARINOV\t") && table.contains("\nQUVORIM\t"));
    assert!(!table.contains("HAPAXIUS"));
    assert_eq!(table, build(&world, "again.tsv"));
}

#[test]
fn a_run_weighs_names_by_the_table_and_records_its_digest() {
    let world = World::new();
    traffic(&world);
    let digest = |id: &str| world.night(id).record().data_digests["rarity"].clone();
    let bundled = digest("bundled");
    world.settings(OWN);
    let own = digest("own");
    assert_ne!(bundled, own);
    let file = preboard::digest_of_file(&world.path("own.tsv")).unwrap();
    assert_eq!(own, file);
}

#[test]
fn every_command_that_screens_takes_the_operators_table() {
    let world = World::new();
    traffic(&world);
    world.settings(OWN);
    let digest = preboard::digest_of_file(&world.path("own.tsv")).unwrap();
    let mut evaluate = world.command("evaluate");
    evaluate
        .arg("--self-screen")
        .arg(world.path("list.parquet"));
    Said::of(evaluate.arg("--report").arg(world.path("report.html"))).ok();
    let report = world.text("report.html");
    assert!(report.contains(&digest[..16]), "the report names the table");
    // A table that is none stops a merge: it is read there.
    world.write("own.tsv", "Smith\t800\n");
    let mut merge = preboard();
    merge.args(["watchlist", "merge"]);
    merge.arg(world.path("list.parquet"));
    merge.arg(world.list_as(
        "other.parquet",
        &[entry("9", "KOWALCZUK", "Henryk", "1966")],
    ));
    merge.arg("-o").arg(world.path("merged.parquet"));
    merge.arg("--config").arg(world.path("settings.toml"));
    world.refuses(&mut merge, 65, &["own.tsv:1"]);
}

#[test]
fn a_table_that_is_none_is_refused() {
    let world = World::new();
    world.write("own.tsv", "Smith\t800\n");
    world.settings(OWN);
    world.refuses(&mut world.run(), 65, &["own.tsv:1"]);
}

#[test]
fn a_name_in_look_alike_letters_is_found_and_noted() {
    let world = World::new();
    // Cyrillic А, О and М among Latin letters.
    world.manifest(&[row("ZUМАRINОV", "BORISLAV", "1970-03-05")]);
    let evidence = world.night("night").briefing("NEW_YORK");
    assert!(evidence.contains("letters of another script that look Latin"));
}
