//! `kill -9` at a hundred moments of `run` and a hundred of `review` and `release`: nothing is
//! half written, nothing is lost, nothing counts twice.
//!
//! Moments are seeded; which write they meet is up to the machine. All worlds are small, so
//! that most of a process is writing: 40 seconds in all on two busy cores.

use crate::common::{World, entry, row};
use preboard::commands::release::Releases;
use preboard::files::digest_of_file;
use preboard::ledger::{self, chain};
use preboard::output::record::RunRecord;
use preboard::output::release::record::State;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const KILLS: usize = 100;

#[test]
fn a_killed_run_leaves_whole_runs_only() {
    let world = World::new();
    let out = world.path("out");
    let run = || preboard(&world.run_arguments());
    let mut moments = Moments::of(&run);
    for _ in 0..KILLS {
        moments.kill(run());
        every_run_is_whole(&out);
    }
    let before = every_run_is_whole(&out);
    assert!(before < KILLS, "no kill came in time");
    assert!(run().status().unwrap().success());
    assert_eq!(every_run_is_whole(&out), before + 1);
    let left = names_in(&out).into_iter();
    assert_eq!(left.filter(|name| name.starts_with(".staging")).count(), 0);
}

/// Counts the runs; each holds what its record says, to the byte.
fn every_run_is_whole(out: &Path) -> usize {
    let names = names_in(out).into_iter();
    let runs = names.filter(|name| !name.starts_with('.'));
    runs.map(|run| {
        let folder = out.join(&run);
        let record = RunRecord::read(&folder.join("run.json")).unwrap();
        assert!(record.is_intact() && record.outputs.len() > 5, "{run}");
        for file in &record.outputs {
            let digest = digest_of_file(&folder.join(&file.path)).unwrap();
            assert_eq!(digest, file.digest, "{run}/{}", file.path);
        }
    })
    .count()
}

#[test]
fn a_killed_review_or_release_loses_no_decision_and_takes_none_twice() {
    let desk = Desk::new();
    let (mut reviews, mut releases) = (
        Moments::of(&|| desk.review(0)),
        Moments::of(&|| desk.release()),
    );
    let (mut recorded, mut absent) = (0, 0);
    for evening in 1..=KILLS {
        reviews.kill(desk.review(evening));
        match desk.decided(evening) {
            0 => absent += 1,
            all => {
                assert_eq!(all, Desk::CASES.len(), "a review is whole or absent");
                recorded += 1;
            }
        }
        // Handed in again: taken if it was lost, refused if it was not.
        let lost = desk.decided(evening) == 0;
        let code = desk.review(evening).status().unwrap().code();
        assert_eq!(code, Some(if lost { 0 } else { 65 }));
        assert_eq!(desk.decided(evening), Desk::CASES.len());

        releases.kill(desk.release());
        desk.releases_are_whole();
    }
    assert!(
        0 < recorded && 0 < absent,
        "{recorded} recorded, {absent} absent"
    );
    assert!(desk.release().status().unwrap().success());
    desk.the_last_word_is_on_the_sheet(KILLS);
    let mut verify = preboard(&["verify".into(), desk.world.path("out/night").into()]);
    assert!(verify.stdout(Stdio::null()).status().unwrap().success());
}

/// A run with three cases. On even evenings all are concurred with, on odd ones none.
struct Desk {
    world: World,
    ids: Vec<String>,
}

