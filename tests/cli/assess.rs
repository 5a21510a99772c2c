//! `preboard assess` from the command line: made-up years with truth, and a world of one night.

use crate::common::{Said, World, preboard};
use preboard::{EventRow, PathwayRow, SignalRow, decode};

const AS_OF: &str = "2026-11-30T06:00:00Z";

fn said(world: &World, command: &str, more: &[&str]) -> Said {
    let mut typed = preboard();
    typed.args([command, "--as-of", AS_OF]).args(more);
    let years = world.path("years");
    let folder = if command == "generate" {
        "--out"
    } else {
        "--runs"
    };
    Said::of(typed.arg(folder).arg(years))
}

/// Years whose last event is the route that wins, ten weeks ago.
fn years(world: &World, more: &[&str]) -> Said {
    let mut all = vec!["--weeks", "160", "--seed", "5"];
    all.extend(more);
    said(world, "generate", &all)
}

#[test]
fn a_planted_shift_is_told_with_its_counts_and_the_truth_stands_beside() {
    let world = World::empty();
    years(&world, &[]).ok();
    let truth: Vec<EventRow> = decode(&world.path("years/truth.parquet")).unwrap();
    let wins = truth.iter().find(|row| row.kind == "route_wins").unwrap();
    let list = truth
        .iter()
        .find(|row| row.kind == "list_exchanged")
        .unwrap();
    let changed = format!("{}=smuggling", list.week);
    let from = wins.week.to_string();
    let told = said(&world, "assess", &["--from", &from, "--changed", &changed]).ok();
    let signals: Vec<SignalRow> = decode(&world.path("years/assessment/signals.parquet")).unwrap();
    let route = wins.route.as_deref().unwrap();
    let found = signals.iter().find(|row| {
        row.class == "signal" && row.place == route && row.standing.as_deref() == Some("new")
    });
    let found = found.unwrap();
    assert!(found.week < wins.week.saturating_add(jiff::Span::new().weeks(8)));
    assert!(found.expected < found.cases as f64 && found.adjusted <= 0.0125);
    assert!(found.smallest_flagged.unwrap() <= found.cases);
    assert!(found.ratio_low.unwrap() < found.rate_ratio.unwrap());
    let text = &told.out;
    for words in [
        route,
        "Conditional:",
        "once in",
        "What can be seen",
        "What your first 26 weeks can show",
        "lists or rules of smuggling are others",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let pathways: Vec<PathwayRow> =
        decode(&world.path("years/assessment/pathways.parquet")).unwrap();
    assert!(pathways.windows(2).all(|pair| pair[1].low <= pair[0].low));
    assert!(
        pathways
            .iter()
            .all(|row| row.low <= row.rate && row.rate <= row.high)
    );
}

#[test]
fn the_same_traffic_gives_the_same_tables() {
    let world = World::empty();
    years(&world, &["--calm"]).ok();
    let read = || {
        ["signals", "pathways"].map(|name| {
            let file = |ext| world.path(&format!("years/assessment/{name}.{ext}"));
            ["parquet", "csv"].map(|ext| std::fs::read(file(ext)).unwrap())
        })
    };
    said(&world, "assess", &["--from", "2026-11-01"]).ok();
    let first = read();
    said(&world, "assess", &["--from", "2026-11-01"]).ok();
    assert_eq!(read(), first);
}

#[test]
fn a_world_of_one_night_is_told_what_it_cannot_show_yet() {
    let world = World::new();
    world.night("first");
    let mut typed = preboard();
    typed.args(["assess", "--as-of", "2026-12-01T00:00:00Z", "--runs"]);
    let told = Said::of(typed.arg(world.path("out"))).ok();
    assert!(told.out.contains("none: nothing rose"), "{}", told.out);
    assert!(
        told.out.contains("Weeks of traffic on record: 1"),
        "{}",
        told.out
    );
    let signals: Vec<SignalRow> = decode(&world.path("out/assessment/signals.parquet")).unwrap();
    assert!(signals.is_empty());
}

#[test]
fn what_is_typed_wrong_is_told_before_anything_is_read() {
    let world = World::empty();
    years(&world, &["--calm"]).ok();
    years(&world, &["--calm"]).ended(73);
    said(
        &world,
        "assess",
        &["--from", "2026-12-01", "--to", "2026-11-01"],
    )
    .ended(64);
    said(&world, "assess", &["--changed", "May"]).ended(64);
    let other = World::empty();
    years(&other, &["--dispersion", "0.5"]).ended(64);
    years(&other, &["--season", "2"]).ended(64);
}
