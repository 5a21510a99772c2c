//! The nightly job as a scheduler and an analyst see it.

use crate::common::{AS_OF, Said, World, everything, preboard, row};
use preboard::Status;

#[test]
fn a_listed_traveller_becomes_a_case_and_every_row_is_accounted_for() {
    let world = World::new();
    let said = Said::of(world.run().args(["--run-id", "night"])).ok();
    assert_eq!(said.out, "", "standard output is for data");
    let night = world.published_run("night");
    let case = night.case();
    assert_eq!(case.entry_id.as_deref(), Some("7"));
    assert_eq!(case.action.as_str(), "recommend_denial");
    assert_eq!((case.group.as_str(), case.manifest_row), ("NEW_YORK", 1));
    let record = night.record();
    assert!(record.is_intact());
    assert_eq!(
        (
            record.counts.rows_read,
            record.counts.clear,
            record.counts.cases
        ),
        (3, 2, 1)
    );
    let briefing = night.briefing("NEW_YORK");
    assert!(briefing.contains("ZUMARINOV") && !briefing.contains("NGUYEN"));
}

#[test]
fn a_settings_file_is_not_needed() {
    let world = World::new();
    let mut run = preboard();
    run.args(["run", "--manifest", "manifest.parquet"]);
    run.args(["--watchlist", "list.parquet", "--out", "out"]);
    run.args(["--as-of", AS_OF, "--run-id", "night"]);
    run.current_dir(world.folder.path()).assert().success();
    let record = world.published_run("night").record();
    assert_eq!(record.counts.cases, 1);
    let setting = &record.settings["inputs.manifests"];
    assert_eq!(setting["origin"], "command line");
}

#[test]
fn non_matches_are_written_nowhere() {
    let world = World::new();
    let told = everything(&world.night("night").folder);
    // In clear where there is a match, or this test shows nothing.
    for known in ["ZUMARINOV", "BORISLAV", "1970-03-05"] {
        assert!(told.contains(known), "{known}");
    }
    for nobody in ["NGUYEN", "MINH", "1991-07-30", "SMITH", "1980-01-02"] {
        assert!(!told.contains(nobody), "{nobody}");
    }
}

#[test]
fn logs_hold_no_personal_data() {
    let world = World::new();
    for format in ["text", "json"] {
        let said = Said::of(world.run().args(["-vv", "--log-format", format])).ok();
        let personal = ["ZUMARINOV", "BORISLAV", "1970-03-05", "SMITH", "NGUYEN"];
        said.tells(&["passengers"]).hides(&personal);
    }
}

#[test]
fn the_second_night_says_what_changed() {
    let world = World::new();
    world.run().assert().success();
    world.run().assert().success();
    world.manifest(&[row("SMITH", "ANNA", "1980-01-02")]);
    world.run().assert().success();
    let statuses = |run: &str| -> Vec<Status> {
        let cases = world.published_run(run).cases().into_iter();
        cases.map(|case| case.status).collect()
    };
    assert_eq!(statuses("20261123T180000Z"), [Status::New]);
    assert_eq!(statuses("20261123T180000Z-2"), [Status::Unchanged]);
    assert_eq!(statuses("20261123T180000Z-3"), [Status::Withdrawn]);
    let records = ["20261123T180000Z", "20261123T180000Z-2"];
    let records = records.map(|run| world.published_run(run).record());
    assert_eq!(
        records[1].previous_audit_digest.as_ref(),
        Some(&records[0].audit_digest)
    );
}

#[test]
fn a_dry_run_publishes_nothing() {
    let world = World::new();
    world.run().arg("--dry-run").assert().success();
    assert!(world.published().is_empty());
}

#[test]
fn several_rows_of_one_traveller_are_one_case() {
    let world = World::new();
    let mut first = row("ZUMARINOV", "BORISLAV", "1970-03-05");
    first.passenger_ref = Some("P1".to_owned());
    let mut second = first.clone();
    second.document_number = Some("CD7654321".to_owned());
    world.manifest(&[first, row("SMITH", "ANNA", "1980-01-02"), second]);
    let record = world.night("night").record();
    assert_eq!(
        (record.counts.passengers, record.counts.rows_in_cases),
        (2, 2)
    );
}