impl Desk {
    const CASES: [&'static str; 3] = ["ZUMARINOV", "QADRIYOV", "BELISARIUS"];

    fn new() -> Desk {
        let world = World::new();
        let rows = Desk::CASES.map(|name| row(name, "BORISLAV", "1970-03-05"));
        world.manifest(&rows);
        world.list(&Desk::CASES.map(|name| entry(name, name, "Borislav", "1970-03-05")));
        world.run().args(["--run-id", "night"]).assert().success();
        let ids = world.case_ids("night").into_values().collect();
        Desk { world, ids }
    }

    fn moment(evening: usize) -> String {
        let (hour, minute) = (10 + evening / 60, evening % 60);
        format!("2026-11-24T{hour}:{minute:02}:00Z")
    }

    fn review(&self, evening: usize) -> Command {
        let mut text = "case_id,officer,decided_at,decision\n".to_owned();
        let word = if evening.is_multiple_of(2) {
            "concur"
        } else {
            "not_concur"
        };
        for id in &self.ids {
            text.push_str(&format!(
                "{id},Officer 12,{},{word}\n",
                Desk::moment(evening)
            ));
        }
        let file = self.world.path("decisions.csv");
        std::fs::write(&file, text).unwrap();
        let run = self.world.path("out/night");
        preboard(&[
            "review".into(),
            run.into(),
            "--decisions".into(),
            file.into(),
        ])
    }

    fn release(&self) -> Command {
        let (run, settings) = (
            self.world.path("out/night"),
            self.world.path("settings.toml"),
        );
        preboard(&[
            "release".into(),
            run.into(),
            "--config".into(),
            settings.into(),
        ])
    }

    /// Decisions of one evening in the ledger, which must be whole and hold none twice.
    fn decided(&self, evening: usize) -> usize {
        let parts = ledger::load(&self.world.path("out")).unwrap();
        assert!(
            chain::links(&parts)
                .iter()
                .all(|link| *link == chain::Link::Whole)
        );
        let rows: Vec<_> = parts.into_iter().flat_map(|part| part.rows).collect();
        let distinct: BTreeSet<_> = rows
            .iter()
            .map(|row| (&row.case_id, row.decided_at))
            .collect();
        assert_eq!(distinct.len(), rows.len());
        let moment = Desk::moment(evening).parse().unwrap();
        rows.iter().filter(|row| row.decided_at == moment).count()
    }

    /// Every release that is there has its record, and the newest one all its sheets.
    fn releases_are_whole(&self) {
        let run = self.world.path("out/night");
        let releases = Releases::read(&run).unwrap();
        let Some(newest) = releases.newest() else {
            return;
        };
        let folders = Releases::folders(&run).unwrap();
        for output in &newest.outputs {
            let path = folders.last().unwrap().1.join(&output.path);
            assert_eq!(digest_of_file(&path).unwrap(), output.digest);
        }
    }

    fn the_last_word_is_on_the_sheet(&self, evening: usize) {
        let releases = Releases::read(&self.world.path("out/night")).unwrap();
        let newest = releases.newest().unwrap();
        let expect = match evening % 2 {
            0 => State::Released,
            _ => State::Withdrawn,
        };
        assert!(newest.cases.len() == 3 && newest.cases.iter().all(|case| case.state == expect));
    }
}

/// When to kill: within the time that a whole process takes, and a little beyond. The time
/// follows the machine, whose load changes: one kill in six shall come too late.
struct Moments {
    whole: Duration,
    random: ChaCha8Rng,
}

impl Moments {
    fn of(command: &dyn Fn() -> Command) -> Moments {
        let start = Instant::now();
        assert!(command().status().unwrap().success());
        Moments {
            whole: start.elapsed(),
            random: ChaCha8Rng::seed_from_u64(20),
        }
    }

    fn kill(&mut self, mut command: Command) {
        let mut killed = command.spawn().unwrap();
        std::thread::sleep(self.whole.mul_f64(self.random.random_range(0.0..1.1)));
        let too_late = killed.try_wait().unwrap().is_some();
        self.whole = self.whole.mul_f64(if too_late { 0.85 } else { 1.03 });
        killed.kill().unwrap();
        killed.wait().unwrap();
    }
}

fn preboard(arguments: &[std::ffi::OsString]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_preboard"));
    command.args(arguments).stderr(Stdio::null());
    command
}

fn names_in(folder: &Path) -> Vec<String> {
    let items = std::fs::read_dir(folder).unwrap();
    let names = items.map(|item| item.unwrap().file_name().into_string().unwrap());
    names.collect()
}
