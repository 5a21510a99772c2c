//! Every file call of a command fails once, one after the other, as SQLite's harness does it:
//! after each failure nothing is lost or half written, the code tells the truth, and the next
//! run is clean.
//!
//! Each try is a process of its own (this binary again, for [`child`] alone), so that nothing
//! that one try read is known to the next. By default some fifty calls of each command fail,
//! one of every kind among them; `scripts/file_faults` makes all of them fail.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says what it tried"
)]

#[path = "../common/mod.rs"]
mod common;

mod desk;
mod invariants;

mod no_replace;

use desk::{COMMANDS, Desk};
use preboard::faults::{self, Call, Order};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

/// What a child is told by its environment.
const TOLD: &str = "PREBOARD_FAULT_CHILD";

#[derive(Serialize, Deserialize)]
struct Task {
    /// One after the other; the failure is for the first.
    commands: Vec<Vec<String>>,
    nth: Option<u64>,
    lasting: bool,
    errno: i32,
}

/// How a try ended.
#[derive(Debug, Serialize, Deserialize)]
pub struct Ended {
    /// Of each command.
    pub codes: Vec<u8>,
    pub failed: Option<String>,
    /// The kind of each call, in order.
    pub kinds: Vec<String>,
}

/// The child: commands, the first with one failure. As a test of its own it does nothing.
#[test]
fn child() {
    let Ok(told) = std::env::var(TOLD) else {
        return;
    };
    let task: Task = serde_json::from_str(&std::fs::read_to_string(&told).unwrap()).unwrap();
    let order = task.nth.map(|nth| Order {
        nth,
        lasting: task.lasting,
        errno: task.errno,
    });
    let surroundings = preboard::Surroundings::of_process();
    let mut codes = Vec::new();
    let mut told_of = None;
    for command in task.commands {
        let cli = preboard::parse(command.into_iter().map(Into::into)).unwrap();
        faults::begin(order.filter(|_| told_of.is_none()));
        let (code, _kept) = preboard::run(cli, &surroundings);
        told_of.get_or_insert(faults::end());
        let code = (0..=255).find(|number| ExitCode::from(*number) == code);
        codes.push(code.unwrap());
    }
    let told_of = told_of.unwrap();
    let ended = Ended {
        codes,
        failed: told_of.failed.map(name),
        kinds: told_of.kinds.into_iter().map(name).collect(),
    };
    std::fs::write(told, serde_json::to_string(&ended).unwrap()).unwrap();
}

fn name(call: Call) -> String {
    format!("{call:?}")
}

/// Runs commands in a process of its own.
pub fn attempt(folder: &Path, commands: Vec<Vec<String>>, order: Option<Order>) -> (Ended, String) {
    let told = folder.join("task.json");
    let task = Task {
        commands,
        nth: order.map(|order| order.nth),
        lasting: order.is_some_and(|order| order.lasting),
        errno: order.map_or(0, |order| order.errno),
    };
    std::fs::write(&told, serde_json::to_string(&task).unwrap()).unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "child", "--nocapture", "--test-threads=1"]);
    child
        .env(TOLD, &told)
        .current_dir(folder)
        .stdin(Stdio::null());
    let said = child.output().unwrap();
    let said = String::from_utf8_lossy(&said.stderr).into_owned();
    let text = std::fs::read_to_string(&told).unwrap();
    let ended = serde_json::from_str(&text);
    let ended: Ended = ended.unwrap_or_else(|_| panic!("the child did not end: {said}"));
    std::fs::remove_file(told).unwrap();
    (ended, said)
}

/// A failed device, a denied question, a full disk.
const ERRORS: [(&str, i32); 3] = [("EIO", 5), ("EACCES", 13), ("ENOSPC", 28)];

#[test]
fn a_file_call_that_fails_loses_nothing_and_the_next_run_is_clean() {
    let every = std::env::var("PREBOARD_FAULTS").is_ok_and(|value| value == "all");
    let desk = Desk::new();
    for command in COMMANDS {
        let (mut tries, mut refused) = (0, BTreeMap::<u8, u64>::new());
        let whole = desk.fresh();
        let (ended, said) = attempt(whole.path(), vec![desk.arguments(command, &whole)], None);
        assert_eq!(ended.codes, [0], "{command:?} without a failure: {said}");
        let expected = invariants::outcome(command, &whole);
        for nth in chosen(&ended.kinds, every) {
            for (lasting, (error, errno)) in ways(nth, every) {
                let order = Order {
                    nth,
                    lasting,
                    errno,
                };
                let what = format!("{command:?}: call {nth} fails with {error}, lasting {lasting}");
                let world = desk.fresh();
                let before = invariants::Before::of(&world);
                let arguments = desk.arguments(command, &world);
                let (ended, said) = attempt(world.path(), vec![arguments], Some(order));
                let what = format!(
                    "{what} ({:?}), code {}: {said}",
                    ended.failed, ended.codes[0]
                );
                invariants::hold(command, &world, &before, &ended, &expected, &what);
                invariants::next_is_clean(command, &desk, &world, &what);
                tries += 1;
                *refused.entry(ended.codes[0]).or_default() += 1;
            }
        }
        eprintln!(
            "{command:?}: {} calls, {tries} failures, codes {refused:?}, all invariants held",
            ended.kinds.len()
        );
    }
}

/// All calls, or some of them and the first of each kind.
fn chosen(kinds: &[String], every: bool) -> Vec<u64> {
    let step = match every {
        true => 1,
        false => (kinds.len() / 24).max(1),
    };
    let mut seen = std::collections::BTreeSet::new();
    let chosen = (0..).zip(kinds).filter(|(nth, kind)| {
        let first = seen.insert((*kind).clone());
        first || nth % step as u64 == 0
    });
    chosen.map(|(nth, _)| nth).collect()
}

/// The errors in turn, and every third failure lasts; or each call with one of them that passes
/// and with one that lasts.
fn ways(nth: u64, every: bool) -> Vec<(bool, (&'static str, i32))> {
    let error = ERRORS[nth as usize % ERRORS.len()];
    match every {
        true => vec![(false, error), (true, error)],
        false => vec![(nth.is_multiple_of(3), error)],
    }
}
