//! What stands beside the runs: `latest`, `index.html` and `metrics.prom`. None of them is a
//! run, and no command takes a link for a second one.

use crate::common::{Said, World, names_in, preboard};
use crate::html;
use preboard::UndecidedRow;
use std::path::PathBuf;

const LATER: &str = "2026-11-23T20:00:00Z";

/// Two nights; `second` is the newest, whatever is run after it.
fn two_nights() -> World {
    let world = World::new();
    world.night_at("second", LATER);
    world.night("first");
    world
}

fn latest(world: &World) -> Option<PathBuf> {
    std::fs::read_link(world.path("out/latest")).ok()
}

/// The values of one figure, by its whole name with labels.
fn figures(world: &World) -> Vec<(String, f64)> {
    let text = world.text("out/metrics.prom");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.map(|line| line.rsplit_once(' ').unwrap());
    pairs
        .map(|(name, value)| (name.to_owned(), value.parse().unwrap()))
        .collect()
}

fn figure(world: &World, name: &str) -> f64 {
    let found = figures(world);
    let found = found.into_iter().find(|(known, _)| known == name);
    found.unwrap_or_else(|| panic!("{name} is not told")).1
}

/// A run that ends with this code, on the moment of the later night.
#[track_caller]
fn failing(world: &World, code: i32, more: &[&str]) -> Said {
    let mut run = preboard();
    run.args(world.run_arguments(LATER)).args(more);
    Said::of(&mut run).ended(code)
}

#[test]
#[cfg(unix)]
fn the_link_leads_to_the_run_of_the_greatest_moment_and_purge_moves_it() {
    let world = two_nights();
    assert_eq!(latest(&world), Some("second".into()));
    world.night_at("third", "2026-11-23T21:00:00Z");
    assert_eq!(latest(&world), Some("third".into()));
    for (hold, left) in [("\"second\"", Some("second".into())), ("", None)] {
        // Runs of these moments are over by the clock of whoever asks with `as_of` of then.
        world.settings(&format!(
            "[retention]\npreset = \"own\"\nhold = [{hold}]\n[retention.presets.own]\nmask = \"\"\ndelete = \"1 day\"\nledger = \"1 year\"\n"
        ));
        world.purge("2026-11-25T22:00:00Z", &[]).ok();
        assert_eq!(latest(&world), left);
    }
    let page = world.text("out/index.html");
    assert!(page.contains("No run is published here."));
}

#[test]
#[cfg(unix)]
fn no_command_takes_the_link_for_a_run_of_its_own() {
    let world = two_nights();
    let trends = || {
        let said = world.trends("2027-01-01T00:00:00Z", &[]).ok();
        let rows = preboard::decode::<UndecidedRow>(&world.path("out/trends/undecided.parquet"));
        (said.err, rows.unwrap())
    };
    let with = trends();
    // Another link, to a run of another folder, is none either.
    let elsewhere = World::new();
    elsewhere.night_at("foreign", "2026-11-23T23:00:00Z");
    let foreign = elsewhere.path("out/foreign");
    std::os::unix::fs::symlink(foreign, world.path("out/foreign")).unwrap();
    assert_eq!(trends(), with);
    std::fs::remove_file(world.path("out/latest")).unwrap();
    assert_eq!(trends(), with);

    let third = world.night_at("third", "2026-11-23T21:00:00Z");
    assert_eq!(latest(&world), Some("third".into()));
    let before = third.record().previous_audit_digest;
    // The run that was written before it, and not the one behind the foreign link.
    let first = world.published_run("first").record().audit_digest;
    assert_eq!(before, Some(first));

    // By the link as by the name.
    let case = third.case().case_id;
    let word = format!("{case},A1,2026-11-23T21:30:00Z,concur,,,");
    world.review("latest", &word).ok();
    world.release("latest").ok();
    assert!(world.path("out/third/release/0001").is_dir());
    world.release("second").ok();
    for name in ["latest", "third", "second"] {
        let said = world.verify(name).ok();
        assert!(!said.out.contains("latest") && !said.out.contains("foreign"));
        assert_eq!(said.out.matches("../").count(), 2, "{}", said.out);
    }
    failing(&world, 0, &["--run-id", "rerun"]);
}

