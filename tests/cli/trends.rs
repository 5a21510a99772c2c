//! `preboard trends` from the command line: files, spans and an empty ledger.

use crate::common::{World, preboard};
use preboard::output::parquet::{decode, read_cases};
use preboard::output::trends::tables::{OutcomeRow, UndecidedRow};
use std::process::Output;

fn reviewed() -> World {
    let world = World::new();
    world.run().args(["--run-id", "first"]).assert().success();
    let cases = read_cases(&world.path("out/first/recommendations.parquet")).unwrap();
    let text = format!(
        "case_id,officer,decided_at,decision,carrier_action\n{},A1,2026-11-23T19:05:00Z,concur,denied_boarding\n",
        cases[0].case_id
    );
    std::fs::write(world.path("decisions.csv"), text).unwrap();
    let mut review = preboard();
    review.arg("review").arg(world.path("out/first"));
    review.arg("--decisions").arg(world.path("decisions.csv"));
    review.assert().success();
    world
}

fn trends(world: &World, more: &[&str]) -> Output {
    let mut trends = preboard();
    trends
        .args(["trends", "--as-of", "2026-12-01T00:00:00Z"])
        .args(more);
    trends.arg("--config").arg(world.path("settings.toml"));
    trends
        .arg("--ledger")
        .arg(world.path("out"))
        .output()
        .unwrap()
}

#[test]
fn the_tables_answer_and_the_same_ledger_gives_the_same_bytes() {
    let world = reviewed();
    assert!(trends(&world, &[]).status.success());
    let folder = world.path("out/trends");
    let rows: Vec<OutcomeRow> = decode(&folder.join("outcomes.parquet")).unwrap();
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
    assert!(trends(&world, &[]).status.success());
    assert_eq!(
        (read(), std::fs::read(folder.join("trends.html")).unwrap()),
        first
    );
    let page = String::from_utf8(first.1).unwrap();
    assert!(
        page.contains("1 decided cases") || page.contains("1 decided case "),
        "{page}"
    );
    assert!(!page.contains("ZUMARINOV"));
    // The folder of trends is no run, and no run may take its name.
    for name in ["trends", "Ledger", "purged.jsonl", ".lock"] {
        let output = world.run().args(["--run-id", name]).output().unwrap();
        assert_eq!(output.status.code(), Some(64), "{name}");
    }
}

#[test]
fn a_span_is_of_departures_and_its_ends_must_be_in_order() {
    let world = reviewed();
    let decided = |from: &str, to: &str| {
        let output = trends(&world, &["--from", from, "--to", to]);
        let rows: Vec<OutcomeRow> = decode(&world.path("out/trends/outcomes.parquet")).unwrap();
        (
            output.status.code(),
            rows.iter().filter(|row| row.dimension == "all").count(),
        )
    };
    assert_eq!(decided("2026-11-24", "2026-11-24"), (Some(0), 1));
    assert_eq!(decided("2026-11-25", "2026-12-24"), (Some(0), 0));
    assert_eq!(decided("2026-11-25", "2026-11-24").0, Some(64));
}

#[test]
fn an_empty_ledger_says_so_and_gives_valid_files() {
    let world = World::new();
    let output = trends(&world, &[]);
    assert_eq!(output.status.code(), Some(66), "no such folder");
    assert!(!world.path("out").exists());
    std::fs::create_dir(world.path("out")).unwrap();
    let output = trends(&world, &[]);
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(
        text.contains("no decided case") && text.contains("preboard review"),
        "{text}"
    );
    let rows: Vec<OutcomeRow> = decode(&world.path("out/trends/outcomes.parquet")).unwrap();
    assert_eq!(rows, []);
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
        let output = trends(&world, &["--out", target.to_str().unwrap()]);
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{inside}: {text}");
        assert_eq!(target.join("trends.html").exists(), code == 0, "{inside}");
    }
}
