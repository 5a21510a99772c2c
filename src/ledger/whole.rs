//! The ledger as somebody may act on it: each part follows the one before it, and the newest
//! is the one that `HEAD` and the journal name.

use crate::error::{Error, Kind, Result};
use crate::journal::{Journal, RESTORE};
use crate::ledger::head::{self, Head};
use crate::ledger::{Part, chain, load};
use std::path::Path;
use std::time::Duration;

/// Reading needs no lock: a review may write between two looks.
const LOOKS: usize = 3;
const PAUSE: Duration = Duration::from_millis(50);

/// Every part, oldest first; one that does not fit is an error (65).
pub fn load_whole(out: &Path) -> Result<Vec<Part>> {
    let mut looks = 1;
    loop {
        match look(out) {
            Err(error) if error.kind == Kind::Data && looks < LOOKS => {
                std::thread::sleep(PAUSE);
                looks += 1;
            }
            done => return done,
        }
    }
}

fn look(out: &Path) -> Result<Vec<Part>> {
    let head = head::read(out)?;
    let parts = load(out)?;
    chain::require_whole(&parts)?;
    head::require(out, head.as_ref(), &parts)?;
    if let Some(journal) = crate::journal::read::read(out)? {
        require_named(out, head.as_ref(), &parts, &journal)?;
    }
    Ok(parts)
}

/// The newest part is the one that the journal names last, or the next one, of a review that
/// was stopped before it wrote so.
fn require_named(out: &Path, head: Option<&Head>, parts: &[Part], journal: &Journal) -> Result<()> {
    let named = journal.last_part();
    let is_named = |digest: &str| match named {
        Some(named) => journal
            .part(digest)
            .is_some_and(|part| part.name == named.name),
        None => digest == chain::NONE,
    };
    let last = parts.last();
    let is_next = || {
        let before = last.and_then(|part| part.previous.as_deref());
        head.is_some_and(Head::is_under_way) && before.is_some_and(is_named)
    };
    if is_named(last.map_or(chain::NONE, |part| &part.digest)) || is_next() {
        return Ok(());
    }
    let what = match (last, named) {
        (None, Some(named)) => {
            let folder = out.join(super::FOLDER);
            format!(
                "{}: {} is gone, which the journal names",
                folder.display(),
                named.name
            )
        }
        (Some(part), Some(named)) => {
            let part = part.path.display();
            format!(
                "{part} is not the newest part that the journal names ({})",
                named.name
            )
        }
        (Some(part), None) => format!("{}: the journal names no part", part.path.display()),
        (None, None) => return Ok(()),
    };
    Err(Error::new(Kind::Data, what).hint(RESTORE))
}
