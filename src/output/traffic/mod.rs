//! `OUT/traffic/`: what each run says of who was screened, without a person and without hours,
//! kept when the run itself is masked or deleted.
//!
//! A copy is written once, under the run's name, and then named by the journal; nothing is ever
//! taken from it, as there is nothing in it that retention would end.

use crate::error::{Error, Kind, Result};
use crate::files;
use crate::journal::line::{self, Fact};
use crate::journal::{Journal, RESTORE, read, write};
use crate::schema::record::RunRecord;
use crate::schema::traffic::{TrafficRow, without_hours};
use crate::tables::parquet;
use crate::tables::source::Source;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::path::Path;

/// In a run.
pub const TABLE: &str = "traffic.parquet";

pub use crate::journal::begin::TRAFFIC as FOLDER;

/// Copies what the journal names no copy of yet, of runs that it names: tonight's, and one that
/// a kill kept out. Gives what could not be copied, which the next run tries again.
pub fn keep<'a>(
    out: &Path,
    runs: impl Iterator<Item = (&'a Path, &'a RunRecord)>,
    now: Timestamp,
) -> Result<Vec<Error>> {
    let Some(journal) = read::read(out)? else {
        return Ok(Vec::new());
    };
    let mut failed = remove_leftovers(out)?;
    let mut facts = Vec::new();
    for (named, folder, record) in waiting(&journal, runs) {
        match copy(out, named, folder, record) {
            Ok(fact) => facts.push(Fact::Traffic(fact)),
            Err(error) => failed.push(error),
        }
    }
    write::append(out, now, |_| facts)?;
    Ok(failed)
}

/// Runs that have the table, and no copy: in the order of writing. Versions before had none.
fn waiting<'a, 'j>(
    journal: &'j Journal,
    runs: impl Iterator<Item = (&'a Path, &'a RunRecord)>,
) -> Vec<(&'j line::Run, &'a Path, &'a RunRecord)> {
    let kept: BTreeSet<&str> = journal
        .traffic()
        .map(|one| one.run_digest.as_str())
        .collect();
    let has_table = |record: &RunRecord| record.outputs.iter().any(|one| one.path == TABLE);
    let runs = runs.filter(|(_, record)| has_table(record));
    let runs = runs.filter(|(_, record)| !kept.contains(record.audit_digest.as_str()));
    let named = runs.filter_map(|(folder, record)| Some((journal.run(record)?, folder, record)));
    let mut waiting: Vec<_> = named
        .filter(|(named, ..)| !kept.contains(named.digest.as_str()))
        .collect();
    waiting.sort_by_key(|(named, ..)| named.number);
    waiting
}

fn copy(out: &Path, named: &line::Run, folder: &Path, record: &RunRecord) -> Result<line::Traffic> {
    record.require_untouched(folder, &[TABLE])?;
    let rows: Vec<TrafficRow> = parquet::decode(&folder.join(TABLE))?;
    let rows = without_hours(&rows);
    let bytes = parquet::encode(&rows);
    Ok(line::Traffic {
        run: named.name.clone(),
        run_digest: named.digest.clone(),
        digest: files::digest_of_bytes(&bytes),
        rows: rows.len() as u64,
        name: write_under(out, &record.run_id, &bytes)?,
        found: false,
    })
}

/// Writes the copy under the run's name, or finds it there: a kill came before its line. Where a
/// run of that name was deleted and its copy stands, the next free name.
fn write_under(out: &Path, run_id: &str, bytes: &[u8]) -> Result<String> {
    let folder = out.join(FOLDER);
    if files::is_there(&folder)? && !files::is_plain_folder(&folder)? {
        let what = format!("{} is no folder of this program", folder.display());
        return Err(Error::new(Kind::CannotCreate, what).hint("move it away"));
    }
    let mut name = format!("{run_id}.parquet");
    let mut number = 1;
    loop {
        let path = folder.join(&name);
        if !files::is_there(&path)? {
            files::write_new(&path, bytes)?;
            return Ok(name);
        }
        if files::is_plain_file(&path)? && files::read(&path)? == bytes {
            return Ok(name);
        }
        number += 1;
        name = format!("{run_id}-{number}.parquet");
    }
}

/// What a killed run left of a copy.
fn remove_leftovers(out: &Path) -> Result<Vec<Error>> {
    let folder = out.join(FOLDER);
    match files::is_plain_folder(&folder)? {
        true => files::remove_leftovers(&folder),
        false => Ok(Vec::new()),
    }
}

/// Every copy as the journal names it, in the order of writing, for
/// [`newest`](crate::schema::traffic::newest). One that is not as it was written is an error: a
/// trend would be made of it.
pub fn load(out: &Path) -> Result<Vec<Vec<TrafficRow>>> {
    let journal = read::read(out)?.unwrap_or_default();
    named(&journal)
        .into_iter()
        .map(|named| table(out, named))
        .collect()
}

/// Each file once, where it was named last.
fn named(journal: &Journal) -> Vec<&line::Traffic> {
    let mut seen = BTreeSet::new();
    let mut last: Vec<&line::Traffic> = journal
        .traffic()
        .rev()
        .filter(|named| seen.insert(named.name.as_str()))
        .collect();
    last.reverse();
    last
}

fn table(out: &Path, named: &line::Traffic) -> Result<Vec<TrafficRow>> {
    let path = out.join(FOLDER).join(&named.name);
    let bytes = files::read(&path)?;
    if files::digest_of_bytes(&bytes) != named.digest {
        let what = format!("{} is not as it was written", path.display());
        return Err(Error::new(Kind::Data, what).hint(RESTORE));
    }
    parquet::decode_bytes(Source::of_bytes(&path, bytes)?)
}

#[cfg(test)]
mod tests;
