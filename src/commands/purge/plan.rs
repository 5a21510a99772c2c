//! What must go, found without changing anything.

use super::judged::{Judged, Step};
use super::products::{self, Ending, Standing};
use super::stays::{Stays, beside, is_known};
use crate::analysis::retention::RetentionPolicy;
use crate::commands::runs::{self, Run};
use crate::commands::ui::Ui;
use crate::domain::decision::last_decisions;
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::ledger::reduce::{Changed, ReductionRules, reduce};
use crate::ledger::{self, Part, Row, rewrite};
use crate::output::masked::LastWords;
use crate::output::purged;
use crate::settings::Settings;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;
use std::path::Path;

pub(super) struct Plan {
    pub(super) runs: Vec<Planned>,
    /// Everything else in the folder.
    pub(super) stays: Vec<Stays>,
    /// Packages and shares.
    pub(super) endings: Vec<Ending>,
    pub(super) parts: Vec<Part>,
    pub(super) reduced: Vec<(Vec<Row>, Changed)>,
    pub(super) words: LastWords,
    pub(super) policy: RetentionPolicy,
}

/// A run that something happens to, or would but for a hold.
pub(super) struct Planned {
    pub(super) run: Run,
    /// The folder's name.
    pub(super) name: String,
    pub(super) step: Step,
    pub(super) why: String,
}

impl Plan {
    pub(super) fn make(settings: &Settings, asked: &[String], ui: &Ui) -> Result<Plan> {
        let out = &settings.output.folder;
        let policy = &settings.retention.policy;
        let hold = &settings.retention.hold;
        let found = runs::walk(out)?;
        let mut stays = beside(out, &found, hold)?;
        let found_unread: Vec<String> = found
            .unread
            .iter()
            .map(|run| files::name_of(&run.folder))
            .collect();
        let judged = found.read.into_iter();
        let judged: Vec<Judged> = judged.map(|run| Judged::read(run, hold)).collect();
        let parts = ledger::load_whole(out)?;
        check_hold(&judged, hold, &parts, out)?;
        check_asked(&judged, asked, ui)?;
        let mut untouched: BTreeSet<String> = hold.iter().cloned().collect();
        let mut open_cases = BTreeSet::new();
        let known: BTreeSet<&str> = judged
            .iter()
            .map(|run| run.run.record.run_id.as_str())
            .collect();
        // A run is there whose record nobody could read: its cases may be open.
        let rows = parts.iter().flat_map(|part| &part.rows);
        let unread = rows.filter(|row| !known.contains(row.run_id.as_str()));
        for row in unread {
            if files::is_there(&out.join(&row.run_id))? {
                untouched.insert(row.run_id.clone());
            }
        }
        let mut planned = Vec::new();
        let mut standing = Standing::default();
        for run in judged {
            let step = run.step(policy, asked, settings.as_of);
            let refused = match step {
                Some((Step::Mask, _)) => run.require_untouched().err(),
                Some((Step::Delete | Step::Hold, _)) | None => None,
            };
            let step = step.filter(|_| refused.is_none());
            if run.fault.is_some() {
                untouched.insert(run.run.record.run_id.clone());
            }
            let fault = refused.or_else(|| run.fault.clone());
            stays.extend(fault.map(|why| Stays::fault(&run.name, why, hold)));
            if !matches!(step, Some((Step::Delete | Step::Mask, _))) {
                open_cases.extend(run.cases.iter().cloned());
            }
            if step.is_none() {
                standing.add(&run.run, run.held);
            }
            planned.extend(step.map(|(step, why)| Planned {
                name: run.name,
                run: run.run,
                step,
                why,
            }));
        }
        let rules = ReductionRules {
            policy,
            cleared_for_days: settings.redress.cleared_for_days,
            now: settings.as_of,
            untouched_runs: &untouched,
            open_cases: &open_cases,
        };
        let reduced = reduce(&parts, &rules);
        for held in planned.iter().filter(|one| one.step == Step::Hold) {
            standing.add(&held.run, true);
        }
        for unread in &found_unread {
            standing.add_unread(unread);
        }
        let today = settings.as_of.to_zoned(TimeZone::UTC).date();
        let (endings, unread) = products::find(out, &standing, today, hold)?;
        stays.extend(unread);
        stays.sort_by(|a, b| a.name.cmp(&b.name));
        let plan = Plan {
            endings,
            runs: planned,
            stays,
            words: last_words(&parts),
            reduced,
            parts,
            policy: policy.clone(),
        };
        if plan.reduces() {
            rewrite::check(&plan.parts)?;
        }
        Ok(plan)
    }

    pub(super) fn reduces(&self) -> bool {
        let mut reduced = self.reduced.iter();
        reduced.any(|(_, changed)| *changed != Changed::default())
    }
}

fn run_of<'a>(runs: &'a [Judged], name: &str) -> Option<&'a Judged> {
    let mut runs = runs.iter();
    runs.find(|run| run.name == *name || run.run.record.run_id == *name)
}

/// A misspelt hold would let a run go. One that went before, or whose decisions alone are
/// left, may still be named, and so may one whose record nobody can read.
fn check_hold(runs: &[Judged], hold: &[String], parts: &[Part], out: &Path) -> Result<()> {
    let mut unknown = Vec::new();
    for name in hold.iter().filter(|name| run_of(runs, name).is_none()) {
        if is_known(name) || !files::is_there(&out.join(name))? {
            unknown.push(name);
        }
    }
    if unknown.is_empty() {
        return Ok(());
    }
    let lines = purged::lines(out)?.into_iter().flatten();
    let mut known: BTreeSet<String> = lines.map(|line| line.run_id).collect();
    let rows = parts.iter().flat_map(|part| &part.rows);
    known.extend(rows.map(|row| row.run_id.clone()));
    match unknown.into_iter().find(|name| !known.contains(*name)) {
        None => Ok(()),
        Some(name) => {
            let what = format!("retention.hold: no run {name:?} is or was there");
            let hint = "nothing was changed; spell it as the run's folder, or take it out";
            Err(Error::new(Kind::Config, what).hint(hint))
        }
    }
}

/// A misspelt `--mask` would leave a run as it is.
fn check_asked(runs: &[Judged], asked: &[String], ui: &Ui) -> Result<()> {
    for name in asked {
        match run_of(runs, name) {
            None => {
                let what = format!("--mask {name:?}: no such run");
                return Err(Error::new(Kind::NoInput, what).hint("name a folder of --out"));
            }
            Some(run) if run.held => {
                let what = format!("--mask {name:?}: retention.hold names it");
                return Err(Error::new(Kind::Usage, what).hint("nothing was changed"));
            }
            Some(run) if run.run.record.masked_at.is_some() => {
                ui.warn(&format!("--mask {name:?}: it is masked already"));
            }
            Some(_) => (),
        }
    }
    Ok(())
}

fn last_words(parts: &[Part]) -> LastWords {
    let rows = parts.iter().flat_map(|part| &part.rows);
    let last = last_decisions(rows, |row| (&row.case_id, row.decided_at, row.decision));
    let last = last.into_iter();
    last.map(|(id, row)| (id.to_owned(), row.decision.as_str()))
        .collect()
}
