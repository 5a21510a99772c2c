//! The runs of an output folder, found by one walk for every command.
//!
//! A folder whose record cannot be read is warned of and passed over, never an error: an old
//! run must not stop tonight's. Hidden folders were never published, or are on their way out;
//! links are passed over, or `latest` would be a second run of the same name.

use crate::commands::ui::Ui;
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::inert::shown;
use crate::output::beside::LATEST;
use crate::recommend::named::{Named, ambiguous, named};
use crate::schema::record::RunRecord;
use crate::schema::rows::CaseRow;
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// One published run.
pub struct Run {
    pub folder: PathBuf,
    pub record: RunRecord,
}

/// A run whose record cannot be read.
pub struct Unread {
    pub folder: PathBuf,
    pub error: Error,
    /// When its record was written, by the file system: nothing else is known of it.
    written: Option<SystemTime>,
}

/// By name.
#[derive(Default)]
pub struct Runs {
    pub read: Vec<Run>,
    pub unread: Vec<Unread>,
}

/// Every run, and those that cannot be read.
pub fn walk(out: &Path) -> Result<Runs> {
    let mut runs = Runs::default();
    if !files::is_there(out)? {
        return Ok(runs);
    }
    for folder in folders(out)? {
        let path = folder.join("run.json");
        if !files::is_there(&path)? {
            continue;
        }
        match RunRecord::read(&path) {
            Ok(record) => runs.read.push(Run { folder, record }),
            Err(error) => runs.unread.push(Unread {
                written: written(&path),
                folder,
                error,
            }),
        }
    }
    Ok(runs)
}

/// Those that can be read; the others are warned of.
pub fn all(out: &Path, ui: &Ui) -> Result<Vec<Run>> {
    Ok(walk_and_warn(out, ui)?.read)
}

fn walk_and_warn(out: &Path, ui: &Ui) -> Result<Runs> {
    let runs = walk(out)?;
    for unread in &runs.unread {
        ui.warn(&format!("a run is passed over: {}", unread.error));
    }
    Ok(runs)
}

/// The newest that can be read; the others are warned of.
pub fn newest(out: &Path, ui: &Ui) -> Result<PathBuf> {
    let runs = walk_and_warn(out, ui)?;
    runs.newest().map(|run| run.folder.clone()).ok_or_else(|| {
        let what = format!("{} holds no run", out.display());
        Error::new(Kind::NoInput, what).hint("start `preboard run` first")
    })
}

/// Who gives the folder of all runs in the place of one is told which run to give.
pub fn require_run(folder: &Path) -> Result<()> {
    let is_folder = files::about(folder)?.is_some_and(|about| about.is_dir());
    if !is_folder || files::is_there(&folder.join("run.json"))? {
        return Ok(());
    }
    let runs = folders(folder)?;
    let mut runs = runs
        .iter()
        .filter_map(|run| match files::is_there(&run.join("run.json")) {
            Ok(true) => Some(run.clone()),
            Ok(false) | Err(_) => None,
        });
    let Some(last) = runs.next_back() else {
        return Ok(());
    };
    let latest = folder.join(LATEST);
    let run = if files::is_there(&latest)? {
        latest
    } else {
        last
    };
    let what = format!("{} is the folder of runs, and no run", folder.display());
    let hint = format!("name one of them, as in {}", run.display());
    Err(Error::new(Kind::NoInput, what).hint(hint))
}

/// The case of a run that somebody means by what was typed.
pub fn case_named<'a>(typed: &str, cases: &'a [CaseRow], folder: &Path) -> Result<&'a CaseRow> {
    let folder = folder.display();
    let wrong = |kind, what, hint: &str| Err(Error::new(kind, what).hint(hint));
    match named(typed, cases.iter().map(|case| case.case_id.as_str())) {
        Named::One(id) => {
            let mut cases = cases.iter();
            let case = cases.find(|case| case.case_id == id);
            Ok(case.expect("the id is of these cases"))
        }
        Named::Several(ids) => {
            let what = format!("{} is {}", shown(typed), ambiguous(&ids));
            wrong(Kind::Usage, what, "give more of the id")
        }
        Named::Nobody => {
            let what = format!("{folder} holds no case {}", shown(typed));
            let hint = "name another run; `preboard cases` lists what a run holds";
            wrong(Kind::Usage, what, hint)
        }
    }
}

fn written(record: &Path) -> Option<SystemTime> {
    files::about(record).ok()??.modified().ok()
}

/// Folders of the output folder that may be runs, by name. A link is none: it leads to a run
/// that stands here under its own name, or out of here.
pub fn folders(out: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in files::list(out)? {
        let hidden = files::name_of(&path).starts_with('.');
        if !hidden && files::is_plain_folder(&path)? {
            found.push(path);
        }
    }
    Ok(found)
}

impl Runs {
    /// The run with the latest moment, and of those the one written last.
    pub fn newest(&self) -> Option<&Run> {
        self.newest_until(Timestamp::MAX)
    }

    /// The same of those that are not later than a moment: an old night that runs again is
    /// compared with what was before it.
    pub fn newest_until(&self, moment: Timestamp) -> Option<&Run> {
        let read = |text: &str| text.parse::<Timestamp>().unwrap_or(Timestamp::MIN);
        let order = |run: &&Run| (read(&run.record.as_of), read(&run.record.finished_at));
        let until = self.read.iter().rev();
        // Of two alike the first by name.
        until
            .filter(|run| read(&run.record.as_of) <= moment)
            .max_by_key(order)
    }

    /// Those that are not later than a moment, newest first.
    pub fn until(&self, moment: Timestamp) -> Vec<&Run> {
        let read = |text: &str| text.parse::<Timestamp>().unwrap_or(Timestamp::MIN);
        let order = |run: &&Run| (read(&run.record.as_of), read(&run.record.finished_at));
        let mut until: Vec<&Run> = self.read.iter().collect();
        until.retain(|run| read(&run.record.as_of) <= moment);
        // Stable: of two alike the first by name is the newer, as in `newest`.
        until.sort_by_key(|run| std::cmp::Reverse(order(run)));
        until
    }

    /// A run that cannot be read and was written after [`Runs::newest`] ended: what compares
    /// with the run before would compare with the wrong one.
    pub fn unread_since_newest(&self) -> Option<&Unread> {
        let ended = self.newest().map(|run| &run.record.finished_at);
        let ended = ended.and_then(|text| text.parse::<Timestamp>().ok());
        let ended = ended.map(SystemTime::from);
        let newer = self
            .unread
            .iter()
            .filter(|unread| match (unread.written, ended) {
                (Some(written), Some(ended)) => ended < written,
                // Whatever is not known may be the newest.
                (None, _) | (_, None) => true,
            });
        newer.max_by_key(|unread| unread.written)
    }
}
