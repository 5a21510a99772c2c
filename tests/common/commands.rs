//! The program's commands on a world.

use super::night::Night;
use super::people::AS_OF;
use super::said::Said;
use super::world::World;
use assert_cmd::Command;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

pub fn preboard() -> Command {
    Command::new(env!("CARGO_BIN_EXE_preboard"))
}

/// The same, to be killed: it says nothing.
pub fn process(arguments: &[impl AsRef<OsStr>]) -> std::process::Command {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_preboard"));
    command.args(arguments).stderr(std::process::Stdio::null());
    command
}

/// `manifest import` or `watchlist import` of a sample, which may be of nothing but faults: however
/// much of it is lost.
pub fn import(what: &str, format: &str, source: &Path, out: &Path, more: &[&str]) -> Said {
    let more = [more, &["--most-lost", "1"]].concat();
    import_as_it_is(what, format, source, out, &more)
}

/// The same as an operator calls it.
pub fn import_as_it_is(what: &str, format: &str, source: &Path, out: &Path, more: &[&str]) -> Said {
    let mut import = preboard();
    import.args([what, "import", format]).arg(source);
    Said::of(import.arg("-o").arg(out).args(more))
}

/// `watchlist merge`.
pub fn merge(lists: &[PathBuf], out: &Path) -> Said {
    let mut merge = preboard();
    merge.args(["watchlist", "merge"]).args(lists);
    Said::of(merge.arg("-o").arg(out))
}

impl World {
    /// A command with the world's settings.
    pub fn command(&self, name: &str) -> Command {
        let mut command = preboard();
        command.arg(name).arg("--config");
        command.arg(self.path("settings.toml"));
        command
    }

    /// The same, with its manifest and list.
    pub fn command_on_inputs(&self, name: &str) -> Command {
        let mut command = self.command(name);
        command.arg("--manifest").arg(self.path("manifest.parquet"));
        command.arg("--watchlist").arg(self.path("list.parquet"));
        command
    }

    /// `preboard run` on this world, publishing to `out`.
    pub fn run(&self) -> Command {
        let mut command = preboard();
        command.args(self.run_arguments(AS_OF));
        command
    }

    pub fn run_arguments(&self, as_of: &str) -> Vec<OsString> {
        let mut arguments = vec!["run".into(), "--as-of".into(), as_of.into()];
        for (option, name) in [
            ("--config", "settings.toml"),
            ("--manifest", "manifest.parquet"),
            ("--watchlist", "list.parquet"),
            ("--out", "out"),
        ] {
            arguments.extend([option.into(), self.path(name).into_os_string()]);
        }
        arguments
    }

    #[track_caller]
    pub fn night(&self, id: &str) -> Night {
        self.night_at(id, AS_OF)
    }

    /// A run of this moment.
    #[track_caller]
    pub fn night_at(&self, id: &str, as_of: &str) -> Night {
        let mut run = preboard();
        run.args(self.run_arguments(as_of)).args(["--run-id", id]);
        Said::of(&mut run).ok();
        self.published_run(id)
    }

    /// Hands in decisions on a run: lines of a CSV file with every column.
    pub fn review(&self, run: &str, rows: &str) -> Said {
        let header = "case_id,officer,decided_at,decision,carrier_action,match_truth,note\n";
        let file = self.write("decisions.csv", format!("{header}{rows}"));
        self.review_of(run, &file)
    }

    fn review_of(&self, run: &str, decisions: &Path) -> Said {
        let mut review = preboard();
        review.arg("review").arg(self.path("out").join(run));
        Said::of(review.arg("--decisions").arg(decisions))
    }

    /// Hands in decisions of one evening in the fewest columns, each a case, an hour and a
    /// word; gives what `review` said.
    #[track_caller]
    pub fn decide(&self, run: &str, words: &[(&str, &str, &str)]) -> String {
        let mut text = "case_id,officer,decided_at,decision\n".to_owned();
        for (case, hour, word) in words {
            text.push_str(&format!("{case},Officer 12,2026-11-23T{hour}:00Z,{word}\n"));
        }
        let file = self.write("decisions.csv", text);
        self.review_of(run, &file).ok().err
    }

    #[track_caller]
    pub fn release(&self, run: &str) -> Said {
        let said = Said::of(self.command("release").arg(self.path("out").join(run)));
        assert_eq!(said.out, "", "standard output is for data");
        said
    }

    pub fn verify(&self, run: &str) -> Said {
        Said::of(preboard().arg("verify").arg(self.path("out").join(run)))
    }

    pub fn purge(&self, as_of: &str, more: &[&str]) -> Said {
        let mut purge = self.command("purge");
        purge.args(["--as-of", as_of]).args(more);
        Said::of(purge.arg("--out").arg(self.path("out")))
    }

    pub fn trends(&self, as_of: &str, more: &[&str]) -> Said {
        let mut trends = self.command("trends");
        trends.args(["--as-of", as_of]).args(more);
        Said::of(trends.arg("--ledger").arg(self.path("out")))
    }

    /// One case of a run, explained.
    pub fn explain(&self, run: &str, case: &str, more: &[&str]) -> Said {
        let mut explain = self.command("explain");
        explain.arg(case).args(more).arg("--run");
        Said::of(explain.arg(self.path("out").join(run)))
    }

    /// The command fails with the code and the words, on one line, and publishes nothing.
    #[track_caller]
    pub fn refuses(&self, command: &mut Command, code: i32, words: &[&str]) {
        let said = Said::of(command).ended(code);
        let errors = said.err.lines().filter(|line| line.starts_with("error: "));
        let errors: Vec<&str> = errors.collect();
        assert_eq!(errors.len(), 1, "{}", said.err);
        for word in words {
            assert!(errors[0].contains(word), "{word:?} is not in {said:?}");
        }
        assert_eq!(self.published(), [""; 0]);
    }
}
