//! What version 1 wrote is read, compared with, decided on, released and masked by this one:
//! the files are of the last program that wrote it.

use crate::common::{Night, Said, World, change_columns, copy, preboard};
use preboard::{EvidenceRow, Status, ledger};
use std::path::{Path, PathBuf};

const OLD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/version_1");

/// Its output folder with one run, `night`, of which one decision is recorded, and its inputs.
fn world() -> World {
    let world = World::empty();
    copy(Path::new(OLD), world.folder.path());
    world.settings("");
    world
}

/// A later night over the same inputs.
fn next_night(world: &World, list: PathBuf) -> Said {
    let mut run = world.command("run");
    run.arg("--manifest").arg(world.path("manifest.parquet"));
    run.arg("--watchlist").arg(list);
    run.args(["--as-of", "2026-11-23T20:00:00Z", "--run-id", "next"]);
    Said::of(run.arg("--out").arg(world.path("out")))
}

/// The version that a file bears.
fn version(path: &Path) -> String {
    let file = std::fs::File::open(path).unwrap();
    let reader =
        parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
    let pairs = reader.metadata().file_metadata().key_value_metadata();
    let found = pairs.unwrap().iter();
    let mut found = found.filter(|pair| pair.key == "preboard.schema_version");
    found.next().unwrap().value.clone().unwrap()
}

#[test]
fn an_old_run_is_verified_explained_compared_with_and_released() {
    let world = world();
    let old = world.published_run("night");
    assert_eq!(version(&old.path("evidence.parquet")), "1");
    world.verify("night").ok();
    let case = old.case();
    let mut explain = preboard();
    explain
        .args(["explain", &case.case_id, "--run"])
        .arg(&old.folder);
    assert!(Said::of(&mut explain).ok().out.contains("ZUMARINOV"));

    next_night(&world, world.path("list.parquet")).ok();
    let next = world.published_run("next");
    // The same case, and news of it: since that version it is worth other bits.
    let now = next.case();
    assert_eq!((&now.case_id, now.status), (&case.case_id, Status::Changed));
    assert_ne!(now.score_bits, case.score_bits);
    assert_eq!(version(&next.path("evidence.parquet")), "2");
    assert_eq!(next.record().schema_version, "2");
    world.release("night").ok();
    world.release("next").ok();
    assert!(world.path("out/next/release/0001").is_dir());
    for run in ["night", "next"] {
        world.verify(run).ok();
    }
}

#[test]
fn an_old_ledger_goes_on_with_new_parts() {
    let world = world();
    let case = world.published_run("night").case();
    world.decide("night", &[(&case.case_id, "21:00", "not_concur")]);
    let parts = ledger::parts(&world.path("out")).unwrap();
    let versions: Vec<String> = parts.iter().map(|part| version(part)).collect();
    assert_eq!(versions, ["1", "2"]);
    let rows = world.decided();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].group, rows[1].group);
    world.verify("night").ok();
    world.trends("2027-01-01T00:00:00Z", &[]).ok();
}

#[test]
fn an_old_run_is_masked_and_its_rows_then_bear_its_name() {
    let world = world();
    world
        .purge("2026-11-25T00:00:00Z", &["--mask", "night"])
        .ok();
    let masked: Night = world.published_run("night");
    assert!(masked.record().masked_at.is_some());
    let evidence: Vec<EvidenceRow> = masked.rows("evidence.parquet");
    assert!(
        evidence
            .iter()
            .all(|row| row.run_id == "night" && row.entry_name.is_none())
    );
    assert_eq!(version(&masked.path("evidence.parquet")), "2");
    world.verify("night").ok();
}

/// Replaces the version in a list's metadata: its text is of one letter, before and after.
fn list_of_version(world: &World, number: &str) -> PathBuf {
    let path = world.path("changed.parquet");
    let file = std::fs::File::open(world.path("list.parquet")).unwrap();
    let reader =
        parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
    let schema = reader.schema().clone();
    let batches = reader.build().unwrap();
    let metadata = parquet::file::metadata::KeyValue::new(
        "preboard.schema_version".to_owned(),
        Some(number.to_owned()),
    );
    let properties = parquet::file::properties::WriterProperties::builder()
        .set_key_value_metadata(Some(vec![metadata]))
        .build();
    let out = std::fs::File::create(&path).unwrap();
    let mut writer = parquet::arrow::ArrowWriter::try_new(out, schema, Some(properties)).unwrap();
    for batch in batches {
        writer.write(&batch.unwrap()).unwrap();
    }
    writer.close().unwrap();
    path
}

#[test]
fn lists_of_version_one_and_two_are_read_and_later_ones_refused() {
    for (number, code) in [("1", 0), ("2", 0), ("3", 65)] {
        let world = world();
        let list = list_of_version(&world, number);
        let said = next_night(&world, list).ended(code);
        if code == 65 {
            said.tells(&["has schema version 3, this program reads 1 and 2"]);
        }
    }
}

#[test]
fn lists_decisions_and_outputs_have_versions_of_their_own() {
    let world = World::new();
    let night = world.night("night");
    let case = night.case().case_id;
    world.decide("night", &[(&case, "19:00", "concur")]);
    let part = ledger::parts(&world.path("out")).unwrap().remove(0);
    let versions = [
        world.path("list.parquet"),
        world.path("manifest.parquet"),
        part,
        night.path("recommendations.parquet"),
    ];
    let versions = versions.map(|path| version(&path));
    assert_eq!(versions, ["2", "1", "2", "2"]);
}

#[test]
fn a_second_hit_has_its_name_and_every_row_its_run() {
    let world = world();
    next_night(&world, world.path("list.parquet")).ok();
    let rows: Vec<EvidenceRow> = world.published_run("next").rows("evidence.parquet");
    let of = |rank: i32| {
        let own = rows.iter().filter(|row| row.hit_rank == rank);
        let mut names: Vec<_> = own.map(|row| row.entry_name.clone()).collect();
        names.dedup();
        names
    };
    assert_eq!(of(1), [Some("ZUMARINOV, Borislav".to_owned())]);
    assert_eq!(of(2), [Some("ZUMARINOV, Boris".to_owned())]);
    assert!(rows.iter().all(|row| row.run_id == "next"));
}

#[test]
fn a_table_of_a_later_version_is_not_guessed_at() {
    let world = world();
    let path = world.path("out/night/evidence.parquet");
    // A column of today's is gone: without a version of its time this is another table.
    change_columns(&path, |columns| {
        columns.retain(|(name, _)| name != "points")
    });
    let case = world.published_run("night").case();
    let mut explain = preboard();
    explain
        .args(["explain", &case.case_id, "--run"])
        .arg(world.path("out/night"));
    Said::of(&mut explain)
        .ended(65)
        .tells(&["column points is missing"]);
}
