//! What the page of runs shows, gathered from the runs, the ledger and the attempts that
//! failed. A run or a ledger that cannot be read is shown as such and stops nothing.

use crate::commands::assess;
use crate::commands::decided;
use crate::commands::release::state::last_words;
use crate::commands::runs::{Run, Runs};
use crate::error::{Error, Kind, Result};
use crate::files::{self, folder_name};
use crate::ledger::salting::Salting;
use crate::ledger::{self, Row, salt};
use crate::output::assessment;
use crate::output::beside::attempts::Failed;
use crate::output::beside::{INDEX, LATEST, attempts};
use crate::render::index::{self, Contents, FailedNight, GroupState, Ledger, Seen};
use crate::schema::rows::{self, CaseRow, PairRow};
use crate::schema::status::Status;
use crate::tables::parquet;
use jiff::Timestamp;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Runs that have a row; the others are counted.
const MOST_RUNS: usize = 60;

/// In every page of ours: another one stays.
const MARK: &[u8] = b"<meta name=\"generator\" content=\"preboard\">";

pub(super) fn write(out: &Path, runs: &Runs, now: Timestamp) -> Result<()> {
    let path = out.join(INDEX);
    require_ours(&path)?;
    let words = Words::read(out);
    let mut order: Vec<&Run> = runs.read.iter().collect();
    order.sort_by_key(|run| Reverse((moment(&run.record.as_of), moment(&run.record.finished_at))));
    let shown = &order[..order.len().min(MOST_RUNS)];
    let cases = shown.iter().map(|run| cases_of(run));
    let cases: Vec<Option<Vec<CaseRow>>> = cases.collect();
    let waiting = shown.iter().zip(&cases).map(|(run, cases)| {
        let (words, cases) = (words.as_ref().ok()?, cases.as_ref()?);
        Some(words.waiting(run, cases))
    });
    let waiting: Vec<Option<BTreeSet<&str>>> = waiting.collect();
    let seen = shown.iter().zip(&waiting).map(|(run, waiting)| Seen {
        name: name_of(&run.folder),
        record: &run.record,
        undecided: waiting.as_ref().map(BTreeSet::len),
        releases: releases(&run.folder),
    });
    let groups = match (shown.first(), cases.first()) {
        (Some(run), Some(Some(cases))) => {
            let waiting = waiting.first().and_then(Option::as_ref);
            groups(run, cases, waiting)
        }
        (Some(_) | None, Some(None) | Some(Some(_)) | None) => Vec::new(),
    };
    let earliest = shown.last().and_then(|run| moment(&run.record.as_of));
    let contents = Contents {
        runs: seen.collect(),
        failed: failed(out, earliest)?,
        unread: runs.unread.iter().map(|run| name_of(&run.folder)).collect(),
        older: order.len() - shown.len(),
        groups,
        ledger: match &words {
            Ok(words) => Ledger::Decisions {
                count: words.rows.len(),
                last: words.rows.iter().map(|word| word.decided_at).max(),
            },
            Err(error) => Ledger::Unread(error.to_string()),
        },
        assessment: assessment(out)?,
        written: now,
    };
    files::write_atomic(&path, index::page(&contents)?.as_bytes())
}

/// The page of `preboard assess`, where it stands.
fn assessment(out: &Path) -> Result<Option<String>> {
    let page = format!("{}/{}", assess::FOLDER, assessment::PAGE);
    Ok(files::is_plain_file(&out.join(&page))?.then_some(page))
}

/// A page that somebody else put there is not written over.
fn require_ours(path: &Path) -> Result<()> {
    let bytes = match files::is_there(path)? {
        true => files::read(path)?,
        false => return Ok(()),
    };
    if bytes.windows(MARK.len()).any(|part| part == MARK) {
        return Ok(());
    }
    let what = format!("{} is no page of this program", path.display());
    let hint = "move it away: the page of the runs stands there";
    Err(Error::new(Kind::CannotCreate, what).hint(hint))
}

/// The ledger, once for all runs.
struct Words {
    rows: Vec<Row>,
    salting: Salting,
}

