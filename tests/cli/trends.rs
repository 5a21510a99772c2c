//! `preboard trends` from the command line: files, spans and an empty ledger.

use crate::common::{Said, World};
use preboard::{OutcomeRow, UndecidedRow, decode};

fn reviewed() -> World {
    let world = World::new();
    let case = world.night("first").case().case_id;
    let word = format!("{case},A1,2026-11-23T19:05:00Z,concur,denied_boarding,,");
    world.review("first", &word).ok();
    world
}

fn trends(world: &World, more: &[&str]) -> Said {
    world.trends("2026-12-01T00:00:00Z", more)
}

fn outcomes(world: &World) -> Vec<OutcomeRow> {
    decode(&world.path("out/trends/outcomes.parquet")).unwrap()
}

#[test]
fn the_tables_answer_and_the_same_ledger_gives_the_same_bytes() {
    let world = reviewed();
    trends(&world, &[]).ok();
    let folder = world.path("out/trends");
    let rows = outcomes(&world);
    let group = rows.iter().find(|row| row.dimension == "group").unwrap();
    assert_eq!(
        (
            group.fiscal_year,
            group.value.as_str(),
            group.denied_boarding
        ),
        (2027, "NEW_YORK", 1)
    );
    let rows: Vec<UndecidedRow> = decode(&folder.join("undecided.parquet")).unwrap();
    assert_eq!((rows[0].cases, rows[0].without_decision), (1, 0));
    let read = || {
        let names = ["outcomes", "precision", "timing", "measures", "undecided"];
        names.map(|name| {
            let bytes = |ext| std::fs::read(folder.join(format!("{name}.{ext}"))).unwrap();
            (bytes("parquet"), bytes("csv"))
        })
    };
    let first = (read(), std::fs::read(folder.join("trends.html")).unwrap());
    trends(&world, &[]).ok();
    assert_eq!(
        (read(), std::fs::read(folder.join("trends.html")).unwrap()),
        first
    );
    let page = String::from_utf8(first.1).unwrap();
    let span = "1 decided cases with departures from 2026-11-24 to 2026-11-24.";
    assert!(page.contains(span), "{page}");
    assert!(!page.contains("ZUMARINOV"));
    // The folder of trends is no run, and no run may take its name.
    for name in ["trends", "Ledger", "purged.jsonl", ".lock"] {
        Said::of(world.run().args(["--run-id", name])).ended(64);
    }
}

#[test]
fn a_span_is_of_departures_and_its_ends_must_be_in_order() {
    let world = reviewed();
    let decided = |from: &str, to: &str| {
        let said = trends(&world, &["--from", from, "--to", to]);
        let rows = outcomes(&world).into_iter();
        let all = rows.filter(|row| row.dimension == "all").count();
        (said.code, all)
    };
    assert_eq!(decided("2026-11-24", "2026-11-24"), (0, 1));
    assert_eq!(decided("2026-11-25", "2026-12-24"), (0, 0));
    assert_eq!(decided("2026-11-25", "2026-11-24").0, 64);
}

#[test]
fn an_empty_ledger_says_so_and_gives_valid_files() {
    let world = World::new();
    // No such folder.
    trends(&world, &[]).ended(66);
    assert!(!world.path("out").exists());
    std::fs::create_dir(world.path("out")).unwrap();
    let words = ["no decided case", "preboard review"];
    trends(&world, &[]).ok().tells(&words);
    assert_eq!(outcomes(&world), []);
    assert!(world.path("out/trends/trends.html").exists());
}

#[test]
fn runs_and_the_ledger_take_no_tables() {
    let world = reviewed();
    for (inside, code) in [
        ("out/first", 64),
        ("out/first/groups/new/deeper", 64),
        ("out/ledger", 64),
        ("out/ledger/new", 64),
        ("out/../out/ledger/new", 64),
        ("out/elsewhere", 0),
        ("new/elsewhere", 0),
    ] {
        let target = world.path(inside);
        trends(&world, &["--out", target.to_str().unwrap()]).ended(code);
        assert_eq!(target.join("trends.html").exists(), code == 0, "{inside}");
    }
}
