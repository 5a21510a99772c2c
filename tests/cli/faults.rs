//! What must hold when the machine fails: full disks and damaged files. Killed processes:
//! `kills.rs`.

use crate::common::{AS_OF, Said, World, entry, row};
use assert_cmd::Command;
use preboard::watchlist::lost;
use preboard::{Country, Kind, LostBuilder, LostDocument, LostStatus, Result, manifest, watchlist};
use std::path::Path;

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
    shell.args(world.run_arguments(AS_OF));
    shell
}

/// Many rows, so that pages hold more than their headers.
fn large_world() -> World {
    let name = |n: u64| format!("NAME{}", n * 7919 % 1000);
    let birth = |n: u64| format!("19{:02}-03-{:02}", n % 80 + 10, n % 28 + 1);
    let rows = (0..400).map(|n| row(&name(n), "ANNA", &birth(n)));
    let entries = (0..400).map(|n| entry(&n.to_string(), &name(n + 9), "Anna", &birth(n)));
    let world = World::of(&rows.collect::<Vec<_>>(), &entries.collect::<Vec<_>>());
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
                world.write(name, bytes);
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
        lost::check(path)
            .and_then(|source| lost::read_into(&source, &mut LostBuilder::default()))
            .map(drop)
    }),
];

fn read_manifest(path: &Path) -> Result<()> {
    let manifests = manifest::open(&[path.to_owned()], &manifest::schema::Config::default())?;
    for batch in manifests.stream(jiff::civil::date(2026, 11, 23))? {
        batch?;
    }
    manifests.digests().map(drop)
}

#[test]
fn a_run_on_a_damaged_file_says_one_line_or_publishes() {
    let world = large_world();
    for name in ["manifest.parquet", "list.parquet", "lost.parquet"] {
        let whole = std::fs::read(world.path(name)).unwrap();
        for part in 1..8 {
            let mut bytes = whole.clone();
            let at = whole.len() * part / 8;
            bytes[at..at + 8].fill(0xff);
            world.write(name, bytes);
            let mut run = world.run();
            run.arg("--lost-documents").arg(world.path("lost.parquet"));
            let said = Said::of(run.arg("--dry-run")).hides(&["panicked", "stack"]);
            let (code, text) = (said.code, said.err);
            assert!(matches!(code, 0 | 65 | 74), "{name} {at}: {code} {text}");
            let errors = text.lines().filter(|line| line.starts_with("error: "));
            assert_eq!(errors.count(), usize::from(code != 0), "{text}");
        }
        world.write(name, whole);
    }
}
