//! What must hold when the machine fails: killed runs, full disks, damaged files.

use crate::common::{World, entry, row};
use assert_cmd::Command;
use preboard::documents::lost::LostBuilder;
use preboard::domain::codes::Country;
use preboard::domain::document::{LostDocument, LostStatus};
use preboard::error::{Kind, Result};
use preboard::files::digest_of_file;
use preboard::output::record::RunRecord;
use preboard::watchlist::lost;
use preboard::{manifest, watchlist};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::path::Path;
use std::time::Instant;

#[test]
fn a_killed_run_leaves_nothing_half_written_and_the_next_one_succeeds() {
    let out = tempfile::tempdir().unwrap();
    let sample = || {
        let mut run = std::process::Command::new(env!("CARGO_BIN_EXE_preboard"));
        run.args(["run", "--quiet", "--out"]).arg(out.path());
        run.current_dir(env!("CARGO_MANIFEST_DIR"));
        run
    };
    // A hundred moments of a smaller run: tests/kills.rs.
    survives_kills(sample, out.path(), 4);
}

fn survives_kills(run: impl Fn() -> std::process::Command, out: &Path, kills: usize) {
    let start = Instant::now();
    assert!(run().status().unwrap().success());
    let whole_run = start.elapsed();

    let mut moments = ChaCha8Rng::seed_from_u64(20);
    for _ in 0..kills {
        let mut killed = run().spawn().unwrap();
        std::thread::sleep(whole_run.mul_f64(moments.random_range(0.0..1.1)));
        killed.kill().unwrap();
        killed.wait().unwrap();
        every_run_is_whole(out);
    }

    let before = every_run_is_whole(out);
    assert!(before <= kills, "no kill came in time");
    assert!(run().status().unwrap().success());
    assert_eq!(every_run_is_whole(out), before + 1);
    let staging = names_in(out).filter(|name| name.starts_with(".staging"));
    assert_eq!(staging.count(), 0);
}

/// Counts the runs; each holds what its record says, to the byte.
fn every_run_is_whole(out: &Path) -> usize {
    let runs: Vec<String> = names_in(out)
        .filter(|name| !name.starts_with('.'))
        .collect();
    for run in &runs {
        let folder = out.join(run);
        let record = RunRecord::read(&folder.join("run.json")).unwrap();
        assert!(record.is_intact() && record.outputs.len() > 5, "{run}");
        for file in &record.outputs {
            let digest = digest_of_file(&folder.join(&file.path)).unwrap();
            assert_eq!(digest, file.digest, "{run}/{}", file.path);
        }
    }
    runs.len()
}

fn names_in(folder: &Path) -> impl Iterator<Item = String> {
    let items = std::fs::read_dir(folder).unwrap();
    items.map(|item| item.unwrap().file_name().into_string().unwrap())
}

/// A limit on file sizes stands for a full disk: both refuse a write midway.
#[test]
fn a_write_that_fails_midway_publishes_nothing() {
    let world = World::new();
    for blocks in ["1", "4", "8", "12"] {
        world.refuses(&mut limited(&world, blocks), 74, &["writing", "failed"]);
    }
    limited(&world, "10000").assert().success();
    assert_eq!(world.published().len(), 1);
}

fn limited(world: &World, blocks: &str) -> Command {
    let mut shell = Command::new("sh");
    // The signal is ignored so that the write itself fails, as on a full disk.
    shell.args(["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"", blocks]);
    shell.arg(env!("CARGO_BIN_EXE_preboard"));
    shell.args(world.run_arguments());
    shell
}

/// Many rows, so that pages hold more than their headers.
fn large_world() -> World {
    let world = World::new();
    let name = |n: u64| format!("NAME{}", n * 7919 % 1000);
    let birth = |n: u64| format!("19{:02}-03-{:02}", n % 80 + 10, n % 28 + 1);
    let rows = (0..400).map(|n| row(&name(n), "ANNA", &birth(n)));
    world.manifest(&rows.collect::<Vec<_>>());
    let entries = (0..400).map(|n| entry(&n.to_string(), &name(n + 9), "Anna", &birth(n)));
    world.list(&entries.collect::<Vec<_>>());
    let documents = (0..400).map(|n| LostDocument {
        number: format!("AB{}", n * 7919),
        number_to: None,
        issuer: Country::parse("FRA").unwrap(),
        kind: None,
        status: LostStatus::Stolen,
        reported_on: None,
    });
    lost::write(&world.path("lost.parquet"), documents).unwrap();
    world
}

#[test]
fn a_damaged_byte_anywhere_is_an_error_or_is_read_but_never_a_panic() {
    let world = large_world();
    for (name, read) in READERS {
        let path = world.path(name);
        let whole = std::fs::read(&path).unwrap();
        read(&path).unwrap();
        let mut refused = 0;
        for at in (0..whole.len()).step_by((whole.len() / 300).max(1)) {
            for flip in [0x01, 0xff] {
                let mut bytes = whole.clone();
                bytes[at] ^= flip;
                std::fs::write(&path, bytes).unwrap();
                if let Err(error) = read(&path) {
                    assert_eq!(error.kind, Kind::Data, "{name}, byte {at}: {error}");
                    refused += 1;
                }
            }
        }
        assert!(refused > 100, "{name}: {refused}");
    }
}

type Read = fn(&Path) -> Result<()>;

const READERS: [(&str, Read); 3] = [
    ("manifest.parquet", read_manifest),
    ("list.parquet", |path| watchlist::read::read(path).map(drop)),
    ("lost.parquet", |path| {
        lost::read_into(path, &mut LostBuilder::default()).map(drop)
    }),
];

fn read_manifest(path: &Path) -> Result<()> {
    let manifests = manifest::open(&[path.to_owned()], &manifest::schema::Config::default())?;
    for batch in manifests.passengers(jiff::civil::date(2026, 11, 23))? {
        batch?;
    }
    manifests.for_each_link_row(|_, _| ())
}

#[test]
fn a_run_on_a_damaged_file_says_one_line_or_publishes() {
    let world = large_world();
    for name in ["manifest.parquet", "list.parquet", "lost.parquet"] {
        let path = world.path(name);
        let whole = std::fs::read(&path).unwrap();
        for part in 1..8 {
            let mut bytes = whole.clone();
            let at = whole.len() * part / 8;
            bytes[at..at + 8].fill(0xff);
            std::fs::write(&path, bytes).unwrap();
            let mut run = world.run();
            run.arg("--lost-documents").arg(world.path("lost.parquet"));
            let output = run.arg("--dry-run").output().unwrap();
            let text = String::from_utf8(output.stderr).unwrap();
            let code = output.status.code();
            assert!(
                matches!(code, Some(0 | 65 | 74)),
                "{name} {at}: {code:?} {text}"
            );
            assert!(
                !text.contains("panicked") && !text.contains("stack"),
                "{text}"
            );
            let errors = text.lines().filter(|line| line.starts_with("error: "));
            assert_eq!(errors.count(), usize::from(code != Some(0)), "{text}");
        }
        std::fs::write(&path, whole).unwrap();
    }
}
