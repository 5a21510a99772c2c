//! A new part, and what `HEAD` and the journal say of it.

use crate::error::Result;
use crate::files;
use crate::journal::line::{self, Fact};
use crate::journal::write;
use crate::ledger::head::{self, Head};
use crate::ledger::part::{self, Part};
use crate::ledger::{FOLDER, Row, Writer, chain, load, number_of, salt, whole};
use jiff::Timestamp;
use std::path::PathBuf;

impl Writer {
    /// Publishes the rows as the next part, their digests hidden, and gives its path. Refused
    /// on a ledger that is not whole: a part behind it would cover what was done to it.
    pub fn append(&self, rows: &[Row]) -> Result<PathBuf> {
        let parts = whole::load_whole(&self.out)?;
        self.settle(&parts)?;
        let last = parts.last();
        let number = last.and_then(|part| number_of(&part.path)).unwrap_or(0) + 1;
        let previous = last.map_or(chain::NONE, |part| &part.digest);
        let salt = salt::ensure(&self.out)?;
        let hide = |digest: &Option<String>| digest.as_ref().map(|digest| salt.hide(digest));
        let hidden = rows.iter().map(|row| Row {
            identity_digest: hide(&row.identity_digest),
            entry_digest: hide(&row.entry_digest),
            ..row.clone()
        });
        let hidden: Vec<Row> = hidden.collect();
        let bytes = part::encode(&hidden, previous, Some(&salt.id()));

        let folder = self.out.join(FOLDER);
        let name = format!("decisions-{number:06}.parquet");
        let head = Head {
            part: name.clone(),
            digest: files::digest_of_bytes(&bytes),
            before: Some(previous.to_owned()),
        };
        write::ensure(&self.out, moment(rows))?;
        head::write(&folder, &head)?;
        let path = folder.join(&name);
        files::write_new(&path, &bytes)?;
        files::sync_folder(&folder)?;
        self.name(&name, &head.digest, rows)?;
        head::write(
            &folder,
            &Head {
                before: None,
                ..head
            },
        )?;
        Ok(path)
    }

    /// `HEAD` holds the newest part that is here, whatever it held; gives how many there are.
    /// For an officer who answers for a restored backup.
    pub fn accept_as_it_is(&self) -> Result<usize> {
        let parts = load(&self.out)?;
        chain::require_whole(&parts)?;
        self.hold(parts.last())?;
        Ok(parts.len())
    }

    /// What a kill left open: `HEAD` holds one part again, and the journal names it.
    pub(super) fn settle(&self, parts: &[Part]) -> Result<()> {
        let open = head::read(&self.out)?.filter(Head::is_under_way);
        if open.is_none() {
            return Ok(());
        }
        if let Some(last) = parts.last() {
            let name = last.path.file_name().unwrap_or_default().to_string_lossy();
            self.name(&name, &last.digest, &last.rows)?;
        }
        self.hold(parts.last())
    }

    /// Without a part there is no `HEAD`: the first one never came to stand.
    fn hold(&self, last: Option<&Part>) -> Result<()> {
        let folder = self.out.join(FOLDER);
        let Some(last) = last else {
            let path = folder.join(head::FILE);
            return match files::disk::remove(&path) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                    Err(files::write_failed(&path, &e))
                }
                Ok(()) | Err(_) => Ok(()),
            };
        };
        let name = last.path.file_name().unwrap_or_default().to_string_lossy();
        let held = Head {
            part: name.into_owned(),
            digest: last.digest.clone(),
            before: None,
        };
        head::write(&folder, &held)
    }

    /// Unless the journal names it already.
    fn name(&self, name: &str, digest: &str, rows: &[Row]) -> Result<()> {
        let fact = Fact::Part(line::Part {
            name: name.to_owned(),
            digest: digest.to_owned(),
            rows: rows.len() as u64,
            found: false,
        });
        let journal = write::append(&self.out, moment(rows), |journal| {
            match journal.part(digest) {
                Some(_) => Vec::new(),
                None => vec![fact],
            }
        });
        journal.map(drop)
    }
}

/// When the rows were recorded.
fn moment(rows: &[Row]) -> Timestamp {
    rows.last()
        .map_or(Timestamp::UNIX_EPOCH, |row| row.recorded_at)
}
