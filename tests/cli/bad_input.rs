//! What bad input gets: one line that names the thing, the documented code, and nothing
//! published.

use crate::common::{World, entry, preboard, row};
use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use std::sync::Arc;

#[test]
fn a_missing_file() {
    let world = World::new();
    let mut run = world.run();
    run.args(["--manifest", "none.parquet"]);
    std::fs::remove_file(world.path("manifest.parquet")).unwrap();
    world.refuses(&mut world.run(), 66, &["manifest.parquet", "cannot read"]);
}

#[test]
fn a_directory_without_parquet() {
    let world = World::new();
    std::fs::remove_file(world.path("manifest.parquet")).unwrap();
    std::fs::create_dir(world.path("manifest.parquet")).unwrap();
    world.refuses(&mut world.run(), 66, &["holds no .parquet file"]);
}

#[test]
fn a_parquet_file_cut_in_the_middle() {
    let world = World::new();
    for name in ["manifest.parquet", "list.parquet"] {
        let bytes = std::fs::read(world.path(name)).unwrap();
        std::fs::write(world.path(name), &bytes[..bytes.len() / 2]).unwrap();
        world.refuses(
            &mut world.run(),
            65,
            &[name, "not a whole Parquet file", "fetch"],
        );
        std::fs::write(world.path(name), &bytes).unwrap();
    }
}

fn write_columns(world: &World, columns: &[(&str, ArrayRef)]) {
    let batch = RecordBatch::try_from_iter(columns.iter().map(|(n, a)| (*n, a.clone()))).unwrap();
    preboard::tables::write(&world.path("manifest.parquet"), &batch, &[]).unwrap();
}

#[test]
fn a_wrong_column_type() {
    let world = World::new();
    write_columns(&world, &[("carrier", Arc::new(Int64Array::from(vec![7])))]);
    world.refuses(
        &mut world.run(),
        65,
        &["manifest.parquet", "column carrier is Int64, not string"],
    );
}

#[test]
fn a_missing_required_column() {
    let world = World::new();
    let text: ArrayRef = Arc::new(StringArray::from(vec!["XX"]));
    write_columns(&world, &[("carrier", text)]);
    let words = [
        "required column flight_number is missing",
        "[manifest.columns]",
    ];
    world.refuses(&mut world.run(), 65, &words);
}

#[test]
fn an_empty_manifest() {
    let world = World::new();
    world.manifest(&[]);
    world.refuses(&mut world.run(), 65, &["the manifest has no rows"]);
}

#[test]
fn a_watchlist_with_duplicate_ids() {
    let world = World::new();
    world.list(&[entry("7", "A", "B", "1970"), entry("7", "C", "D", "1971")]);
    world.refuses(
        &mut world.run(),
        65,
        &["list.parquet", "rows 1 and 2", "same list and entry_id"],
    );
}

#[test]
fn an_entry_without_any_name() {
    let world = World::new();
    world.list(&[
        entry("6", "GOOD", "Name", "1970"),
        entry("7", "", "", "1970"),
    ]);
    world.refuses(&mut world.run(), 65, &["list.parquet", "row 2", "names"]);
}

#[test]
fn an_unknown_settings_key() {
    let world = World::new();
    std::fs::write(
        world.path("settings.toml"),
        "[weights.birth]\nexakt = 3.0\n",
    )
    .unwrap();
    let words = [
        "settings.toml",
        "weights.birth.exakt",
        "did you mean weights.birth.exact?",
    ];
    world.refuses(&mut world.run(), 78, &words);
}

#[test]
fn weights_out_of_range() {
    let world = World::new();
    for (settings, word) in [
        (
            "[weights.birth]\nexact = 900.0\n",
            "900 bits is outside -64 to 64",
        ),
        ("[weights.name]\none_edit = 1.0\n", "weights.name.one_edit"),
        (
            "[weights.origin]\nnationality_agrees = 20.0\n",
            "weights.origin",
        ),
        ("[decision.lines]\nreview = 9.0\n", "decision.lines.review"),
        (
            "[run]\nquarantine_ceiling = 7.0\n",
            "run.quarantine_ceiling",
        ),
    ] {
        std::fs::write(world.path("settings.toml"), settings).unwrap();
        world.refuses(&mut world.run(), 78, &["settings.toml", word]);
    }
}

#[test]
fn an_output_directory_that_cannot_be_written() {
    let world = World::new();
    // A file where the folder should be refuses every account, root's too.
    std::fs::write(world.path("out"), "").unwrap();
    let output = world.run().output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(73), "{text}");
    assert!(
        text.contains("cannot create") && text.contains("--out"),
        "{text}"
    );
}

#[test]
fn a_second_run_at_once() {
    let world = World::new();
    let _held = preboard::files::Lock::take(&world.path("out")).unwrap();
    world.refuses(
        &mut world.run(),
        75,
        &["another run holds", ".lock", "another --out"],
    );
}

#[test]
fn an_existing_run_id() {
    let world = World::new();
    world.run().args(["--run-id", "night"]).assert().success();
    world.run().args(["--run-id", "night"]).assert().code(73);
    world.run().args(["--run-id", "../night"]).assert().code(64);
    assert_eq!(world.published(), ["night"]);
}

#[test]
fn too_many_bad_rows() {
    let world = World::new();
    let mut bad = row("SMITH", "ANNA", "1980-01-02");
    bad.carrier = None;
    world.manifest(&[row("JONES", "TOM", "1970-01-02"), bad]);
    let words = [
        "1 of 2 rows are in quarantine",
        "missing_value 1",
        "run.quarantine_ceiling",
    ];
    world.refuses(&mut world.run(), 65, &words);
}

#[test]
fn no_settings_file_and_nothing_named() {
    let world = World::new();
    let bare = |arguments: &[&str]| {
        let mut run = preboard();
        run.arg("run").args(arguments);
        run.current_dir(world.folder.path());
        run
    };
    let words = ["no manifest is named", "--manifest", "--config"];
    world.refuses(&mut bare(&[]), 78, &words);
    let words = ["no watchlist is named", "--watchlist", "--config"];
    let only_manifest = ["--manifest", "manifest.parquet", "--out", "out"];
    world.refuses(&mut bare(&only_manifest), 78, &words);
}

#[test]
fn a_case_of_no_run() {
    let world = World::new();
    let mut explain = preboard();
    explain.args(["explain", "C-1"]);
    explain.current_dir(world.folder.path());
    let words = ["output holds no run", "`preboard run`"];
    world.refuses(&mut explain, 66, &words);
}

#[test]
fn a_missing_settings_file_and_misuse() {
    let world = World::new();
    let mut run = preboard();
    run.args(["run", "--config", "nowhere.toml"])
        .current_dir(world.folder.path());
    world.refuses(&mut run, 66, &["nowhere.toml"]);
    preboard().arg("fly").assert().code(64);
    preboard().arg("--help").assert().code(0);
}
