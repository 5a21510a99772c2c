//! Runs as a question reads them: all of a folder, or one.
//!
//! Of all, a run that is damaged is named and passed over; of one, it is refused.

use crate::commands::ui::Ui;
use crate::commands::{checked, runs};
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::frames::read::{self, Frame};
use crate::frames::sql::Loaded;
use crate::inert::shown;
use crate::schema::personal::is_personal;
use crate::schema::record::RunRecord;
use crate::tables::row::Table;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The runs that are asked.
pub struct Chosen {
    /// The folder that they stand in.
    pub out: PathBuf,
    /// By name.
    pub runs: Vec<runs::Run>,
    /// Whether one was named.
    pub one: bool,
}

impl Chosen {
    /// All of a folder whose record stands as it was sealed; the others are warned of.
    pub fn all(out: &Path, ui: &Ui) -> Result<Chosen> {
        let mut sealed = Vec::new();
        let read = runs::all(out, ui)?;
        if read.is_empty() {
            let what = format!("{} holds no run", out.display());
            return Err(Error::new(Kind::NoInput, what).hint("start `preboard run` first"));
        }
        for run in read {
            match checked::require_sealed(&run.folder.join(RECORD), &run.record.audit_digest) {
                Ok(()) => sealed.push(run),
                Err(error) => ui.warn(&format!("a run is passed over: {error}")),
            }
        }
        Ok(Chosen {
            out: out.to_owned(),
            runs: sealed,
            one: false,
        })
    }

    /// One, by its name in the folder or by its own folder.
    pub fn one(named: &Path, out: &Path) -> Result<Chosen> {
        let inside = out.join(named);
        let folder = match files::is_there(&inside.join(RECORD))? {
            true => inside,
            false => named.to_owned(),
        };
        if !files::is_there(&folder.join(RECORD))? {
            runs::require_run(&folder)?;
            let (run, out) = (shown(&named.display().to_string()), out.display());
            let what = format!("{out} holds no run {run}");
            let hint = "`preboard query 'SELECT run_id FROM runs'` lists them";
            return Err(Error::new(Kind::NoInput, what).hint(hint));
        }
        let folder = files::canonical(&folder)?;
        let record = RunRecord::read(&folder.join(RECORD))?;
        checked::require_sealed(&folder.join(RECORD), &record.audit_digest)?;
        Ok(Chosen {
            out: folder.parent().unwrap_or(&folder).to_owned(),
            runs: vec![runs::Run { folder, record }],
            one: true,
        })
    }

    /// A table that each run has, with the columns that are wanted.
    pub fn stacked<T: Table>(
        &self,
        file: &str,
        wanted: &dyn Fn(&str) -> bool,
        ui: &Ui,
    ) -> Result<Loaded> {
        let mut frames = Vec::new();
        let mut told = Told::default();
        for run in &self.runs {
            match table::<T>(run, file, wanted) {
                Ok(Some(frame)) => {
                    told.absent(&run.record.run_id, &frame.absent);
                    frames.push(frame.rows);
                }
                Ok(None) => told.without(&run.record.run_id),
                Err(error) if self.one => return Err(error),
                Err(error) => ui.warn(&format!("a run is passed over: {error}")),
            }
        }
        told.say(file, ui);
        Ok(Loaded {
            rows: read::stacked::<T>(frames, wanted)?,
            personal: personal::<T>(),
        })
    }
}

const RECORD: &str = "run.json";

/// Columns of a table that identify somebody.
pub fn personal<T: Table>() -> BTreeSet<String> {
    let names = T::COLUMNS.iter().map(|column| column.name);
    names
        .filter(|name| is_personal(name))
        .map(str::to_owned)
        .collect()
}

/// None in a run of a version that had no such table. What is read is what was hashed.
fn table<T: Table>(
    run: &runs::Run,
    file: &str,
    wanted: &dyn Fn(&str) -> bool,
) -> Result<Option<Frame>> {
    let named = run.record.outputs.iter().find(|output| output.path == file);
    let Some(named) = named else { return Ok(None) };
    let path = run.folder.join(file);
    let bytes = files::read(&path)?;
    if files::digest_of_bytes(&bytes) != named.digest {
        let what = format!("{} is not as the run wrote it", path.display());
        let hint = "`preboard verify` says what else was changed; restore it or run again";
        return Err(Error::new(Kind::Data, what).hint(hint));
    }
    let frame = read::table::<T>(&path, bytes, wanted)?;
    // Tables of version 1 do not say whose they are; the record does.
    Ok(Some(frame.with_text("run_id", &run.record.run_id)))
}

/// What runs of earlier versions do not have.
#[derive(Default)]
struct Told {
    without: Vec<String>,
    absent: BTreeMap<Vec<&'static str>, Vec<String>>,
}

impl Told {
    fn without(&mut self, run: &str) {
        self.without.push(run.to_owned());
    }

    fn absent(&mut self, run: &str, columns: &[&'static str]) {
        if !columns.is_empty() {
            let runs = self.absent.entry(columns.to_vec()).or_default();
            runs.push(run.to_owned());
        }
    }

    fn say(&self, file: &str, ui: &Ui) {
        if !self.without.is_empty() {
            let runs = several(&self.without);
            ui.say(&format!("{runs}: of a version without {file}, no rows"));
        }
        for (columns, runs) in &self.absent {
            let (runs, columns) = (several(runs), columns.join(", "));
            ui.say(&format!("{runs}: {file} has no {columns}, null here"));
        }
    }
}

/// Some names, and how many more.
fn several(runs: &[String]) -> String {
    match runs {
        [one, two, _, ..] => format!("{one}, {two} and {} more runs", runs.len() - 2),
        few => few.join(", "),
    }
}