#[test]
fn explain_shows_the_same_total_as_the_case() {
    let world = World::new();
    let case = world.night("night").case();
    let score = case.score_bits.unwrap();
    let text = world.explain("night", &case.case_id, &[]).ok().out;
    let (head, hit) = text.split_once("\n\n").unwrap();
    assert!(head.contains("ZUMARINOV, BORISLAV"), "{head}");
    assert_parts_sum_to_the_total(hit);
    assert!(hit.contains(&format!("{score:+.2} bits in all")), "{hit}");

    let more = ["--format", "json"];
    let value = world.explain("night", &case.case_id, &more).json();
    assert_eq!(hundredths(sum(&value["evidence"])), hundredths(score));
}

#[test]
fn one_person_is_screened_ad_hoc() {
    let world = World::new();
    let mut explain = world.command("explain");
    explain.args(["--surname", "Zumarinoff", "--given-names", "Borislaw"]);
    explain.arg("--watchlist").arg(world.path("list.parquet"));
    let text = Said::of(&mut explain).ok().out;
    assert!(
        text.starts_with("hit 1: TEST 7 ZUMARINOV, Borislav"),
        "{text}"
    );
    for hit in text.split("\n\n") {
        assert_parts_sum_to_the_total(hit);
    }
    let value = Said::of(explain.args(["--format", "json"])).json();
    let hits = value["hits"].as_array().unwrap();
    assert_eq!(hits[0]["entry_id"], "7");
    for hit in hits {
        let total = hit["score_bits"].as_f64().unwrap();
        assert_eq!(hundredths(sum(&hit["evidence"])), hundredths(total));
    }
}

/// The signed numbers of a waterfall: each part's, then the total's.
fn assert_parts_sum_to_the_total(text: &str) {
    let signed = |line: &str| line.split_whitespace().next()?.parse::<f64>().ok();
    let lines = text.lines().filter(|line| line.starts_with("    "));
    let mut parts: Vec<i64> = lines.filter_map(signed).map(hundredths).collect();
    let total = parts.pop().unwrap();
    assert!(parts.len() > 2, "{text}");
    assert_eq!(parts.iter().sum::<i64>(), total, "{text}");
}

fn sum(evidence: &serde_json::Value) -> f64 {
    let lines = evidence.as_array().unwrap().iter();
    lines.map(|line| line["points"].as_f64().unwrap()).sum()
}

fn hundredths(bits: f64) -> i64 {
    (bits * 100.0).round() as i64
}

#[test]
fn check_prints_every_setting_with_its_origin() {
    let world = World::new();
    let mut check = world.command_on_inputs("check");
    check.args(["--show-settings", "--threads", "3", "--strict"]);
    // The list has no date: a warning, and with --strict exit 1.
    let text = Said::of(&mut check).ended(1).out;
    assert!(text.contains("run.threads = 3  # command line"), "{text}");
    assert!(
        text.contains("decision.lines.review = -5.0  # default"),
        "{text}"
    );
    for key in default_keys() {
        let line = text
            .lines()
            .find(|line| line.starts_with(&format!("{key} = ")));
        assert!(line.is_some_and(|line| line.contains("  # ")), "{key}");
    }
}

/// Every key of the defaults, as `weights.birth.exact`.
fn default_keys() -> Vec<String> {
    let text = std::fs::read_to_string("configs/defaults.toml").unwrap();
    let mut keys = Vec::new();
    collect("", &toml::Value::Table(text.parse().unwrap()), &mut keys);
    assert!(keys.len() > 40, "{keys:?}");
    keys
}

fn collect(key: &str, value: &toml::Value, keys: &mut Vec<String>) {
    match value.as_table() {
        Some(table) => {
            for (name, inner) in table {
                let dot = if key.is_empty() { "" } else { "." };
                collect(&format!("{key}{dot}{name}"), inner, keys);
            }
        }
        None => keys.push(key.to_owned()),
    }
}
