//! What the program writes is for its own account alone.

use crate::common::{World, preboard};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

#[test]
fn runs_decisions_releases_and_imports_are_closed_to_others() {
    let world = World::new();
    world.run().args(["--run-id", "first"]).assert().success();
    let case = world.case_ids("first")["ZUMARINOV"].clone();
    world.decide("first", &[(&case, "19:00", "concur")]);
    let mut release = preboard();
    release.arg("release").arg(world.path("out/first"));
    release.arg("--config").arg(world.path("settings.toml"));
    release.assert().success();
    assert!(world.path("out/first/release/0001").is_dir());
    assert!(world.path("out/ledger/salt").is_file());
    check(&world.path("out"));

    let mut import = preboard();
    import.args([
        "watchlist",
        "import",
        "csv",
        "tests/data/watchlist/flat.csv",
    ]);
    import.arg("-o").arg(world.path("lists/new/flat.parquet"));
    let output = import.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
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
