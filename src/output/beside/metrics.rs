//! `OUT/metrics.prom`: the figures of the run that was published last, at a path that stays,
//! with the moment, code and stage of the last attempt.
//!
//! A failed attempt changes its own three figures and no other, so that the age of the last
//! success goes on growing until somebody looks.

use super::METRICS;
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::output::metrics;
use jiff::Timestamp;
use std::path::Path;

/// How a run ended, published or not.
#[derive(Clone, Copy, Debug)]
pub struct Attempt {
    pub started: Timestamp,
    /// Its exit code.
    pub code: u8,
    /// What it was doing when it ended.
    pub stage: &'static str,
}

/// `run` is the folder of a run that was published; without one the attempt failed.
pub fn tell(out: &Path, run: Option<&Path>, attempt: Attempt) -> Result<()> {
    let path = out.join(METRICS);
    let before = match files::is_there(&path)? {
        true => files::read_text(&path)?,
        false => String::new(),
    };
    if !before.is_empty() && !before.starts_with("# HELP preboard_") {
        let what = format!("{} holds no figures of this program", path.display());
        let hint = "move it away: the figures of the newest run stand there";
        return Err(Error::new(Kind::CannotCreate, what).hint(hint));
    }
    let figures = match run {
        Some(run) => files::read_text(&run.join(METRICS))?,
        None => without_attempt(&before),
    };
    let Attempt {
        started,
        code,
        stage,
    } = attempt;
    let text = figures + &metrics::of_attempt(started, code, stage);
    files::write_atomic(&path, text.as_bytes())
}

fn without_attempt(text: &str) -> String {
    let others = text
        .lines()
        .filter(|line| !line.contains(metrics::LAST_ATTEMPT));
    others.map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_attempt_changes_its_own_figures_alone() {
        let out = tempfile::tempdir().unwrap();
        let run = out.path().join("night");
        std::fs::create_dir(&run).unwrap();
        let figures = "# HELP preboard_cases C.\n# TYPE preboard_cases gauge\npreboard_cases 2\n";
        std::fs::write(run.join(METRICS), figures).unwrap();
        let at = |code, stage| Attempt {
            started: Timestamp::from_second(60 + i64::from(code)).unwrap(),
            code,
            stage,
        };
        let text = || std::fs::read_to_string(out.path().join(METRICS)).unwrap();
        tell(out.path(), None, at(66, "load")).unwrap();
        assert!(!text().contains("preboard_cases"), "nothing was published");
        tell(out.path(), Some(&run), at(0, "done")).unwrap();
        let good = text();
        tell(out.path(), None, at(65, "load")).unwrap();
        tell(out.path(), None, at(65, "screen")).unwrap();
        let bad = text();
        assert!(good.starts_with(figures) && bad.starts_with(figures));
        for line in [
            "preboard_last_attempt_timestamp_seconds 125",
            "preboard_last_attempt_exit_code 65",
            "preboard_last_attempt_info{stage=\"screen\"} 1",
        ] {
            assert_eq!(bad.matches(line).count(), 1, "{line} in {bad}");
        }
        assert_eq!(bad.lines().count(), good.lines().count());
    }

    #[test]
    fn somebody_elses_file_stays() {
        let out = tempfile::tempdir().unwrap();
        std::fs::write(out.path().join(METRICS), "mine 1\n").unwrap();
        let attempt = Attempt {
            started: Timestamp::UNIX_EPOCH,
            code: 65,
            stage: "load",
        };
        let error = tell(out.path(), None, attempt).unwrap_err();
        assert_eq!(error.kind, Kind::CannotCreate);
        let text = std::fs::read_to_string(out.path().join(METRICS)).unwrap();
        assert_eq!(text, "mine 1\n");
    }
}
