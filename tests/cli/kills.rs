//! `kill -9` at a hundred moments of `run` and a hundred of `review` and `release`: nothing is
//! half written, nothing is lost, nothing counts twice.
//!
//! Moments are seeded; which write they meet is up to the machine. All worlds but the sample
//! are small, so that most of a process is writing: 40 seconds in all on two busy cores.

use crate::common::{AS_OF, Night, World, entry, names_in, process, row, whole_runs};
use preboard::ledger::chain;
use preboard::{Releases, State, digest_of_file, ledger};
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
    let run = || process(&world.run_arguments(AS_OF));
    let in_time = survived_kills(run, &world.path("out"), KILLS);
    assert!(1 < in_time, "no kill came in time");
}

/// Few moments of a greater run.
#[test]
fn a_killed_run_leaves_nothing_half_written_and_the_next_one_succeeds() {
    let out = tempfile::tempdir().unwrap();
    let sample = || {
        let mut run = process(&["run", "--quiet", "--out"]);
        run.arg(out.path());
        run.current_dir(env!("CARGO_MANIFEST_DIR"));
        run
    };
    let in_time = survived_kills(sample, out.path(), 4);
    assert!(0 < in_time, "no kill came in time");
}

/// Kills so many runs; gives how many did not end before.
fn survived_kills(run: impl Fn() -> Command, out: &Path, kills: usize) -> usize {
    let mut moments = Moments::of(&run);
    for _ in 0..kills {
        moments.kill(run());
        whole_runs(out);
    }
    let before = whole_runs(out);
    assert!(run().status().unwrap().success());
    assert_eq!(whole_runs(out), before + 1);
    #[cfg(unix)]
    Night::from(out.join("latest").as_path()).is_whole();
    let staging = names_in(out).into_iter();
    let staging = staging.filter(|name| name.starts_with(".staging"));
    assert_eq!(staging.count(), 0);
    // The first was not killed.
    kills + 1 - before
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
    let done = desk.release().stderr(Stdio::piped()).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{}: {said}", done.status);
    desk.the_last_word_is_on_the_sheet(KILLS);
    desk.world.verify("night").ok();
}

/// A run with three cases. On even evenings all are concurred with, on odd ones none.
struct Desk {
    world: World,
    night: Night,
    ids: Vec<String>,
}

impl Desk {
    const CASES: [&'static str; 3] = ["ZUMARINOV", "QADRIYOV", "BELISARIUS"];

    fn new() -> Desk {
        let world = World::of(
            &Desk::CASES.map(|name| row(name, "BORISLAV", "1970-03-05")),
            &Desk::CASES.map(|name| entry(name, name, "Borislav", "1970-03-05")),
        );
        let night = world.night("night");
        let ids = night.case_ids().into_values().collect();
        Desk { world, night, ids }
    }

    fn moment(evening: usize) -> String {
        let (hour, minute) = (10 + evening / 60, evening % 60);
        format!("2026-11-24T{hour}:{minute:02}:00Z")
    }

    fn review(&self, evening: usize) -> Command {
        let mut text = "case_id,officer,decided_at,decision\n".to_owned();
        let moment = Desk::moment(evening);
        let word = if evening.is_multiple_of(2) {
            "concur"
        } else {
            "not_concur"
        };
        for id in &self.ids {
            text.push_str(&format!("{id},Officer 12,{moment},{word}\n"));
        }
        let file = self.world.write("decisions.csv", text);
        let mut review = process(&["review", "--decisions"]);
        review.arg(file).arg(&self.night.folder);
        review
    }

    fn release(&self) -> Command {
        let mut release = process(&["release", "--config"]);
        release.arg(self.world.path("settings.toml"));
        release.arg(&self.night.folder);
        release
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
        let run = &self.night.folder;
        let releases = Releases::read(run).unwrap();
        let Some(newest) = releases.newest() else {
            return;
        };
        let folders = Releases::folders(run).unwrap();
        for output in &newest.outputs {
            let path = folders.last().unwrap().1.join(&output.path);
            assert_eq!(digest_of_file(&path).unwrap(), output.digest);
        }
    }

    fn the_last_word_is_on_the_sheet(&self, evening: usize) {
        let releases = Releases::read(&self.night.folder).unwrap();
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
