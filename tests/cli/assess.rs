//! `preboard assess` from the command line: made-up years with truth, and a world of one night.

use crate::common::{Said, World, files_below, preboard};
use crate::html::elements;
use preboard::{EventRow, ExplanationRow, HitEconomyRow, PathwayRow, PlotRow, SignalRow, decode};

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
    let page = world.text("years/assessment/assessment.html");
    let named = route.replace('-', " to ");
    for words in [
        "It is <span class=\"lw\">very likely</span> (95 %) that the rise of smuggling",
        "is more than chance",
        &format!("Route {named}"),
        "lists or rules changed",
        "Numbers lead to the table",
        "No signal stands",
    ] {
        // What needs another explanation has one.
        let expected = words != "No signal stands";
        assert_eq!(page.contains(words), expected, "{words}");
    }
    let plots: Vec<PlotRow> = decode(&world.path("years/assessment/plots.parquet")).unwrap();
    assert!(
        plots
            .iter()
            .any(|row| row.part == "window" && row.expected < Some(row.cases as f64))
    );
    let explained: Vec<ExplanationRow> =
        decode(&world.path("years/assessment/explanations.parquet")).unwrap();
    assert!(explained.len().is_multiple_of(4) && !explained.is_empty());
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

/// A night with a case that was decided on, assessed a week later.
fn decided() -> World {
    let world = World::new();
    let case = world.night("first").case().case_id;
    let word = format!("{case},A1,2026-11-23T19:05:00Z,concur,denied_boarding,same_person,");
    world.review("first", &word).ok();
    world
}

fn assessed(world: &World, more: &[&str]) -> Said {
    let mut typed = preboard();
    typed.args(["assess", "--as-of", "2026-12-01T00:00:00Z", "--runs"]);
    Said::of(typed.arg(world.path("out")).args(more))
}

#[test]
fn a_night_is_a_page_with_its_tables_and_the_same_bytes_again() {
    let world = decided();
    let told = assessed(&world, &[]).ok();
    assert!(told.err.contains("assessment.html"), "{}", told.err);
    let page = world.text("out/assessment/assessment.html");
    for words in [
        "Assessment, 1 Dec 2025 to 29 Nov 2026",
        "3 passengers screened in 1 of 52 weeks; 1 case.",
        "No series rose more than chance explains",
        "No network was seen",
        "Of 10,000 passengers 3333.3 became a case, 3333.3 were confirmed and 3333.3 were acted on. Cases with an officer",
        "Bundestag paper 20/11869",
        "1 kept run, first to first",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("ZUMARINOV") && !page.contains("BORISLAV"));
    // Well formed, whole by itself, and each picture says what it shows.
    let tags = elements(&page);
    let named = |name: &'static str| tags.iter().filter(move |tag| tag.name == name);
    assert!(named("svg").all(|svg| svg.get("aria-label").is_some_and(|says| !says.is_empty())));
    assert!(named("link").next().is_none() && named("script").next().is_none());
    for link in named("a").filter_map(|tag| tag.get("href")) {
        let id = link.strip_prefix('#').expect("links stay on the page");
        assert!(tags.iter().any(|tag| tag.get("id") == Some(id)), "{link}");
    }
    let economy: Vec<HitEconomyRow> =
        decode(&world.path("out/assessment/economy.parquet")).unwrap();
    let all = economy.iter().find(|row| row.list == "all").unwrap();
    assert_eq!((all.hits, all.confirmed, all.acted_on), (1, 1, 1));
    let first = files_below(&world.path("out/assessment"));
    assert_eq!(first.len(), 19 * 2 + 1, "{:?}", first.keys());
    assessed(&world, &[]).ok();
    let again = files_below(&world.path("out/assessment"));
    assert_eq!(again, first);
    // The page of runs leads there, and `verify` finds nothing in its way.
    assert!(
        world
            .text("out/index.html")
            .contains("href=\"assessment/assessment.html\"")
    );
    world.verify("first").ok();
}

#[test]
fn what_may_leave_is_a_page_and_its_figures_alone() {
    let world = decided();
    assessed(&world, &["--publish"]).ok();
    let files = files_below(&world.path("out/assessment"));
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    let expect = ["assessment.html", "published.csv", "published.parquet"];
    assert_eq!(names, expect.map(|name| format!("published/{name}")));
    let page = world.text("out/assessment/published/assessment.html");
    assert!(
        page.contains("For release.") && !page.contains("1 case"),
        "{page}"
    );
    let figures = world.text("out/assessment/published/published.csv");
    assert!(
        figures.contains("econ,3 passengers screened against every list,All,Hits,Hits,<10"),
        "{figures}"
    );
}

#[test]
fn runs_and_the_ledger_take_no_assessment() {
    let world = decided();
    for (inside, code) in [("out/first", 64), ("out/ledger/new", 64), ("elsewhere", 0)] {
        let target = world.path(inside);
        assessed(&world, &["--out", target.to_str().unwrap()]).ended(code);
        assert_eq!(
            target.join("assessment.html").exists(),
            code == 0,
            "{inside}"
        );
    }
}

#[test]
fn a_damaged_run_is_told_as_a_gap_and_its_cases_are_not_counted() {
    let world = decided();
    let table = world.path("out/first/recommendations.parquet");
    let mut bytes = std::fs::read(&table).unwrap();
    bytes[8] ^= 1;
    std::fs::write(&table, bytes).unwrap();
    let told = assessed(&world, &[]).ok();
    assert!(told.err.contains("a run is passed over"), "{}", told.err);
    let page = world.text("out/assessment/assessment.html");
    assert!(
        page.contains("Runs that cannot be read: 1; masked: 0."),
        "{page}"
    );
    assert!(page.contains("The kept runs of the span have no case."));
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
