//! The nightly job as a scheduler and an analyst see it.

use crate::common::{AS_OF, World, preboard, row};
use preboard::output::parquet::read_cases;
use preboard::output::record::RunRecord;
use preboard::output::status::Status;
use std::collections::BTreeMap;
use std::path::Path;

#[test]
fn a_listed_traveller_becomes_a_case_and_every_row_is_accounted_for() {
    let world = World::new();
    let output = world.run().args(["--run-id", "night"]).output().unwrap();
    assert!(output.status.success());
    assert!(output.stdout.is_empty(), "standard output is for data");
    let folder = world.path("out/night");
    let cases = read_cases(&folder.join("recommendations.parquet")).unwrap();
    assert_eq!(cases.len(), 1);
    assert_eq!(cases[0].entry_id.as_deref(), Some("7"));
    assert_eq!(cases[0].action.as_str(), "recommend_denial");
    assert_eq!(
        (cases[0].group.as_str(), cases[0].manifest_row),
        ("NEW_YORK", 1)
    );
    let record = RunRecord::read(&folder.join("run.json")).unwrap();
    assert!(record.is_intact());
    assert_eq!(
        (
            record.counts.rows_read,
            record.counts.clear,
            record.counts.cases
        ),
        (3, 2, 1)
    );
    let briefing = std::fs::read_to_string(folder.join("groups/NEW_YORK/briefing.html")).unwrap();
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
    let record = RunRecord::read(&world.path("out/night/run.json")).unwrap();
    assert_eq!(record.counts.cases, 1);
    let setting = &record.settings["inputs.manifests"];
    assert_eq!(setting["origin"], "command line");
}

#[test]
fn non_matches_are_written_nowhere() {
    let world = World::new();
    world.run().args(["--run-id", "night"]).assert().success();
    for (name, bytes) in files_of(&world.path("out/night")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("NGUYEN"), "{name}");
    }
}

#[test]
fn logs_hold_no_personal_data() {
    let world = World::new();
    for format in ["text", "json"] {
        let output = world
            .run()
            .args(["-vv", "--log-format", format])
            .output()
            .unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(text.contains("passengers"), "{text}");
        assert!(
            !text.contains("ZUMARINOV") && !text.contains("BORISLAV"),
            "{text}"
        );
    }
}

#[test]
fn threads_change_no_byte() {
    let world = World::new();
    let run = |threads: &str| {
        let out = world.path(&format!("out{threads}"));
        let out_text = out.display().to_string();
        let mut command = preboard();
        command.args([
            "run",
            "--run-id",
            "night",
            "--threads",
            threads,
            "--as-of",
            AS_OF,
        ]);
        command.arg("--config").arg(world.path("settings.toml"));
        command
            .arg("--manifest")
            .arg(world.path("manifest.parquet"));
        command.arg("--watchlist").arg(world.path("list.parquet"));
        command.args(["--out", &out_text]).assert().success();
        let mut files = files_of(&out.join("night"));
        // These two hold times.
        files.remove("run.json");
        files.remove("metrics.prom");
        files
    };
    assert_eq!(run("1"), run("4"));
}

#[test]
fn the_second_night_says_what_changed() {
    let world = World::new();
    world.run().assert().success();
    world.run().assert().success();
    world.manifest(&[row("SMITH", "ANNA", "1980-01-02")]);
    world.run().assert().success();
    let statuses = |run: &str| {
        let path = world.path("out").join(run).join("recommendations.parquet");
        read_cases(&path)
            .unwrap()
            .iter()
            .map(|case| case.status)
            .collect::<Vec<_>>()
    };
    assert_eq!(statuses("20261123T180000Z"), [Status::New]);
    assert_eq!(statuses("20261123T180000Z-2"), [Status::Unchanged]);
    assert_eq!(statuses("20261123T180000Z-3"), [Status::Withdrawn]);
    let records: Vec<RunRecord> = ["20261123T180000Z", "20261123T180000Z-2"]
        .map(|run| RunRecord::read(&world.path("out").join(run).join("run.json")).unwrap())
        .to_vec();
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
    world.run().args(["--run-id", "night"]).assert().success();
    let record = RunRecord::read(&world.path("out/night/run.json")).unwrap();
    assert_eq!(
        (record.counts.passengers, record.counts.rows_in_cases),
        (2, 2)
    );
}

#[test]
fn foreign_column_names_are_mapped() {
    let world = World::new();
    std::fs::write(
        world.path("settings.toml"),
        "[manifest.columns]\nsex = \"seat\"\n",
    )
    .unwrap();
    world.run().assert().success();
}

#[test]
fn explain_shows_the_same_total_as_the_case() {
    let world = World::new();
    world.run().args(["--run-id", "night"]).assert().success();
    let cases = read_cases(&world.path("out/night/recommendations.parquet")).unwrap();
    let mut explain = preboard();
    explain.args(["explain", &cases[0].case_id]);
    explain.arg("--run").arg(world.path("out/night"));
    explain.arg("--config").arg(world.path("settings.toml"));
    let score = cases[0].score_bits.unwrap();
    let output = explain.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let (head, hit) = text.split_once("\n\n").unwrap();
    assert!(head.contains("ZUMARINOV, BORISLAV"), "{head}");
    assert_parts_sum_to_the_total(hit);
    assert!(hit.contains(&format!("{score:+.2} bits in all")), "{hit}");

    let output = explain.args(["--format", "json"]).output().unwrap();
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(hundredths(sum(&value["evidence"])), hundredths(score));
}

#[test]
fn one_person_is_screened_ad_hoc() {
    let world = World::new();
    let mut explain = preboard();
    explain.args([
        "explain",
        "--surname",
        "Zumarinoff",
        "--given-names",
        "Borislaw",
    ]);
    explain.arg("--config").arg(world.path("settings.toml"));
    explain.arg("--watchlist").arg(world.path("list.parquet"));
    let output = explain.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.starts_with("hit 1: TEST 7 ZUMARINOV, Borislav"),
        "{text}"
    );
    for hit in text.split("\n\n") {
        assert_parts_sum_to_the_total(hit);
    }
    let output = explain.args(["--format", "json"]).output().unwrap();
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
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
    let mut check = preboard();
    check.args(["check", "--show-settings", "--threads", "3", "--strict"]);
    check.arg("--config").arg(world.path("settings.toml"));
    check.arg("--manifest").arg(world.path("manifest.parquet"));
    check.arg("--watchlist").arg(world.path("list.parquet"));
    let output = check.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("run.threads = 3  # command line"), "{text}");
    assert!(
        text.contains("decision.lines.review = -5.0  # default"),
        "{text}"
    );
    // The list has no date: a warning, and with --strict exit 1.
    assert_eq!(output.status.code(), Some(1));
}

fn files_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for item in std::fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            let inner = files_of(&path).into_iter();
            files.extend(inner.map(|(inside, bytes)| (format!("{name}/{inside}"), bytes)));
        } else {
            files.insert(name, std::fs::read(&path).unwrap());
        }
    }
    files
}
