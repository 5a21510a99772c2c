//! `OUT/ledger/HEAD`: the digest of the newest part, so that one taken away or exchanged shows
//! though no part behind it names it.
//!
//! It stands inside the folder, so that it is exchanged with it. It is written before a part,
//! with the digest of the one before too: after a kill either is whole. Then the part, its line
//! in the journal, and `HEAD` again with one digest alone.

use crate::error::{Error, Kind, Result};
use crate::files;
use crate::journal::RESTORE;
use crate::ledger::{FOLDER, Part, chain};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

pub(super) const FILE: &str = "HEAD";

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Head {
    /// The file's name.
    pub part: String,
    pub digest: String,
    /// Of the part before it, while this one is being written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
}

impl Head {
    /// Whether the program was stopped, or is at work, between two parts.
    pub(super) fn is_under_way(&self) -> bool {
        self.before.is_some()
    }

    fn allows(&self, last: &str) -> bool {
        self.digest == last || self.before.as_deref() == Some(last)
    }
}

fn path(out: &Path) -> PathBuf {
    out.join(FOLDER).join(FILE)
}

/// `None` where there is none.
pub fn read(out: &Path) -> Result<Option<Head>> {
    let path = path(out);
    let Some(about) = files::about_itself(&path)? else {
        return Ok(None);
    };
    if !about.is_file() {
        return Err(Error::cannot_read(
            &path,
            &std::io::ErrorKind::InvalidData.into(),
        ));
    }
    let head = serde_json::from_slice(&files::read(&path)?).map_err(|e| {
        let what = format!("{} names no part", path.display());
        Error::new(Kind::Data, what).because(e).hint(RESTORE)
    })?;
    Ok(Some(head))
}

pub(super) fn write(folder: &Path, head: &Head) -> Result<()> {
    files::write_atomic(&folder.join(FILE), text(head).as_bytes())?;
    files::sync_folder(folder)
}

/// Into a folder that is to take the ledger's place; gives the file's digest.
pub(super) fn stage(folder: &Path, head: &Head) -> Result<String> {
    let text = text(head);
    files::write_staged(&folder.join(FILE), text.as_bytes())?;
    Ok(files::digest_of_bytes(text.as_bytes()))
}

fn text(head: &Head) -> String {
    let text = serde_json::to_string(head);
    text.expect("every key of a head is a string") + "\n"
}

/// Refuses parts of which the newest is another than `HEAD` holds. None is version 1, where no
/// part was written under it.
pub fn require(out: &Path, head: Option<&Head>, parts: &[Part]) -> Result<()> {
    let last = parts.last();
    let is_whole = match head {
        None => !parts.iter().any(|part| part.held),
        Some(head) => head.allows(last.map_or(chain::NONE, |part| &part.digest)),
    };
    if is_whole {
        return Ok(());
    }
    let path = path(out);
    let what = match (head, last) {
        (None, _) => format!("{} is gone", path.display()),
        (Some(_), Some(part)) => {
            let part = part.path.display();
            format!(
                "{part} is not the newest part as {} holds it",
                path.display()
            )
        }
        (Some(_), None) => format!("no part is here, and {} holds one", path.display()),
    };
    Err(Error::new(Kind::Data, what).hint(RESTORE))
}
