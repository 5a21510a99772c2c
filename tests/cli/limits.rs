//! Small files, great harm: what asks for too much is refused before it takes memory or time,
//! and whoever is read in part is told.

use crate::common::{AS_OF, Said, World, entry, import, passengers, preboard, row};
use preboard::manifest::row::ManifestRow;
use std::process::Command;
use std::time::{Duration, Instant};

/// A ceiling that lets a row in quarantine pass.
fn lenient(world: &World, limits: &str) {
    world.settings(&format!(
        "[run]\nquarantine_ceiling = 1.0\n[limits]\n{limits}"
    ));
}

#[cfg(unix)]
#[test]
fn nobody_waits_for_a_pipe_and_holds_the_lock_meanwhile() {
    let world = World::new();
    std::fs::remove_file(world.path("list.parquet")).unwrap();
    let made = Command::new("mkfifo")
        .arg(world.path("list.parquet"))
        .status();
    assert!(made.unwrap().success());
    let started = Instant::now();
    let said = Said::of(&mut world.run()).ended(66);
    said.tells(&["list.parquet", "no regular file but a pipe"]);
    assert!(started.elapsed() < Duration::from_secs(30));
    let source = world.path("list.parquet");
    let said = import(
        "watchlist",
        "csv",
        &source,
        &world.path("made.parquet"),
        &[],
    );
    said.ended(66).tells(&["no regular file but a pipe"]);
    // Asked for in so many words it is read: `review --decisions <(…)`.
    let world = World::new();
    let id = world.night("night").case().case_id;
    let text =
        format!("case_id,officer,decided_at,decision\n{id},A1,2026-11-23T19:00:00Z,concur\n");
    let mut review = preboard();
    review.arg("review").arg(world.path("out/night"));
    review.args(["--decisions", "/dev/stdin"]).write_stdin(text);
    Said::of(&mut review).ok();
    assert_eq!(world.decided().len(), 1);
}

#[test]
fn a_name_without_end_is_set_aside_and_on_a_list_refused() {
    let world = World::new();
    let long = "A".repeat(10_000_000);
    let mut rows = passengers().to_vec();
    rows.push(row(&long, "ANNA", "1980-01-02"));
    world.manifest(&rows);
    lenient(&world, "");
    let started = Instant::now();
    let record = world.night("night").record();
    assert!(started.elapsed() < Duration::from_secs(30));
    assert_eq!(record.counts.quarantined_by_reason["value_too_long"], 1);
    assert_eq!((record.counts.passengers, record.counts.cases), (3, 1));

    let world = World::new();
    world.list(&[entry("1", "ZUMARINOV", &long, "1970-03-05")]);
    world.refuses(
        &mut world.run(),
        65,
        &["row 1: column names", "limits.text_bytes"],
    );
    let mut many = entry("1", "ZUMARINOV", "Borislav", "1970-03-05");
    many.names = vec![many.names[0].clone(); 1_001];
    world.list(&[many]);
    world.refuses(&mut world.run(), 65, &["1001 items", "limits.names = 1000"]);
}

/// 60,000 documents of one traveller took 15 seconds, each compared with all before.
#[test]
fn one_travellers_documents_are_read_up_to_the_limit_and_the_rest_is_counted() {
    let world = World::new();
    let documents = |n: usize| ManifestRow {
        passenger_ref: Some("R1".to_owned()),
        document_number: Some(format!("AB{n:07}")),
        ..row("ZUMARINOV", "BORISLAV", "1970-03-05")
    };
    let rows: Vec<ManifestRow> = (0..60_000).map(documents).collect();
    world.manifest(&rows);
    lenient(&world, "rows_per_byte = 100000");
    let started = Instant::now();
    let night = world.night("night");
    let took = started.elapsed();
    assert!(took < Duration::from_secs(30), "{took:?}");
    let counts = night.record().counts;
    assert_eq!(counts.quarantined_by_reason["too_many_documents"], 59_900);
    assert_eq!(
        (counts.passengers, counts.cases),
        (1, 1),
        "the traveller is screened"
    );
}

#[test]
fn a_night_that_does_not_fit_is_refused_with_both_figures() {
    let world = World::new();
    lenient(&world, "memory_bytes = 50000000");
    let words = ["needs some 1", "limits.memory_bytes allows 48 MiB"];
    world.refuses(&mut world.run(), 69, &words);
    let mut check = world.command_on_inputs("check");
    Said::of(check.args(["--as-of", AS_OF]))
        .ended(69)
        .tells(&words);
    lenient(&world, "memory_bytes = 500000000");
    world.night("night");
    // A limit of the process is one too.
    #[cfg(target_os = "linux")]
    {
        lenient(&world, "");
        let within = |kilobytes: u32| {
            let mut shell = assert_cmd::Command::new("sh");
            shell.args(["-c", &format!("ulimit -v {kilobytes}; exec \"$@\""), "sh"]);
            shell.arg(env!("CARGO_BIN_EXE_preboard"));
            shell
        };
        // What the program itself takes to be loaded hangs on how it was built.
        let starts = |&kilobytes: &u32| within(kilobytes).arg("--version").ok().is_ok();
        let least = (50_000..2_000_000).step_by(25_000).find(starts).unwrap();
        let mut night = within(least + 50_000);
        let said = Said::of(night.args(world.run_arguments(AS_OF))).ended(69);
        said.tells(&["limit of address space (ulimit -v) allows "]);
    }
    lenient(&world, "columns = 0");
    Said::of(&mut world.run())
        .ended(78)
        .tells(&["limits.columns"]);
}

/// A text that is none is a fault of the text, by its line, and not of the disk: settings are
/// wrong settings (78), a table of rarities is wrong data (65).
#[test]
fn a_text_that_is_none_is_no_broken_disk() {
    let world = World::new();
    let path = world.path("settings.toml");
    std::fs::write(&path, b"[run]\nas_of = \"\xff\"\n").unwrap();
    let words = ["settings.toml:2: no UTF-8 text", "save it as UTF-8"];
    world.refuses(&mut world.run(), 78, &words);
    world.settings("[names]\nrarity = \"rarity.tsv\"\n");
    std::fs::write(world.path("rarity.tsv"), b"\xff\n").unwrap();
    world.refuses(&mut world.run(), 65, &["rarity.tsv:1: no UTF-8 text"]);
}
