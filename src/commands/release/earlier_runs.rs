//! What releases of the runs beside this one still have standing with carriers.
//!
//! A carrier acts on the last paper that speaks of a case, whichever run it came from. So a
//! case that an earlier run released and that this run does not stand by must be withdrawn by
//! this run, whether it is in its table or not.

use super::held::Fallen;
use super::order::order;
use super::publish::{self, Releases};
use crate::commands::checked;
use crate::commands::runs;
use crate::error::{Error, Result};
use crate::files;
use crate::journal::Journal;
use crate::ledger::Row;
use crate::ledger::words::Decision;
use crate::schema::record::RunRecord;
use crate::schema::release::{ReleaseRecord, State};
use crate::schema::rows;
use crate::schema::rows::CaseRow;
use crate::schema::status::Status;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// The run whose sheet a carrier acts on.
struct Source {
    folder: PathBuf,
    run: RunRecord,
    is_earlier: bool,
}

/// Cases on carriers' sheets, by id.
#[derive(Default)]
pub(super) struct EarlierRuns(BTreeMap<String, Rc<Source>>);

/// What earlier runs released and this one does not have.
#[derive(Default)]
pub(super) struct Gone {
    pub(super) rows: Vec<CaseRow>,
    /// Cases whose flight this run did not screen, and that no officer ended: they stand.
    pub(super) standing: usize,
    /// Cases that are gone because their list fell, and that no officer ended: they stand too.
    pub(super) held: usize,
    /// Tables that cannot be read.
    pub(super) unread: Vec<Error>,
}

impl EarlierRuns {
    /// With the records that cannot be read: an old one must not hold up tonight's sheets.
    pub(super) fn read(
        own: &Path,
        run: &RunRecord,
        journal: Option<&Journal>,
    ) -> Result<(EarlierRuns, Vec<Error>)> {
        let out = own.parent().unwrap_or(own);
        let (mut said, mut unread) = (Vec::new(), Vec::new());
        for folder in runs::folders(out)? {
            if folder == own || !files::is_there(&publish::folder_of(&folder))? {
                continue;
            }
            let newest = newest(&folder, journal);
            match newest {
                Ok(Some((record, other))) => {
                    let at = record.released_at.parse::<Timestamp>().ok();
                    let made = order(&other);
                    let source = Rc::new(Source {
                        folder,
                        run: other,
                        is_earlier: made < order(run),
                    });
                    said.push(((at, made), source, record));
                }
                Ok(None) => (),
                Err(error) => unread.push(error),
            }
        }
        said.sort_by_key(|(at, ..)| *at);
        let mut last = BTreeMap::new();
        for (_, source, record) in said {
            for case in record.cases {
                match case.state {
                    State::Released => last.insert(case.case_id, Rc::clone(&source)),
                    State::Withdrawn => last.remove(&case.case_id),
                };
            }
        }
        Ok((EarlierRuns(last), unread))
    }

    pub(super) fn stands(&self, case_id: &str) -> bool {
        self.0.contains_key(case_id)
    }

    pub(super) fn stands_from_earlier(&self, case_id: &str) -> bool {
        self.0.get(case_id).is_some_and(|source| source.is_earlier)
    }

    /// Whether a withdrawal waits for an officer: a list that fell since carriers were told.
    pub(super) fn is_held(&self, row: &CaseRow, word: Option<&&Row>, fallen: &Fallen) -> bool {
        let source = self.0.get(&row.case_id);
        source.is_some_and(|source| fallen.holds(row, order(&source.run), word))
    }

    /// The rows, as the earlier run had them, of cases that stand with carriers and that this
    /// run does not have; and the tables that cannot be read. Flights that have departed are
    /// left out, by the ledger where it can tell, so that old tables are not read each night.
    pub(super) fn gone(
        &self,
        run: &RunRecord,
        own: &[CaseRow],
        words: &BTreeMap<&str, &Row>,
        fallen: &Fallen,
        as_of: Timestamp,
    ) -> Gone {
        let own: BTreeSet<&str> = own.iter().map(|row| row.case_id.as_str()).collect();
        let mut wanted: BTreeMap<&Path, (&RunRecord, BTreeSet<&str>)> = BTreeMap::new();
        for (id, source) in &self.0 {
            let word = words.get(id.as_str());
            let departed = word.is_some_and(|word| has_departed(word.scheduled_departure, as_of));
            // A masked run names nobody any more; its flights departed long ago.
            let is_named = source.run.masked_at.is_none();
            if source.is_earlier && is_named && !departed && !own.contains(id.as_str()) {
                let wanted = wanted.entry(&source.folder);
                wanted
                    .or_insert((&source.run, BTreeSet::new()))
                    .1
                    .insert(id);
            }
        }
        let mut gone = Gone::default();
        for (folder, (source, ids)) in wanted {
            let cases = match cases(folder, source) {
                Ok(cases) => cases.into_iter(),
                Err(error) => {
                    gone.unread.push(error);
                    continue;
                }
            };
            let waits = |row: &CaseRow| !has_departed(row.scheduled_departure, as_of);
            for row in cases.filter(|row| waits(row) && ids.contains(row.case_id.as_str())) {
                let word = words.get(row.case_id.as_str());
                let ended = word.is_some_and(|word| word.decision == Decision::NotConcur);
                // As it is tonight: a case no more.
                let withdrawn = CaseRow {
                    status: Status::Withdrawn,
                    ..row.clone()
                };
                if !ended && !run.screened(&row) {
                    gone.standing += 1;
                } else if self.is_held(&withdrawn, word, fallen) {
                    gone.held += 1;
                } else {
                    gone.rows.push(row);
                }
            }
        }
        gone
    }
}

/// What it told carriers last, believed only if it is as it was written.
fn newest(folder: &Path, journal: Option<&Journal>) -> Result<Option<(ReleaseRecord, RunRecord)>> {
    let releases = Releases::read(folder)?;
    let Some(newest) = releases.newest() else {
        return Ok(None);
    };
    let run = checked::newest_release(folder, releases.records(), journal)?;
    Ok(Some((newest.clone(), run)))
}

pub(super) fn has_departed(departure: Timestamp, as_of: Timestamp) -> bool {
    departure <= as_of
}

fn cases(folder: &Path, run: &RunRecord) -> Result<Vec<CaseRow>> {
    const TABLE: &str = "recommendations.parquet";
    run.require_untouched(folder, &[TABLE])?;
    rows::read_cases(&folder.join(TABLE))
}
