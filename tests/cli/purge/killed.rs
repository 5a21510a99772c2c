//! A purge that is killed anywhere leaves whole runs and a whole ledger.

use super::{FIVE_YEARS, night, settings, world};
use crate::common::{Said, World, copy, names_in, process, row};
use preboard::ledger::chain;
use preboard::{ledger, purged};
use std::collections::BTreeSet;
use std::time::Instant;

const LATER: &str = "2020-07-01T20:00:00Z";
const RUNS: [&str; 3] = ["a", "b", "c"];

fn purge_again(world: &World) -> Said {
    world.purge(LATER, &[]).ok()
}

#[test]
fn a_purge_that_is_killed_anywhere_leaves_whole_runs_and_a_whole_ledger() {
    let world = world("2020-01-02T06:00:00Z");
    settings(&world, FIVE_YEARS);
    for (minute, id) in RUNS.into_iter().enumerate() {
        let case = night(&world, id, "2020-01-01T18:00:00Z");
        let word = format!("{case},A1,2020-01-01T19:0{minute}:00Z,need_info,,,x");
        world.review(id, &word).ok();
    }
    world.manifest(&[row("SMITH", "ANNA", "1980-01-02")]);
    world.night_at("young", "2020-06-30T00:00:00Z");
    let (out, before) = (world.path("out"), world.path("before"));
    copy(&out, &before);
    let mut states = BTreeSet::new();
    let started = Instant::now();
    purge_again(&world);
    let whole_purge = started.elapsed();
    for wait in 0..40 {
        std::fs::remove_dir_all(&out).unwrap();
        copy(&before, &out);
        let mut purge = process(&["purge", "--quiet", "--as-of", LATER, "--config"]);
        purge.arg(world.path("settings.toml"));
        let mut child = purge.arg("--out").arg(&out).spawn().unwrap();
        std::thread::sleep(whole_purge * wait / 36);
        child.kill().unwrap();
        child.wait().unwrap();
        let masked = RUNS.map(|id| {
            let night = world.published_run(id);
            night.is_whole();
            night.record().masked_at.is_some()
        });
        let parts = ledger::load(&out).unwrap();
        let links = chain::links(&parts);
        assert!(links.iter().all(|link| *link == chain::Link::Whole));
        let reduced = parts[0].rows[0].note.is_none();
        states.insert((masked, reduced));
        // The next purge ends what this one began, and says all of it.
        purge_again(&world);
        world.verify("young").ok();
        let left = names_in(&out).into_iter();
        assert_eq!(left.filter(|name| name.starts_with(".staging")).count(), 0);
        let logged = purged::read(&out).unwrap();
        for id in RUNS {
            let record = world.published_run(id).record();
            let told =
                |line: &purged::Purged| line.new_digest.as_ref() == Some(&record.audit_digest);
            assert!(record.masked_at.is_some() && logged.iter().any(told));
        }
    }
    eprintln!("states seen: {states:?}");
    assert!(1 < states.len(), "no kill came in the middle");
}
