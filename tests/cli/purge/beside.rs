//! Of everything beside the runs purge says what it is and what becomes of it, and it ends with
//! 65 or 74 when something may stay for longer than was promised.

use super::{FIVE_YEARS, night, settings, world};
use crate::common::World;
use preboard::purged::{self, Event};

const AS_OF: &str = "2020-01-01T18:00:00Z";
const LATER: &str = "2020-08-01T00:00:00Z";

fn listed(world: &World) -> String {
    world.purge(LATER, &["--dry-run"]).ok().out
}

#[cfg(unix)]
#[test]
fn nothing_is_kept_without_a_word() {
    let world = world("2020-01-02T06:00:00Z");
    for id in ["gone", "torn", "timeless"] {
        night(&world, id, AS_OF);
    }
    let at = |name: &str| world.path("out").join(name);
    std::fs::write(at("torn/run.json"), "{").unwrap();
    let text = world
        .text("out/timeless/run.json")
        .replace(AS_OF, "yesterday");
    std::fs::write(at("timeless/run.json"), text).unwrap();
    std::fs::create_dir(world.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink(world.path("elsewhere"), at("moved")).unwrap();
    std::fs::create_dir(at("copied")).unwrap();
    // Killed before the link had its name: no stranger, and gone with the next that is made.
    std::os::unix::fs::symlink("gone", at(".latest.part")).unwrap();
    std::fs::write(at("notes.txt"), "").unwrap();
    let lines = listed(&world);
    for line in [
        "delete,gone,",
        "keep,copied,a folder without run.json",
        "keep,latest,a link to the newest run",
        "keep,moved,\"a link, which is not followed",
        "keep,notes.txt,a file and no run",
        "keep,timeless,a run whose as_of is no moment",
        "keep,torn,a run whose record cannot be read",
    ] {
        assert!(lines.contains(line), "{line}: {lines}");
    }
    let said = world.purge(LATER, &[]).ended(65);
    said.tells(&[
        "copied stays",
        "moved stays",
        "timeless stays",
        "torn stays",
        "4 things",
    ])
    .hides(&["notes.txt", "latest"]);
    assert!(!at(".latest.part").is_symlink());
    assert!(!at("gone").exists() && at("torn").exists() && world.path("elsewhere").exists());
    // By somebody's word they stay, and nobody is called at night.
    settings(
        &world,
        "[retention]\nhold = [\"copied\", \"moved\", \"timeless\", \"torn\"]\n",
    );
    world.purge(LATER, &[]).ok();
    assert!(listed(&world).contains("retention.hold names it"));
}

#[test]
fn a_run_that_was_changed_and_so_not_masked_is_told() {
    let world = world("2020-01-02T06:00:00Z");
    settings(&world, FIVE_YEARS);
    night(&world, "changed", AS_OF);
    world.write("out/changed/evidence.parquet", "PAR1");
    let said = world.purge(LATER, &[]).ended(65);
    said.tells(&["changed stays: a run is not masked"]);
}

/// Root deletes whatever it likes, but for a mount.
#[cfg(unix)]
#[test]
fn the_log_tells_what_happened_and_one_run_keeps_no_other() {
    use std::os::unix::fs::PermissionsExt;
    let world = world("2020-01-02T06:00:00Z");
    for id in ["a", "b"] {
        night(&world, id, AS_OF);
    }
    let groups = world.path("out/a/groups");
    let rights = |folder: &std::path::Path, mode| {
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    rights(&groups, 0o500);
    let is_root = std::fs::write(groups.join("probe"), "").is_ok();
    if is_root {
        eprintln!(
            "skipped: this account deletes whatever it likes (tests/file_faults says it too)"
        );
        return;
    }
    let said = world.purge(LATER, &[]).ended(74);
    said.tells(&["cannot be removed"]);
    assert!(!world.path("out/b").exists(), "the other is gone");
    let events = || {
        let lines = purged::read(&world.path("out")).unwrap().into_iter();
        let lines = lines.map(|line| (line.run_id, line.event));
        lines.collect::<Vec<_>>()
    };
    let line = |id: &str, event| (id.to_owned(), event);
    let failed = [
        line("a", Event::RunPurged),
        line("a", Event::PurgeFailed),
        line("b", Event::RunPurged),
    ];
    assert_eq!(events(), failed);
    world.purge(LATER, &[]).ended(74);
    rights(&world.path("out/.staging-gone-1-a/groups"), 0o700);
    world.purge(LATER, &[]).ok();
    assert_eq!(events()[3..], [line("a", Event::RunPurged)]);
}
