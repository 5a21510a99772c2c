//! What the program writes is for its own account alone.

use crate::common::{Said, World, import, sample};
use std::fs::Permissions;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

#[test]
fn runs_decisions_releases_and_imports_are_closed_to_others() {
    let world = World::new();
    let case = world.night("first").case().case_id;
    world.decide("first", &[(&case, "19:00", "concur")]);
    world.release("first").ok();
    let mut package = world.command("package");
    package.arg("--out").arg(world.path("out"));
    Said::of(package.args([&case, "--officer", "12"])).ok();
    assert!(world.path("out/packages").is_dir());
    assert!(world.path("out/first/release/0001").is_dir());
    assert!(world.path("out/ledger/salt").is_file());
    check(&world.path("out"));

    let (flat, out) = (sample("watchlist/flat.csv"), "lists/new/flat.parquet");
    import("watchlist", "csv", &flat, &world.path(out), &[]).ok();
    check(&world.path("lists"));
}

/// Modes below the output folder, by path, of what another account may pass or read.
fn open(world: &World) -> Vec<(String, u32, u32)> {
    fn look(path: &Path, inside: &str, found: &mut Vec<(String, u32, u32)>) {
        let data = path.symlink_metadata().unwrap();
        let mode = data.permissions().mode() & 0o777;
        if data.is_symlink() {
            return;
        }
        if mode & 0o077 != 0 {
            found.push((inside.to_owned(), mode, data.gid()));
        }
        if data.is_dir() {
            for item in std::fs::read_dir(path).unwrap() {
                let item = item.unwrap();
                let name = item.file_name().into_string().unwrap();
                look(&item.path(), &format!("{inside}/{name}"), found);
            }
        }
    }
    let mut found = Vec::new();
    look(&world.path("out"), "", &mut found);
    found.sort();
    found
}

#[test]
fn an_officers_unix_group_reads_one_folder_and_passes_the_way_to_it() {
    let world = World::new();
    // A group that this account may give files to.
    let gid = world.folder.path().metadata().unwrap().gid();
    let grants = |text: &str| world.settings(&format!("[output.group_readable]\n{text}\n"));
    grants(&format!("NEW_YORK = \"{gid}\""));
    let case = world.night("first").case().case_id;
    world.decide("first", &[(&case, "19:00", "concur")]);
    world.release("first").ok();
    let briefing = "/first/groups/NEW_YORK/briefing.html";
    let expect = [
        ("", 0o710),
        ("/first", 0o710),
        ("/first/groups", 0o710),
        ("/first/groups/NEW_YORK", 0o750),
        (briefing, 0o640),
        ("/first/groups/NEW_YORK/recommendations.csv", 0o640),
    ];
    let expect = expect.map(|(path, mode)| (path.to_owned(), mode, gid));
    assert_eq!(open(&world), expect);
    let warning = "open to other accounts";
    world.verify("first").ok().hides(&[warning]);

    // Exactly this: neither more rights, nor another path.
    for (path, mode) in [
        (briefing, 0o644),
        (briefing, 0o660),
        ("/first/groups", 0o750),
        ("/first/recommendations.parquet", 0o640),
        ("/first/groups/MIAMI", 0o750),
    ] {
        let path = world.path(&format!("out{path}"));
        let before = path.metadata().unwrap().permissions();
        std::fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        let said = world.verify("first").ok();
        let told = format!("1 files and folders of the run are {warning}");
        said.tells(&[&told, "group_readable says so"]);
        std::fs::set_permissions(&path, before).unwrap();
    }
    // Masked, it is the account's own again.
    world
        .purge("2026-11-25T00:00:00Z", &["--mask", "first"])
        .ok();
    assert_eq!(open(&world), [(String::new(), 0o710, gid)]);
    world.verify("first").ok().hides(&[warning]);

    for (text, says) in [
        (
            "NEW_YORK = \"no_such_unix_group\"",
            "/etc/group has no group",
        ),
        ("NOWHERE = \"1\"", "no such group in routing"),
        ("NEW_YORK = \"1\"\nMIAMI = \"2\"", "give output.officers"),
    ] {
        grants(text);
        let mut run = world.run();
        Said::of(run.args(["--run-id", "bad"]))
            .ended(78)
            .tells(&[says]);
    }
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
