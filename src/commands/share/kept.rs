//! The receipts of an output folder, believed only if they are as they were sealed and the journal
//! names them.

use crate::commands::checked::require_sealed;
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::journal::{Journal, RESTORE};
use crate::schema::share::{FILE, FOLDER, ShareRecord};
use std::path::{Path, PathBuf};

/// In the order of sharing.
#[derive(Default)]
pub struct Shares {
    pub records: Vec<ShareRecord>,
}

impl Shares {
    pub fn read(out: &Path, journal: &Journal) -> Result<Shares> {
        let mut shares = Shares::default();
        for (_, folder) in folders(out)? {
            let path = folder.join(FILE);
            let record = ShareRecord::read(&path)?;
            require_sealed(&path, &record.audit_digest)?;
            if journal.share(&record.audit_digest).is_none() && !is_next(&record, journal) {
                let what = format!("{} is no share that the journal names", path.display());
                return Err(Error::new(Kind::Data, what).hint(RESTORE));
            }
            shares.records.push(record);
        }
        Ok(shares)
    }

    /// The number behind every one that was ever given, of those that are gone too.
    pub fn next(&self, journal: &Journal) -> u64 {
        let named = journal.shares().map(|share| share.number);
        let kept = self.records.iter().map(|record| record.number);
        named.chain(kept).max().unwrap_or(0) + 1
    }
}

/// A kill came between the folder and its line.
pub fn is_next(record: &ShareRecord, journal: &Journal) -> bool {
    let last = journal.shares().map(|share| share.number).max();
    record.number == last.unwrap_or(0) + 1
}

pub fn name(number: u64) -> String {
    format!("{number:04}")
}

/// By number.
pub fn folders(out: &Path) -> Result<Vec<(u64, PathBuf)>> {
    let folder = out.join(FOLDER);
    let mut found = Vec::new();
    if !files::is_plain_folder(&folder)? {
        return Ok(found);
    }
    for path in files::list(&folder)? {
        if let Ok(number) = files::name_of(&path).parse::<u64>()
            && files::is_plain_folder(&path)?
        {
            found.push((number, path));
        }
    }
    found.sort();
    Ok(found)
}
