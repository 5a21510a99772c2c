//! What the program writes is for its own account alone.

use crate::common::{World, import, sample};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

#[test]
fn runs_decisions_releases_and_imports_are_closed_to_others() {
    let world = World::new();
    let case = world.night("first").case().case_id;
    world.decide("first", &[(&case, "19:00", "concur")]);
    world.release("first").ok();
    assert!(world.path("out/first/release/0001").is_dir());
    assert!(world.path("out/ledger/salt").is_file());
    check(&world.path("out"));

    let (flat, out) = (sample("watchlist/flat.csv"), "lists/new/flat.parquet");
    import("watchlist", "csv", &flat, &world.path(out), &[]).ok();
    check(&world.path("lists"));
}

/// The folder and all below it.
fn check(path: &Path) {
    let mode = path.metadata().unwrap().permissions().mode() & 0o777;
    let folder = path.is_dir();
    let expect = if folder { 0o700 } else { 0o600 };
    assert_eq!(mode, expect, "{} is {mode:o}", path.display());
    if folder {
        for item in std::fs::read_dir(path).unwrap() {
            check(&item.unwrap().path());
        }
    }
}
