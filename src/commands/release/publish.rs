//! Releases of one run: `RUN_DIR/release/0001/` and so on. Each appears by one rename and is
//! never written again; the newest has the sheets, and of the others their record stays.

use crate::error::Result;
use crate::files::{self, Staging, disk};
use crate::render::release::{SheetCase, SheetFile};
use crate::schema::record::{FileDigest, RunRecord};
use crate::schema::release::{FILE, ReleaseRecord, ReleasedCase, State};
use jiff::Timestamp;
use std::path::{Path, PathBuf};

pub(super) fn folder_of(run: &Path) -> PathBuf {
    run.join("release")
}

/// Every release of a run, oldest first.
pub struct Releases {
    folder: PathBuf,
    records: Vec<ReleaseRecord>,
}

impl Releases {
    pub fn read(run: &Path) -> Result<Releases> {
        let folder = folder_of(run);
        let numbers = numbers(&folder)?;
        let records = numbers.iter().map(|number| read(&folder, *number));
        Ok(Releases {
            records: records.collect::<Result<_>>()?,
            folder,
        })
    }

    /// Each release's name and folder, oldest first.
    pub fn folders(run: &Path) -> Result<Vec<(String, PathBuf)>> {
        let folder = folder_of(run);
        let names = numbers(&folder)?.into_iter().map(name);
        Ok(names
            .map(|name| (name.clone(), folder.join(name)))
            .collect())
    }

    /// What stands beside the releases, by name, but for the lock.
    pub fn others(run: &Path) -> Result<Vec<String>> {
        let folder = folder_of(run);
        let known = Releases::folders(run)?;
        let mut others = Vec::new();
        if files::is_there(&folder)? {
            others.extend(
                files::list(&folder)?
                    .iter()
                    .map(|path| files::name_of(path)),
            );
        }
        others.retain(|name| name != ".lock" && known.iter().all(|(known, _)| known != name));
        others.sort();
        Ok(others)
    }

    pub fn records(&self) -> &[ReleaseRecord] {
        &self.records
    }

    pub fn newest(&self) -> Option<&ReleaseRecord> {
        self.records.last()
    }

    /// Whether the newest has the case on a sheet, over the word of this moment.
    pub(super) fn released_over(&self, case_id: &str, decided_at: Timestamp) -> bool {
        let cases = self.newest().map_or(&[][..], |record| &record.cases);
        let decided_at = Some(decided_at.to_string());
        cases.iter().any(|case| {
            let same = case.case_id == case_id && case.decided_at == decided_at;
            same && case.state == State::Released
        })
    }

    /// `None` when carriers are told already, or nothing is to be told.
    pub(super) fn next(
        &self,
        run: &RunRecord,
        reported: &[SheetCase],
        files: &[SheetFile],
        ledger_head: Option<&str>,
        now: Timestamp,
    ) -> Option<ReleaseRecord> {
        let newest = self.newest();
        let record = ReleaseRecord {
            run_id: run.run_id.clone(),
            number: newest.map_or(0, |record| record.number) + 1,
            released_at: now.to_string(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            run_audit_digest: run.audit_digest.clone(),
            ledger_head: ledger_head.map(str::to_owned),
            cases: cases(reported),
            outputs: files.iter().map(digest).collect(),
            previous_audit_digest: newest.map(|record| record.audit_digest.clone()),
            ..ReleaseRecord::default()
        };
        let news = newest.map_or(!reported.is_empty(), |before| {
            !before.says_the_same(&record)
        });
        news.then_some(record)
    }

    pub(super) fn publish(
        &self,
        sheets: &[SheetFile],
        mut record: ReleaseRecord,
    ) -> Result<PathBuf> {
        let staging = Staging::create(&self.folder, &name(record.number))?;
        for sheet in sheets {
            files::write_staged(&staging.path().join(&sheet.path), &sheet.bytes)?;
        }
        record.seal();
        files::write_staged(&staging.path().join(FILE), record.to_json().as_bytes())?;
        staging.publish(&record.expected())
    }

    /// Takes the sheets of all but the newest release away: nobody may print what no longer
    /// holds. A kill in between leaves some, and the next release takes them.
    pub(super) fn remove_superseded(&self) -> Result<()> {
        let mut numbers = numbers(&self.folder)?;
        numbers.pop();
        for number in numbers {
            let folder = self.folder.join(name(number));
            for path in files::list(&folder)? {
                if files::is_plain_folder(&path)? {
                    disk::remove_folder(&path).map_err(|e| files::write_failed(&path, &e))?;
                }
            }
        }
        Ok(())
    }
}

fn read(folder: &Path, number: u32) -> Result<ReleaseRecord> {
    ReleaseRecord::read(&folder.join(name(number)).join(FILE))
}

fn name(number: u32) -> String {
    format!("{number:04}")
}

/// Of the releases in the folder, in order.
fn numbers(folder: &Path) -> Result<Vec<u32>> {
    if !files::is_there(folder)? {
        return Ok(Vec::new());
    }
    let paths = files::list(folder)?.into_iter();
    let mut numbers: Vec<u32> = paths
        .filter_map(|path| files::name_of(&path).parse().ok())
        .collect();
    numbers.sort_unstable();
    Ok(numbers)
}

fn cases(reported: &[SheetCase]) -> Vec<ReleasedCase> {
    let mut cases: Vec<ReleasedCase> = reported
        .iter()
        .map(|one| ReleasedCase {
            case_id: one.row.case_id.clone(),
            state: one.state,
            action: one.row.action.as_str().to_owned(),
            decided_at: one.decided_at.map(|at| at.to_string()),
        })
        .collect();
    cases.sort_by(|a, b| a.case_id.cmp(&b.case_id));
    cases
}

fn digest(file: &SheetFile) -> FileDigest {
    FileDigest {
        path: file.path.clone(),
        digest: files::digest_of_bytes(&file.bytes),
        rows: file.rows as u64,
    }
}
