//! Names from end to end: the operator's own rarity table, and a name in disguise.

use crate::common::{AS_OF, World, preboard, row};
use preboard::output::record::RunRecord;

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
    preboard::manifest::write::write(&world.path("past.parquet"), &rows).unwrap();
    build(world, "own.tsv");
    std::fs::read_to_string(world.path("own.tsv")).unwrap()
}

fn build(world: &World, name: &str) {
    preboard()
        .args(["names", "build"])
        .arg(world.path("past.parquet"))
        .arg("-o")
        .arg(world.path(name))
        .args(["--as-of", AS_OF])
        .assert()
        .success();
}

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
    build(&world, "again.tsv");
    let again = std::fs::read_to_string(world.path("again.tsv")).unwrap();
    assert_eq!(table, again);
}

#[test]
fn a_run_weighs_names_by_the_table_and_records_its_digest() {
    let world = World::new();
    traffic(&world);
    let digest = |id: &str| {
        world.run().args(["--run-id", id]).assert().success();
        let record = RunRecord::read(&world.path(&format!("out/{id}/run.json"))).unwrap();
        record.data_digests["rarity"].clone()
    };
    let bundled = digest("bundled");
    std::fs::write(
        world.path("settings.toml"),
        "[names]\nrarity = \"own.tsv\"\n",
    )
    .unwrap();
    let own = digest("own");
    assert_ne!(bundled, own);
    let file = preboard::files::digest_of_file(&world.path("own.tsv")).unwrap();
    assert_eq!(own, file);
}

#[test]
fn a_table_that_is_none_is_refused() {
    let world = World::new();
    std::fs::write(world.path("own.tsv"), "Smith\t800\n").unwrap();
    std::fs::write(
        world.path("settings.toml"),
        "[names]\nrarity = \"own.tsv\"\n",
    )
    .unwrap();
    world.refuses(&mut world.run(), 65, &["own.tsv:1"]);
}

#[test]
fn a_name_in_look_alike_letters_is_found_and_noted() {
    let world = World::new();
    // Cyrillic А, О and М among Latin letters.
    world.manifest(&[row("ZUМАRINОV", "BORISLAV", "1970-03-05")]);
    world.run().args(["--run-id", "night"]).assert().success();
    let folder = world.path("out/night");
    let evidence = std::fs::read_to_string(folder.join("groups/NEW_YORK/briefing.html")).unwrap();
    assert!(evidence.contains("letters of another script that look Latin"));
}
