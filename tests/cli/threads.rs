//! One thread or many: the same bytes, on a night of several files and batches.

use crate::common::{AS_OF, Said, World, files_below};
use assert_cmd::Command;
use preboard::generate::{self, Plan};
use preboard::manifest::row::ManifestRow;
use preboard::watchlist::lost;
use preboard::{BATCH_ROWS, RunRecord};
use std::collections::BTreeMap;

/// Rows of each file: several batches, one and a part of one.
const FILES: [usize; 3] = [2 * BATCH_ROWS + 700, BATCH_ROWS, 900];

/// An invented night with every kind of case, fault and bad row, spread over all of it.
fn large_world() -> World {
    let plan = Plan {
        passengers: FILES.iter().sum::<usize>() + 100,
        entries: 1_500,
        planted_rate: 0.02,
        ..Plan::sample(AS_OF.parse().unwrap())
    };
    let made = generate::world(&plan);
    let world = World::empty();
    world.list(&made.entries().collect::<Vec<_>>());
    lost::write(&world.path("lost.parquet"), made.lost_documents()).unwrap();
    std::fs::create_dir(world.path("manifests")).unwrap();
    let mut rows = made.manifest().map(|placed| placed.values);
    for (number, count) in FILES.into_iter().enumerate() {
        let rows: Vec<ManifestRow> = rows.by_ref().take(count).collect();
        assert_eq!(rows.len(), count);
        world.manifest_as(&format!("manifests/{number}.parquet"), &rows);
    }
    world.settings(
        "[inputs]\nmanifests = [\"manifests\"]\nwatchlists = [\"list.parquet\"]\n\
         lost_documents = [\"lost.parquet\"]\n",
    );
    world
}

/// What is published but for two files that hold times, and what one of these counts.
fn published(world: &World, threads: &str) -> (BTreeMap<String, Vec<u8>>, RunRecord) {
    let out = world.path(&format!("out{threads}"));
    let mut run = world.command("run");
    run.args(["--as-of", AS_OF, "--run-id", "night", "--threads", threads]);
    Said::of(run.arg("--out").arg(&out)).ok();
    let night = out.join("night");
    let mut files = files_below(&night);
    files.remove("run.json");
    files.remove("metrics.prom");
    (files, RunRecord::read(&night.join("run.json")).unwrap())
}

#[test]
fn threads_change_no_byte() {
    let world = large_world();
    let (alone, record) = published(&world, "1");
    let counts = &record.counts;
    assert_eq!(counts.rows_read, FILES.iter().sum::<usize>() as u64);
    assert!(counts.cases > 300 && counts.quarantined > 10, "{counts:?}");
    for threads in ["2", "5"] {
        let (files, beside) = published(&world, threads);
        assert!(files.keys().eq(alone.keys()), "{threads} threads");
        for (name, bytes) in files {
            assert!(bytes == alone[&name], "{name} with {threads} threads");
        }
        assert_eq!(&beside.counts, counts);
        assert_eq!(beside.feed_faults, record.feed_faults);
    }
}

/// A limit of the host is no defect of ours: its address space holds no thread of that size.
#[cfg(target_os = "linux")]
#[test]
fn threads_that_the_system_refuses_are_69_with_a_hint() {
    let world = World::new();
    let mut limited = Command::new("bash");
    limited.args(["-c", "ulimit -v 4000000; exec \"$0\" \"$@\""]);
    limited.arg(env!("CARGO_BIN_EXE_preboard"));
    limited.args(world.run_arguments(AS_OF));
    limited.env("RUST_MIN_STACK", "8000000000");
    Said::of(&mut limited)
        .ended(69)
        .tells(&["worker threads", "--threads"]);
}