impl Words {
    fn read(out: &Path) -> Result<Words> {
        let parts = ledger::load_whole(out)?;
        let salting = Salting::new(&parts, salt::read(out)?);
        let rows = parts.into_iter().flat_map(|part| part.rows).collect();
        Ok(Words { rows, salting })
    }

    /// Ids of the run's cases that wait for an officer. Where its pairs cannot be read, a word
    /// of another run is about nobody that is known.
    fn waiting<'a>(&self, run: &Run, cases: &'a [CaseRow]) -> BTreeSet<&'a str> {
        let last = last_words(&self.rows);
        let decided = cases.iter().any(|row| last.contains_key(&*row.case_id));
        let pairs: Vec<PairRow> = match decided {
            true => parquet::decode(&run.folder.join("pairs.parquet")).unwrap_or_default(),
            false => Vec::new(),
        };
        let best = pairs.iter().filter(|pair| pair.hit_rank == 1);
        let best: BTreeMap<&str, &PairRow> = best.map(|pair| (&*pair.case_id, pair)).collect();
        let waiting = cases.iter().filter(|row| {
            let id = row.case_id.as_str();
            let (pair, last) = (best.get(id).copied(), last.get(id).copied());
            decided::state_of(row, pair, last, &self.salting).is_undecided()
        });
        waiting.map(|row| row.case_id.as_str()).collect()
    }
}

/// Open ones; none of a run that is masked or whose table is damaged.
fn cases_of(run: &Run) -> Option<Vec<CaseRow>> {
    if run.record.masked_at.is_some() {
        return None;
    }
    let mut cases = rows::read_cases(&run.folder.join("recommendations.parquet")).ok()?;
    cases.retain(|row| row.status != Status::Withdrawn);
    Some(cases)
}

/// As the run's folders name them: also those without cases. `undecided` is not known while
/// the ledger cannot be read.
fn groups(run: &Run, cases: &[CaseRow], undecided: Option<&BTreeSet<&str>>) -> Vec<GroupState> {
    let outputs = run.record.outputs.iter();
    let tables = outputs.filter_map(|output| {
        let (folder, file) = output.path.strip_prefix("groups/")?.split_once('/')?;
        file.starts_with("recommendations.csv").then_some(folder)
    });
    let groups = tables.map(|folder| {
        let own: Vec<&CaseRow> = cases
            .iter()
            .filter(|row| folder_name(&row.group) == folder)
            .collect();
        let waits = |row: &&&CaseRow| undecided.is_none_or(|ids| ids.contains(&*row.case_id));
        let waiting = || own.iter().filter(waits);
        let page = format!("groups/{folder}/briefing.html");
        let is_there = run.record.outputs.iter().any(|output| output.path == page);
        GroupState {
            name: own
                .first()
                .map_or_else(|| folder.to_owned(), |row| row.group.clone()),
            page: is_there.then(|| format!("{LATEST}/{page}")),
            cases: own.len(),
            undecided: undecided.map(|_| waiting().count()),
            departs: waiting().map(|row| row.scheduled_departure).min(),
            folder: folder.to_owned(),
        }
    });
    groups.collect()
}

/// Whole ones: each is a folder that bears its number.
fn releases(run: &Path) -> usize {
    let paths = files::list(&run.join("release")).unwrap_or_default();
    let is_number = |path: &&PathBuf| files::name_of(path).parse::<u32>().is_ok();
    paths.iter().filter(is_number).count()
}

/// Those of the time that is shown.
fn failed(out: &Path, earliest: Option<Timestamp>) -> Result<Vec<FailedNight>> {
    let known = attempts::read(out)?.into_iter();
    let nights = known.map(
        |Failed {
             started_at: _,
             as_of,
             code,
             stage,
             what,
         }| FailedNight {
            as_of: moment(&as_of),
            code,
            stage,
            what,
        },
    );
    Ok(nights.filter(|night| earliest <= night.as_of).collect())
}

fn moment(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

fn name_of(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
