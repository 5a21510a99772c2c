//! An old run that cannot be read stops nothing, and nothing is compared with what it may
//! have said.

use crate::common::{AS_OF, Said, World, preboard};
use preboard::Status;

/// A second night over the same manifest, after the first one's record was damaged.
fn after_damage(later: bool) -> (World, Said) {
    let world = World::new();
    world.night("first");
    if later {
        world.night_at("second", "2026-11-23T19:00:00Z");
    }
    world.write("out/first/run.json", "{ cut");
    if later {
        // As old as it is: the damage came before the second night.
        let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1);
        let record = std::fs::File::options()
            .append(true)
            .open(world.path("out/first/run.json"));
        record.unwrap().set_modified(old).unwrap();
    }
    let mut run = preboard();
    run.args(world.run_arguments("2026-11-23T20:00:00Z"));
    let said = Said::of(run.args(["--run-id", "tonight"])).ok();
    (world, said.tells(&["a run is passed over", "first"]))
}

#[test]
fn the_newest_that_cannot_be_read_makes_every_status_unknown() {
    let (world, said) = after_damage(false);
    said.tells(&["every status is unknown"]);
    let night = world.published_run("tonight");
    assert_eq!(night.case().status, Status::Unknown);
    assert_eq!(night.record().previous_run_unread.as_deref(), Some("first"));
    assert_eq!(night.record().counts.by_status["unknown"], 1);
    let group = night.case().group;
    let page = night.text(&format!("groups/{group}/briefing.html"));
    assert!(page.contains("The run before this one (first) cannot be read"));
    assert!(page.contains(">not compared<") && !page.contains(">new<"));
}

#[test]
fn an_older_one_is_passed_over_and_the_newest_is_compared_with() {
    let (world, said) = after_damage(true);
    said.hides(&["every status is unknown"]);
    let night = world.published_run("tonight");
    assert_eq!(night.case().status, Status::Unchanged);
    assert_eq!(night.record().previous_run_unread, None);
}

#[test]
fn the_other_commands_pass_it_over_too() {
    let (world, _) = after_damage(false);
    let case = world.published_run("tonight").case().case_id;
    let mut explain = world.command("explain");
    explain.arg("--out").arg(world.path("out")).arg(&case);
    Said::of(&mut explain).ok().tells(&["a run is passed over"]);
    let mut check = world.command_on_inputs("check");
    check.args(["--as-of", AS_OF]).arg("--out");
    Said::of(check.arg(world.path("out")))
        .ok()
        .tells(&["a run is passed over"]);
    world
        .trends(AS_OF, &[])
        .ok()
        .tells(&["a run is passed over"]);
    let purge = world.purge(AS_OF, &["--dry-run"]).ok();
    assert!(
        purge
            .out
            .contains("keep,first,a run whose record cannot be read")
    );
}
