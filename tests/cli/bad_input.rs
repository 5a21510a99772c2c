//! What bad input gets: one line that names the thing, the documented code, and nothing
//! published.

use crate::common::{Said, World, entry, preboard, row, sample, write_columns};
use arrow_array::{ArrayRef, Int64Array, StringArray};
use std::sync::Arc;

#[test]
fn a_missing_file() {
    let world = World::new();
    std::fs::remove_file(world.path("manifest.parquet")).unwrap();
    world.refuses(&mut world.run(), 66, &["manifest.parquet", "cannot read"]);
}

#[test]
fn a_directory_without_parquet() {
    let world = World::new();
    std::fs::remove_file(world.path("manifest.parquet")).unwrap();
    std::fs::create_dir(world.path("manifest.parquet")).unwrap();
    world.refuses(&mut world.run(), 66, &["holds no Parquet file"]);
}

#[test]
fn a_parquet_file_cut_in_the_middle() {
    let world = World::new();
    for name in ["manifest.parquet", "list.parquet"] {
        let bytes = std::fs::read(world.path(name)).unwrap();
        world.write(name, &bytes[..bytes.len() / 2]);
        let words = [name, "not a whole Parquet file", "fetch"];
        world.refuses(&mut world.run(), 65, &words);
        world.write(name, &bytes);
    }
}

#[test]
fn a_wrong_column_type() {
    let world = World::new();
    let number: ArrayRef = Arc::new(Int64Array::from(vec![7]));
    let required = [
        "carrier",
        "flight_number",
        "departure_airport",
        "arrival_airport",
        "scheduled_departure",
        "surname",
        "given_names",
    ];
    let columns = required.map(|name| (name, number.clone()));
    write_columns(&world.path("manifest.parquet"), &columns);
    let words = ["manifest.parquet", "column carrier is Int64, not string"];
    world.refuses(&mut world.run(), 65, &words);
}

#[test]
fn a_missing_required_column() {
    let world = World::new();
    let text: ArrayRef = Arc::new(StringArray::from(vec!["XX"]));
    write_columns(&world.path("manifest.parquet"), &[("carrier", text)]);
    let words = [
        "required columns flight_number, departure_airport",
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
    let words = ["list.parquet", "rows 1 and 2", "same list and entry_id"];
    world.refuses(&mut world.run(), 65, &words);
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
    world.settings("[weights.birth]\nexakt = 3.0\n");
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
        world.settings(settings);
        world.refuses(&mut world.run(), 78, &["settings.toml", word]);
    }
}

#[test]
fn an_output_directory_that_cannot_be_written() {
    let world = World::new();
    // A file where the folder should be refuses every account, root's too.
    world.write("out", "");
    let words = ["cannot create", "--out"];
    Said::of(&mut world.run()).ended(73).tells(&words);
}

#[test]
fn a_second_run_at_once() {
    let world = World::new();
    let _held = preboard::Lock::take(&world.path("out")).unwrap();
    let words = ["another run holds", ".lock", "another --out"];
    world.refuses(&mut world.run(), 75, &words);
}

#[test]
fn an_existing_run_id() {
    let world = World::new();
    world.night("night");
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

/// A flipped bit in a letter is another letter, and nothing but the page's checksum can say so
/// where a file of another writer has no digest of its rows.
#[test]
fn a_flipped_bit_in_a_page_with_a_checksum() {
    let world = World::new();
    let put = |name: &str, from: &str, flip: u8| {
        let mut bytes = std::fs::read(sample("page_checksums").join(from)).unwrap();
        let letter = bytes.windows(9).position(|text| text == b"ZUMARINOV");
        bytes[letter.unwrap()] ^= flip;
        world.write(name, bytes)
    };
    let run = |more: &str| {
        let mut run = world.run();
        run.arg("--lost-documents").arg(world.path("lost.parquet"));
        run.args(["--run-id", more]);
        run
    };
    let inputs = ["manifest.parquet", "list.parquet", "lost.parquet"];
    for name in inputs {
        put(name, name, 0);
    }
    for name in inputs {
        for bit in 0..8 {
            put(name, name, 1 << bit);
            let words = [name, "not a whole Parquet file", "checksum"];
            world.refuses(&mut run("flipped"), 65, &words);
        }
        put(name, name, 0);
    }
    Said::of(&mut run("whole")).ok();
    let cases = world.published_run("whole").cases().len();
    assert_eq!(cases, 1);
    // Without a checksum he is called otherwise, and nobody can know.
    put("manifest.parquet", "manifest_without.parquet", 1 << 1);
    Said::of(&mut run("silent")).ok();
    let cases = world.published_run("silent").cases();
    assert!(cases.iter().any(|case| case.surname == "XUMARINOV"));
}