#[test]
#[cfg(unix)]
fn masking_by_the_link_makes_no_second_copy() {
    let world = two_nights();
    let soon = "2026-11-25T00:00:00Z";
    let folders = || names_in(&world.path("out"));
    let before = folders();
    world
        .purge(soon, &["--mask", "latest"])
        .ended(66)
        .tells(&["no such run"]);
    assert_eq!((folders(), latest(&world)), (before, Some("second".into())));
    // A hold by the link would hold nothing.
    world.settings("[retention]\nhold = [\"latest\"]\n");
    world.purge(soon, &["--dry-run"]).ended(78);
    world.settings("");
    world.purge(soon, &["--mask", "second"]).ok();
    assert_eq!(world.published(), ["first", "purged.jsonl", "second"]);
    assert_eq!(latest(&world), Some("second".into()));
    assert!(world.published_run("latest").record().masked_at.is_some());
    world.verify("first").ok();
}

#[test]
fn what_stands_beside_the_runs_is_no_run_id() {
    let world = World::new();
    for id in ["latest", "Latest", "index.html", "metrics.prom", "traffic"] {
        failing(&world, 64, &["--run-id", id]).tells(&["is the name of a thing that is no run"]);
    }
    assert_eq!(world.published(), [""; 0]);
}

#[test]
fn a_failed_run_changes_only_what_is_said_of_the_last_attempt() {
    let world = two_nights();
    let good = figures(&world);
    assert_eq!(figure(&world, "preboard_last_attempt_exit_code"), 0.0);
    assert_eq!(figure(&world, "preboard_passengers"), 3.0);
    let own = world.published_run("first").text("metrics.prom");
    assert!(world.text("out/metrics.prom").starts_with(&own));

    // These are no word on the night.
    let held = preboard::Lock::take(&world.path("out")).unwrap();
    failing(&world, 75, &[]);
    drop(held);
    failing(&world, 64, &["--run-id", "a b"]);
    failing(&world, 0, &["--dry-run"]);
    world.settings("[run]\nthread = 1\n");
    failing(&world, 78, &[]);
    world.settings("");
    assert_eq!(figures(&world), good);

    let list = std::fs::read(world.path("list.parquet")).unwrap();
    world.write("list.parquet", &list[..100]);
    failing(&world, 65, &[]);
    let stage = "preboard_last_attempt_info{stage=\"load\"}";
    let of_attempt = |(name, _): &(String, f64)| name.contains("last_attempt");
    let others = |all: Vec<(String, f64)>| -> Vec<(String, f64)> {
        all.into_iter().filter(|one| !of_attempt(one)).collect()
    };
    assert_eq!(others(figures(&world)), others(good));
    assert_eq!(figure(&world, "preboard_last_attempt_exit_code"), 65.0);
    assert_eq!(figure(&world, stage), 1.0);

    std::fs::remove_file(world.path("manifest.parquet")).unwrap();
    failing(&world, 66, &[]);
    assert_eq!(figure(&world, "preboard_last_attempt_exit_code"), 66.0);
    let page = world.text("out/index.html");
    assert!(page.contains("✕ Failed, 65") && page.contains("✕ Failed, 66"));
    // A failed first night makes no folder.
    let mut run = world.command_on_inputs("run");
    Said::of(run.arg("--out").arg(world.path("new"))).ended(66);
    assert!(!world.path("new").exists());
}

#[test]
fn the_page_of_runs_follows_decisions_and_names_nobody() {
    let world = two_nights();
    let page = || world.text("out/index.html");
    let counts = |page: &str| -> Vec<String> {
        let cells = page.split("data-l=\"undecided\">").skip(1);
        cells
            .map(|rest| rest.split('<').next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(counts(&page()), ["1", "1"]);
    assert!(page().contains("1 undecided of 1"));
    let case = world.published_run("second").case();
    world.decide("second", &[(&case.case_id, "21:00", "need_info")]);
    assert_eq!(counts(&page()), ["1", "1"]);
    world.decide("second", &[(&case.case_id, "21:10", "concur")]);
    assert_eq!(counts(&page()), ["0", "0"]);
    assert!(!page().contains("Released"));
    world.release("second").ok();
    let text = page();
    assert!(
        text.contains("Released to carriers.") && text.contains("Decisions recorded: 2, the last")
    );
    for secret in ["ZUMARINOV", &case.case_id, "Officer"] {
        assert!(!text.contains(secret), "{secret}");
    }
    for tag in html::elements(&text) {
        for link in [tag.get("href"), tag.get("src")].into_iter().flatten() {
            let there = link.starts_with('#') || world.path("out").join(link).exists();
            assert!(there, "{link} leads nowhere");
        }
    }
    // Somebody's own page stays.
    world.write("out/index.html", "<p>mine</p>");
    let said = world.decide("second", &[(&case.case_id, "21:20", "not_concur")]);
    assert!(said.contains("not up to date"), "{said}");
    assert_eq!(world.text("out/index.html"), "<p>mine</p>");
}
